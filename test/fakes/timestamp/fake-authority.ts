import { createHash, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { certify, type Certified, type KeyKind, pemOf } from './certificate.js';
import { bits, boolean, der, integer, octets, oid, sequence, setOf, time, utf8, valuesIn } from './der.js';

/** How the authority behaves: well, or as one that is broken or not to be believed. */
export type AuthorityMood =
  | 'honest'
  | 'stamps-something-else'
  | 'answers-another-nonce'
  | 'forgets-the-nonce'
  | 'signs-with-an-expired-certificate'
  | 'is-certified-by-someone-else'
  | 'is-certified-for-web-servers'
  | 'names-another-certificate'
  | 'spoils-the-signature'
  | 'lives-in-another-year'
  | 'rejects'
  | 'talks-nonsense'
  | 'is-down'
  | 'hangs-up';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const DAY_MS = 86_400_000;

/** What a request asks for (RFC 3161 2.4.1). */
interface Asked {
  imprint: Buffer;
  nonce: Buffer | undefined;
}

/**
 * A time-stamp authority (RFC 3161) written from the specification alone: its DER, its certificates (RFC 5280) and its
 * CMS (RFC 5652) share no code with the log that asks it.
 */
export class FakeAuthority {
  mood: AuthorityMood = 'honest';
  /** Requests so far. */
  asked = 0;
  private readonly root: Certified;
  private readonly own: Certified;
  private readonly server: Server;

  private constructor(private readonly kind: KeyKind) {
    this.root = certify({ name: 'Test root', kind, use: 'ca' });
    this.own = certify({ name: 'Test authority', kind, issuer: this.root, use: 'time-stamping' });
    this.server = createServer((request, response) => this.serve(request, response));
  }

  static async start(kind: KeyKind = 'ec'): Promise<FakeAuthority> {
    const authority = new FakeAuthority(kind);
    await new Promise<void>((resolve) => authority.server.listen(0, '127.0.0.1', resolve));
    return authority;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/tsa`;
  }

  /** The root certificate, as an authority publishes it. */
  get rootPem(): string {
    return pemOf(this.root.certificate);
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      this.asked += 1;
      if (this.mood === 'hangs-up') return void request.socket.destroy();
      const isQuery =
        request.method === 'POST' && request.headers['content-type'] === 'application/timestamp-query';
      if (!isQuery || this.mood === 'is-down') return void response.writeHead(503).end();
      response
        .writeHead(200, { 'content-type': 'application/timestamp-reply' })
        .end(this.answer(Buffer.concat(parts)));
    });
  }

  private answer(query: Buffer): Buffer {
    if (this.mood === 'talks-nonsense') return Buffer.from('hello');
    const asked = readQuery(query);
    if (this.mood === 'rejects' || asked === undefined) {
      return sequence(sequence(integer(2), sequence(utf8('not today')), bits(Buffer.of(0x20), 5))); // badRequest (2)
    }
    return sequence(sequence(integer(0)), this.token(asked));
  }

  /** TimeStampToken: a CMS SignedData over a TSTInfo. */
  private token(asked: Asked): Buffer {
    const info = this.info(asked);
    const signer = this.signer();
    const attributes = [
      attribute('1.2.840.113549.1.9.3', oid('1.2.840.113549.1.9.16.1.4')),
      attribute('1.2.840.113549.1.9.4', octets(sha256(info))),
      attribute('1.2.840.113549.1.9.16.2.47', this.signingCertificate(signer)), // ESS, RFC 5816
    ];
    const signature = sign('sha256', setOf(...attributes), signer.privateKey);
    if (this.mood === 'spoils-the-signature') signature[signature.length - 1]! ^= 1;
    const signerInfo = sequence(
      integer(1),
      sequence(signer === this.own ? this.root.name : this.issuerOf(signer), integer(signer.serial)),
      sequence(oid(SHA256)),
      Buffer.concat([Buffer.of(0xa0), setOf(...attributes).subarray(1)]),
      signer.algorithm,
      octets(signature),
    );
    const signed = sequence(
      integer(3),
      setOf(sequence(oid(SHA256))),
      sequence(oid('1.2.840.113549.1.9.16.1.4'), der(0xa0, octets(info))),
      der(0xa0, signer.certificate),
      setOf(signerInfo),
    );
    return sequence(oid('1.2.840.113549.1.7.2'), der(0xa0, signed));
  }

  private info({ imprint, nonce }: Asked): Buffer {
    const stamped = this.mood === 'stamps-something-else' ? randomBytes(32) : imprint;
    const said =
      this.mood === 'answers-another-nonce'
        ? randomBytes(8)
        : this.mood === 'forgets-the-nonce'
          ? undefined
          : nonce;
    const years = this.mood === 'lives-in-another-year' ? 200 * DAY_MS : 0;
    return sequence(
      integer(1),
      oid('1.2.3.4.1'),
      sequence(sequence(oid(SHA256)), octets(stamped)),
      integer(Buffer.concat([Buffer.of(1), randomBytes(7)])),
      time(new Date(Date.now() + years)),
      sequence(integer(1)), // accuracy: one second
      boolean(true),
      ...(said === undefined ? [] : [integer(said)]),
    );
  }

  private readonly others = new Map<AuthorityMood, Certified>();

  private signer(): Certified {
    const [kind, issuer] = [this.kind, this.root];
    const past = new Date(Date.now() - 40 * DAY_MS);
    const wrong: Partial<Record<AuthorityMood, () => Certified>> = {
      'signs-with-an-expired-certificate': () =>
        certify({
          name: 'Late',
          kind,
          issuer,
          use: 'time-stamping',
          from: past,
          to: new Date(Date.now() - DAY_MS),
        }),
      'is-certified-by-someone-else': () => certify({ name: 'Nobody', kind, use: 'time-stamping' }),
      'is-certified-for-web-servers': () =>
        certify({ name: 'Web', kind, issuer, use: 'server-authentication' }),
    };
    const made = this.others.get(this.mood) ?? wrong[this.mood]?.() ?? this.own;
    if (made !== this.own) this.others.set(this.mood, made);
    return made;
  }

  private issuerOf(signer: Certified): Buffer {
    return this.mood === 'is-certified-by-someone-else' ? signer.name : this.root.name;
  }

  private signingCertificate({ certificate }: Certified): Buffer {
    const named = this.mood === 'names-another-certificate' ? randomBytes(32) : sha256(certificate);
    return sequence(sequence(sequence(octets(named))));
  }
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
const attribute = (type: string, value: Buffer) => sequence(oid(type), setOf(value));

/** Undefined where it is no request that this authority serves: version 1, SHA-256, certificate wanted. */
function readQuery(query: Buffer): Asked | undefined {
  try {
    const [version, imprint, ...rest] = valuesIn(valuesIn(query)[0]!.content);
    const [algorithm, digest] = valuesIn(imprint!.content);
    const nonce = rest.find(({ tag }) => tag === 0x02)?.content;
    const wantsCertificate = rest.some(({ tag, content }) => tag === 0x01 && content[0] !== 0);
    const isServed =
      version!.content.equals(Buffer.of(1)) &&
      valuesIn(algorithm!.content)[0]!.whole.equals(oid(SHA256)) &&
      digest!.content.length === 32 &&
      wantsCertificate;
    return isServed ? { imprint: digest!.content, nonce } : undefined;
  } catch {
    return undefined;
  }
}
