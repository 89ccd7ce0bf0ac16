import { isIP } from 'node:net';
import { before, near, type Rule, scan, scanDigits } from './rule.js';

const EMAIL =
  /(?<![a-z0-9._%+-])[a-z0-9._%+'-]{1,64}@(?:\[\d{1,3}(?:\.\d{1,3}){3}\]|[a-z0-9-]{1,63})(?:\.[a-z0-9-]{1,63}){0,5}/g;
const AT_SIGN =
  /@|\(at\)|\[at\]|\{at\}|<at>|\(a\)|\(en\)|\[en\]|\(arr?o[bv]a\)|(?<![a-z])(?:arr?o[bv]as?|abildua|abildu|at)(?![a-z])/g;
const BEFORE_AT =
  /(?:[a-z0-9_-]{1,30} ?(?:\.|[([]?(?:punto?|dot|puntu)[)\]]?|[([]?(?:guion bajo|guion baixo|guio baix|barra baja|guion|underscore)[)\]]?) ?){0,3}[a-z0-9._%+-]{1,40}(?:,? todo (?:junto|seguido|en minusculas))?[\s([<{"'*_-]{0,3}$/;
const AFTER_AT =
  /^[\s)\]>}"'*_-]{0,3}(?:[a-z0-9-]{1,30}[\s([{]{0,2}(?:[.,]|(?:punto?|dot|puntu)(?![a-z]))[\s)\]}]{0,2}){1,3}(?:com|es|net|org|cat|gal|eus|info|eu|fr|pt|it|de|uk|me|io|edu|gob|mx|ar|cl|co|pe|ve|ec|ma|ro|online|live|proton|mail)(?![a-z0-9])/;
const MAIL_HOUSE =
  /^[\s)\]>}"'*_-]{0,3}(?:g[mn]ai?l|gmial|hotmai?l|hotmial|yahoo|ou?tlook|icloud|protonmail|proton|telefonica|live|msn)(?:[ .,]{1,2}(?:com|es|net|me)(?![a-z])|(?![a-z]))/;

const URL_WITH_SCHEME =
  /(?<![a-z0-9])(?:(?:https?|ftp|hxxps?|tg|whatsapp|mailto):\/{0,2}|www\d?\.)[^\s<>"']{2,300}/g;
const GLUED_LINK = /[a-z0-9]\.[a-z]{2,10}\/[a-z0-9_@-]/;
const TELLS_DEGREES = /\d ?gr|\d (?:coma|punto) |\d ?[ns],? \d/;
const TELLS_IP = /(?<![a-z])ips?(?![a-z])|\d ?(?:punto|dot|[([](?:\.|punto|dot))/;
const SPACED_FIGURES = /\d ?\. ?\d/;
const TOLD_STOP = /(?<![a-z])(?:punto|dot|uves?|www)(?![a-z])|[a-z0-9] \. {0,2}[a-z]|[([](?:\.|punto|dot)/;
/** Every domain holds one; most sentences don't. */
const GLUED_STOP = /\.[a-z]/;
const DOMAIN =
  /(?<![a-z0-9@._-])(?:[a-z0-9_-]{1,63}\.){1,5}(?:com|es|net|org|cat|gal|eus|info|eu|fr|pt|it|de|uk|me|io|onion|ly|gl|tv|app|dev|xyz|biz|edu|gob|gov|online|store|shop|site|link|club|co|to|cc|ru|mx|ar|cl|pe|ma|ro|cn|tk|be|ch|nl|il|jp|au|nz|se|fi|dk|pl|ie|ai|int|mil|br|kr|za|tr|ua|cz|gr|hu|travel|museum)(?![a-z0-9])(?::\d{2,5})?(?:[/?#][^\s<>"']{0,300})?/g;
/** Whatever its top level, with a path behind: "linktr.ee/somebody". */
const LINK = /(?<![a-z0-9@._-])(?:[a-z0-9-]{2,40}\.){1,4}[a-z]{2,10}\/[a-z0-9_@-][^\s<>"',;]{1,200}/g;
/** Nothing but an account or a file has such a line in it: "marta_kiss15". */
const UNDERSCORED =
  /(?<![a-z0-9@./-])(?!(?:img|dsc|vid|pxl|screenshot|captura|foto|video|audio|doc)[_\d])[a-z0-9]{1,24}(?:[_.]{1,3}[a-z0-9]{1,24}){0,5}_{1,3}[a-z0-9]{1,24}(?:[_.]{1,3}[a-z0-9]{1,24}){0,3}_{0,3}(?![a-z0-9@])/g;
/** "Lobezno#4471" */
const NUMBERED_NICK = /(?<![a-z0-9_.#@])[a-z0-9_.]{2,32}#\d{4}(?!\d)/g;
/** "t . me / canal" */
const SPACED_LINK =
  /(?<![a-z0-9])(?:t|wa|instagram|facebook|tiktok|wallapop|twitter|x|youtube|telegram|onlyfans) {0,2}\. {0,2}(?:me|com|es) {0,2}\/ {0,2}[a-z0-9_.+@-]{2,60}/g;
const IPV4 = /(?<![\d.])(\d{1,3}(?:\.\d{1,3}){3})(?!\.?\d)(?::\d{2,5}(?!\d)|\/\d{1,2}(?!\d))?/g;
/** As those who pass on addresses write them: "81[.]45[.]22[.]190". */
const HARMLESS_IPV4 = /(?<!\d)\d{1,3}(?:\[\.\]\d{1,3}){3}(?!\d)/g;
/** As if a page's address were told aloud, or with blanks about its stops: "www punto tienda punto es", "tienda . com". */
const SPACED_DOMAIN =
  /(?<![a-z0-9@._-])(?:(?:https?|hxxps?):?[ /]{0,5})?(?:(?:www|tres uves? dobles?|uve doble uve doble uve doble)(?: {0,2}(?:\.|[([]?(?:punto|dot)[)\]]?|,) {0,2}[a-z0-9-]{1,40}){1,3}|[a-z0-9-]{2,40}(?: {1,2}\. {0,2}| {0,2}(?:[([](?:punto|dot|\.)[)\]]|(?<= )(?:punto|dot)(?= )) {0,2})(?:com|net|org|info|shop|store|online|xyz|onion|club|cat|eus|ly|me(?= ?[/b])|es(?= ?[/b](?:arra)?)))(?![a-z0-9])(?: {0,2}(?:\/|(?<= )barra(?= )) {0,2}[a-z0-9_.+-]{1,60}){0,3}/g;
/** "IP 88 punto 12 punto 34 punto 56", "IP: 88-12-34-56" */
const TOLD_IPV4 =
  /(?<=(?<![a-z])ips?(?![a-z])[ :=]{1,3}(?:[a-z]{2,10}[ :]{1,2}){0,2})\d{1,3}(?:(?: {0,2}(?:punto|dot|coma) {0,2}| ?[,·-] ?)\d{1,3}){3}(?![\d.])|(?<!\d)\d{1,3}(?: ?(?:[([](?:punto|dot|\.)[)\]]|(?<= )(?:punto|dot)(?= )) ?\d{1,3}){3}(?!\d)/g;
const IP_WORD = /(?<![a-z])ips?(?![a-z])/;
/** "IP 83 . 45 . 112 . 9" */
const SPACED_IPV4 =
  /(?<=(?<![a-z])ips?(?![a-z])[ :=]{1,3}(?:[a-z]{2,10}[ :]{1,2}){0,2})\d{1,3}(?: ?\. ?\d{1,3}){3}(?![\d.])|(?<![\d.])\d{1,3}(?: {1,2}\. {1,2}\d{1,3}){3}(?![\d.])/g;
const IPV6 =
  /(?<![0-9a-z:])((?:[0-9a-f]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}))(?![0-9a-z:])(?:%[0-9a-z]{1,15})?(?:\/\d{1,3}(?!\d))?/g;
const BRACKETED_IPV6 = /\[([0-9a-f:.]{2,45})\](?::\d{2,5}(?!\d))?/g;
/** With colons or hyphens, with blanks, as routers print it, and twelve figures and letters in a row. */
const MAC =
  /(?<![0-9a-z])[0-9a-f]{2}(?:[:-][0-9a-f]{2}(?:[:-][0-9a-f]{2}){4}(?:[:-][0-9a-f]{2}[:-][0-9a-f]{2})?|(?: [0-9a-f]{2}){5}|(?:\.[0-9a-f]{2}){5}|[0-9a-f]{4}-[0-9a-f]{6}|[0-9a-f]{2}(?:(?:\.[0-9a-f]{4}){2}|[0-9a-f]{8}))(?![0-9a-z])/g;
const MAC_WORDS = /(?<![a-z])(?:mac|wi-?fi|bluetooth|router|fisica|ethernet)(?![a-z])/;
const HANDLE = /(?<![a-z0-9@._])@[a-z0-9_.]{1,40}(?<=[a-z0-9_])/g;
const NAMED_ACCOUNT =
  /(?<![a-z])(?:instagram|insta|ig|tik ?tok|telegram|telegran|tg|snap(?:chat)?|twitter|tw|facebook|face|fb|wallapop|vinted|milanuncios|discord|twitch|youtube|yt|kik|signal|threema|wickr|session|onlyfans|tinder|grindr|badoo|steam|reddit|linkedin|skype|usuari[oa]?|user(?:name)?|perfil|nick(?:name)?|alias|erabiltzailea)(?![a-z])[^a-z0-9@_\n]{1,8}(?:(?:es|de|del?|en|como|se llama|llamad[oa]|user|usuari[oa]|cuenta|account|is|da|do|nom|nome|instagram|insta|ig|tik ?tok|telegram|snapchat|twitter|facebook|fb|wallapop|discord|twitch|youtube|milanuncios|vinted)[ :."']{1,3}){0,3}([a-z0-9_][a-z0-9_.-]{2,40}(?<=[a-z0-9_]))/g;
/** "insta: lobonorte": what follows a colon at once is the account. */
const LABELLED_ACCOUNT =
  /^(?:instagram|insta|ig|tik ?tok|telegram|tg|snap(?:chat)?|tw(?:itter)?|fb|wallapop|vinted|discord|twitch|kik|onlyfans|steam|skype|user(?:name)?|nick(?:name)?) ?[:=] ?["']?[a-z0-9_.-]{4,40}$/;
/** "arroba tito_verde" */
const SPELLED_HANDLE = /(?<![a-z])arr?o[bv]a[ :"']{1,3}([a-z0-9][a-z0-9_.]{2,30}(?<=[a-z0-9]))/g;
const DECIMAL_DEGREES =
  /(?<![\d.,])(?:(?<![a-z])[ns])?[-+]?\d{1,2}[.,]\d{3,9}(?: ?[°º])?(?: ?[ns](?![a-z]))?[ ,;/]{1,3}[ewo]?[-+]?\d{1,3}[.,]\d{3,9}(?!\d)(?: ?[°º])?(?: ?[ewo](?![a-z]))?/g;
const DECIMALS = /\d[.,]\d{3}/;
/** "tal vez 5.000, 10.000" */
const THOUSANDS = /^\d{1,2}[.,]\d00[ ,;/]{1,3}\d{1,3}[.,]\d00$/;
/** "lat 37.9922 lon -1.1307" */
const LABELLED_DEGREES =
  /(?<![a-z])(?:lat(?:itude?|itud)?|lon(?:g(?:itude?|itud)?)?|lng)(?![a-z])[ .:=]{1,3}[-+]?\d{1,3}[.,]\d{3,9}(?!\d)/g;
/** Grid zone, easting and northing: "30T 0440290 4474257". */
const UTM = /(?<![a-z0-9])(?:2[789]|3[01]) ?[rst][ ,]{0,2}\d{6,7}[ ,]{1,2}\d{7}(?!\d)/g;
/** Open location codes, as map applications show them: "7G65+WPQ". */
const PLUS_CODE =
  /(?<![a-z0-9+])(?=[2-9]{0,8}[cfghjmpqrvwx]|[2-9]{1,8}\+[2-9]{0,2}[cfghjmpqrvwx])[2-9cfghjmpqrvwx]{4,8}\+[2-9cfghjmpqrvwx]{2,3}(?![a-z0-9])/g;
const DECIMAL_MINUTES =
  /(?<![a-z0-9])[ns] ?\d{1,2}[ °º]{1,3}\d{1,2}[.,]\d{1,5} ?'?[ ,]{1,3}[ewo] ?\d{1,3}[ °º]{1,3}\d{1,2}[.,]\d{1,5}(?!\d)/g;
/** A letter O for a nought. */
const MISREAD_MAC = /(?<![0-9a-z])(?=[0-9a-f:.-]{0,17}o)[0-9a-fo]{2}(?:[:-][0-9a-fo]{2}){5}(?![0-9a-z])/g;
/** "40 grados 25 minutos norte", "40 25 0 N 3 42 13 W" */
const TOLD_DEGREES =
  /(?<!\d)\d{1,3}(?: ?(?:grados?|gr?\.?) ?(?:(?:y|con) )?(?:\d{1,2}(?:[.,]\d{1,5})? ?(?:minutos?|min|m)?\.?)?,? ?(?:(?:y|con) )?(?:\d{1,2}(?:[.,]\d{1,4})? ?(?:segundos?|seg|s)\.?)?,? ?(?:latitud |longitud )?(?:norte|sur|este|oeste|[nsew])|[ -]\d{1,2}[ -]\d{1,2}(?:[.,]\d{1,4})? ?[ns],? ?\d{1,3}[ -]\d{1,2}[ -]\d{1,2}(?:[.,]\d{1,4})? ?[ewo])(?![a-z])/g;
/** "40 coma 4168, menos 3 coma 7038" */
const TOLD_DECIMALS =
  /(?<!\d)(?:menos )?\d{1,3} (?:coma|punto) \d{3,8}[ ,;y]{1,4}(?:menos |-)?\d{1,3} (?:coma|punto) \d{3,8}(?!\d)/g;
const SEXAGESIMAL =
  /(?<!\d)\d{1,3} ?[°º] ?\d{1,2}(?:[.,]\d{1,5})? ?' ?(?:\d{1,2}(?:[.,]\d{1,4})? ?["']{1,2} ?)?[nsewo](?![a-z])/g;

const isMixedHex = (shown: string): boolean =>
  shown.replace(/[^a-f]/g, '').length >= 3 && shown.replace(/\D/g, '').length >= 3;
const NETWORK_AFTER =
  /^["' ]{1,2}(?:en|a|no|on|de) (?:el |la )?(?:insta|ig(?![a-z])|tik|tele|snap|twit|face|x(?![a-z]))/;

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
  if (GLUED_STOP.test(folded))
    scan(DOMAIN, folded, (match) => add({ type: 'URL', ...span(match), score: 0.8, rule: 'domain' }));
  if (TOLD_STOP.test(folded))
    scan(SPACED_DOMAIN, folded, (match) =>
      add({ type: 'URL', ...span(match), score: 0.85, rule: 'spaced-domain' }),
    );
  if (folded.includes('/') && GLUED_LINK.test(folded))
    scan(LINK, folded, (match) => add({ type: 'URL', ...span(match), score: 0.75, rule: 'link' }));
  if (folded.includes('#'))
    scanDigits(4, NUMBERED_NICK, view, (match) =>
      add({ type: 'HANDLE', ...span(match), score: 0.75, rule: 'numbered-nick' }),
    );
  if (folded.includes('_'))
    scan(UNDERSCORED, folded, (match) => {
      if (/[a-z]/.test(match[0])) add({ type: 'HANDLE', ...span(match), score: 0.7, rule: 'underscored' });
    });
  const spacedStop = folded.includes(' .');
  if (spacedStop && folded.includes('/'))
    scan(SPACED_LINK, folded, (match) =>
      add({ type: 'URL', ...span(match), score: 0.85, rule: 'spaced-link' }),
    );
  scanDigits(4, IPV4, view, (match) => {
    const valid = isIP(match[1]!.replace(/(^|\.)0{1,3}(?=\d)/g, '$1')) === 4;
    if (valid || /^\d{2,3}\./.test(match[0])) {
      const { start, end } = span(match);
      const score = near(view, start, end, IP_WORD) ? 0.97 : valid ? 0.9 : 0.6; // "91.445.88.12" is a phone too
      add({ type: 'IP', start, end, score, rule: 'ipv4', valid });
    }
  });
  if (folded.includes('[.]'))
    scanDigits(4, HARMLESS_IPV4, view, (match) =>
      add({ type: 'IP', ...span(match), score: 0.9, rule: 'ipv4', evidence: 'stops in brackets' }),
    );
  if (spacedStop && SPACED_FIGURES.test(folded))
    scanDigits(4, SPACED_IPV4, view, (match) =>
      add({ type: 'IP', ...span(match), score: 0.8, rule: 'ipv4', evidence: 'IP before' }),
    );
  if (TELLS_IP.test(folded))
    scanDigits(4, TOLD_IPV4, view, (match) =>
      add({ type: 'IP', ...span(match), score: 0.85, rule: 'ipv4', evidence: 'told' }),
    );
  if (folded.includes('['))
    scan(BRACKETED_IPV6, folded, (match) => {
      if (isIP(match[1]!) === 6) add({ type: 'IP', ...span(match), score: 0.95, rule: 'ipv6', valid: true });
    });
  if (folded.includes(':'))
    scan(IPV6, folded, (match) => {
      if (isIP(match[1]!) === 6 && (match[1]!.length > 2 || view.length === 2))
        add({ type: 'IP', ...span(match), score: 0.95, rule: 'ipv6', valid: true });
    });
  scan(MAC, folded, (match) => {
    const { start, end } = span(match);
    const bare = /^[0-9a-f ]{12,17}$/.test(match[0]);
    if (bare && !(/\d/.test(match[0]) && /[a-f]/.test(match[0])) && !before(view, start, MAC_WORDS, 12))
      return;
    if (bare && !match[0].includes(' ') && !isMixedHex(match[0]) && !near(view, start, end, MAC_WORDS))
      return;
    add({ type: 'MAC', start, end, score: 0.95, rule: 'mac' });
  });
  scan(MISREAD_MAC, folded, (match) => add({ type: 'MAC', ...span(match), score: 0.8, rule: 'mac' }));
  if (hasAt)
    scan(HANDLE, folded, (match) => add({ type: 'HANDLE', ...span(match), score: 0.9, rule: 'handle' }));
  scan(NAMED_ACCOUNT, folded, (match) => {
    const end = match.index + match[0].length;
    const start = end - match[1]!.length;
    if (/[\d_.]/.test(match[1]!) || LABELLED_ACCOUNT.test(match[0]))
      add({ type: 'HANDLE', start, end, score: 0.8, rule: 'named-account', evidence: 'network name' });
  });
  if (folded.includes('oba ') || folded.includes('ova '))
    scan(SPELLED_HANDLE, folded, (match) => {
      const end = match.index + match[0].length;
      if (/[\d_]/.test(match[1]!) || NETWORK_AFTER.test(folded.slice(end, end + 20)))
        add({ type: 'HANDLE', start: end - match[1]!.length, end, score: 0.8, rule: 'spelled-handle' });
    });
  if (view.digits >= 5 && DECIMALS.test(folded)) {
    scanDigits(8, DECIMAL_DEGREES, view, (match) => {
      if (!THOUSANDS.test(match[0]))
        add({ type: 'COORDINATES', ...span(match), score: 0.9, rule: 'decimal-degrees' });
    });
    scan(LABELLED_DEGREES, folded, (match) =>
      add({ type: 'COORDINATES', ...span(match), score: 0.9, rule: 'labelled-degrees' }),
    );
  }
  scanDigits(13, UTM, view, (match) => add({ type: 'COORDINATES', ...span(match), score: 0.9, rule: 'utm' }));
  if (folded.includes('+'))
    scan(PLUS_CODE, folded, (match) =>
      add({ type: 'COORDINATES', ...span(match), score: 0.85, rule: 'plus-code' }),
    );
  scanDigits(6, DECIMAL_MINUTES, view, (match) =>
    add({ type: 'COORDINATES', ...span(match), score: 0.9, rule: 'decimal-minutes' }),
  );
  if (TELLS_DEGREES.test(folded))
    for (const pattern of [TOLD_DEGREES, TOLD_DECIMALS])
      scanDigits(2, pattern, view, (match) =>
        add({ type: 'COORDINATES', ...span(match), score: 0.85, rule: 'told-degrees' }),
      );
  scanDigits(2, SEXAGESIMAL, view, (match) =>
    add({ type: 'COORDINATES', ...span(match), score: 0.9, rule: 'sexagesimal' }),
  );
};
