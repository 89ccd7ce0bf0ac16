import { Group, Kbd, Modal, Switch, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSetting } from '../browser/remembered-setting.js';
import { singleKeys } from './shortcuts.js';

/** Every key, beside what it does; and the switch for single letters. */
const KEYS = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['t', 'triaged'],
  ['i', 'inCase'],
  ['e', 'close'],
  ['s', 'setAside'],
  ['n', 'note'],
  ['g', 'group'],
  ['m', 'mask'],
  ['Shift+M', 'maskAll'],
  ['h', 'harmless'],
  ['.', 'nextSuspect'],
  [',', 'previousSuspect'],
  ['l', 'look'],
  ['x', 'select'],
  ['/', 'search'],
  ['r', 'refresh'],
  ['?', 'sheet'],
  ['Ctrl+K', 'palette'],
  ['Esc', 'escape'],
] as const;

export function KeySheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [single, setSingle] = useSetting(singleKeys);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Switch
        checked={single === 'on'}
        onChange={(event) => setSingle(event.currentTarget.checked ? 'on' : 'off')}
        label={t('keys.single')}
        description={t('keys.singleWhy')}
        mb="md"
      />
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {KEYS.map(([key, action]) => (
            <Table.Tr key={key}>
              <Table.Td w={110}>
                <Group gap={4}>
                  {key.split('+').map((part) => (
                    <Kbd key={part}>{part}</Kbd>
                  ))}
                </Group>
              </Table.Td>
              <Table.Td>
                <Text size="sm">{t(`keys.${action}`)}</Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
