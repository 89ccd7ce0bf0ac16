import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditLog } from '#audit';
import { operatorContext, type Tx } from '#kernel';
import { openStaffDesk, type StaffDesk } from '../../../test/support/staff-desk.js';
import { isOpen } from './campaign.js';
import { CampaignsModule } from './campaigns.module.js';
import { Campaigns } from './campaigns.js';
import type { CampaignProposal } from './proposal.js';

let desk: StaffDesk;
let campaigns: Campaigns;
let unitId: string;
const context = operatorContext('test');

beforeAll(async () => {
  desk = await openStaffDesk([CampaignsModule]);
  campaigns = desk.app.get(Campaigns);
  unitId = await desk.unit('udyco-madrid');
});
afterAll(() => desk.close());

const words = (title: string) => ({
  title,
  text: 'Cuéntanos dónde.\n\nNos ayudas.',
  acknowledgement: 'Gracias.',
});
const proposal = (slug: string, more: Partial<CampaignProposal> = {}): CampaignProposal => ({
  slug,
  kind: 'tips',
  languages: ['es'],
  wording: { es: words('Tweetredadas') },
  hashtags: ['#tweetredadas'],
  opensAt: null,
  closesAt: null,
  unitIds: [unitId],
  defaultUnitId: unitId,
  ...more,
});
const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => desk.database.transaction(work);
const create = (slug: string, more: Partial<CampaignProposal> = {}) =>
  inTransaction((tx) => campaigns.create(tx, context, proposal(slug, more)));
const launched = async (slug: string, more: Partial<CampaignProposal> = {}) => {
  const { id } = await create(slug, more);
  return inTransaction((tx) => campaigns.launch(tx, context, id));
};

test('a campaign goes from draft to live, pauses, resumes and closes for good, each step in the log', async () => {
  const draft = await create('tweetredadas');
  expect(draft).toMatchObject({ state: 'draft', launchedAt: null, version: 1 });
  const step = (name: 'launch' | 'pause' | 'resume' | 'close') =>
    inTransaction((tx) => campaigns[name](tx, context, draft.id));

  await expect(step('pause')).rejects.toMatchObject({ code: 'wrong-state' });
  expect((await step('launch')).launchedAt).toBeInstanceOf(Date);
  expect((await step('pause')).state).toBe('paused');
  expect((await step('resume')).state).toBe('live');
  expect((await step('close')).state).toBe('closed');
  for (const name of ['launch', 'pause', 'resume', 'close'] as const) {
    await expect(step(name)).rejects.toMatchObject({ status: 409, code: 'wrong-state' });
  }
  const history = await desk.app.get(AuditLog).history({ kind: 'campaign', id: draft.id });
  expect(history.map((entry) => entry.action)).toEqual([
    'campaign.created',
    'campaign.launched',
    'campaign.paused',
    'campaign.resumed',
    'campaign.closed',
  ]);
});

test('what is read back is what was written, by slug, by id and among the live ones', async () => {
  const opensAt = new Date('2026-11-01T08:00:00Z');
  const live = await launched('cristales-rotos', { opensAt, closesAt: new Date('2099-01-01T00:00:00Z') });
  expect(await campaigns.bySlug('cristales-rotos')).toEqual(expect.objectContaining({ ...live }));
  expect(await campaigns.byId(live.id)).toMatchObject({ slug: 'cristales-rotos', opensAt });
  expect((await campaigns.live()).map((campaign) => campaign.slug)).toContain('cristales-rotos');
  expect(await campaigns.bySlug('no-such')).toBeUndefined();
  expect(await campaigns.byId("' OR 1=1")).toBeUndefined();
});

test('the wording may change while live, and the log keeps which fields, never the content', async () => {
  const live = await launched('mas-buscados');
  const changed = await inTransaction((tx) =>
    campaigns.change(tx, context, live.id, live.version, {
      ...proposal('mas-buscados', { hashtags: ['MasBuscados'] }),
      wording: { es: { ...words('Tweetredadas'), text: 'Texto nuevo y distinto.' } },
    }),
  );
  expect(changed).toMatchObject({ state: 'live', hashtags: ['#masbuscados'], version: live.version + 1 });
  const entry = (await desk.app.get(AuditLog).history({ kind: 'campaign', id: live.id })).at(-1)!;
  expect(entry).toMatchObject({
    action: 'campaign.changed',
    details: { fields: 'hashtags,wording.es.text' },
  });
  expect(JSON.stringify(entry)).not.toContain('distinto');
});

