import { type ReactNode, useId } from 'react';
import classes from './TipPage.module.css';

/** A part of the tip's page with its name. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <h3 id={id} className={classes.heading}>
        {title}
      </h3>
      {children}
    </section>
  );
}
