/**
 * Letters of other scripts that look like Latin ones, and typographic variants of punctuation: what people use to slip
 * past filters or what phones insert by themselves (Unicode TR39 confusables, the part that Spanish needs).
 */
const PAIRS: Record<string, string> = {
  // Cyrillic
  АВЕЅІЈКМНОРСТУХԁԛԜ: 'ABESIJKMHOPCTYXdqW',
  авеѕіјкмнорстухё: 'aBesijkMHopcTyxe',
  // Greek
  ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ: 'ABEZHIKMNOPTYX',
  αβεικνορτυχ: 'aBeikvoptux',
  // dashes, quotes, dots, at
  '‐‑‒–—―−﹣': '--------',
  '‘’‚‛′´`ʹʼ': "'''''''''",
  '“”„‟″«»': '"""""""',
  '․﹒。': '...',
  '﹫': '@',
  '⁄∕': '//',
};

export const LOOK_ALIKES = new Map<number, number>();
for (const [strange, plain] of Object.entries(PAIRS))
  [...strange].forEach((letter, index) =>
    LOOK_ALIKES.set(letter.charCodeAt(0), plain.charCodeAt(Math.min(index, plain.length - 1))),
  );
for (let unit = 0xff01; unit <= 0xff5e; unit++) LOOK_ALIKES.set(unit, unit - 0xfee0); // full width
for (const space of [0xa0, 0x1680, 0x202f, 0x205f, 0x3000]) LOOK_ALIKES.set(space, 0x20);
for (let space = 0x2000; space <= 0x200a; space++) LOOK_ALIKES.set(space, 0x20);
LOOK_ALIKES.set(0xb4, 0x27);
LOOK_ALIKES.set(0x85, 0x0a);
LOOK_ALIKES.set(0x2028, 0x0a);
LOOK_ALIKES.set(0x2029, 0x0a);
