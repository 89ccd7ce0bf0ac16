import type { Campaigns, CampaignProposal } from '#campaigns';
import type { Tx, WorkContext } from '#kernel';
import type { RoutingRules } from '#routing';
import type { Accounts, StaffRole, Units } from '#staff';
import { newKeyPair } from '#vault';

/** The services that the demonstration needs, from the running application. */
export interface DemoServices {
  units: Units;
  accounts: Accounts;
  campaigns: Campaigns;
  rules: RoutingRules;
}

export interface DemoDesk {
  /** What opens the demonstration units' sealed originals: kept in a file, since it is a demonstration. */
  recoveryKeys: { unit: string; identity: string }[];
}

/** A desk to try: four units, four calls for collaboration, rules, and one person of each kind, not yet signed in. */
export async function makeDemoDesk(tx: Tx, context: WorkContext, services: DemoServices): Promise<DemoDesk> {
  const unitIds: Record<string, string> = {};
  const recoveryKeys = [];
  for (const unit of UNITS) {
    const { identity, recipient } = await newKeyPair();
    unitIds[unit.slug] = (await services.units.create(tx, context, { ...unit, recipient })).id;
    recoveryKeys.push({ unit: unit.name, identity });
  }
  for (const person of PEOPLE) {
    await services.accounts.invite(tx, context, {
      ...person,
      unitIds: person.units.map((slug) => unitIds[slug]!),
    });
  }
  for (const { units, launched, ...campaign } of CAMPAIGNS) {
    const ids = units.map((slug) => unitIds[slug]!);
    const { id } = await services.campaigns.create(tx, context, {
      ...campaign,
      unitIds: ids,
      defaultUnitId: ids[0]!,
    });
    if (launched) await services.campaigns.launch(tx, context, id);
  }
  for (const { unit, ...rule } of RULES) {
    await services.rules.add(tx, { ...rule, ...(unit === undefined ? {} : { unitId: unitIds[unit]! }) });
  }
  return { recoveryKeys };
}

const UNITS = [
  { slug: 'udyco-madrid', name: 'UDYCO Madrid', territory: ['28'], topics: ['drogas'] },
  { slug: 'udyco-malaga', name: 'UDYCO Málaga', territory: ['29'], topics: ['drogas'] },
  { slug: 'proteccion-menores', name: 'Protección al Menor', territory: [], topics: ['menores', 'internet'] },
  { slug: 'patrimonio-urbano', name: 'Patrimonio Urbano', territory: ['28'], topics: ['vandalismo'] },
];

interface DemoPerson {
  name: string;
  email: string;
  roles: StaffRole[];
  units: string[];
}

const PEOPLE: DemoPerson[] = [
  {
    name: 'Inés Valdepeñas',
    email: 'investigadora.madrid@demo.example',
    roles: ['investigator', 'lead'],
    units: ['udyco-madrid', 'proteccion-menores', 'patrimonio-urbano'],
  },
  {
    name: 'Carmen Guadarrama',
    email: 'jefa.madrid@demo.example',
    roles: ['investigator', 'lead'],
    units: ['udyco-madrid', 'proteccion-menores', 'patrimonio-urbano'],
  },
  {
    name: 'Martín Axarquía',
    email: 'investigador.malaga@demo.example',
    roles: ['investigator'],
    units: ['udyco-malaga'],
  },
  { name: 'Lola Portavoz', email: 'campanas@demo.example', roles: ['manager'], units: [] },
  { name: 'Óscar Sistemas', email: 'operador@demo.example', roles: ['operator'], units: [] },
  { name: 'Aurora Contreras', email: 'auditoria@demo.example', roles: ['auditor'], units: [] },
];

