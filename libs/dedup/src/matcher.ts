import { type Evidence, sayEvidence } from './evidence.js';
import { comparePictures, pictureDecides } from './image/image-comparison.js';
import { fingerprintImage, type ImageFingerprint } from './image/image-fingerprint.js';
import { PictureIndex } from './picture-index.js';
import { choosePlace, type Compared, isAlike } from './placement.js';
import { compare, type Comparison } from './text/comparison.js';
import { explainText } from './text/evidence.js';
import { fingerprintText, type TextFingerprint } from './text/fingerprint.js';

/** Why an item is taken for a repeat of another. */
export interface Match {
  id: string;
  /** 0…1. */
  score: number;
  kind: 'exact' | 'near' | 'file' | 'image';
  /** One English sentence that a person can check. */
  evidence: string;
  /** The same for programs. */
  why: Evidence;
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
  image?: ImageFingerprint;
}

export interface ItemToMatch {
  id: string;
  text?: string;
  image?: ImageFingerprint;
}

/** The most alike so many, by shared keys, are compared word by word. */
const COMPARED_AT_MOST = 64;
/** A key that so many texts share tells nothing any more; only its latest holders are looked at. */
const HOLDERS_PER_KEY = 256;
/** Sixteen of them together weigh less than one key that few texts have. */
const WORTH_OF_A_HOT_KEY = 0.001;

/** The engine without a database: for `colabora match`, tests and benchmarks. Order of arrival decides who is first. */
export class DuplicateMatcher {
  readonly #kept = new Map<string, Kept>();
  readonly #byKey = new Map<bigint, string[]>();
  readonly #pictures = new PictureIndex();

  /** Places one item among those before it. An id that came before names the new item from then on. */
  add(item: ItemToMatch): Matched {
    const text = item.text === undefined ? undefined : fingerprintText(item.text);
    const newcomer: Kept = {
      id: item.id,
      group: item.id,
      ...(text && { text }),
      ...(item.image && { image: item.image }),
    };
    const compared = this.#candidates(newcomer).map((id) => compareItems(newcomer, this.#kept.get(id)!));
    newcomer.group =
      choosePlace(compared, (left, right) => this.#compareKept(left.id, right.id))?.groupId ?? item.id;
    this.#keep(newcomer);
    const matches = compared.filter((other) => other.groupId === newcomer.group && isAlike(other));
    matches.sort((left, right) => right.score - left.score);
    return {
      group: newcomer.group,
      matches: matches.map(({ id, score, kind, evidence }) => ({
        id,
        score,
        kind,
        evidence: sayEvidence(evidence),
        why: evidence,
      })),
    };
  }

  /** Decodes a picture file; the result goes into `add`. @throws Problem 422: not a picture that can be read. */
  static fingerprintImage(file: Buffer): Promise<ImageFingerprint> {
    return fingerprintImage(file);
  }

  #compareKept(left: string, right: string): Compared['verdict'] {
    return compareItems(this.#kept.get(left)!, this.#kept.get(right)!).verdict;
  }

  #candidates({ text, image }: Kept): string[] {
    const ids = [...(text ? this.#alikeTexts(text) : []), ...(image ? this.#pictures.candidates(image) : [])];
    return [...new Set([...ids, ...ids.map((id) => this.#kept.get(id)!.group)])];
  }

  #alikeTexts({ sketch, exactKey }: TextFingerprint): string[] {
    const shares = new Map<string, number>();
    for (const key of [exactKey, ...sketch]) {
      const holders = this.#byKey.get(key) ?? [];
      const rarity =
        holders.length >= HOLDERS_PER_KEY ? WORTH_OF_A_HOT_KEY : 1 / (1 + Math.log(holders.length));
      for (const id of holders) shares.set(id, (shares.get(id) ?? 0) + rarity);
    }
    const best = [...shares].sort(([, left], [, right]) => right - left).slice(0, COMPARED_AT_MOST);
    return best.map(([id]) => id);
  }

  #keep(item: Kept): void {
    this.#kept.set(item.id, item);
    if (item.image) this.#pictures.add(item.id, item.image);
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

type ComparedItem = Compared & Pick<Match, 'id' | 'score' | 'kind'> & { evidence: Evidence };

/** By text and by picture, whichever says more. */
function compareItems(newcomer: Kept, other: Kept): ComparedItem {
  const [words, theirs] = [newcomer.text?.words ?? [], other.text?.words ?? []];
  const comparison = newcomer.text && other.text && compare(words, theirs);
  const picture = newcomer.image && other.image && comparePictures(newcomer.image, other.image);
  const common = { id: other.id, groupId: other.group, isCanonical: other.group === other.id };
  if (picture && pictureDecides(words, theirs, comparison) && (comparison?.score ?? 0) < picture.score) {
    return { ...common, verdict: picture.kind === 'file' ? 'exact' : 'near', ...picture };
  }
  return { ...common, ...asMatch(comparison) };
}

const NOTHING: Evidence = { code: 'shared-words', percent: 0, changes: [], more: 0 };

function asMatch(
  comparison: Comparison | undefined,
): Pick<ComparedItem, 'verdict' | 'kind' | 'score' | 'evidence'> {
  if (comparison === undefined) return { verdict: 'unlike', kind: 'near', score: 0, evidence: NOTHING };
  const score = Math.round(comparison.score * 1000) / 1000;
  const kind = comparison.verdict === 'exact' ? 'exact' : 'near';
  return { verdict: comparison.verdict, kind, score, evidence: explainText(comparison) };
}
