import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '../desk/names.js';
import { useStaff } from '../session/session.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Room } from '../shell/Room.js';
import { MyKey } from './MyKey.js';
import { UnitKeyCard } from './UnitKeyCard.js';

/** The keys that open originals: one's own, and those of one's units. */
export function KeysPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('rooms.keys'));
  const staff = useStaff();
  const { data: units = [] } = useQuery(unitsQuery);
  return (
    <Room title={t('rooms.keys')} intro={t('vault.page.intro')}>
      <Stack>
        <MyKey />
        {units
          .filter(({ id }) => staff.unitIds.includes(id))
          .map((unit) => (
            <UnitKeyCard key={unit.id} unit={unit} />
          ))}
      </Stack>
    </Room>
  );
}
