import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Dialogue.module.css';

interface ReadBeforeSendingProps {
  isReading: boolean;
  /** What is asked before it leaves. */
  sure: string;
  send: string;
  isSending: boolean;
  disabled: boolean;
  onEdit: () => void;
}

/** The end of a form whose words can't be taken back: submitted once they are to be read over, twice they leave. */
export function ReadBeforeSending({
  isReading,
  sure,
  send,
  isSending,
  disabled,
  onEdit,
}: ReadBeforeSendingProps) {
  const { t } = useTranslation();
  return (
    <Group mt="xs" justify="flex-end" align="center">
      {isReading && (
        <>
          <b className={classes.warning} role="alert">
            {sure}
          </b>
          <Button size="xs" variant="default" onClick={onEdit}>
            {t('dialogue.edit')}
          </Button>
        </>
      )}
      <Button type="submit" size="xs" color="clay" loading={isSending} disabled={disabled}>
        {isReading ? send : t('dialogue.review')}
      </Button>
    </Group>
  );
}
