import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueLine as Line } from '../api/types.js';
import { QueueLine } from './QueueLine.js';
import classes from './QueueList.module.css';
import type { Triage } from './use-triage.js';

const USUAL_LINE_HEIGHT = 116;
/** Lines before the end at which the next page is asked for. */
const AHEAD = 8;

interface QueueListProps {
  lines: Line[];
  triage: Triage;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
}

/** The lines, of which only those in sight are in the document. One tab stop; arrows, Enter and Space work in it. */
export function QueueList({ lines, triage, hasMore, isLoadingMore, onMore }: QueueListProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_LINE_HEIGHT,
    getItemKey: (place) => lines[place]!.id,
    overscan: 6,
  });
  const inSight = virtual.getVirtualItems();
  const last = inSight.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= lines.length - AHEAD) onMore();
  }, [hasMore, isLoadingMore, last, lines.length, onMore]);
  useEffect(() => {
    if (triage.at >= 0) virtual.scrollToIndex(triage.at, { align: 'auto' });
  }, [triage.at, virtual]);

  // Whoever leaves a tip goes on from its line: the keyboard is not sent back to the top of the page.
  const wasOpen = useRef(triage.tipId !== undefined);
  useEffect(() => {
    if (wasOpen.current && triage.tipId === undefined) scroller.current?.focus();
    wasOpen.current = triage.tipId !== undefined;
  }, [triage.tipId]);

  const keys: Record<string, () => void> = {
    ArrowDown: () => triage.move(1),
    ArrowUp: () => triage.move(-1),
    Enter: () => triage.currentId !== undefined && triage.open(triage.currentId),
    ' ': () => triage.currentId !== undefined && triage.toggle(triage.currentId),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (act === undefined || event.target !== event.currentTarget) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label={t('queue.grid')}
      aria-rowcount={hasMore ? -1 : lines.length}
      aria-multiselectable="true"
      aria-activedescendant={triage.current && `line-${triage.current.id}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={classes.lines} style={{ height: virtual.getTotalSize() }}>
        {inSight.map(({ index, key, start }) => (
          <QueueLine
            key={key}
            ref={virtual.measureElement}
            index={index}
            line={lines[index]!}
            isCurrent={lines[index]!.id === triage.currentId}
            isHeld={triage.selected.has(lines[index]!.id)}
            onOpen={triage.open}
            onToggle={triage.toggle}
            style={{ transform: `translateY(${start}px)` }}
          />
        ))}
      </div>
    </div>
  );
}
