import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../api/problem.js';
import type { MaskBox, TipFile } from '../api/types.js';
import { Failure } from '../states/Failure.js';
import classes from './MaskEditor.module.css';
import { previewQuery, useCovering, useObjectAddress } from './file-queries.js';
import { between, isMeant, MIDDLE, moved, type Point, resized, stepOf } from './mask-boxes.js';

/** What the pointer is doing: drawing a box from a corner, or moving or resizing one that is there. */
type Gesture =
  { kind: 'draw'; from: Point; to: Point } | { kind: 'move' | 'resize'; place: number; last: Point };

/**
 * Boxes over the preview, by pointer and by key. It works on the preview and not on the clean copy, so that covering one
 * plate uncovers no face.
 */
export function MaskEditor({ tipId, file, onDone }: { tipId: string; file: TipFile; onDone: () => void }) {
  const { t } = useTranslation();
  const [boxes, setBoxes] = useState<MaskBox[]>(file.preview?.boxes ?? []);
  const [gesture, setGesture] = useState<Gesture>();
  const [chosen, setChosen] = useState<number>();
  const stage = useRef<HTMLDivElement>(null);
  const help = useId();
  const picture = useObjectAddress(useQuery(previewQuery(tipId, file.id, file.preview?.version)).data);
  const covering = useCovering(tipId, file);

  useEffect(() => {
    if (chosen !== undefined) boxAt(stage.current, chosen)?.focus();
  }, [chosen, boxes.length]);

  useEffect(() => stage.current?.focus(), []);

  const change = (place: number, to: (box: MaskBox) => MaskBox) =>
    setBoxes((all) => all.map((box, at) => (at === place ? to(box) : box)));
  const add = (box: MaskBox) => {
    setBoxes([...boxes, box]);
    setChosen(boxes.length);
  };
  const remove = (place: number) => {
    setBoxes(boxes.filter((_, at) => at !== place));
    setChosen(boxes.length > 1 ? Math.max(0, place - 1) : undefined);
    if (boxes.length === 1) stage.current?.focus();
  };

  const onKey = (event: KeyboardEvent, place?: number) => {
    const step = stepOf(event.key);
    if (place !== undefined && step !== undefined) {
      change(place, (box) => (event.shiftKey ? resized(box, step) : moved(box, step)));
    } else if (place !== undefined && (event.key === 'Delete' || event.key === 'Backspace')) remove(place);
    else if (event.key === 'Enter') add(MIDDLE);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const grab = (event: PointerEvent, what: (at: Point) => Gesture) => {
    event.stopPropagation();
    stage.current?.setPointerCapture(event.pointerId);
    setGesture(what(pointOf(event, stage.current)));
  };
  const drag = (event: PointerEvent) => {
    if (gesture === undefined) return;
    const at = pointOf(event, stage.current);
    if (gesture.kind === 'draw') return setGesture({ ...gesture, to: at });
    const by = { x: at.x - gesture.last.x, y: at.y - gesture.last.y };
    change(gesture.place, (box) => (gesture.kind === 'move' ? moved(box, by) : resized(box, by)));
    setGesture({ ...gesture, last: at });
  };
  const letGo = () => {
    if (gesture?.kind === 'draw') {
      const drawn = between(gesture.from, gesture.to);
      if (isMeant(drawn)) add(drawn);
    }
    setGesture(undefined);
  };

  return (
    <Stack gap="sm">
      <Text size="sm" id={help}>
        {t('files.editor.help')}
      </Text>
      <div
        ref={stage}
        className={classes.stage}
        role="group"
        aria-label={t('files.editor.stage')}
        aria-describedby={help}
        tabIndex={0}
        onKeyDown={(event) => onKey(event)}
        onPointerDown={(event) => grab(event, (at) => ({ kind: 'draw', from: at, to: at }))}
        onPointerMove={drag}
        onPointerUp={letGo}
        onPointerCancel={() => setGesture(undefined)}
      >
        {picture !== undefined && <img src={picture} alt="" draggable={false} />}
        {boxes.map((box, place) => (
          <div
            key={place}
            className={classes.box}
            style={placed(box)}
            role="group"
            tabIndex={0}
            data-place={place}
            data-chosen={place === chosen}
            aria-label={`${t('files.editor.box', { number: place + 1, count: boxes.length })}: ${t('files.editor.place', percentsOf(box))}`}
            onFocus={() => setChosen(place)}
            onKeyDown={(event) => onKey(event, place)}
            onPointerDown={(event) => grab(event, (last) => ({ kind: 'move', place, last }))}
          >
            <span
              className={classes.corner}
              onPointerDown={(event) => grab(event, (last) => ({ kind: 'resize', place, last }))}
            />
          </div>
        ))}
        {gesture?.kind === 'draw' && (
          <div className={classes.drawing} style={placed(between(gesture.from, gesture.to))} />
        )}
      </div>
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={() => add(MIDDLE)}>
          {t('files.editor.add')}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={chosen === undefined || boxes[chosen] === undefined}
          onClick={() => chosen !== undefined && remove(chosen)}
        >
          {t('files.editor.remove')}
        </Button>
      </Group>
      {covering.isError &&
        (isProblem(covering.error, 409) ? (
          <Text role="alert" size="sm" c="red">
            {t('files.editor.changedMeanwhile')}
          </Text>
        ) : (
          <Failure error={covering.error} />
        ))}
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {t('files.editor.copyUntouched')}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onDone}>
            {t('cancel')}
          </Button>
          <Button loading={covering.isPending} onClick={() => covering.mutate(boxes, { onSuccess: onDone })}>
            {t('files.editor.save')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

const boxAt = (stage: HTMLElement | null, place: number) =>
  stage?.querySelector<HTMLElement>(`[data-place="${place}"]`);

function pointOf(event: PointerEvent, stage: HTMLElement | null): Point {
  const area = stage!.getBoundingClientRect();
  const part = (value: number) => Math.min(1, Math.max(0, value));
  return {
    x: part((event.clientX - area.left) / area.width),
    y: part((event.clientY - area.top) / area.height),
  };
}

const percent = (part: number) => Math.round(part * 100);
const percentsOf = ({ x, y, width, height }: MaskBox) => ({
  left: percent(x),
  top: percent(y),
  width: percent(width),
  height: percent(height),
});

const placed = ({ x, y, width, height }: MaskBox) => ({
  left: `${x * 100}%`,
  top: `${y * 100}%`,
  width: `${width * 100}%`,
  height: `${height * 100}%`,
});