const CAMPAIGNS: (Omit<CampaignProposal, 'unitIds' | 'defaultUnitId'> & {
  units: string[];
  launched: boolean;
})[] = [
  {
    slug: 'tweetredadas',
    kind: 'tips',
    languages: ['es', 'ca', 'gl', 'eu', 'en'],
    hashtags: ['#tweetredadas'],
    opensAt: null,
    closesAt: null,
    units: ['udyco-madrid', 'udyco-malaga', 'proteccion-menores'],
    launched: true,
    wording: {
      es: {
        title: '¿Sabes dónde se vende droga?',
        text: 'Cuéntanoslo. Un portal, un bar, un coche que se repite, una hora: lo que a ti te parece poco puede ser la pieza que falta.\n\nNo te pediremos tu nombre. Lo que envíes lo lee solo la unidad que investiga.',
        acknowledgement:
          'Gracias. Cada aviso cuenta: la primera tweetredada empezó con mensajes como el tuyo.',
      },
      ca: {
        title: 'Saps on es ven droga?',
        text: "Explica'ns-ho. Un portal, un bar, un cotxe que es repeteix, una hora: el que et sembla poc pot ser la peça que falta.\n\nNo et demanarem el nom. Només ho llegeix la unitat que investiga.",
        acknowledgement: 'Gràcies. Cada avís compta.',
      },
      gl: {
        title: 'Sabes onde se vende droga?',
        text: 'Cóntanolo. Un portal, un bar, un coche que se repite, unha hora: o que che parece pouco pode ser a peza que falta.\n\nNon che pediremos o nome. Só o le a unidade que investiga.',
        acknowledgement: 'Grazas. Cada aviso conta.',
      },
      eu: {
        title: 'Badakizu non saltzen den droga?',
        text: 'Konta iezaguzu. Atari bat, taberna bat, errepikatzen den auto bat, ordu bat: zuri gutxi iruditzen zaizuna izan daiteke falta den pieza.\n\nEz dizugu izena eskatuko. Ikertzen duen unitateak bakarrik irakurtzen du.',
        acknowledgement: 'Eskerrik asko. Abisu bakoitza da garrantzitsua.',
      },
      en: {
        title: 'Do you know where drugs are sold?',
        text: 'Tell us. A doorway, a bar, a car that keeps coming back, a time of day: what seems little to you may be the missing piece.\n\nWe will not ask your name. Only the unit that investigates reads what you send.',
        acknowledgement: 'Thank you. Every tip counts.',
      },
    },
  },
  {
    slug: 'protege-menores',
    kind: 'tips',
    languages: ['es', 'ca', 'en'],
    hashtags: ['#protegemenores'],
    opensAt: null,
    closesAt: null,
    units: ['proteccion-menores'],
    launched: true,
    wording: {
      es: {
        title: 'Protege a un menor en internet',
        text: 'Si has visto un perfil, un grupo o una conversación en la que alguien busca a menores, dínoslo. No lo compartas ni lo denuncies en público: perdería el rastro.',
        acknowledgement: 'Gracias. No borres lo que viste: puede hacer falta.',
      },
      ca: {
        title: 'Protegeix un menor a internet',
        text: "Si has vist un perfil, un grup o una conversa on algú busca menors, digue'ns-ho. No ho comparteixis en públic.",
        acknowledgement: 'Gràcies. No esborris el que vas veure: pot fer falta.',
      },
      en: {
        title: 'Protect a child online',
        text: 'If you saw a profile, a group or a chat where somebody looks for minors, tell us. Do not share it in public.',
        acknowledgement: 'Thank you. Please keep what you saw: it may be needed.',
      },
    },
  },
  {
    slug: 'ciudad-limpia',
    kind: 'tips',
    languages: ['es'],
    hashtags: ['#ciudadlimpia'],
    opensAt: null,
    closesAt: null,
    units: ['patrimonio-urbano'],
    launched: true,
    wording: {
      es: {
        title: 'Vandalismo en el metro y en los monumentos',
        text: 'Buscamos a quienes pintan trenes y monumentos. Una firma, una hora, una foto ayudan.',
        acknowledgement: 'Gracias por cuidar lo que es de todos.',
      },
    },
  },
  {
    slug: 'verano-seguro',
    kind: 'tips',
    languages: ['es'],
    hashtags: ['#veranoseguro'],
    opensAt: null,
    closesAt: null,
    units: ['udyco-malaga'],
    launched: false,
    wording: {
      es: {
        title: 'Un verano seguro en la costa',
        text: 'Cuéntanos qué ves en la playa y en el paseo marítimo.',
        acknowledgement: 'Gracias.',
      },
    },
  },
];

const RULES = [
  {
    name: 'Peligro para la vida',
    condition: {
      words: ['matar*', 'pistola', 'arma', 'armas', 'navaja', 'secuestr*', 'suicid*', 'me van a matar'],
    },
    priority: 'life' as const,
  },
  {
    name: 'Menores',
    condition: { words: ['menor', 'menores', 'niño*', 'niña*', 'instituto', 'colegio', 'patio'] },
    unit: 'proteccion-menores',
    priority: 'high' as const,
  },
  { name: 'Provincia de Málaga', condition: { territory: ['29'] }, unit: 'udyco-malaga' },
];

/** The addresses under which the demonstration's people sign in. */
export const DEMO_PEOPLE = PEOPLE.map(({ email }) => email);
