import { Alert, Button, Kbd, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupedTip } from '../api/types.js';
import { useShortcuts } from '../shell/shortcuts.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { linkWords } from '../tips/link-words.js';
import { ListedText, readableText } from '../tips/MaskedText.js';
import { groupQuery, relatedQuery } from '../tips/tip-queries.js';
import WordDifferences from '../tips/WordDifferences.js';
import { useTimes } from '../words/times.js';
import { AnswerGroup } from './AnswerGroup.js';
import classes from './GroupDialog.module.css';
import { PictureOverlay } from './PictureOverlay.js';
import { type GroupingStep, useGrouping } from './use-grouping.js';

/** The tips of a group and those that may belong to it, one laid beside the one that stands for it; all by key. */
export default function GroupDialog({ tipId, onClose }: { tipId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const group = useQuery(groupQuery(tipId));
  const related = useQuery(relatedQuery(tipId));
  return (
    <Modal
      opened
      onClose={onClose}
      size="72rem"
      title={t('groups.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {group.isError || related.isError ? (
        <Failure error={(group.error ?? related.error)!} onRetry={() => void group.refetch()} />
      ) : group.data === undefined || related.data === undefined ? (
        <Loading label={t('loading.tip')} rows={4} />
      ) : (
        <>
          <Comparison
            tipId={tipId}
            members={group.data.members}
            related={outside(group.data.members, related.data)}
          />
          <AnswerGroup members={group.data.members} />
        </>
      )}
    </Modal>
  );
}

/** The two lists come apart in time: for a moment one tip may be in both. */
const outside = (members: GroupedTip[], related: GroupedTip[]) =>
  related.filter(({ id }) => !members.some((member) => member.id === id));

interface ComparisonProps {
  tipId: string;
  members: GroupedTip[];
  related: GroupedTip[];
}

function Comparison({ tipId, members, related }: ComparisonProps) {
  const { t } = useTranslation();
  const { decide, undo, failed } = useGrouping(tipId);
  const [chosenId, setChosen] = useState<string>();
  const [lead, ...others] = members;
  const listed = [...others, ...related];
  const at = Math.max(
    0,
    listed.findIndex(({ id }) => id === chosenId),
  );
  const chosen = listed[at];
  const isMember = chosen !== undefined && at < others.length;
  const step = (kind: GroupingStep['kind']) => chosen !== undefined && decide({ kind, tipId: chosen.id });
  useShortcuts(
    {
      j: () => setChosen(listed[Math.min(at + 1, listed.length - 1)]?.id),
      k: () => setChosen(listed[Math.max(at - 1, 0)]?.id),
      p: () => isMember && step('split'),
      c: () => isMember && step('canonical'),
      m: () => !isMember && step('merge'),
      d: () => !isMember && step('refuse'),
      z: () => undo?.(),
    },
    'dialog',
  );
  const row = (tip: GroupedTip) => (
    <Row key={tip.id} tip={tip} isChosen={tip === chosen} onChoose={() => setChosen(tip.id)} />
  );
  return (
    <div className={classes.columns}>
      <div>
        <h3 className={classes.heading}>{t('groups.same', { count: members.length })}</h3>
        {lead !== undefined && (
          <p className={classes.quiet}>
            {t('groups.stands')}: <ListedText tip={lead} />
          </p>
        )}
        <ul className={classes.list}>{others.map(row)}</ul>
        <h3 className={classes.heading}>{t('groups.alike')}</h3>
        {related.length === 0 && <p className={classes.quiet}>{t('groups.noneAlike')}</p>}
        <ul className={classes.list}>{related.map(row)}</ul>
      </div>
      <div aria-live="polite">
        {failed && <Alert color="red">{t('groups.failed')}</Alert>}
        {chosen === undefined || lead === undefined ? (
          <p>{t('groups.choose')}</p>
        ) : (
          <>
            <WordDifferences
              before={readableText(t, lead)}
              after={readableText(t, chosen)}
              names={[t('groups.stands'), t('groups.chosen')]}
            />
            {lead.pictures[0] !== undefined && chosen.pictures[0] !== undefined && (
              <PictureOverlay
                left={{ tipId: lead.id, fileId: lead.pictures[0] }}
                right={{ tipId: chosen.id, fileId: chosen.pictures[0] }}
              />
            )}
          </>
        )}
        <div className={classes.actions}>
          {isMember ? (
            <>
              <Action letter="p" words={t('groups.split')} onClick={() => step('split')} />
              <Action letter="c" words={t('groups.canonical')} onClick={() => step('canonical')} />
            </>
          ) : (
            chosen !== undefined && (
              <>
                <Action letter="m" words={t('groups.merge')} onClick={() => step('merge')} />
                <Action letter="d" words={t('groups.refuse')} onClick={() => step('refuse')} />
              </>
            )
          )}
          {undo !== undefined && <Action letter="z" words={t('groups.undo')} onClick={undo} />}
        </div>
        <p className={classes.quiet}>{t('groups.keys')}</p>
      </div>
    </div>
  );
}

const Action = ({ letter, words, onClick }: { letter: string; words: string; onClick: () => void }) => (
  <Button
    size="xs"
    variant="default"
    rightSection={
      <Kbd size="xs" aria-hidden="true">
        {letter}
      </Kbd>
    }
    aria-keyshortcuts={letter}
    onClick={onClick}
  >
    {words}
  </Button>
);

interface RowProps {
  tip: GroupedTip;
  isChosen: boolean;
  onChoose: () => void;
}

function Row({ tip, isChosen, onChoose }: RowProps) {
  const { t } = useTranslation();
  const { moment } = useTimes();
  const [why] = tip.because;
  return (
    <li>
      <button type="button" className={classes.tip} aria-pressed={isChosen} onClick={onChoose}>
        <span className={classes.quiet}>{moment(tip.receivedAt)}</span>
        <p lang={tip.language}>
          <ListedText tip={tip} />
        </p>
        <span className={classes.quiet}>{why === undefined ? t('groups.byHand') : linkWords(t, why)}</span>
      </button>
    </li>
  );
}
