/** What somebody wrote themselves, apart from what their program and others put around it. */
export interface OwnWords {
  /** The new words. */
  text: string;
  /** What they passed on: a forwarded text without the lines that say from whom to whom. Empty in an answer. */
  forwarded: string;
  /** Names, telephones and offices under the words: never in the tip, but known to the masking of it. */
  signature: string;
}

/**
 * Cuts quotes and signature line by line, in Spanish, Catalan, Galician, Basque and English. Only what surely starts a quote
 * or a signature cuts: a line too much is masked like any other, a line too few is lost to the reader (the original has it).
 * One pass and bounded expressions: a hostile text costs as much as any other (the field's libraries backtrack, and know
 * neither Galician nor Basque; decision 28).
 */
export function ownWords(body: string, isForward: boolean): OwnWords {
  const lines = body
    .slice(0, MOST_CHARACTERS)
    .split('\n')
    .map((line) => line.slice(0, LONGEST_LINE));
  const cut = lines.findIndex((_, place) => startsQuote(lines, place));
  const above = cut === -1 ? lines : lines.slice(0, cut);
  const below = cut === -1 ? [] : lines.slice(cut);
  const isPassedOn = isForward || FORWARD_MARK.test(below[0] ?? '');
  const { words, signature } = withoutSignature(withoutQuotedLines(above));
  const underneath = isPassedOn ? [] : withoutSignature(underMarkedQuote(below)).words;
  const passedOn = isPassedOn ? withoutSignature(unquoted(below)) : { words: [], signature: [] };
  return {
    text: joined([...words, ...underneath]),
    forwarded: joined(passedOn.words),
    signature: joined([...signature, ...passedOn.signature]),
  };
}

/**
 * Everything as it stands, but for the marks and fields of quotes: for a mail of which the above leaves nothing. Better a
 * quote too much than a tip that says nothing.
 */
export const allWords = (body: string): string =>
  joined(
    unquoted(
      body
        .slice(0, MOST_CHARACTERS)
        .split('\n')
        .map((line) => line.slice(0, LONGEST_LINE)),
    ),
  ) || body.trim();

const MOST_CHARACTERS = 400_000;
const LONGEST_LINE = 4_000;
/** How far below a quote's first line its second may stand. */
const NEAR = 4;

const FORWARD_MARK =
  /^[\s>]*[-_*]{2,}\s*(mensaje reenviado|missatge reenviat|mensaxe reenviada|birbidalitako mezua|forwarded message|begin forwarded message|inicio del mensaje reenviado)\b|^[\s>]*(begin forwarded message|inicio del mensaje reenviado|inici del missatge reenviat):?\s*$/iu;
const ORIGINAL_MARK =
  /^[\s>]*[-_*]{2,}\s*(mensaje original|missatge original|mensaxe orixinal|jatorrizko mezua|original message)\s*[-_*]{2,}\s*$/iu;
/** "El mar, 3 nov 2026 a las 10:11, Ana <ana@…> escribió:", also broken over two lines. */
const WROTE =
  /(escribió|escribiu|va escriure|ha escrit|escrigué|idatzi (du|zuen)|wrote)\s{0,3}(\([^()]{1,60}\))?\s{0,3}:\s*$/iu;
/** Gmail's Basque: "Hau idatzi du Ana (<ana@…>) erabiltzaileak (2026 aza. 24, ar. (10:11)):" */
const WROTE_BASQUE = /^[\s>]*hau idatzi du\s.{1,200}erabiltzaileak/iu;
const WROTE_START = /^[\s>]*(el|en|a|o|on|el dia|em)\s.{0,30}\d|^[\s>]*\d{4}[-/. ]|<[^\s<>]+@[^\s<>]+>|@/iu;
/** Outlook's block: two of these near each other. */
const FIELD =
  /^[\s>*]*(de|from|nork|enviado( el)?|enviat( el)?|enviada? o|sent|date|fecha|data|bidalia|noiz|para|per a|a|to|nori|asunto|assumpte|gaia|subject|cc|c\/c)\s*:\*?\s*\S/iu;
