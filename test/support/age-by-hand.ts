import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
} from 'node:crypto';
import { bech32 } from '@scure/base';

/**
 * Opens an age file by the specification (https://age-encryption.org/v1) with Node's own cryptography: another
 * implementation than the one that sealed it, so that what we write is the format and not only what our library reads.
 */
export function openByHand(file: Uint8Array, identity: string): Buffer {
  const secret = Buffer.from(bech32.decodeToBytes(identity.toLowerCase()).bytes);
  const bytes = Buffer.from(file);
  const macAt = bytes.indexOf('\n--- ') + 1;
  const headerEnd = bytes.indexOf('\n', macAt) + 1;
  const header = bytes.subarray(0, macAt + 3);
  const lines = header.toString('latin1').split('\n');
  if (lines[0] !== 'age-encryption.org/v1') throw new Error('Not an age file');
  const at = lines.findIndex((line) => line.startsWith('-> X25519 '));
  const share = fromBase64(lines[at]!.slice('-> X25519 '.length));
  const fileKey = unwrap(secret, share, fromBase64(lines[at + 1]!));
  const mac = createHmac('sha256', hkdf(fileKey, Buffer.alloc(0), 'header'))
    .update(header)
    .digest();
  if (!mac.equals(fromBase64(bytes.subarray(macAt + 4, headerEnd - 1).toString()))) throw new Error('MAC');
  return payload(bytes.subarray(headerEnd), fileKey);
}

function unwrap(secret: Buffer, share: Buffer, body: Buffer): Buffer {
  const privateKey = createPrivateKey({
    key: der('302e020100300506032b656e04220420', secret),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey({
    key: der('302a300506032b656e032100', share),
    format: 'der',
    type: 'spki',
  });
  const own = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const shared = diffieHellman({ privateKey, publicKey });
  const wrapKey = hkdf(shared, Buffer.concat([share, own]), 'age-encryption.org/v1/X25519');
  return chacha(wrapKey, Buffer.alloc(12), body);
}

const CHUNK = 64 * 1024 + 16;

/** STREAM: chunks of 64 KiB, the nonce counts them and marks the last. */
function payload(sealed: Buffer, fileKey: Buffer): Buffer {
  const key = hkdf(fileKey, sealed.subarray(0, 16), 'payload');
  const chunks: Buffer[] = [];
  for (let from = 16, counter = 0; from < sealed.length; from += CHUNK, counter += 1) {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(counter, 7);
    nonce[11] = from + CHUNK >= sealed.length ? 1 : 0;
    chunks.push(chacha(key, nonce, sealed.subarray(from, from + CHUNK)));
  }
  return Buffer.concat(chunks);
}

function chacha(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}

const hkdf = (key: Buffer, salt: Buffer, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, 32));
const der = (prefix: string, key: Buffer): Buffer => Buffer.concat([Buffer.from(prefix, 'hex'), key]);
const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64');
