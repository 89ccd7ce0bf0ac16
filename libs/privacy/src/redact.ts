import { detect } from './detect.js';
import type { Entity } from './entity.js';

/** Masks everything found, whatever its type: `[PERSON]`, `[ES_NIF]`… The strictest policy, for the command line. */
export function redact(text: string): { redacted: string; entities: Entity[] } {
  const entities = detect(text);
  let redacted = '';
  let from = 0;
  for (const { start, end, type } of entities) {
    redacted += `${text.slice(from, start)}[${type}]`;
    from = end;
  }
  return { redacted: redacted + text.slice(from), entities };
}
