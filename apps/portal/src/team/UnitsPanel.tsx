import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/Icon.js';
import { withWords } from '../words/index.js';
import { UnitsTable } from './UnitsTable.js';

const NewUnit = lazy(withWords('vault', () => import('../vault/NewUnit.js')));

/** The units, and the way to a new one. */
export function UnitsPanel() {
  const { t } = useTranslation();
  const [isMaking, { open, close }] = useDisclosure();
  return (
    <>
      <Group justify="flex-end" mb="sm">
        <Button size="xs" variant="default" leftSection={<Icon name="plus" />} onClick={open}>
          {t('team.newUnit')}
        </Button>
      </Group>
      <UnitsTable />
      {isMaking && (
        <Suspense>
          <NewUnit onClose={close} />
        </Suspense>
      )}
    </>
  );
}
