import { useTranslation } from 'react-i18next';
import { Text } from '@mantine/core';
import { useDocumentTitle } from '../shell/document-title.js';
import { Entrance } from './Entrance.js';
import { SignInForm } from './SignInForm.js';

/** The sign-in page, at whatever address was asked for. */
export function SignInPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('signIn.title'));
  return (
    <Entrance title={t('signIn.title')}>
      <SignInForm />
      <Text size="sm" c="dimmed" mt="lg">
        {t('signIn.forgot')}
      </Text>
    </Entrance>
  );
}
