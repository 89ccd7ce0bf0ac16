import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Room.module.css';

interface RoomProps {
  title: string;
  intro?: ReactNode;
  /** The room's main thing to do. */
  action?: ReactNode;
  /** The way back to the room that this one belongs to. */
  above?: ReactNode;
  children: ReactNode;
}

/** A page that isn't the queue: a heading, what it is for, its content. */
export function Room({ title, intro, action, above, children }: RoomProps) {
  return (
    <div className={classes.room}>
      {above}
      <div className={classes.head}>
        <div>
          <Title order={1}>{title}</Title>
          {intro !== undefined && (
            <Text c="dimmed" component="div">
              {intro}
            </Text>
          )}
        </div>
        {action}
      </div>
      {children}
    </div>
  );
}
