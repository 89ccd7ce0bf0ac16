import { Menu, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Session } from '../api/types.js';
import { signOut } from '../session/session.js';
import { PORTAL_LANGUAGES, speak } from '../words/index.js';
import { Icon } from './Icon.js';
import { PersonFace } from './PersonButton.js';

const SCHEMES = ['auto', 'light', 'dark'] as const;
const LANGUAGE_NAMES = { es: 'Castellano', en: 'English' };

/** How the portal looks and speaks, and the way out: open from the start, as a press has brought it. */
export function PersonMenu({ staff, onKeys }: { staff: Session; onKeys: () => void }) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu defaultOpened position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <PersonFace name={staff.name} />
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
