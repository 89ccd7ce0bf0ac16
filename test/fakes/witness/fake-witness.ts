import { createHash, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { consistencyHolds } from './consistency.js';

/** How the witness behaves: well, or as one that is broken. */
export type WitnessMood = 'honest' | 'signs-another-text' | 'talks-nonsense' | 'is-down' | 'hangs-up';

interface Seen {
  size: number;
  root: Buffer;
}

/**
 * A C2SP tlog-witness written from the specification alone: it shares no code with the log it watches. It cosigns a
 * checkpoint only where it grew out of the one it cosigned before.
 */
export class FakeWitness {
  readonly name = 'witness.example/w1';
  mood: WitnessMood = 'honest';
  /** HTTP status of every answer so far. */
  readonly answers: number[] = [];
  private readonly seen = new Map<string, Seen>();
  private readonly key = generateKeyPairSync('ed25519');
  private readonly server: Server;

  /** `logKeys`: verifier keys of the logs it watches. */
  private constructor(readonly logKeys: string[]) {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        if (this.mood === 'hangs-up') return void request.socket.destroy();
        const isKnown = request.method === 'POST' && request.url === '/w1/add-checkpoint';
        const [status, body, type] = isKnown ? this.answer(Buffer.concat(parts).toString('utf8')) : [404, ''];
        this.send(response, status, body, type);
      });
    });
  }

  static async start(logKeys: string[]): Promise<FakeWitness> {
    const witness = new FakeWitness(logKeys);
    await new Promise<void>((resolve) => witness.server.listen(0, '127.0.0.1', resolve));
    return witness;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/w1`;
  }

  get verifierKey(): string {
    const key = Buffer.concat([Buffer.of(4), rawKeyOf(this.key.publicKey)]);
    return `${this.name}+${this.keyId().toString('hex')}+${key.toString('base64')}`;
  }

  /** What it cosigned last of a log. */
  sizeOf(origin: string): number {
    return this.seen.get(origin)?.size ?? 0;
  }

  private answer(request: string): [number, string, string?] {
    if (this.mood === 'is-down') return [503, 'try later\n'];
    if (this.mood === 'talks-nonsense') return [200, 'hello\n'];
    const end = request.indexOf('\n\n');
    const [first = '', ...proof] = request.slice(0, end).split('\n');
    const note = request.slice(end + 2);
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    const [origin = '', sizeText = '', rootText = ''] = text.split('\n');
    const old = /^old (0|[1-9]\d*)$/.exec(first)?.[1];
    if (end < 0 || old === undefined || !/^(0|[1-9]\d*)$/.test(sizeText) || proof.length > 63)
      return [400, ''];
    const keys = this.logKeys.filter((key) => key.startsWith(`${origin}+`));
    if (keys.length === 0) return [404, ''];
    if (!keys.some((key) => isSignedBy(note, text, key))) return [403, ''];
    const now = { size: Number(sizeText), root: Buffer.from(rootText, 'base64') };
    if (Number(old) > now.size) return [400, ''];
    const before = this.seen.get(origin) ?? { size: 0, root: Buffer.alloc(32) };
    const conflict: [number, string, string] = [409, `${before.size}\n`, 'text/x.tlog.size'];
    if (Number(old) !== before.size) return conflict;
    if (before.size === now.size && now.size > 0 && !before.root.equals(now.root)) return conflict;
    const hashes = proof.map((line) => Buffer.from(line, 'base64'));
    if (!consistencyHolds(before, now, hashes)) return [422, ''];
    this.seen.set(origin, now);
    return [200, this.cosign(this.mood === 'signs-another-text' ? `${text}and more\n` : text)];
  }

  private cosign(text: string): string {
    const time = BigInt(Math.floor(Date.now() / 1000));
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(time);
    const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), this.key.privateKey);
    const line = Buffer.concat([this.keyId(), stamp, signature]).toString('base64');
    return `— someone.else/w9 ${Buffer.alloc(76, 1).toString('base64')}\n— ${this.name} ${line}\n`;
  }

  private keyId(): Buffer {
    const described = [Buffer.from(`${this.name}\n`), Buffer.of(4), rawKeyOf(this.key.publicKey)];
    return createHash('sha256').update(Buffer.concat(described)).digest().subarray(0, 4);
  }

  private send(
    response: ServerResponse,
    status: number,
    body: string,
    type = 'text/plain; charset=utf-8',
  ): void {
    this.answers.push(status);
    response.writeHead(status, { 'content-type': type }).end(body);
  }
}

function rawKeyOf(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url');
}

function isSignedBy(note: string, text: string, verifierKey: string): boolean {
  const [name = '', id = '', ...encoded] = verifierKey.split('+');
  const x = Buffer.from(encoded.join('+'), 'base64').subarray(1).toString('base64url');
  return note
    .slice(text.length + 1)
    .split('\n')
    .some((line) => {
      const [dash, by, base64] = line.split(' ');
      const bytes = Buffer.from(base64 ?? '', 'base64');
      if (dash !== '—' || by !== name || bytes.toString('hex', 0, 4) !== id) return false;
      const key = { key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' } as const;
      return verify(null, Buffer.from(text), key, bytes.subarray(4));
    });
}
