import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle } from '../shell/document-title.js';
import { Room } from '../shell/Room.js';
import { AlertsInbox } from './AlertsInbox.js';
import { CourtBundle } from './CourtBundle.js';
import { AlertRulesTable } from './AlertRulesTable.js';
import type { LooksFilter } from './audit-queries.js';
import { Looks } from './Looks.js';

/** The auditors' room: who looked at what, what the saved rules found, the rules, and what goes to a court. */
export function AuditPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('rooms.audit'));
  const [tab, setTab] = useState<string | null>('looks');
  const [filter, setFilter] = useState<LooksFilter>({});
  const show = (wanted: LooksFilter) => {
    setFilter(wanted);
    setTab('looks');
  };
  return (
    <Room title={t('rooms.audit')} intro={t('audit.intro')}>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="looks">{t('audit.tabs.looks')}</Tabs.Tab>
          <Tabs.Tab value="alerts">{t('audit.tabs.alerts')}</Tabs.Tab>
          <Tabs.Tab value="rules">{t('audit.tabs.rules')}</Tabs.Tab>
          <Tabs.Tab value="bundle">{t('audit.tabs.bundle')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="looks">
          <Looks filter={filter} onFilter={setFilter} />
        </Tabs.Panel>
        <Tabs.Panel value="alerts">
          <AlertsInbox onShow={show} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <AlertRulesTable />
        </Tabs.Panel>
        <Tabs.Panel value="bundle">
          <CourtBundle tipId={filter.subjectId} />
        </Tabs.Panel>
      </Tabs>
    </Room>
  );
}
