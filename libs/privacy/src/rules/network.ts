import { isIP } from 'node:net';
import { type Rule, scan, scanDigits } from './rule.js';

const EMAIL =
  /(?<![a-z0-9._%+-])[a-z0-9._%+'-]{1,64}@(?:\[\d{1,3}(?:\.\d{1,3}){3}\]|[a-z0-9-]{1,63})(?:\.[a-z0-9-]{1,63}){0,5}/g;
const AT_SIGN = /@|\(at\)|\[at\]|\{at\}|<at>|\(a\)|(?<![a-z])(?:arr?o[bv]as?|abildua|abildu|at)(?![a-z])/g;
const BEFORE_AT =
  /(?:[a-z0-9_-]{1,30} ?(?:\.|[([]?(?:punto?|dot|puntu)[)\]]?|[([]?(?:guion bajo|guion baixo|guio baix|barra baja|guion|underscore)[)\]]?) ?){0,3}[a-z0-9._%+-]{1,40}[\s([<{"'*_-]{0,3}$/;
const AFTER_AT =
  /^[\s)\]>}"'*_-]{0,3}(?:[a-z0-9-]{1,30}[\s([{]{0,2}(?:\.|(?:punto?|dot|puntu)(?![a-z]))[\s)\]}]{0,2}){1,3}(?:com|es|net|org|cat|gal|eus|info|eu|fr|pt|it|de|uk|me|io|edu|gob|mx|ar|cl|co|pe|ve|ec|ma|ro|online|live|proton|mail)(?![a-z0-9])/;
const MAIL_HOUSE =
  /^[\s)\]>}"'*_-]{0,3}(?:gmail|hotmail|yahoo|outlook|icloud|protonmail|proton|telefonica|live|msn)(?![a-z])/;

const URL_WITH_SCHEME =
  /(?<![a-z0-9])(?:(?:https?|ftp|hxxps?|tg|whatsapp|mailto):\/{0,2}|www\d?\.)[^\s<>"']{2,300}/g;
const DOMAIN =
  /(?<![a-z0-9@._-])(?:[a-z0-9_-]{1,63}\.){1,5}(?:com|es|net|org|cat|gal|eus|info|eu|fr|pt|it|de|uk|me|io|onion|ly|gl|tv|app|dev|xyz|biz|edu|gob|gov|online|store|shop|site|link|club|co|to|cc|ru|mx|ar|cl|pe|ma|ro|cn|tk|be|ch|nl|il|jp|au|nz|se|fi|dk|pl|ie|ai|int|mil|br|kr|za|tr|ua|cz|gr|hu|travel|museum)(?![a-z0-9])(?::\d{2,5})?(?:[/?#][^\s<>"']{0,300})?/g;
const IPV4 = /(?<![\d.])(\d{1,3}(?:\.\d{1,3}){3})(?!\.?\d)(?::\d{2,5}(?!\d)|\/\d{1,2}(?!\d))?/g;
const IPV6 =
  /(?<![0-9a-z:])((?:[0-9a-f]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}))(?![0-9a-z:])(?:%[0-9a-z]{1,15})?(?:\/\d{1,3}(?!\d))?/g;
const BRACKETED_IPV6 = /\[([0-9a-f:.]{2,45})\](?::\d{2,5}(?!\d))?/g;
const MAC =
  /(?<![0-9a-z])(?:[0-9a-f]{2}[:-]){5}(?:[0-9a-f]{2}[:-][0-9a-f]{2}[:-])?[0-9a-f]{2}(?![0-9a-z])|(?<![0-9a-z])(?=[0-9 ]{0,15}[a-f])(?:[0-9a-f]{2} ){5}[0-9a-f]{2}(?![0-9a-z])|(?<![0-9a-z])(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?![0-9a-z])|(?<=(?<![a-z])mac (?:address )?)[0-9a-f]{12}(?![0-9a-z])/g;
const HANDLE = /(?<![a-z0-9@._])@[a-z0-9_.]{1,40}(?<=[a-z0-9_])/g;
const NAMED_ACCOUNT =
  /(?<![a-z])(?:instagram|insta|ig|tik ?tok|telegram|snap(?:chat)?|twitter|facebook|fb|wallapop|discord|twitch|youtube|usuari[oa]?|user(?:name)?|perfil|nick|erabiltzailea)(?![a-z])[ :=."'()]{1,4}(?:(?:es|de|en|como|se llama|is|da|nom|nome)[ :."']{1,3}){0,2}([a-z0-9][a-z0-9_.-]{2,40}(?<=[a-z0-9]))/g;
const DECIMAL_DEGREES =
  /(?<![\d.,])[-+]?\d{1,2}[.,]\d{3,9} ?°?[ns]?[ ,;/]{1,3}[-+]?\d{1,3}[.,]\d{3,9}(?!\d) ?°?(?:[ewo](?![a-z]))?/g;
const DECIMAL_MINUTES =
  /(?<![a-z0-9])[ns] ?\d{1,2} ?[°º] ?\d{1,2}[.,]\d{1,5} ?'?[ ,]{1,3}[ewo] ?\d{1,3} ?[°º] ?\d{1,2}[.,]\d{1,5}(?!\d)/g;
const SEXAGESIMAL =
  /(?<!\d)\d{1,3} ?[°º] ?\d{1,2}(?:[.,]\d{1,5})? ?' ?(?:\d{1,2}(?:[.,]\d{1,4})? ?["']{1,2} ?)?[nsewo](?![a-z])/g;

/** E-mail (also spelled out), web and network addresses, handles, coordinates. */
export const network: Rule = (view, add) => {
  const { folded } = view;
  const span = (match: RegExpExecArray): { start: number; end: number } => ({
    start: match.index,
    end: match.index + match[0].length,
  });

  const hasAt = folded.includes('@');
  if (hasAt)
    scan(EMAIL, folded, (match) => add({ type: 'EMAIL', ...span(match), score: 0.99, rule: 'email' }));

  scan(AT_SIGN, folded, (match) => {
    const { start, end } = span(match);
    const left = BEFORE_AT.exec(folded.slice(Math.max(0, start - 120), start));
    const right = AFTER_AT.exec(folded.slice(end, end + 120)) ?? MAIL_HOUSE.exec(folded.slice(end, end + 24));
    if (!left || !right) return;
    if (match[0] === 'at' && !/punt|dot|\./.test(right[0]) && !MAIL_HOUSE.test(folded.slice(end, end + 24)))
      return;
    add({
      type: 'EMAIL',
      start: start - left[0].length,
      end: end + right[0].length,
      score: 0.9,
      rule: 'email-spelled-out',
    });
  });

  if (folded.includes(':') || folded.includes('www'))
    scan(URL_WITH_SCHEME, folded, (match) => add({ type: 'URL', ...span(match), score: 0.95, rule: 'url' }));
  if (folded.includes('.'))
    scan(DOMAIN, folded, (match) => add({ type: 'URL', ...span(match), score: 0.8, rule: 'domain' }));
  scanDigits(4, IPV4, view, (match) => {
    const valid = isIP(match[1]!.replace(/(^|\.)0{1,3}(?=\d)/g, '$1')) === 4;
    if (valid || /^\d{2,3}\./.test(match[0]))
      add({ type: 'IP', ...span(match), score: valid ? 0.9 : 0.6, rule: 'ipv4', valid });
  });
  if (folded.includes('['))
    scan(BRACKETED_IPV6, folded, (match) => {
      if (isIP(match[1]!) === 6) add({ type: 'IP', ...span(match), score: 0.95, rule: 'ipv6', valid: true });
    });
  if (folded.includes(':'))
    scan(IPV6, folded, (match) => {
      if (isIP(match[1]!) === 6 && (match[1]!.length > 2 || view.length === 2))
        add({ type: 'IP', ...span(match), score: 0.95, rule: 'ipv6', valid: true });
    });
  scan(MAC, folded, (match) => add({ type: 'MAC', ...span(match), score: 0.95, rule: 'mac' }));
  if (hasAt)
    scan(HANDLE, folded, (match) => add({ type: 'HANDLE', ...span(match), score: 0.9, rule: 'handle' }));
  scan(NAMED_ACCOUNT, folded, (match) => {
    const end = match.index + match[0].length;
    const start = end - match[1]!.length;
    if (/[\d_.]/.test(match[1]!))
      add({ type: 'HANDLE', start, end, score: 0.8, rule: 'named-account', evidence: 'network name' });
  });
  scanDigits(8, DECIMAL_DEGREES, view, (match) =>
    add({ type: 'COORDINATES', ...span(match), score: 0.9, rule: 'decimal-degrees' }),
  );
  scanDigits(6, DECIMAL_MINUTES, view, (match) =>
    add({ type: 'COORDINATES', ...span(match), score: 0.9, rule: 'decimal-minutes' }),
  );
  scanDigits(2, SEXAGESIMAL, view, (match) =>
    add({ type: 'COORDINATES', ...span(match), score: 0.9, rule: 'sexagesimal' }),
  );
};
