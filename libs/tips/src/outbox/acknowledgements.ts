import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { type Campaign, type Language, wordingIn } from '#campaigns';
import { Clock, Configuration, type Tx, uuidv7, type WorkContext } from '#kernel';
import { addressOf, Conversations } from '../dialogue/conversations.js';
import { INTAKE_ITSELF } from '../intake/intake-facts.js';
import type { InboundMessage } from '../intake/inbound-message.js';
import type { Receipt } from '../intake/receipt.js';
import { Outbox } from './outbox.js';

/** What the automatic message says around the campaign's own words. */
interface AutomaticWords {
  code: string;
  comeBack: string;
  /** Names the word that ends automatic messages. */
  optOut: string;
}

const WORDS: Record<Language, AutomaticWords> = {
  es: {
    code: 'El código de tu aviso:',
    comeBack: 'Con él puedes ver en qué punto está y responder, sin decir quién eres:',
    optOut: 'Este mensaje es automático. Si no quieres recibir otros así, responde solo con la palabra BAJA.',
  },
  ca: {
    code: 'El codi del teu avís:',
    comeBack: 'Amb ell pots veure en quin punt està i respondre, sense dir qui ets:',
    optOut: "Aquest missatge és automàtic. Si no en vols rebre d'altres, respon només amb la paraula BAIXA.",
  },
  gl: {
    code: 'O código do teu aviso:',
    comeBack: 'Con el podes ver en que punto está e responder, sen dicir quen es:',
    optOut: 'Esta mensaxe é automática. Se non queres recibir outras así, responde só coa palabra BAIXA.',
  },
  eu: {
    code: 'Zure abisuaren kodea:',
    comeBack: 'Harekin ikus dezakezu non dagoen eta erantzun, nor zaren esan gabe:',
    optOut: 'Mezu hau automatikoa da. Horrelako gehiago jaso nahi ez baduzu, erantzun UTZI hitza bakarrik.',
  },
  en: {
    code: 'The code of your message:',
    comeBack: 'With it you can see where it stands and answer, without saying who you are:',
    optOut: 'This message is automatic. To get no more of them, answer with the single word STOP.',
  },
};

/** Any language's word counts in all: people answer in the one they read. */
const OPT_OUT = /^\W*(baja|baixa|utzi|stop|unsubscribe)\W*$/iu;

/** True where all that somebody says is that they want no automatic messages. */
export const asksForSilence = (text: string): boolean => OPT_OUT.test(text.trim());

/** The automatic "it arrived": at most one a conversation and day, never to somebody who asked for none. */
@Injectable()
export class Acknowledgements {
  constructor(
    private readonly outbox: Outbox,
    private readonly conversations: Conversations,
    private readonly audit: AuditLog,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** Queues one for a new tip, in the transaction that makes it; only here are address and code in memory together. */
  async queue(
    tx: Tx,
    message: InboundMessage,
    campaign: Campaign,
    receipt: Receipt,
    context: WorkContext,
  ): Promise<void> {
    const to = addressOf(message);
    const wanted = message.replyTo?.acknowledge === true && message.suspicion === undefined;
    if (to === undefined || !wanted || asksForSilence(message.text)) return;
    if (!(await this.conversations.mayAcknowledge(tx, campaign.id, to, this.clock.now()))) return;
    await this.outbox.add(tx, {
      id: uuidv7(),
      tipId: receipt.tipId,
      kind: 'acknowledgement',
      to,
      language: message.language,
      text: this.textFor(message, campaign, receipt.code),
    });
    await this.audit.append(tx, context, {
      action: 'tip.acknowledged',
      actor: INTAKE_ITSELF,
      subject: { kind: 'tip', id: receipt.tipId },
    });
  }

  /** Whoever asks for silence gets it, and a trace that they asked; anything else, said after the notice, agrees to it. */
  async heedSilence(tx: Tx, message: InboundMessage, tipId: string, context: WorkContext): Promise<void> {
    const to = addressOf(message);
    if (to === undefined) return;
    if (!asksForSilence(message.text)) {
      return this.conversations.consent(tx, message.campaignId, to, this.clock.now());
    }
    await this.conversations.optOut(tx, message.campaignId, to, this.clock.now());
    await this.audit.append(tx, context, {
      action: 'tip.informant-opted-out',
      subject: { kind: 'tip', id: tipId },
    });
  }

  /** The code opens the conversation: it never stands where others can read it. */
  private textFor({ language, replyTo }: InboundMessage, campaign: Campaign, code: string): string {
    const { acknowledgement } = wordingIn(campaign, language);
    const words = WORDS[language];
    const { publicUrl } = this.configuration;
    const wayBack =
      publicUrl === undefined
        ? [`${words.code} ${code}`]
        : [`${words.code} ${code}`, `${words.comeBack} ${publicUrl.replace(/\/$/, '')}/${language}/receipt`];
    return [acknowledgement, ...(replyTo?.isPublic === true ? [] : [wayBack.join('\n'), words.optOut])].join(
      '\n\n',
    );
  }
}
