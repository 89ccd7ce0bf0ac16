import { near, type Rule, scan, scanDigits } from './rule.js';

const LABEL =
  'nhc|n\\.?h\\.?c|nass|nss|cipa?|naf|nuhsa|nuss|cip|tsi|sip|nig|n\\.i\\.g|ecli|csv|n?\\.?[ºo°.]{0,2} ?col(?:egiad[oa]|\\.)?|num\\.? ?col(?:egiad[oa]|\\.)?|colegiad[oa]|collegiat|colexiado|episodio|historia(?: clinica)?|h\\.?c|expedientes?|expedient|exp|espediente|poliza|polissa|licencia|placa|tip|procedimiento|diligencias(?: previas)?|atestado|sumario|autos|denuncia|referencia|ref|cuenta|cliente|socio|contrato|pedido|factura|finca|registro|registral|tarjeta sanitaria|targeta sanitaria|afiliacion|inscripcion|protocolo|identificador|id|serial|apdo|apartado(?: de correos)?|apartat(?: de correus)?|numero de serie|catastral';
const LABELLED = new RegExp(
  `(?<![a-z0-9])(?:${LABEL})(?![a-z])[ .:#()º°ªn\\-]{0,8}(?:(?:num(?:ero)?|n[.ºo°]{1,2}|es|sanitari[oa]|clinica|de|el)[ .:º°]{1,3}){0,3}((?:[a-z]{1,6}[ /\\-]{0,2})?\\d[\\da-z]{0,20}(?:[ ./\\-:]{1,2}(?:[a-z]{0,3}\\d[\\da-z]{0,20}|[a-z](?![a-z]))){0,6})`,
  'g',
);
const CADASTRAL =
  /(?<![a-z0-9])(?:\d{4}[ .-]?\d{3}[ .-]?[a-z]{2}[ .-]?\d{2}[ .-]?\d{2}[a-z][ .-]?\d{4}[ .-]?[a-z]{2}|\d{5}[a-z]\d{3}\d{5}\d{4}[a-z]{2})(?![a-z0-9])/g;
const ECLI = /(?<![a-z0-9])ecli:[a-z]{2}:[a-z0-9]{1,7}:\d{4}:[a-z0-9.]{1,25}/g;
const LONG_NUMBER = /(?<![a-z0-9.,])\d{6,20}(?![a-z0-9])(?![.,]\d)/g;
const MIXED_CODE = /(?<![a-z0-9])(?=[a-z0-9]{0,20}\d{3})(?=\d{0,20}[a-z])[a-z0-9]{7,24}(?![a-z0-9])/g;
const AMOUNT = /^ ?(?:€|eur|\$|dolar|pesetas|pts|km|metros|kg|g(?![a-z])|mg|ml|veces|personas|habitantes)/;

/** Numbers that name a person or a file about them: clinical records, licences, proceedings, cadastre. */
export const recordNumbers: Rule = (view, add) => {
  const { folded, text, digits: all } = view;
  if (all < 3) return;
  scan(LABELLED, folded, (match) => {
    const end = match.index + match[0].length;
    const start = end - match[1]!.length;
    const digits = match[1]!.replace(/\D/g, '').length;
    if (digits < 3) return;
    add({ type: 'ID_NUMBER', start, end, score: 0.8, rule: 'labelled-number', evidence: 'label before' });
  });
  scanDigits(12, CADASTRAL, view, (match) =>
    add({
      type: 'ID_NUMBER',
      start: match.index,
      end: match.index + match[0].length,
      score: 0.95,
      rule: 'cadastral',
    }),
  );
  scanDigits(4, ECLI, view, (match) =>
    add({
      type: 'ID_NUMBER',
      start: match.index,
      end: match.index + match[0].length,
      score: 0.95,
      rule: 'ecli',
    }),
  );
  scanDigits(6, LONG_NUMBER, view, (match) => {
    const start = match.index;
    const end = start + match[0].length;
    if (AMOUNT.test(folded.slice(end, end + 12)) || near(view, start, end, /€|euros/, 4)) return;
    add({ type: 'ID_NUMBER', start, end, score: match[0].length >= 7 ? 0.5 : 0.35, rule: 'long-number' });
  });
  scan(MIXED_CODE, folded, (match) => {
    const start = match.index;
    const end = start + match[0].length;
    if (/[a-z]/.test(text.slice(start, end)) || /^\d+(?:mg|ml|kg|km|cm|mm|ui|mm3|th|eur)$/.test(match[0]))
      return;
    add({ type: 'ID_NUMBER', start, end, score: 0.45, rule: 'code' });
  });
};
