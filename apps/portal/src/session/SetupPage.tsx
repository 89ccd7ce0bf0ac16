import { Alert, Anchor, Button, List, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { useTimes } from '../words/times.js';
import { refusalWords } from '../words/refusals.js';
import { Entrance } from './Entrance.js';
import { forgetSetupToken, setupToken } from './setup-token.js';

const PASSWORD_MIN_LENGTH = 12;

/** Where a one-time link leads: greet, show the rules, set the password, then sign in. */
export function SetupPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('setup.title'));
  const [token] = useState(setupToken);
  const holder = useQuery({
    queryKey: ['setup'],
    queryFn: () => answer(api.POST('/api/setup/inspect', { body: { token: token! } })),
    enabled: token !== undefined,
    retry: false,
    staleTime: Infinity,
  });

  return (
    <Entrance title={t('setup.title')}>
      {token === undefined || isProblem(holder.error, 410) || isProblem(holder.error, 422) ? (
        <LinkIsOver />
      ) : holder.isPending ? (
        <Loading label={t('loading.link')} />
      ) : holder.isError ? (
        <Failure error={holder.error} onRetry={() => void holder.refetch()} />
      ) : (
        <ChoosePassword token={token} {...holder.data} />
      )}
    </Entrance>
  );
}

interface ChoosePasswordProps {
  token: string;
  name: string;
  email: string;
  expiresAt: string;
}

function ChoosePassword({ token, name, email, expiresAt }: ChoosePasswordProps) {
  const { t } = useTranslation();
  const { dateTime } = useTimes();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [complaint, setComplaint] = useState<string>();
  const setting = useMutation({
    mutationFn: () => api.POST('/api/setup', { body: { token, password } }),
    onSuccess: forgetSetupToken,
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const differ = again !== password;
    setComplaint(differ ? t('setup.differ') : undefined);
    if (!differ) setting.mutate();
  };

  if (setting.isSuccess) {
    return (
      <Stack>
        <Alert color="teal" role="status" title={t('setup.done.title')}>
          {t('setup.done.text')}
        </Alert>
        <Button component="a" href={import.meta.env.BASE_URL} size="md">
          {t('signIn.title')}
        </Button>
      </Stack>
    );
  }
  if (isProblem(setting.error, 410)) return <LinkIsOver />;

  const refused = isProblem(setting.error, 422) ? setting.error.errors[0] : undefined;
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text>{t('setup.greeting', { name })}</Text>
        <List size="sm" c="dimmed" spacing={4}>
          <List.Item>{t('setup.rules.length', { count: PASSWORD_MIN_LENGTH })}</List.Item>
          <List.Item>{t('setup.rules.sentence')}</List.Item>
          <List.Item>{t('setup.rules.yours')}</List.Item>
        </List>
        {setting.isError && refused === undefined && <Failure error={setting.error} />}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label={t('setup.password')}
          description={t('setup.characters', { count: [...password].length, min: PASSWORD_MIN_LENGTH })}
          autoComplete="new-password"
          required
          withAsterisk={false}
          autoFocus
          value={password}
          error={refused && refusalWords(t, refused)}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        />
        <PasswordInput
          label={t('setup.again')}
          autoComplete="new-password"
          required
          withAsterisk={false}
          value={again}
          error={complaint}
          onChange={(event) => setAgain(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        />
        <Button type="submit" size="md" loading={setting.isPending}>
          {t('setup.set')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('setup.until', { email, time: dateTime(expiresAt) })}
        </Text>
      </Stack>
    </form>
  );
}

function LinkIsOver() {
  const { t } = useTranslation();
  return (
    <Alert color="clay" title={t('setup.over.title')}>
      {t('setup.over.text')}{' '}
      <Anchor href={import.meta.env.BASE_URL} underline="always" inherit>
        {t('signIn.title')}
      </Anchor>
    </Alert>
  );
}