const SENDER_FIELD = /^[\s>*]*(de|from|nork)\s*:\*?\s*\S/iu;

function startsQuote(lines: string[], place: number): boolean {
  const line = lines[place]!;
  if (FORWARD_MARK.test(line) || ORIGINAL_MARK.test(line)) return true;
  if (SENDER_FIELD.test(line)) {
    const near = lines.slice(place + 1, place + 1 + NEAR);
    return near.filter((each) => FIELD.test(each)).length >= 2;
  }
  if (WROTE_BASQUE.test(line)) return true;
  if (WROTE_START.test(line) && !WROTE.test(line) && WROTE.test(lines[place + 1] ?? '')) {
    return quoteFollows(lines, place + 2) || /@/.test(line + lines[place + 1]);
  }
  if (!WROTE.test(line)) return false;
  return WROTE_START.test(line) || quoteFollows(lines, place + 1);
}

const quoteFollows = (lines: string[], place: number): boolean =>
  /^\s*>/.test(lines.slice(place, place + NEAR).find((each) => each.trim() !== '') ?? '');

/** Some answer under the quote: where its lines are marked, what isn't marked is theirs. */
function underMarkedQuote(below: string[]): string[] {
  const first = below.slice(0, NEAR).findIndex((line) => /^\s*>/.test(line));
  return first === -1 ? [] : withoutQuotedLines(below.slice(first));
}

const withoutQuotedLines = (lines: string[]): string[] => lines.filter((line) => !/^\s*>/.test(line));

/** The lines of a forwarded text, without its marks and fields, however often it was forwarded. */
const unquoted = (lines: string[]): string[] =>
  lines
    .map((line) => line.replace(/^(\s*>)+ ?/, ''))
    .filter(
      (line, place, all) =>
        !FORWARD_MARK.test(line) &&
        !ORIGINAL_MARK.test(line) &&
        !FIELD.test(line) &&
        !startsQuote(all, place),
    );

/** RFC 3676 4.3: two hyphens and a space; programs drop the space. Then what telephones and courtesies sign with. */
const DELIMITER = /^(-- ?|—|__+|\*{3,})\s*$/;
const SENT_FROM =
  /^\s*(enviado desde|enviat des|enviado dende|enviado con|nire .{2,30} bidalia|sent from|get outlook for|obtener outlook|obtén outlook|descarga outlook)\b/iu;
const FAREWELL =
  /^\s*(un (cordial |fuerte )?(saludo|abrazo)|(cordiales |atentos )?saludos( cordiales)?|atentamente|muchas gracias|gracias|salutacions( cordials)?|(una )?(cordial )?salutació|atentament|gràcies|moltes gràcies|(un )?saúdo|saúdos|atentamente|grazas|agur( bero bat)?|eskerrik asko|adeitasunez|(kind |best )?regards|sincerely|yours (faithfully|sincerely)|thanks|thank you|cheers)[\s,.!]*$/iu;
/** Under a farewell a signature is short; more is a postscript, and a postscript is the tip's. */
const MOST_SIGNATURE_LINES = 8;

function withoutSignature(lines: string[]): { words: string[]; signature: string[] } {
  const delimiter = lines.findIndex((line) => DELIMITER.test(line) || SENT_FROM.test(line));
  const end = delimiter === -1 ? lines.length : delimiter;
  const before = lines.slice(0, end);
  const farewell = before.findLastIndex((line) => FAREWELL.test(line));
  const under = farewell === -1 ? [] : before.slice(farewell + 1).filter((line) => line.trim() !== '');
  const signs = farewell !== -1 && under.length <= MOST_SIGNATURE_LINES && under.every(isShort);
  return signs
    ? { words: before.slice(0, farewell), signature: [...under, ...lines.slice(end)] }
    : { words: before, signature: lines.slice(end) };
}

/** Signatures are names, offices, numbers; a sentence of the tip is longer. */
const isShort = (line: string): boolean => line.trim().length <= 70;

const joined = (lines: string[]): string =>
  lines
    .join('\n')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
