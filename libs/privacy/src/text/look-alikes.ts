/**
 * Letters of other scripts that look like Latin ones, figures and letters in rings and boxes, and typographic variants
 * of punctuation: what people use to slip past filters or what phones insert by themselves (Unicode TR39 confusables,
 * the part that Spanish needs, and what compatibility decomposition leaves out).
 */
const PAIRS: Record<string, string> = {
  // Cyrillic
  АВЕЅІЈКМНОРСТУХԁԛԜ: 'ABESIJKMHOPCTYXdqW',
  авеѕіјкмнорстухёӏһգ: 'aBesijkMHopcTyxelhq',
  // Greek
  ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ: 'ABEZHIKMNOPTYX',
  αβεικνορτυχγω: 'aBeikvoptuxyw',
  // Armenian, phonetic and small capitals
  օոսցհ: 'onuqh',
  ɑɡȷɩſʟʀʏꜱꜰǫɢɪɴʙʜᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ: 'agjislrysfqginbhacdejkmoptuvwz',
  // dashes, quotes, dots, at
  '‐‑‒–—―−﹣': '--------',
  '‘’‚‛′´`ʹʼ': "'''''''''",
  '“”„‟″«»': '"""""""',
  '․﹒。': '...',
  '﹫': '@',
  '⁄∕': '//',
  '\u2800': ' ',
};

export const LOOK_ALIKES = new Map<number, number>();
for (const [strange, plain] of Object.entries(PAIRS))
  [...strange].forEach((letter, index) =>
    LOOK_ALIKES.set(letter.codePointAt(0)!, plain.charCodeAt(Math.min(index, plain.length - 1))),
  );
/** Rows of characters in the order of "1" to "9" or of "A" to "Z". */
for (const [first, plain, count] of [
  [0x660, '0', 10], // figures of Arabic, Persian, Hindi, Bengali, Thai
  [0x6f0, '0', 10],
  [0x966, '0', 10],
  [0x9e6, '0', 10],
  [0xe50, '0', 10],
  [0x2776, '1', 9], // ❶
  [0x2780, '1', 9], // ➀
  [0x278a, '1', 9], // ➊
  [0x24f5, '1', 9], // ⓵
  [0x1f150, 'A', 26], // 🅐
  [0x1f170, 'A', 26], // 🅰
  [0xff01, '!', 94], // full width
] as const)
  for (let at = 0; at < count; at++) LOOK_ALIKES.set(first + at, plain.charCodeAt(0) + at);
LOOK_ALIKES.set(0x24ff, 0x30);
LOOK_ALIKES.set(0x1f10c, 0x30);
for (const space of [0xa0, 0x1680, 0x202f, 0x205f, 0x3000]) LOOK_ALIKES.set(space, 0x20);
for (let space = 0x2000; space <= 0x200a; space++) LOOK_ALIKES.set(space, 0x20);
LOOK_ALIKES.set(0xb4, 0x27);
LOOK_ALIKES.set(0x85, 0x0a);
LOOK_ALIKES.set(0x2028, 0x0a);
LOOK_ALIKES.set(0x2029, 0x0a);
