import { Badge, Button, Group, NativeSelect, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../desk/names.js';
import { useStaff } from '../session/session.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Room } from '../shell/Room.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { useTimes } from '../words/times.js';
import { Requests } from './Requests.js';
import {
  DAYS_AHEAD,
  type DaysAhead,
  type Retention,
  retentionQuery,
  useRetentionActions,
} from './retention-queries.js';
import classes from './RetentionPage.module.css';
import { TipLink } from './TipLink.js';
import { WordsDialog } from './WordsDialog.js';

type Asking = { what: 'hold' | 'review' | 'release'; id: string };

/** How long tips are kept: what is due, what stops it, who asked. Leads decide; operators see numbers. */
export function RetentionPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('retention.title'));
  const isLead = useStaff().roles.includes('lead');
  const [days, setDays] = useState<DaysAhead>('0');
  const retention = useQuery(retentionQuery(days));
  const actions = useRetentionActions();
  const [asking, setAsking] = useState<Asking>();
  const failed = Object.values(actions).find((action) => action.isError)?.error;

  return (
    <Room title={t('retention.title')} intro={t('retention.intro')}>
      {failed != null && <Failure error={failed} />}
      <Stack gap="xl">
        <Section title={t('retention.when')}>
          <NativeSelect
            mb="sm"
            maw={240}
            aria-label={t('retention.when')}
            value={days}
            onChange={(event) =>
              setDays(DAYS_AHEAD.find((each) => each === event.currentTarget.value) ?? '0')
            }
            data={DAYS_AHEAD.map((value) => ({ value, label: t(`retention.days.${value}`) }))}
          />
          {retention.isPending && <Loading label={t('retention.title')} />}
          {retention.isError && <Failure error={retention.error} onRetry={() => void retention.refetch()} />}
          {retention.data !== undefined && <DueTable retention={retention.data} />}
          {retention.data !== undefined && <LastRun retention={retention.data} />}
        </Section>
        {isLead && retention.data !== undefined && (
          <>
            <Section title={t('retention.requests')} what={t('retention.requestsWhat')}>
              <Requests
                requests={retention.data.requests}
                onErase={(id) => actions.decide.mutate({ id, decision: 'erase' })}
                onKeep={(id, reason) => actions.decide.mutate({ id, decision: 'keep', reason })}
              />
            </Section>
            <Section title={t('retention.holds')} what={t('retention.holdsWhat')}>
              <Holds retention={retention.data} onRelease={(id) => setAsking({ what: 'release', id })} />
            </Section>
            {retention.data.tips.length > 0 && (
              <Section title={t('retention.due')}>
                <DueTips retention={retention.data} onAsk={setAsking} />
              </Section>
            )}
          </>
        )}
      </Stack>
      {asking !== undefined && (
        <WordsDialog
          title={t(`retention.${TITLE_OF[asking.what]}`)}
          label={t(asking.what === 'hold' ? 'retention.reference' : 'retention.reason')}
          {...(asking.what === 'hold' ? { description: t('retention.referenceWhat') } : {})}
          maxLength={asking.what === 'hold' ? 200 : 300}
          onCancel={() => setAsking(undefined)}
          onDone={(words) => {
            setAsking(undefined);
            if (asking.what === 'hold') actions.hold.mutate({ tipId: asking.id, reference: words });
            else if (asking.what === 'review') actions.review.mutate({ id: asking.id, reason: words });
            else actions.release.mutate({ id: asking.id, reason: words });
          }}
        />
      )}
    </Room>
  );
}

const TITLE_OF = { hold: 'holdTitle', review: 'stayTitle', release: 'releaseTitle' } as const;

function Section({ title, what, children }: { title: string; what?: string; children: ReactNode }) {
  return (
    <section>
      <Title order={2} size="h3">
        {title}
      </Title>
      {what !== undefined && (
        <Text c="dimmed" size="sm" mb="sm">
          {what}
        </Text>
      )}
      {children}
    </section>
  );
}

