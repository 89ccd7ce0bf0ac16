import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tip } from '../api/types.js';
import { isProblem } from '../api/problem.js';
import type { Triage } from '../queue/use-triage.js';
import { Icon } from '../shell/Icon.js';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { Dialogue } from './Dialogue.js';
import { History } from './History.js';
import { MaskedLegend } from './MaskedLegend.js';
import { Notes } from './Notes.js';
import { Repeats } from './Repeats.js';
import { SecondLook, useLookKeys } from './SecondLook.js';
import { SuspectWords } from './SuspectWords.js';
import { TipHead } from './TipHead.js';
import classes from './TipPage.module.css';
import { tipQuery } from './tip-queries.js';
import { type SecondLookInHand, useSecondLook } from './use-second-look.js';
import { withWords } from '../words/index.js';
import { WhyHere } from './WhyHere.js';

const Related = lazy(withWords('groups', () => import('../groups/Related.js')));
const Files = lazy(withWords('files', () => import('../files/Files.js')));
const SealedCard = lazy(withWords('reveal', () => import('../reveal/SealedCard.js')));

/** One tip, whole. Another unit's tip, one that doesn't exist and a mistyped address look the same. */
export function TipPage({ tipId, triage }: { tipId: string; triage: Triage }) {
  const { t } = useTranslation();
  const tip = useQuery(tipQuery(tipId));
  const back = (
    <Button
      className={classes.back}
      variant="subtle"
      size="compact-sm"
      leftSection={<Icon name="back" />}
      onClick={triage.leave}
    >
      {t('tip.back')}
    </Button>
  );

  if (tip.isPending) return <Loading label={t('loading.tip')} rows={5} />;
  if (isProblem(tip.error, 404)) {
    return (
      <>
        {back}
        <Empty icon="lock" title={t('tip.notYours.title')}>
          {t('tip.notYours.text')}
        </Empty>
      </>
    );
  }
  if (tip.isError && tip.data === undefined) {
    return (
      <>
        {back}
        <Failure error={tip.error} onRetry={() => void tip.refetch()} />
      </>
    );
  }
  return (
    <div className={classes.page}>
      {back}
      <WholeTip tip={tip.data!} triage={triage} />
    </div>
  );
}

function WholeTip({ tip, triage }: { tip: Tip; triage: Triage }) {
  const look = useSecondLook(tip, triage);
  return (
    <>
      <TipHead tip={tip} triage={triage} look={look} />
      <TipBody tip={tip} triage={triage} look={look} />
    </>
  );
}

function TipBody({ tip, triage, look }: { tip: Tip; triage: Triage; look: SecondLookInHand }) {
  const { t } = useTranslation();
  const keys = useLookKeys(look, triage);
  const second = { tip, look, triage, keys };
  const suspects = look.suspectsIn('text');
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <section className={classes.card} aria-labelledby="tip-text">
          <h3 id="tip-text" className={classes.heading}>
            {t('tip.text')}
          </h3>
          <div className={classes.text} lang={tip.language} data-words="text">
            {paragraphsOf(tip).map(({ start, text: line, spans }) => (
              <p key={start}>
                <SuspectWords
                  text={line}
                  spans={spans}
                  suspects={suspects}
                  look={look}
                  from={start}
                  isSelectable
                />
              </p>
            ))}
          </div>
          <SecondLook of="text" {...second} />
          <MaskedLegend spans={tip.spans} reviewReasons={unsaid(tip, look)} />
        </section>
        {tip.files.length > 0 && (
          <Suspense>
            <Files tipId={tip.id} files={tip.files} />
          </Suspense>
        )}
        <Repeats tip={tip} onOpen={triage.open} onGroup={() => triage.ask('group', [tip])} />
        <Suspense>
          <Related tipId={tip.id} onCompare={() => triage.ask('group', [tip])} />
        </Suspense>
        <Dialogue {...second} />
        <Notes tip={tip} isWanted={triage.noteWanted === tip.id} onStarted={triage.noteStarted} />
      </div>
      <aside className={classes.side}>
        <Suspense>
          <SealedCard tip={tip} onPassed={triage.leave} />
        </Suspense>
        <WhyHere tip={tip} onOpen={triage.open} />
        <History tipId={tip.id} />
      </aside>
    </div>
  );
}

/** Why to look, but for what the marks say, and what somebody has looked at. */
const unsaid = ({ isHeld, reviewReasons }: Tip, { kinds }: SecondLookInHand): string[] =>
  reviewReasons.filter((reason) => (isHeld ? !kinds.has(reason) : !SUSPICIONS.test(reason)));

const SUSPICIONS = /-(?:left|suspected|second-scan)$/;

/** The text's lines as paragraphs, each with its own spans. */
function paragraphsOf({ text, spans }: Tip) {
  let start = 0;
  return text.split('\n').flatMap((line) => {
    const from = start;
    const end = from + line.length;
    start = end + 1;
    if (line.trim() === '') return [];
    const own = spans
      .filter((span) => span.start >= from && span.end <= end)
      .map((span) => ({ ...span, start: span.start - from, end: span.end - from }));
    return [{ start: from, text: line, spans: own }];
  });
}
