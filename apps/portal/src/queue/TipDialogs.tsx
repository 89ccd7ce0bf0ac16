import { lazy, Suspense } from 'react';
import { CloseDialog } from '../tips/CloseDialog.js';
import { SetAsideDialog } from '../tips/SetAsideDialog.js';
import { withWords } from '../words/index.js';
import type { Asking, Triage } from './use-triage.js';

const GroupDialog = lazy(withWords('groups', () => import('../groups/GroupDialog.js')));
const SimilarFirst = lazy(withWords('groups', () => import('../groups/SimilarFirst.js')));

/** What an action asks before it is done. */
export default function TipDialogs({ asking, triage }: { asking: Asking; triage: Triage }) {
  const { kind, tips, repeats } = asking;
  if (kind === 'group') {
    return (
      <Suspense>
        <GroupDialog tipId={tips[0]!.id} onClose={triage.answerNothing} />
      </Suspense>
    );
  }
  const similar = tips.length === 1 && (
    <Suspense>
      <SimilarFirst tipId={tips[0]!.id} onLook={() => triage.ask('group', tips)} />
    </Suspense>
  );
  return kind === 'close' ? (
    <CloseDialog
      tips={tips.length}
      repeats={repeats}
      similar={similar}
      onCancel={triage.answerNothing}
      onClose={triage.answerClose}
    />
  ) : (
    <SetAsideDialog tips={tips.length} onCancel={triage.answerNothing} onSetAside={triage.answerSetAside} />
  );
}
