import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem, NoConnection } from '../api/problem.js';
import { signIn } from './session.js';

interface SignInFormProps {
  intro?: string;
  /** Who was here before, where somebody comes back. */
  email?: string;
  onSignedIn?: () => void;
}

/** Address and password. A refusal keeps the address, empties the password and says what to do. */
export function SignInForm({ intro, email: known = '', onSignedIn }: SignInFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const entering = useMutation({
    mutationFn: () => signIn(queries, email, password),
    onSuccess: onSignedIn,
    onError: () => setPassword(''),
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate();
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {intro !== undefined && <Text c="dimmed">{intro}</Text>}
        {entering.isError && (
          <Alert color="red" role="alert">
            {t(refusal(entering.error))}
          </Alert>
        )}
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus={known === ''}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          autoFocus={known !== ''}
          data-autofocus={known !== '' || undefined}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        />
        <Button type="submit" size="md" loading={entering.isPending}>
          {t('signIn.enter')}
        </Button>
      </Stack>
    </form>
  );
}

function refusal(error: Error) {
  if (error instanceof NoConnection) return 'failure.offline.text';
  if (isProblem(error, 429)) return 'signIn.wait';
  if (isProblem(error, 401) || isProblem(error, 422)) return 'signIn.refused';
  return 'failure.server.text';
}
