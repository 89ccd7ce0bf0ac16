import type { InclusionProof } from '#audit';
import { numberIn } from '../texts/index.js';
import { TRANSPARENCY, type TransparencyTexts } from '../texts/transparency.js';
import { type PageContext, Sheet } from './sheet.js';

/** What the log says of one receipt. */
export interface CheckedReceipt {
  entryId: string;
  /** As written by the person; empty where they compare it themselves. */
  hash: string;
  /** Undefined while the entry waits for its place. */
  proof: InclusionProof | undefined;
  /** Verifier keys of the log, the one that signs now last. */
  keys: string[];
  /** Witnesses that cosigned the checkpoint of the proof. */
  witnesses: number;
}

/** The answer to a receipt: in the log, waiting for a second, or another fingerprint than the receipt's. */
export function ProofPage({ checked, ...context }: PageContext & { checked: CheckedReceipt }) {
  const { language } = context;
  const words = TRANSPARENCY[language];
  const { proof, hash } = checked;
  if (proof === undefined) return <WaitingPage {...context} checked={checked} />;
  const isOther = hash !== '' && hash !== proof.leafHash.toString('hex');
  const { title, lines } = isOther
    ? words.otherHash
    : { title: words.included.title, lines: includedLines(words, checked, proof, language) };
  return (
    <Sheet {...context} title={title} isError={isOther}>
      <div class="prose stack">
        <h1>{title}</h1>
        {lines.map((line, place) => (
          <p class={place === 0 ? 'lead' : undefined} key={line}>
            {line}
          </p>
        ))}
        <h2>{words.keep.title}</h2>
        <p>{words.keep.text}</p>
        <form method="post" action={`/${language}/transparency/proof`}>
          <input type="hidden" name="entry" value={checked.entryId} />
          <button class="govuk-button" type="submit">
            {words.keep.button}
          </button>
        </form>
        <Data words={words} proof={proof} />
        <HowTo words={words} keys={checked.keys} />
      </div>
    </Sheet>
  );
}

function includedLines(
  words: TransparencyTexts,
  { hash, witnesses }: CheckedReceipt,
  { index, checkpoint }: InclusionProof,
  language: PageContext['language'],
): string[] {
  return [
    words.included.place(numberIn(language, index + 1), numberIn(language, checkpoint.size)),
    ...(hash === '' ? [] : [words.included.sameHash]),
    ...(witnesses === 0 ? [] : [words.witnessed(witnesses)]),
  ];
}

/** In the first second of an entry's life: kept already, and a button that looks again. */
function WaitingPage({ checked, ...context }: PageContext & { checked: CheckedReceipt }) {
  const { language } = context;
  const { waiting } = TRANSPARENCY[language];
  return (
    <Sheet {...context} title={waiting.title}>
      <div class="stack">
        <h1>{waiting.title}</h1>
        {waiting.lines.map((line) => (
          <p class="lead" key={line}>
            {line}
          </p>
        ))}
        <form method="post" action={`/${language}/transparency`}>
          <input type="hidden" name="entry" value={checked.entryId} />
          <input type="hidden" name="hash" value={checked.hash} />
          <button class="govuk-button" type="submit">
            {waiting.again}
          </button>
        </form>
      </div>
    </Sheet>
  );
}

function Data({ words, proof }: { words: TransparencyTexts; proof: InclusionProof }) {
  return (
    <details class="prose">
      <summary>{words.details.title}</summary>
      <dl class="proof">
        <dt>{words.check.entry}</dt>
        <dd>{proof.entryId}</dd>
        <dt>{words.check.hash}</dt>
        <dd>{proof.leafHash.toString('hex')}</dd>
        <dt>{words.details.root}</dt>
        <dd>{proof.checkpoint.root.toString('hex')}</dd>
        <dt>{words.details.checkpoint}</dt>
        <dd class="checkpoint">{proof.checkpoint.note}</dd>
      </dl>
    </details>
  );
}

function HowTo({ words, keys }: { words: TransparencyTexts; keys: string[] }) {
  const pinned = keys.map((key) => ` --key '${key}'`).join('');
  return (
    <details class="stack">
      <summary>{words.howTo.title}</summary>
      <p>{words.howTo.lead}</p>
      <ol class="steps">
        <li>
          <a href="/transparency/verifier" download="verify-bundle.mjs">
            {words.howTo.verifier}
          </a>
        </li>
        <li>
          {words.howTo.run}
          <code
            class="command"
            translate={false}
          >{`node verify-bundle.mjs colabora.tlog-proof${pinned}`}</code>
        </li>
        <li>{words.howTo.shows}</li>
      </ol>
    </details>
  );
}
