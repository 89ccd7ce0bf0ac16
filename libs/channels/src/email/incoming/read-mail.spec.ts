import { expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import iconv from 'iconv-lite';
import { readMail } from './read-mail.js';
import { UnreadableMail } from './received-mail.js';

const TEXT = 'Venden en la esquina.';

const mailIn = (charset: string, bytes: Buffer, encoding = 'base64'): Buffer =>
  Buffer.from(
    `Subject: =?${charset}?B?${bytes.toString('base64')}?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${bytes.toString('base64')}\r\n`,
  );

/** Every name that the field's library knows; its own helpers begin with an underscore. */
function charsets(): string[] {
  iconv.encodingExists('utf-8'); // it loads its list with the first question
  const { encodings } = iconv as unknown as { encodings: Record<string, unknown> };
  return Object.keys(encodings).filter((name) => !name.startsWith('_') && iconv.encodingExists(name));
}

/** Names for bytes as text, not for charsets: nobody's mail program writes them. */
const NOT_CHARSETS = /^(base64|hex|internal|binary|ucs2internal)/;
/** Without Latin letters, or with national signs for them. */
const reads = (charset: string) => iconv.decode(iconv.encode(TEXT, charset), charset) === TEXT;

test('a mail in any charset there is says what it says', async () => {
  const known = charsets().filter((name) => !NOT_CHARSETS.test(name) && reads(name));
  expect(known.length).toBeGreaterThan(100);
  const wrong: string[] = [];
  for (const charset of known) {
    const { body } = await readMail(mailIn(charset, iconv.encode(TEXT, charset)));
    if (body.trim() !== TEXT) wrong.push(charset);
  }
  expect(wrong).toEqual([]);
});

test('mislabelled, half a sign, noise: a mail or an `UnreadableMail`, never anything else', async () => {
  for (const charset of [...charsets(), 'utf-7', 'x-unknown', '"', '%00', 'utf-8;utf-16', 'ñ']) {
    for (const bytes of [randomBytes(99), Buffer.from(TEXT, 'utf16le'), Buffer.from('\x1b$B\x1b(J~{')]) {
      for (const encoding of ['base64', 'quoted-printable', '7bit', 'x-uuencode'])
        await readMail(mailIn(charset, bytes, encoding)).catch((error: unknown) =>
          expect(error).toBeInstanceOf(UnreadableMail),
        );
    }
  }
});

test('names of files by RFC 2231, RFC 2047 and a mix of both are read', async () => {
  const named = async (field: string) => {
    const raw = `Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: image/png\r\nContent-Disposition: attachment; ${field}\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--B--\r\n`;
    return (await readMail(Buffer.from(raw))).files[0]!.name;
  };
  expect(await named("filename*=utf-8''cami%C3%B3n.png")).toBe('camión.png');
  expect(await named("filename*0*=utf-8''cami%C3; filename*1*=%B3n.png")).toBe('camión.png');
  expect(await named('filename="=?utf-8?Q?cami=C3=B3n=2Epng?="')).toBe('camión.png');
  expect(typeof (await named("filename*=x''%ZZ; filename==?x?Q?=Z"))).toBe('string');
});