const COLUMNS = ['identity', 'everything', 'review', 'held'] as const;

function DueTable({ retention }: { retention: Retention }) {
  const { t } = useTranslation();
  const names = useNames();
  if (retention.campaigns.length === 0) return <Text c="dimmed">{t('retention.nothing')}</Text>;
  return (
    <>
      <Table.ScrollContainer
        minWidth={480}
        type="native"
        tabIndex={0}
        role="region"
        aria-label={t('retention.when')}
      >
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('retention.campaign')}</Table.Th>
              {COLUMNS.map((column) => (
                <Table.Th key={column} ta="end">
                  {t(`retention.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {retention.campaigns.map(({ campaignId, counts }) => (
              <Table.Tr key={campaignId}>
                <Table.Td>{names.campaign(campaignId)}</Table.Td>
                {COLUMNS.map((column) => (
                  <Table.Td key={column} ta="end">
                    {counts[column]}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {(['identity', 'everything', 'review'] as const).map((dueFor) => (
        <Text key={dueFor} size="sm" c="dimmed">
          <b>{t(`retention.${dueFor}`)}</b> {t(`retention.${dueFor}What`)}
        </Text>
      ))}
    </>
  );
}

function LastRun({ retention: { lastRun } }: { retention: Retention }) {
  const { t } = useTranslation();
  const { dateTime } = useTimes();
  return (
    <Text size="sm" mt="sm">
      {lastRun === undefined
        ? t('retention.neverRan')
        : t('retention.lastRun', { ...lastRun, when: dateTime(lastRun.at) })}
    </Text>
  );
}

function Holds({ retention, onRelease }: { retention: Retention; onRelease: (id: string) => void }) {
  const { t } = useTranslation();
  const { date } = useTimes();
  const names = useNames();
  if (retention.holds.length === 0) return <Text c="dimmed">{t('retention.noHolds')}</Text>;
  return (
    <ul className={classes.lines}>
      {retention.holds.map(({ id, tipId, reference, placedAt, placedBy }) => (
        <li key={id} className={classes.line}>
          <div>
            <Group gap="xs">
              <TipLink tipId={tipId} />
              <b>{reference}</b>
            </Group>
            <Text size="sm" c="dimmed">
              {t('retention.since', { date: date(placedAt), who: names.person(placedBy) })}
            </Text>
          </div>
          <Button size="xs" variant="default" onClick={() => onRelease(id)}>
            {t('retention.release')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function DueTips({ retention, onAsk }: { retention: Retention; onAsk: (asking: Asking) => void }) {
  const { t } = useTranslation();
  const { date } = useTimes();
  return (
    <>
      <ul className={classes.lines}>
        {retention.tips.map(({ tipId, dueFor, lastActionAt, held }) => (
          <li key={tipId} className={classes.line}>
            <div>
              <Group gap="xs">
                <TipLink tipId={tipId} />
                <Badge variant="light">{held ? t('retention.onHold') : t(`retention.${dueFor}`)}</Badge>
              </Group>
              <Text size="sm" c="dimmed">
                {t('retention.lastAction', { date: date(lastActionAt) })}
              </Text>
            </div>
            {!held && (
              <Group gap="xs">
                {dueFor === 'review' && (
                  <Button size="xs" variant="default" onClick={() => onAsk({ what: 'review', id: tipId })}>
                    {t('retention.stay')}
                  </Button>
                )}
                <Button size="xs" variant="default" onClick={() => onAsk({ what: 'hold', id: tipId })}>
                  {t('retention.hold')}
                </Button>
              </Group>
            )}
          </li>
        ))}
      </ul>
      {retention.tips.length >= 200 && (
        <Text size="sm" c="dimmed">
          {t('retention.more', { count: retention.tips.length })}
        </Text>
      )}
    </>
  );
}
