import { choosePlace, type Compared, isAlike } from './placement.js';
import { compare } from './text/comparison.js';
import { explainText } from './text/evidence.js';
import { fingerprintText, type TextFingerprint } from './text/fingerprint.js';

/** Why an item is taken for a repeat of another. */
export interface Match {
  id: string;
  /** 0…1. */
  score: number;
  kind: 'exact' | 'near' | 'image';
  evidence: string;
}

export interface Matched {
  /** The id of the first item of the group: the item's own where it starts one. */
  group: string;
  /** Earlier items that say the same, best first. */
  matches: Match[];
}

interface Kept {
  id: string;
  group: string;
  text?: TextFingerprint;
}

/** The most alike so many, by shared keys, are compared word by word. */
const COMPARED_AT_MOST = 64;
/** A key that so many texts share tells nothing any more; only its latest holders are looked at. */
const HOLDERS_PER_KEY = 256;

/** The engine without a database: for `colabora match`, tests and benchmarks. Order of arrival decides who is first. */
export class DuplicateMatcher {
  readonly #kept = new Map<string, Kept>();
  readonly #byKey = new Map<bigint, string[]>();

  /** Places one item among those before it. */
  add(item: { id: string; text?: string }): Matched {
    const text = item.text === undefined ? undefined : fingerprintText(item.text);
    const compared = text === undefined ? [] : this.#compareText(text);
    const group =
      choosePlace(compared, (left, right) => this.#contradict(left.id, right.id))?.groupId ?? item.id;
    this.#keep({ id: item.id, group, ...(text && { text }) });
    const matches = compared
      .filter((other) => other.groupId === group && isAlike(other))
      .sort((left, right) => right.score - left.score);
    return {
      group,
      matches: matches.map(({ id, score, kind, evidence }) => ({ id, score, kind, evidence })),
    };
  }

  #compareText(text: TextFingerprint): (Compared & Match)[] {
    return this.#candidates(text).map((id) => {
      const other = this.#kept.get(id)!;
      const comparison = compare(text.words, other.text!.words);
      return {
        id,
        groupId: other.group,
        isCanonical: other.group === id,
        verdict: comparison.verdict,
        kind: comparison.verdict === 'exact' ? 'exact' : 'near',
        score: Math.round(comparison.score * 1000) / 1000,
        evidence: explainText(comparison),
      };
    });
  }

  #contradict(left: string, right: string): boolean {
    const [here, there] = [left, right].map((id) => this.#kept.get(id)!.text!.words);
    return compare(here!, there!).verdict === 'contradicting';
  }

  #candidates({ sketch, exactKey }: TextFingerprint): string[] {
    const shares = new Map<string, number>();
    for (const key of [exactKey, ...sketch]) {
      const holders = this.#byKey.get(key) ?? [];
      for (const id of holders) shares.set(id, (shares.get(id) ?? 0) + 1 / (1 + Math.log2(holders.length)));
    }
    const best = [...shares].sort(([, left], [, right]) => right - left).slice(0, COMPARED_AT_MOST);
    const ids = best.map(([id]) => id);
    const canonical = ids.map((id) => this.#kept.get(id)!.group);
    return [...new Set([...ids, ...canonical])].filter((id) => this.#kept.get(id)?.text !== undefined);
  }

  #keep(item: Kept): void {
    this.#kept.set(item.id, item);
    for (const key of item.text ? [item.text.exactKey, ...item.text.sketch] : []) {
      const holders = this.#byKey.get(key);
      if (holders === undefined) this.#byKey.set(key, [item.id]);
      else {
        holders.push(item.id);
        if (holders.length > HOLDERS_PER_KEY) holders.shift();
      }
    }
  }
}
