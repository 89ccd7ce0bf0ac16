import { Anchor, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What was done, and the way back. */
export function Undo({ words, onUndo }: { words: string; onUndo: () => void }) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{words}</Text>
      <Anchor component="button" type="button" size="sm" fw={600} onClick={onUndo}>
        {t('undo')}
      </Anchor>
    </Group>
  );
}
