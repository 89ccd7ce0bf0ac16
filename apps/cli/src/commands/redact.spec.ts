import { spawn } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command as people do, with `input` on standard input. */
function colabora(args: string[], input = ''): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['apps/cli/colabora.js', 'redact', ...args], { stdio: 'pipe' });
    const outcome: Outcome = { code: null, out: '', err: '' };
    child.stdout.on('data', (chunk) => (outcome.out += String(chunk)));
    child.stderr.on('data', (chunk) => (outcome.err += String(chunk)));
    child.on('close', (code) => resolve({ ...outcome, code }));
    child.stdin.end(input);
  });
}

describe('colabora redact', () => {
  it('masks a text given as argument or on standard input', async () => {
    const asked = await colabora(['Vende', 'Juan Pérez,', 'DNI', '12345678A']);
    expect(asked).toMatchObject({ code: 0, out: 'Vende [PERSON], DNI [ES_NIF]\n' });
    expect((await colabora([], 'su móvil es 612 34 56 78\n')).out).toBe('su móvil es [PHONE]\n');
  });

  it('answers line by line, names a malformed line without quoting it, and goes on', async () => {
    const lines = [
      '{"id":"a","text":"😀 DNI 12345678A"}',
      '{"id":"b","text":"secreto',
      '{"id":7,"text":"nada"}',
    ];
    const { code, out, err } = await colabora(['--jsonl'], lines.join('\n'));
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(1);
    expect(err).toContain('line 2: not valid JSON');
    expect(err).not.toContain('secreto');
    expect(first).toMatchObject({
      id: 'a',
      redacted: '😀 DNI [ES_NIF]',
      entities: [{ start: 7, end: 16, valid: false }],
    });
    expect(second).toEqual({ id: 7, redacted: 'nada', entities: [] });
  });

  it('prints one object with --json', async () => {
    const { out } = await colabora(['--json', 'escribid a ana@example.org']);
    expect(JSON.parse(out)).toMatchObject({ redacted: expect.stringMatching(/\[EMAIL\]|\[SELF/) as unknown });
  });

  it('ends with 2 where it is used wrongly', async () => {
    expect((await colabora(['--json', '--jsonl'])).code).toBe(2);
    expect((await colabora(['--language', 'xx', 'hola'])).code).toBe(2);
  });

  it('keeps the order of many lines', async () => {
    const count = 500;
    const input = Array.from(
      { length: count },
      (_, id) => `{"id":${id},"text":"tel 6${10_000_000 + id}"}`,
    ).join('\n');
    const { out } = await colabora(['--jsonl'], input);
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: number; redacted: string });
    expect(answers.map(({ id }) => id)).toEqual([...Array(count).keys()]);
    expect(new Set(answers.map(({ redacted }) => redacted))).toEqual(new Set(['tel [PHONE]']));
  });
});
