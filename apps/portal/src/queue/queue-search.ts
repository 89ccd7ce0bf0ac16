import { type Lane, LANES, PRIORITIES, type Priority, TIP_STATES, type TipState } from '../api/types.js';

/** What of a view stands in the address. The words searched for never do: they may name a person. */
export interface QueueSearch {
  lane?: Lane;
  campaign?: string;
  unit?: string;
  priority?: Priority;
  state?: TipState;
}

/** Reads an address; what makes no sense is left out. */
export function queueSearchFrom(search: Record<string, unknown>): QueueSearch {
  const lane = LANES.find((known) => known === search['lane'] && known !== 'queue');
  const priority = PRIORITIES.find((known) => known === search['priority']);
  const state = TIP_STATES.find((known) => known === search['state']);
  const { campaign, unit } = search;
  return {
    ...(lane === undefined ? {} : { lane }),
    ...(typeof campaign === 'string' ? { campaign } : {}),
    ...(typeof unit === 'string' ? { unit } : {}),
    ...(priority === undefined ? {} : { priority }),
    ...(state === undefined ? {} : { state }),
  };
}
