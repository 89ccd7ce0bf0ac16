/** "---------- Mensaje reenviado ----------", "Begin forwarded message:". */
const FORWARD_LINE =
  /^\s*(?:[-_=*]{2,}[^\n]{0,60}[-_=*]{2,}|(?:Begin forwarded message|Inicio del mensaje reenviado)\s*:)\s*$/iu;
/** "De: Pepa", "Asunto: Fwd: …": what mail programs put above a forwarded message, in es, ca, gl, eu and en. */
const HEADER_LINE =
  /^\s*\*?(?:De|Desde|From|Para|To|Per a|A|Cc|Fecha|Data|Date|Enviado(?: el)?|Enviat(?: el)?|Sent|Asunto|Assumpte|Subject|Nork|Nori|Noiz|Gaia|Bidalia)\*?\s*:\s*[^\n]*$/iu;
/** "[12/11/26, 20:14] Vecina 2ºB: " and "12/11/26 20:14 - Vecina: ", as messengers export a chat. */
const CHAT_PREFIX =
  /^\s*\[?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\.?)?(?:\]|\s-)\s*[^:\n]{1,40}:\s/iu;
/** "Enviado desde mi iPhone", "Get Outlook for iOS": what a phone signs with. */
const PHONE_SIGNATURE =
  /\n\s*(?:--\s*\n\s*)?(?:Enviado desde|Enviat des d|Enviado dende|Sent from|Obtener Outlook|Get Outlook|Bidalia nire)[^\n]{0,60}\s*$/iu;
/** Two of them stand together, or one after a forward line: "A: no me gusta" alone is a sentence. */
const HEADERS_TOGETHER = 2;

/** The message without what programs wrap around it when it is passed on: mail headers, chat export, quote marks, signature. */
export function unwrapped(text: string): string {
  const lines = text.replace(PHONE_SIGNATURE, '').split('\n');
  let from = 0;
  while (from < lines.length && isAround(lines, from)) from++;
  return lines
    .slice(from === lines.length ? 0 : from)
    .map((line) => line.replace(/^\s*(?:>\s?)+/, '').replace(CHAT_PREFIX, ''))
    .join('\n');
}

function isAround(lines: string[], at: number): boolean {
  const line = lines[at]!;
  if (FORWARD_LINE.test(line)) return true;
  const above = lines.slice(0, at);
  const isInHead = above.some((each) => FORWARD_LINE.test(each) || HEADER_LINE.test(each));
  if (line.trim() === '') return isInHead || above.every((each) => each.trim() === '');
  if (!HEADER_LINE.test(line)) return false;
  const followers = lines.slice(at, at + HEADERS_TOGETHER).filter((each) => HEADER_LINE.test(each)).length;
  return isInHead || followers >= HEADERS_TOGETHER;
}
