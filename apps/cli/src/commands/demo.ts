import { type Command, InvalidArgumentError } from 'commander';
import { NestFactory } from '@nestjs/core';
import { Campaigns } from '#campaigns';
import { citizenContext, Clock } from '#kernel';
import { Intake } from '#tips';
import { AppModule } from '../../../server/src/app.module.js';
import { demoMessages } from '../../../server/src/demo/demo-tips.js';
import { ensureDemoDesk } from '../../../server/src/demo/first-start.js';
import { withKernel } from '../kernel.js';
import { print, showProgress } from '../terminal.js';

/** How far back the first demonstration tip lies. */
const DAYS = 6;

/** `colabora demo`: fills the desk through the same intake as any tip. */
export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description('Fill the desk with believable tips: repeats, photos, abuse, several campaigns and units.')
    .option('--tips <number>', 'how many messages', wholeNumber, 300)
    .option('--json', 'print the result for programs')
    .addHelpText('after', '\nExamples:\n  npx colabora demo\n  npx colabora demo --tips 2000 --json')
    .action(({ tips, json = false }: { tips: number; json?: boolean }) => demo(tips, json));
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100_000) {
    throw new InvalidArgumentError('A whole number from 1 to 100000.');
  }
  return value;
}

/** Time as the demonstration tells it: six days, ending now. */
class DemoClock extends Clock {
  at = new Date();

  override now(): Date {
    return this.at;
  }
}

async function demo(count: number, json: boolean): Promise<void> {
  await withKernel(async (kernel) => {
    const clock = new DemoClock();
    const app = await NestFactory.createApplicationContext(AppModule.of({ ...kernel, clock }), {
      logger: false,
    });
    try {
      await ensureDemoDesk(app); // without new sign-in links: a running server has printed some
      const campaigns = (await app.get(Campaigns).live()).filter(({ kind }) => kind === 'tips');
      const messages = await demoMessages(count, campaigns);
      const bar = showProgress('tips', messages.length, json);
      const start = Date.now() - DAYS * 86_400_000;
      for (const [index, message] of messages.entries()) {
        clock.at = new Date(start + ((Date.now() - start) * (index + 1)) / messages.length);
        await app.get(Intake).receive(message, citizenContext('demo'));
        bar.at(index + 1);
      }
      bar.end();
      const [{ lines }] = (await kernel.database.query<{ lines: number }>(
        'SELECT count(*)::int AS lines FROM tip WHERE NOT folded',
      )) as [{ lines: number }];
      const photos = messages.reduce((sum, { files }) => sum + files.length, 0);
      print(json, { tips: count, photos, lines }, () =>
        [
          `${count} tips with ${photos} photos taken in; the desk now shows ${lines} lines.`,
          'Photos are cleaned as soon as the server runs (npm start).',
        ].join('\n'),
      );
      return 0;
    } finally {
      await app.close();
    }
  });
}