test('of two managers who saw the same version, the second is told and overwrites nothing', async () => {
  const draft = await create('dos-manos');
  const save = (title: string) =>
    inTransaction((tx) =>
      campaigns.change(
        tx,
        context,
        draft.id,
        draft.version,
        proposal('dos-manos', { wording: { es: words(title) } }),
      ),
    );
  const outcomes = await Promise.allSettled([save('Primera'), save('Segunda')]);
  const rejected = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(rejected).toHaveLength(1);
  expect(rejected[0]!.reason).toMatchObject({ status: 409, code: 'changed-meanwhile' });
  expect((await campaigns.byId(draft.id))!.version).toBe(draft.version + 1);
});

test('saving without a difference makes no version and no entry', async () => {
  const draft = await create('sin-cambios', { opensAt: new Date('2026-12-01T00:00:00Z') });
  const same = await inTransaction((tx) =>
    campaigns.change(tx, context, draft.id, 1, {
      ...proposal('sin-cambios', { opensAt: new Date('2026-12-01T00:00:00Z') }),
    }),
  );
  expect(same.version).toBe(1);
});

test('after the launch, address and kind stay; after the close, everything', async () => {
  const live = await launched('fija');
  const change = (more: Partial<CampaignProposal>, version: number) =>
    inTransaction((tx) => campaigns.change(tx, context, live.id, version, proposal('fija', more)));
  await expect(change({ slug: 'otra', kind: 'contest' }, live.version)).rejects.toMatchObject({
    errors: [
      { pointer: '/slug', rule: 'fixed-after-launch' },
      { pointer: '/kind', rule: 'fixed-after-launch' },
    ],
  });
  const closed = await inTransaction((tx) => campaigns.close(tx, context, live.id));
  await expect(change({ hashtags: [] }, closed.version)).rejects.toMatchObject({ code: 'campaign-closed' });
});

test('a draft may still lack a translation; nothing goes live without it', async () => {
  const draft = await create('bilingue', { languages: ['es', 'ca'] });
  const launch = () => inTransaction((tx) => campaigns.launch(tx, context, draft.id));
  await expect(launch()).rejects.toMatchObject({ errors: [{ pointer: '/wording/ca', rule: 'required' }] });
  await inTransaction((tx) =>
    campaigns.change(tx, context, draft.id, 1, {
      ...proposal('bilingue', { languages: ['es', 'ca'], wording: { es: words('Hola'), ca: words('Hola') } }),
    }),
  );
  await expect(launch()).resolves.toMatchObject({ state: 'live' });
});

test('a taken address and an unknown unit are named', async () => {
  await create('ocupada');
  await expect(create('ocupada')).rejects.toMatchObject({ errors: [{ pointer: '/slug', rule: 'taken' }] });
  const other = await create('libre');
  await expect(
    inTransaction((tx) => campaigns.change(tx, context, other.id, 1, proposal('ocupada'))),
  ).rejects.toMatchObject({ errors: [{ pointer: '/slug', rule: 'taken' }] });

  const stranger = '01890000-0000-7000-8000-000000000000';
  await expect(create('sin-unidad', { unitIds: [unitId, stranger] })).rejects.toMatchObject({
    errors: [{ pointer: '/unitIds/1', rule: 'unknown' }],
  });
});

test('it is open only while live and within its dates, the end excluded', () => {
  const at = (text: string) => new Date(text);
  const campaign = { state: 'live' as const, opensAt: at('2026-11-01'), closesAt: at('2026-12-01') };
  expect(isOpen(campaign, at('2026-10-31T23:59:59Z'))).toBe(false);
  expect(isOpen(campaign, at('2026-11-01'))).toBe(true);
  expect(isOpen(campaign, at('2026-12-01'))).toBe(false);
  expect(isOpen({ ...campaign, state: 'paused' }, at('2026-11-15'))).toBe(false);
  expect(isOpen({ state: 'live', opensAt: null, closesAt: null }, at('2026-11-15'))).toBe(true);
});
