import { Alert, Button, Switch, Table, Text, VisuallyHidden } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../api/problem.js';
import type { Unit } from '../api/types.js';
import { useStaff } from '../session/session.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { Panel } from '../shell/Panel.js';
import { useTimes } from '../words/times.js';
import { BringIn } from './BringIn.js';
import classes from './KeysPage.module.css';
import { refreshUnitKeys } from './my-key.js';
import { useKeyring } from './keyring.js';
import { Replacement } from './Replacement.js';
import {
  fingerprint,
  give,
  type KeyMember,
  setFourEyes,
  type UnitKeysView,
  unitKeysQuery,
} from './unit-keys.js';

/** A unit's key: who has it, handing it on, bringing it in from paper; for leads, replacing it. */
export function UnitKeyCard({ unit }: { unit: Unit }) {
  const state = useQuery(unitKeysQuery(unit.id));
  return (
    <Panel title={unit.name}>
      {state.isPending ? (
        <Loading label={unit.name} />
      ) : state.isError ? (
        <Failure error={state.error} onRetry={() => void state.refetch()} />
      ) : (
        <KeyOf unit={unit} state={state.data} />
      )}
    </Panel>
  );
}

function KeyOf({ unit, state }: { unit: Unit; state: UnitKeysView }) {
  const { t } = useTranslation();
  const { date } = useTimes();
  const staff = useStaff();
  const queries = useQueryClient();
  const keyring = useKeyring();
  const [isBringing, setBringing] = useState(false);
  const current = state.keys.find((key) => key.state === 'current')!;
  const held = keyring?.unitKeys.find(({ id }) => id === current.id);
  const mine = state.members.find(({ accountId }) => accountId === staff.accountId)?.state;
  const waiting = state.members.filter((member) => member.state === 'waiting');
  const giving = useMutation({
    mutationFn: (members: KeyMember[]) => give(held!, members),
    onSettled: () => queries.invalidateQueries(unitKeysQuery(unit.id)),
  });
  const isLead = staff.roles.includes('lead');

  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('vault.unit.key', { fingerprint: fingerprint(current.recipient), date: date(current.madeAt) })}
      </Text>
      {keyring?.swapped.includes(unit.id) && (
        <Alert color="red" role="alert" mb="sm">
          {t('vault.unit.swapped')}
        </Alert>
      )}
      {giving.isError &&
        (isProblem(giving.error, 'member-key-changed') ? (
          <Alert color="clay" role="alert" mb="sm">
            {t('vault.unit.changed')}
          </Alert>
        ) : (
          <Failure error={giving.error} />
        ))}
      <Members
        state={state}
        {...(held === undefined ? {} : { onGive: (member: KeyMember) => giving.mutate([member]) })}
      />
      {held !== undefined && waiting.length > 0 && <p className={classes.note}>{t('vault.unit.compare')}</p>}
      {mine === 'waiting' && <p className={classes.note}>{t('vault.unit.youWait')}</p>}
      <div className={classes.actions}>
        {mine !== 'no-key' && held === undefined && (
          <Button size="xs" variant="default" onClick={() => setBringing(true)}>
            {t('vault.unit.paper')}
          </Button>
        )}
        {mine === 'has-it' && keyring !== undefined && held === undefined && (
          <Button size="xs" variant="default" onClick={() => void refreshUnitKeys()}>
            {t('failure.retry')}
          </Button>
        )}
        {held !== undefined && waiting.length > 1 && (
          <Button size="xs" loading={giving.isPending} onClick={() => giving.mutate(waiting)}>
            {t('vault.unit.giveAll', { count: waiting.length })}
          </Button>
        )}
      </div>
      <Replacement
        unit={unit}
        state={state}
        held={held}
        isLead={isLead}
        onBringIn={() => setBringing(true)}
      />
      {isLead && <FourEyes unitId={unit.id} isOn={state.fourEyes} />}
      {isBringing && <BringIn unit={unit} state={state} onClose={() => setBringing(false)} />}
    </>
  );
}

function Members({ state, onGive }: { state: UnitKeysView; onGive?: (member: KeyMember) => void }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('vault.unit.member')}</Table.Th>
            <Table.Th>{t('vault.unit.state')}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{t('vault.unit.actions')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {state.members.map((member) => (
            <Table.Tr key={member.accountId}>
              <Table.Td>
                {member.name}
                <Text size="xs" c="dimmed" span display="block">
                  {member.roles.map((role) => t(`roles.${role}`)).join(', ')}
                </Text>
                {member.recipient !== null && (
                  <Text size="xs" c="dimmed" span display="block">
                    {t('vault.unit.itsKey', { fingerprint: fingerprint(member.recipient) })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td className={classes.state} data-state={member.state}>
                {t(`vault.unit.states.${member.state}`)}
              </Table.Td>
              <Table.Td ta="end">
                {member.state === 'waiting' && onGive !== undefined && (
                  <Button
                    size="compact-xs"
                    onClick={() => onGive(member)}
                    aria-label={t('vault.unit.giveTo', { name: member.name })}
                  >
                    {t('vault.unit.give')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function FourEyes({ unitId, isOn }: { unitId: string; isOn: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const setting = useMutation({
    mutationFn: (wanted: boolean) => setFourEyes(unitId, wanted),
    onSettled: () => queries.invalidateQueries(unitKeysQuery(unitId)),
  });
  return (
    <Switch
      mt="lg"
      label={t('vault.unit.fourEyes')}
      description={t('vault.unit.fourEyesText')}
      checked={isOn}
      disabled={setting.isPending}
      onChange={(event) => setting.mutate(event.currentTarget.checked)}
    />
  );
}
