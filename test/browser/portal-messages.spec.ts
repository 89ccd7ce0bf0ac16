import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Campaigns } from '#campaigns';
import { SmtpDoor } from '#channels';
import { deliver } from '../fakes/mail/deliver.js';
import { type FakeMailServer, startFakeMailServer } from '../fakes/mail/fake-mail-server.js';
import { writeMail } from '../fakes/mail/write-mail.js';
import { axeViolations } from '../support/browser.js';
import { openPortal, type PortalRoom } from '../support/portal.js';
import { until } from '../support/until.js';

const DESK = 'tips@desk.example';
const PASSPHRASE = 'nueve faros de papel';

let world: FakeMailServer;
let portal: PortalRoom;
let page: Page;
beforeAll(async () => {
  world = await startFakeMailServer();
  portal = await openPortal({ COLABORA_MAIL_PORT: '0', COLABORA_MAIL_OUT_URL: world.url });
});
afterAll(async () => {
  await portal.close();
  await world.close();
});

const send = (body: string) =>
  deliver(
    portal.desk.app.get(SmtpDoor).port!,
    DESK,
    writeMail({ from: 'quien@citizen.example', subject: '', body }),
  );
const tipWith = async (words: string): Promise<string> => {
  const [tip] = await portal.desk.database.query<{ id: string }>(
    `SELECT id FROM tip WHERE text LIKE $1 ORDER BY received_at DESC`,
    [`%${words}%`],
  );
  return tip!.id;
};

test('a manager binds an address to a campaign; a taken one is refused', async () => {
  const manager = await portal.enter('campanas');
  await manager.goto('/staff/messages');
  await manager.getByText('el correo está apagado').waitFor();
  const campaign = (await portal.desk.app.get(Campaigns).bySlug('tweetredadas'))!.wording.es!.title;
  const add = async () => {
    await manager.getByRole('textbox', { name: 'Dirección' }).fill(DESK);
    await manager.getByRole('combobox', { name: 'Campaña' }).click();
    await manager.getByRole('option', { name: campaign }).click();
    await manager.getByRole('button', { name: 'Añadir' }).click();
  };
  await add();
  await manager.getByRole('cell', { name: DESK, exact: true }).waitFor();
  await add();
  await manager.getByRole('alert').waitFor();
  await manager.getByText('Entrada por SMTP').waitFor();
  expect(await axeViolations(manager)).toEqual([]);
  await manager.context().close();
});

describe('an answer by e-mail', () => {
  beforeAll(async () => {
    page = await portal.enter('investigadora.madrid');
    await page.goto('/staff/keys');
    await page.getByLabel('Frase de paso', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('Repítela').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Hacer mi clave' }).click();
    await page.getByText('Desbloqueada en esta pestaña').waitFor();
    const madrid = page.getByRole('region', { name: 'UDYCO Madrid' });
    await madrid.getByRole('button', { name: 'Traer del papel' }).click();
    await page
      .getByRole('textbox', { name: 'Clave del papel' })
      .fill(await portal.desk.paperKey('UDYCO Madrid'));
    await page.getByRole('button', { name: 'Comprobar y guardar' }).click();
    await madrid.getByText('La tiene').waitFor();
  });

  test('is opened with the unit’s key, leaves, and its line says so', async () => {
    expect(await send('En Madrid, en la calle Mayor, un furgón blanco descarga cajas cada noche.')).toBe(250);
    const tipId = await tipWith('furg');
    await page.goto(`/staff/queue/${tipId}`); // a new page: the keys are locked again
    await page.getByText('La dirección está sellada').waitFor();
    await page.getByRole('textbox', { name: 'Escribirle' }).fill('Gracias. ¿Qué día lo vio?');
    await page.getByRole('button', { name: 'Revisar y enviar' }).click();
    await page.getByRole('button', { name: 'Enviar', exact: true }).click();
    await page.getByLabel('Frase de paso', { exact: true }).fill(PASSPHRASE);
    await page.getByRole('dialog').getByRole('button', { name: 'Desbloquear', exact: true }).click();
    await page.getByText('Gracias. ¿Qué día lo vio?').first().waitFor();
    const mail = await until('the answer sent', () =>
      world.mails.find(({ text }) => text.includes('Auto-Submitted: no')),
    );
    expect(mail.to).toEqual(['quien@citizen.example']);
    expect(mail.text).not.toMatch(/investigadora|Gil|Ruiz/);
    expect(await axeViolations(page)).toEqual([]);
  });

  test('that is in doubt is decided by a person, who is warned before sending twice', async () => {
    await until('no other mail on its way', async () => {
      const waiting = await portal.desk.database.query(
        `SELECT FROM outbox_message WHERE state IN ('queued', 'sending')`,
      );
      return waiting.length === 0;
    });
    world.moods.push('accept-then-hang-up', 'accept-then-hang-up');
    await send('En Madrid, junto al mercado de abastos, venden pastillas a chavales por la tarde.');
    const tipId = await tipWith('pastillas');
    const isInDoubt = async () =>
      (
        await portal.desk.database.query(
          `SELECT 1 FROM outbox_message WHERE tip_id = $1 AND state = 'ambiguous'`,
          [tipId],
        )
      ).length > 0;
    // One acknowledgement a day went out already: this tip's answer is the one in doubt.
    await page.goto(`/staff/queue/${tipId}`);
    await page.getByRole('textbox', { name: 'Escribirle' }).fill('¿A qué hora?');
    await page.getByRole('button', { name: 'Revisar y enviar' }).click();
    await page.getByRole('button', { name: 'Enviar', exact: true }).click();
    await page.getByLabel('Frase de paso', { exact: true }).fill(PASSPHRASE);
    await page.getByRole('dialog').getByRole('button', { name: 'Desbloquear', exact: true }).click();
    await until('the answer in doubt', isInDoubt);
    await page.goto('/staff/messages');
    await page.getByText('¿Llegó a salir?').waitFor();
    await page.getByRole('button', { name: 'Enviar de nuevo' }).click();
    await page.getByText('Puede llegarle dos veces').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'No enviarlo' }).click();
    await page.getByText('alguien decidió no enviarlo').waitFor();
    expect(await isInDoubt()).toBe(false);
  });
});

test('what could not be read stands where people see it', async () => {
  await deliver(
    portal.desk.app.get(SmtpDoor).port!,
    DESK,
    writeMail({ header: { 'Content-Type': 'multipart/encrypted; boundary=B' }, body: 'x' }),
  );
  await page.goto('/staff/messages');
  await page.getByRole('tab', { name: 'Llegó, y no es aviso' }).click();
  await page.getByText('Cifrado').waitFor();
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Descargar sellado' }).click();
  expect((await downloaded).suggestedFilename()).toMatch(/\.eml\.age$/);
  await page.getByRole('button', { name: 'Dar por visto' }).click();
  await page.getByText('Cifrado').waitFor({ state: 'detached' });
  await page.getByLabel('También lo ya visto').check();
  await page.getByText('Visto', { exact: true }).first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
});
