import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { bits, boolean, der, integer, octets, oid, sequence, setOf, time, utf8 } from './der.js';

export type KeyKind = 'rsa' | 'ec';

/** Somebody with a key and a certificate (RFC 5280). */
export interface Certified {
  certificate: Buffer;
  privateKey: KeyObject;
  /** AlgorithmIdentifier of its signatures. */
  algorithm: Buffer;
  name: Buffer;
  serial: Buffer;
}

export interface CertificateWish {
  name: string;
  kind: KeyKind;
  /** Undefined: signs itself. */
  issuer?: Certified;
  from?: Date;
  to?: Date;
  /** For what it may be used: `ca`, or the extended key usage. */
  use: 'ca' | 'time-stamping' | 'server-authentication';
}

const DAY_MS = 86_400_000;
const EXTENDED_USE = { 'time-stamping': '1.3.6.1.5.5.7.3.8', 'server-authentication': '1.3.6.1.5.5.7.3.1' };

/** Issues a certificate. */
export function certify(wish: CertificateWish): Certified {
  const { publicKey, privateKey } =
    wish.kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(
    oid(wish.kind === 'rsa' ? '1.2.840.113549.1.1.11' : '1.2.840.10045.4.3.2'),
    ...(wish.kind === 'rsa' ? [der(0x05)] : []),
  );
  const name = sequence(setOf(sequence(oid('2.5.4.3'), utf8(wish.name))));
  const serial = Buffer.concat([Buffer.of(1), randomBytes(8)]);
  const signer = wish.issuer ?? { privateKey, algorithm, name };
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const body = sequence(
    der(0xa0, integer(2)),
    integer(serial),
    signer.algorithm,
    signer.name,
    sequence(
      time(wish.from ?? new Date(Date.now() - DAY_MS)),
      time(wish.to ?? new Date(Date.now() + 365 * DAY_MS)),
    ),
    name,
    spki,
    der(0xa3, sequence(...extensionsOf(wish, spki))),
  );
  const certificate = sequence(body, signer.algorithm, bits(sign('sha256', body, signer.privateKey)));
  return { certificate, privateKey, algorithm, name, serial };
}

function extensionsOf({ use }: CertificateWish, spki: Buffer): Buffer[] {
  const extension = (id: string, isCritical: boolean, value: Buffer) =>
    sequence(oid(id), ...(isCritical ? [boolean(true)] : []), octets(value));
  const keyId = extension('2.5.29.14', false, octets(createHash('sha1').update(spki).digest()));
  return use === 'ca'
    ? [
        extension('2.5.29.19', true, sequence(boolean(true))),
        extension('2.5.29.15', true, bits(Buffer.of(0x06), 1)), // keyCertSign, cRLSign
        keyId,
      ]
    : [
        extension('2.5.29.15', true, bits(Buffer.of(0x80), 7)), // digitalSignature
        extension('2.5.29.37', true, sequence(oid(EXTENDED_USE[use]))), // RFC 3161 2.3: critical
        keyId,
      ];
}

export const pemOf = (certificate: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}(?!$)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
