import { Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Session } from '../api/types.js';
import { signOut } from '../session/session.js';
import { PORTAL_LANGUAGES, speak } from '../words/index.js';
import { Icon } from './Icon.js';
import classes from './PersonMenu.module.css';

const SCHEMES = ['auto', 'light', 'dark'] as const;
const LANGUAGE_NAMES = { es: 'Castellano', en: 'English' };

/** Who is signed in, how the portal looks and speaks, and the way out. */
export function PersonMenu({ staff, onKeys }: { staff: Session; onKeys: () => void }) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.person}>
          <span className={classes.initials} data-initials={initials(staff.name)} />
          <VisuallyHidden>{t('shell.account')}</VisuallyHidden>
          <span className={classes.name}>{staff.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {staff.email}
          <br />
          {staff.roles.map((role) => t(`roles.${role}`)).join(' · ')}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('shell.look')}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={colorScheme === scheme && <Icon name="check" />}
          >
            {t(`shell.schemes.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('shell.language')}</Menu.Label>
        {PORTAL_LANGUAGES.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => void speak(language)}
            rightSection={i18n.language === language && <Icon name="check" />}
          >
            {LANGUAGE_NAMES[language]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="keyboard" />} onClick={onKeys}>
          {t('keys.title')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="lock" />} onClick={() => void signOut()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
