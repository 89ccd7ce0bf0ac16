import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface WordsDialogProps {
  title: string;
  label: string;
  description?: string;
  maxLength: number;
  onCancel: () => void;
  onDone: (words: string) => void;
}

/** Asks for one line: a reference or a reason, without which nothing happens. */
export function WordsDialog({ title, label, description, maxLength, onCancel, onDone }: WordsDialogProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() !== '') onDone(words.trim());
  };
  return (
    <Modal opened onClose={onCancel} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={label}
            description={description}
            value={words}
            maxLength={maxLength}
            data-autofocus
            required
            withAsterisk={false}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={words.trim() === ''}>
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
