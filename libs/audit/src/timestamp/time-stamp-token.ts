import { createHash } from 'node:crypto';
import type { Certificate, SignedData, SignerInfo, TSTInfo } from 'pkijs';

/** What an authority says of some bytes. */
export interface TimeStamp {
  /** The moment at which they existed, as the authority's clock tells it. */
  at: Date;
  /** The subject of the certificate that signed it, as people read it. */
  authority: string;
}

/** Why an answer is worth nothing. `rejected`: the authority said no. */
export type StampFault = 'rejected' | 'unreadable' | 'other-imprint' | 'other-nonce' | 'untrusted' | 'forged';

export class StampRefused extends Error {
  constructor(readonly fault: StampFault) {
    super(`The time-stamp is worth nothing: ${fault}.`);
  }
}

/** Our 64 random bits of a request, as the content of a DER INTEGER: its answer must repeat them. */
export type Nonce = Buffer;

/** Object identifiers of RFC 3161, RFC 5280, RFC 5652, RFC 5035. */
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/** Loaded where somebody uses an authority: it is the largest thing in this lib. */
const pki = async () => ({ ...(await import('pkijs')), asn1: await import('asn1js') });

/** The request for a stamp of `bytes` (RFC 3161 2.4.1): their SHA-256, our nonce, and the wish for a certificate. */
export async function writeQuery(bytes: Buffer, nonce: Nonce): Promise<Buffer> {
  const { TimeStampReq, MessageImprint, AlgorithmIdentifier, asn1 } = await pki();
  const query = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new asn1.Null() }),
      hashedMessage: new asn1.OctetString({ valueHex: view(digest(bytes)) }),
    }),
    nonce: new asn1.Integer({ valueHex: view(nonce) }),
    certReq: true,
  });
  return Buffer.from(query.toSchema().toBER());
}

/**
 * Reads an authority's answer (DER) and says when it stamped `bytes`. What must hold: the answer is a grant (2.4.2);
 * the token is about SHA-256 of these very bytes and repeats `nonce`, where one is given; its signature is right, made
 * with the certificate that the signed attributes name (RFC 5035), which was valid at the time of the stamp, is for time-stamping
 * alone (2.3) and leads to one of `trusted`. @throws StampRefused.
 */
export async function openTimeStamp(
  reply: Buffer,
  bytes: Buffer,
  trusted: Certificate[],
  nonce?: Nonce,
): Promise<TimeStamp> {
  const { signed, info, signer } = await readReply(reply);
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const isOfBytes =
    hashAlgorithm.algorithmId === SHA256 &&
    Buffer.from(hashedMessage.valueBlock.valueHexView).equals(digest(bytes));
  if (!isOfBytes) throw new StampRefused('other-imprint');
  const said = info.nonce && Buffer.from(info.nonce.valueBlock.valueHexView);
  if (nonce !== undefined && said?.equals(nonce) !== true) throw new StampRefused('other-nonce');
  const certificate = await signedBy(signed, bytes, trusted);
  if (!isForTimeStamping(certificate) || !namesCertificate(signer, certificate))
    throw new StampRefused('untrusted');
  return { at: info.genTime, authority: nameOf(certificate) };
}

async function readReply(reply: Buffer) {
  const { TimeStampResp, SignedData, TSTInfo } = await pki();
  let parts: { signed: SignedData; info: TSTInfo; signer: SignerInfo };
  try {
    const { status, timeStampToken } = TimeStampResp.fromBER(view(reply));
    if (status.status > 1) throw new StampRefused('rejected'); // 0: granted, 1: granted with modifications
    if (timeStampToken?.contentType !== SIGNED_DATA) throw new StampRefused('unreadable');
    const signed = new SignedData({ schema: timeStampToken.content });
    const { eContentType, eContent } = signed.encapContentInfo;
    if (eContentType !== TST_INFO || eContent === undefined) throw new StampRefused('unreadable');
    const info = TSTInfo.fromBER(eContent.getValue());
    const [signer, another] = signed.signerInfos; // RFC 3161 2.4.2: no signature but the authority's
    if (signer === undefined || another !== undefined) throw new StampRefused('unreadable');
    parts = { signed, info, signer };
  } catch (error) {
    throw error instanceof StampRefused ? error : new StampRefused('unreadable');
  }
  return parts;
}

