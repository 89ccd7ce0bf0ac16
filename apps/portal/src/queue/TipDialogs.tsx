import { CloseDialog } from '../tips/CloseDialog.js';
import { SetAsideDialog } from '../tips/SetAsideDialog.js';
import type { Asking, Triage } from './use-triage.js';

/** What an action asks before it is done. */
export default function TipDialogs({ asking, triage }: { asking: Asking; triage: Triage }) {
  const { kind, tips, repeats } = asking;
  return kind === 'close' ? (
    <CloseDialog
      tips={tips.length}
      repeats={repeats}
      onCancel={triage.answerNothing}
      onClose={triage.answerClose}
    />
  ) : (
    <SetAsideDialog tips={tips.length} onCancel={triage.answerNothing} onSetAside={triage.answerSetAside} />
  );
}
