import { Group, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PORTAL_LANGUAGES, speak } from '../words/index.js';
import classes from './LanguageSwitch.module.css';

const NAMES = { es: 'Castellano', en: 'English' };

/** Each language in its own name. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <Group gap="xs" role="group" aria-label={t('shell.language')}>
      {PORTAL_LANGUAGES.map((language) => (
        <UnstyledButton
          key={language}
          lang={language}
          className={classes.language}
          aria-pressed={i18n.language === language}
          onClick={() => void speak(language)}
        >
          {NAMES[language]}
        </UnstyledButton>
      ))}
    </Group>
  );
}