/** The certificate with which the token was signed, once signature and chain are right at the time of the stamp. */
async function signedBy(signed: SignedData, bytes: Buffer, trusted: Certificate[]): Promise<Certificate> {
  const { SignedDataVerifyError } = await pki();
  try {
    const verdict = await signed.verify({
      signer: 0,
      data: view(bytes),
      checkChain: true,
      trustedCerts: trusted,
      passedWhenNotRevValues: true, // an authority's tokens carry no revocation lists; see docs/decisions/0047
      extendedMode: true,
    });
    if (!verdict.signatureVerified || !verdict.signerCertificate) throw new StampRefused('forged');
    return verdict.signerCertificate;
  } catch (error) {
    if (error instanceof StampRefused) throw error;
    const isChain = error instanceof SignedDataVerifyError && error.signerCertificateVerified === false;
    throw new StampRefused(isChain ? 'untrusted' : 'forged');
  }
}

/** RFC 3161 2.3: one extended key usage, which is time-stamping, and critical. */
function isForTimeStamping({ extensions = [] }: Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === EXTENDED_KEY_USAGE);
  const { keyPurposes = [] } = (usage?.parsedValue ?? {}) as { keyPurposes?: string[] };
  return usage?.critical === true && keyPurposes.length === 1 && keyPurposes[0] === TIME_STAMPING;
}

/**
 * The signed attributes say that this is a TSTInfo, and name the certificate by its hash (RFC 5035: SHA-256 unless
 * another is named; RFC 2634: SHA-1), so that nobody can put another certificate of the same key beside the token.
 */
function namesCertificate({ signedAttrs }: SignerInfo, certificate: Certificate): boolean {
  const valueOf = (type: string) =>
    signedAttrs?.attributes.find((each) => each.type === type)?.values[0] as Asn1Value | undefined;
  if (valueOf(CONTENT_TYPE)?.toString() !== `OBJECT IDENTIFIER : ${TST_INFO}`) return false;
  const version2 = valueOf(SIGNING_CERTIFICATE_V2);
  const attribute = version2 ?? valueOf(SIGNING_CERTIFICATE);
  const first = attribute?.valueBlock.value?.[0]?.valueBlock.value?.[0]?.valueBlock.value ?? [];
  const [algorithm, named] = first.length > 1 && first[0]!.valueBlock.value ? first : [undefined, first[0]];
  const name = version2 === undefined ? 'sha1' : hashNamed(algorithm);
  const der = Buffer.from(certificate.toSchema().toBER());
  return (
    name !== undefined &&
    named?.valueBlock.valueHexView !== undefined &&
    createHash(name).update(der).digest().equals(Buffer.from(named.valueBlock.valueHexView))
  );
}

/** As much of asn1js's values as is walked here. */
interface Asn1Value {
  valueBlock: { value?: Asn1Value[]; valueHexView?: Uint8Array };
  toString(): string;
}

const HASH_OF: Record<string, string> = {
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

function hashNamed(algorithm: Asn1Value | undefined): string | undefined {
  if (algorithm === undefined) return 'sha256';
  const [, id = ''] = /([\d.]+)$/.exec(algorithm.valueBlock.value?.[0]?.toString() ?? '') ?? [];
  return HASH_OF[id];
}

const nameOf = ({ subject }: Certificate): string =>
  subject.typesAndValues
    .map(({ value }) => String((value as { valueBlock: { value: unknown } }).valueBlock.value))
    .join(', ');

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/** Its very bytes as an ArrayBuffer of their own, as pkijs wants them. */
const view = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
