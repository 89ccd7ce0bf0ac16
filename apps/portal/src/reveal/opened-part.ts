import { answer, api } from '../api/client.js';
import { seal } from '../vault/age.js';
import { unlockKeys } from '../vault/door.js';
import { NoFittingKey, openRecord, openSealed } from '../vault/open-sealed.js';
import type { Reveal } from './reveal-queries.js';

/** What was inside, in this page's memory only. */
export type OpenedPart =
  | { kind: 'text'; messages: { text: string; place?: string; reply?: string }[] }
  | { kind: 'entity'; type: string; value: string }
  | { kind: 'informant'; people: Informant[] }
  | { kind: 'file-facts'; facts: Record<string, unknown> }
  | { kind: 'file' | 'mail'; bytes: Uint8Array };

export interface Informant {
  contact?: string;
  sender?: { name?: string; handle?: string; email?: string; phone?: string };
}

type Use = 'screen' | 'age-file' | 'clear-file';

/** Fetches the sealed part and opens it here. @throws NotUnlocked, NoFittingKey, a refusal `not-open` */
export async function openPart(reveal: Reveal, use: Use): Promise<OpenedPart> {
  await unlockKeys();
  const params = { path: { reveal: reveal.id } };
  const { grants, records } = await answer(api.POST('/api/reveals/{reveal}/open', { params, body: { use } }));
  if (reveal.kind === 'file' || reveal.kind === 'mail') {
    const sealed = (await answer(
      api.POST('/api/reveals/{reveal}/file', { params, parseAs: 'arrayBuffer' }),
    )) as unknown as ArrayBuffer;
    return { kind: reveal.kind, bytes: await openSealed(reveal.tipId, grants, new Uint8Array(sealed)) };
  }
  const contents = <Content>() =>
    Promise.all(records.map(({ sealed }) => openRecord<Content>(reveal.tipId, grants, sealed)));
  switch (reveal.kind) {
    case 'text':
      return { kind: 'text', messages: await contents() };
    case 'informant':
      return { kind: 'informant', people: await contents() };
    case 'entity': {
      const [entity] = await contents<{ type: string; value: string }>();
      return { kind: 'entity', ...entity! };
    }
    case 'file-facts': {
      const facts = await contents<Record<string, unknown>>();
      return { kind: 'file-facts', facts: Object.assign({}, ...facts) as Record<string, unknown> };
    }
  }
}

/** The part as bytes for a file: a file or a mail as it is, the rest as readable text. */
export function bytesOf(part: OpenedPart, note: string): Uint8Array {
  if ('bytes' in part) return part.bytes;
  const { kind: _, ...content } = part;
  return new TextEncoder().encode(`${note}\n\n${JSON.stringify(content, null, 2)}\n`);
}

/** Sealed to the unit's key alone: the standard `age` command opens it with the paper key. */
export async function sealForUnit(reveal: Reveal, bytes: Uint8Array): Promise<Uint8Array> {
  const { unitKeys } = await unlockKeys();
  const key = unitKeys.find(({ unitId }) => unitId === reveal.unitId);
  if (key === undefined) throw new NoFittingKey();
  return seal(bytes, key.recipient);
}
