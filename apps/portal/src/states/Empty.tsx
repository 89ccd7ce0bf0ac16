import type { ReactNode } from 'react';
import { type IconName, Icon } from '../shell/Icon.js';
import classes from './Empty.module.css';

/** Nothing here, why, and what one can do. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <span className={classes.icon}>
        <Icon name={icon} size={28} />
      </span>
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div className={classes.text}>{children}</div>}
    </div>
  );
}
