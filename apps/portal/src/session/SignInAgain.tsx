import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SignInForm } from './SignInForm.js';

/** Signing in over the page that was open when the session ended. */
export default function SignInAgain({ email, onSignedIn }: { email: string; onSignedIn: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('signIn.again.title')}
      centered
    >
      <SignInForm intro={t('signIn.again.text')} email={email} onSignedIn={onSignedIn} />
    </Modal>
  );
}
