import { UnstyledButton, type UnstyledButtonProps, VisuallyHidden } from '@mantine/core';
import { lazy, type ComponentPropsWithRef, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../api/types.js';
import classes from './PersonMenu.module.css';

/** A menu brings 25 KB of floating and focus: they come when it is first opened. */
const PersonMenu = lazy(() => import('./PersonMenu.js').then(({ PersonMenu: menu }) => ({ default: menu })));

/** Who is signed in; pressed, their menu. */
export function PersonButton({ staff, onKeys }: { staff: Session; onKeys: () => void }) {
  const [isWanted, setWanted] = useState(false);
  if (!isWanted) return <PersonFace name={staff.name} aria-haspopup="menu" onClick={() => setWanted(true)} />;
  return (
    <Suspense fallback={<PersonFace name={staff.name} aria-haspopup="menu" />}>
      <PersonMenu staff={staff} onKeys={onKeys} />
    </Suspense>
  );
}

type PersonFaceProps = UnstyledButtonProps & ComponentPropsWithRef<'button'> & { name: string };

export function PersonFace({ name, ...button }: PersonFaceProps) {
  const { t } = useTranslation();
  return (
    <UnstyledButton {...button} className={classes.person}>
      <span className={classes.initials} data-initials={initials(name)} />
      <VisuallyHidden>{t('shell.account')}</VisuallyHidden>
      <span className={classes.name}>{name}</span>
    </UnstyledButton>
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
