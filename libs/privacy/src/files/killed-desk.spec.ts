import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { endlessPdf } from '../../../../test/fixtures/files/planted.js';
import { until } from '../../../../test/support/until.js';

const compiled = new URL('../../../../dist/libs/privacy/src/files/index.js', import.meta.url).href;

/** A desk of its own process, which tells the id of its cleaning process. */
const DESK = `
import { readFileSync } from 'node:fs';
import { FileCleaner } from ${JSON.stringify(compiled)};
const cleaner = new FileCleaner({ decodeSeconds: 3600 });
void cleaner.clean(readFileSync('endless.pdf'));
setInterval(() => cleaner.processId && process.send(cleaner.processId), 20);
`;

const CLOCK_TICKS_PER_SECOND = 100;
const STATE = 0;
const USER_TICKS = 11;

/** The fields of /proc/PID/stat behind the program's name (proc(5)); none if there is no such process. */
function statusOf(pid: number): string[] {
  if (!existsSync(`/proc/${pid}/stat`)) return [];
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}
const isRunning = (pid: number) => ![undefined, 'Z', 'X'].includes(statusOf(pid)[STATE]);

describe('a desk that is killed', () => {
  it('leaves no cleaning process behind, however busy that is, and no workspace', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'colabora-killed-desk-'));
    writeFileSync(join(folder, 'endless.pdf'), endlessPdf());
    writeFileSync(join(folder, 'desk.mjs'), DESK);
    const desk = fork(join(folder, 'desk.mjs'), { cwd: folder, execArgv: [] });
    const workspaces = () =>
      readdirSync('/dev/shm').filter((name) => name.startsWith(`colabora-files-${desk.pid}-`));
    try {
      const cleaning = await new Promise<number>((resolve) =>
        desk.once('message', (id) => resolve(id as number)),
      );
      // Two seconds of its own time: it is past its start, and in the document.
      await until(
        'the cleaning process in the document',
        () => Number(statusOf(cleaning)[USER_TICKS]) > 2 * CLOCK_TICKS_PER_SECOND,
      );
      expect(workspaces()).toHaveLength(1);
      desk.kill('SIGKILL');
      await until('the end of the cleaning process', () => !isRunning(cleaning) && workspaces().length === 0);
    } finally {
      desk.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    }
  });
});
