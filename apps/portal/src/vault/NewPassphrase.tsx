import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { suggestPassphrase } from './paper-words.js';

/** With scrypt in front, 16 characters that nobody guesses outlast a stolen database. */
const PASSPHRASE_MIN_LENGTH = 16;

interface NewPassphraseProps {
  action: string;
  isBusy: boolean;
  onChosen: (passphrase: string) => void;
  onCancel?: () => void;
}

/** Chooses a passphrase: one's own, typed twice, or six random words to write down. */
export function NewPassphrase({ action, isBusy, onChosen, onCancel }: NewPassphraseProps) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [isSuggested, setSuggested] = useState(false);
  const [isTried, setTried] = useState(false);
  const length = passphrase.trim().length;
  const isShort = length < PASSPHRASE_MIN_LENGTH;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isShort && again === passphrase) onChosen(passphrase);
  };
  const toggle = { 'aria-label': t('vault.unlock.show') };

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('vault.make.rule', { min: PASSPHRASE_MIN_LENGTH })}
        </Text>
        {isSuggested ? (
          <TextInput
            label={t('vault.make.passphrase')}
            description={t('vault.make.suggested')}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
          />
        ) : (
          <PasswordInput
            label={t('vault.make.passphrase')}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            autoComplete="new-password"
            error={isTried && isShort && t('vault.make.short', { count: length, min: PASSPHRASE_MIN_LENGTH })}
            visibilityToggleButtonProps={toggle}
            data-autofocus
          />
        )}
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setPassphrase(suggestPassphrase());
              setSuggested(true);
            }}
          >
            {t('vault.make.suggest')}
          </Button>
        </Group>
        <PasswordInput
          label={t('vault.make.again')}
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          autoComplete="new-password"
          error={isTried && !isShort && again !== passphrase && t('vault.make.differ')}
          visibilityToggleButtonProps={toggle}
        />
        <Group justify="flex-end">
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
          <Button type="submit" loading={isBusy}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
