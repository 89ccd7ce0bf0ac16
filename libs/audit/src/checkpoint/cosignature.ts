import { verify } from 'node:crypto';
import { keyIdOf, keyObjectOf, type NoteVerifier } from './signed-note.js';

/** C2SP signed-note: the byte that says "timestamped Ed25519 witness cosignature". */
const COSIGNATURE = 0x04;
const ID_BYTES = 4;
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** Somebody who signs only what grew out of what they signed before. */
export interface WitnessKey extends NoteVerifier {
  /** The verifier key as text. */
  text: string;
}

/** Reads a witness's verifier key, `<name>+<key id>+<base64 of 0x04 and 32 bytes>`; undefined where it is none. */
export function readWitnessKey(text: string): WitnessKey | undefined {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text) ?? [];
  const key = Buffer.from(encoded ?? '', 'base64');
  if (name === undefined || key[0] !== COSIGNATURE) return undefined;
  const witness = { text, name, publicKey: key.subarray(1) };
  return keyIdOf(witness, COSIGNATURE).toString('hex') === id ? witness : undefined;
}

/**
 * C2SP tlog-cosignature, cosignature/v1: the time (Unix seconds) at which `witness` says it saw the checkpoint whose
 * text is `text`. Undefined where the line is somebody else's or its signature is wrong.
 */
export function openCosignature(line: string, text: string, witness: WitnessKey): number | undefined {
  const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  if (name !== witness.name || bytes.length !== ID_BYTES + TIME_BYTES + SIGNATURE_BYTES) return undefined;
  if (!bytes.subarray(0, ID_BYTES).equals(keyIdOf(witness, COSIGNATURE))) return undefined;
  const time = bytes.readBigUInt64BE(ID_BYTES);
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
  const isRight = verify(null, message, keyObjectOf(witness), bytes.subarray(ID_BYTES + TIME_BYTES));
  return isRight ? Number(time) : undefined;
}

/** The part of a checkpoint that is signed. */
export const signedTextOf = (note: string): string => note.slice(0, note.lastIndexOf('\n\n') + 1);
