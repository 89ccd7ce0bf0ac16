import { coordinateEnd } from './clauses.js';
import { type Rule, scan } from './rule.js';

/** "mi", "la meva", "o meu", "nire", "my" and their SMS spellings. */
const MINE =
  '(?:mis?|nuestr[oa]s?|(?:l[ae]s? |els? )?me(?:v[ae]s?|us?)|(?:el |la )?mon|ma|(?:els? |la |les )?nostr[ea]s?|nostres|(?:[oa]s? )?(?:meus?|minas?|minhas?)|(?:[oa]s? )?nos[oa]s?|nire|gure|my|our)';
const KIN_ES =
  'padre|madre|papa|mama|hij[oa]s?|ij[oa]s?|herman(?:astr)?[oa]s?|ermano|ermana|cun(?:ad|i?a)[oa]?s?|kunad[oa]s?|suegr[oa]s?|yernos?|nueras?|prim[oa]s?|ti[oa]s?|sobrin[oa]s?|niet[oa]s?|abuel[oa]s?|abuelit[oa]|yay[oa]s?|marido|mujer|espos[oa]|novi[oa]|nobi[oa]|pareja|ex(?: ?-?(?:marido|mujer|novi[oa]|pareja|cunad[oa]|suegr[oa]|jef[ea]))?|exmarido|exmujer|exnovi[oa]|expareja|compan(?:er)[oa]s?(?: de (?:piso|trabajo|clase))?|compi|veci[nm][oa]s?|becin[oa]s?|jef[ea]|caser[oa]|inquilin[oa]s?|portero|amig[oa]s?|padrastro|madrastra|hijastr[oa]|padrin[oa]|madrina|ahijad[oa]|consuegr[oa]|chic[oa]|nen[ea]|nin[oa]s?|chaval[ae]?s?|peques?|pequen[oa]s?|crios?|crias?|zagal[ae]?s?|gente|familia|crio|cria';
const KIN_CA =
  'pares?|mares?|fills?|filles|filla|germa|germans?|germanes|germana|cunyad[ae]?s?|cunyats?|sogr[ea]s?|gendre|nora|jove|cosins?|cosin[ae]s?|oncles?|tiet[ae]?s?|nebots?|nebod[ae]s?|nets?|netes|avis?|avi[ae]s?|iaia|marit|home|dona|nuvi[ae]?|xicot[ae]?|parella|company[ae]?s?|veins?|vei|vein[ae]s?|cap|amics?|amig[ae]s?|llogater[ae]?s?|fillol[ae]?|noi|noia|nen|nena|nens|nenes|canalla';
const KIN_GL =
  'pais?|nais?|fill[oa]s?|irman?s?|irmas?|cunad[oa]s?|sogr[oa]s?|xenros?|noras?|curman?s?|curmas?|primo|prima|tios?|tias?|sobrin[oa]s?|net[oa]s?|avos?|avoas?|home|muller|mozo|moza|noivo|noiva|parella|companeir[oa]s?|vecin[oa]s?|vecino|xefe|xefa|amig[oa]s?|afillad[oa]';
const KIN_EU =
  'ait[ao](?:k|ren|ri|rekin)?|am[ao](?:k|ren|ri|rekin)?|seme\\w{0,6}|alab\\w{0,6}|anai\\w{0,6}|arreb\\w{0,6}|ahizp\\w{0,6}|neb[ao]\\w{0,5}|koinat\\w{0,6}|suhi\\w{0,5}|errain\\w{0,5}|lehengusu\\w{0,6}|lehengusi\\w{0,6}|osab\\w{0,5}|izeb\\w{0,5}|ilob\\w{0,5}|bilob\\w{0,5}|aiton\\w{0,5}|amon\\w{0,5}|senarr?\\w{0,5}|emazte\\w{0,6}|mutil-?lagun\\w{0,6}|neska-?lagun\\w{0,6}|bikote\\w{0,6}|lankide\\w{0,6}|auzokide?\\w{0,6}|auzoko\\w{0,4}|bizilagun\\w{0,6}|nagusi\\w{0,6}|lagun\\w{0,6}|aitaginarreb\\w{0,6}|amaginarreb\\w{0,6}';
const KIN_EN =
  '(?:step|half-?|ex-?)?(?:father|mother|brother|sister|son|daughter|wife|husband)(?:-in-law| in law)?s?|dad|mum|mom|cousins?|uncle|auntie?|aunt|nephew|niece|grand(?:pa|ma|father|mother|son|daughter)|boyfriend|girlfriend|partner|fiancee?|ex|flatmate|roommate|housemate|boss|landlord|landlady|tenant|cowork(?:er)s?|colleagues?|neighbou?rs?|friends?|kids?|mates?|in-?laws';
const KIN = `(?:${KIN_ES}|${KIN_CA}|${KIN_GL}|${KIN_EU}|${KIN_EN})`;

const COUNT =
  '(?:\\d{1,3}|(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci[a-z]{4,6}|veinte|veinti[a-z]{2,6}|(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)(?: y [a-z]{2,6})?)(?![a-z]))';
const YEARS =
  '(?:an(?:i?t)?os?|anyos?|anys?|anets|meses|mesos|mesecitos|tacos|primaveras|urte(?:ko(?:a|ak)?)?|years?(?:[- ]old)?|yo)(?![a-z])';
/** "de 1º de ESO" */
const CLASS =
  '(?:[ ,]{1,2}(?:de|en) \\d ?[ºoª°]{0,1} ?(?:de )?(?:eso|primaria|infantil|bach[a-z]{0,10}|curso)(?![a-z]))?';
const AGE = `(?:${CLASS}[ ,]{1,2}(?:que |ki |qui |el |la )?(?:de |d'|d |con |tiene |te |ten |tene |of |is |aged |who is |amb |[(]|recien cumplid[oa]s (?:los )?)? ?(?:unos |uns |uns |about |casi )?(?:\\d{1,3}(?: ?-?${YEARS}| ?a[.](?!\\w)| para \\d{1,2}| recien (?:hech|cumplid)[oa]s)?|${COUNT} recien (?:hech|cumplid)[oa]s|(?<=cumplid[oa]s los )${COUNT}|${COUNT} ${YEARS}|${COUNT}(?= ?(?:[,.;:)\\n]|$|(?:y|que|pero|lo|la|le|no|se|me)(?![a-z]))))\\)?)`;

/** "del 3ºB", "de abajo", "del piso de al lado" */
const TAIL =
  "(?: (?:del?|do|da|de la|d'|dels?|from|on)(?: (?:al|el|la|lado|costat|enfrente|arriba|abajo|dalt|baix|sobre|encima|debajo|primero?|segundo|tercero?|cuarto|quinto|atico|bajos?|derecha|izquierda|dcha|izq|portal|piso|rellano|segon|tercer|\\d{1,2}(?!\\d| ?(?:an|ur|ye|me)) ?[ºª°.]{0,2} ?(?:[a-h](?![a-z])|izq\\w{0,6}|dcha|derecha)?|[a-h])(?![a-z])){1,4})";

/** "mi cuñado", "la meva filla de 12 anys", "nire auzokidea": betrays who writes by whom they are related to. */
const OF_INFORMANT = new RegExp(
  `(?<![a-z])${MINE}(?:[ ](?:propi[oa]|ex|pobre|querid[oa]|gran|mejor|millor|mellor|best|old|little|big|younger|older|otro|otra|altre))?[ ]{1,2}(?:ex-?)?${KIN}(?![a-z]|-[a-z])${TAIL}?${AGE}?`,
  'g',
);
const CLOSE_KIN =
  'padre|madre|papa|mama|mellizas?|mellizos?|hij[oa]s?|hijit[oa]s?|herman[oa]s?|hermanit[oa]s?|cunad[oa]|suegr[oa]|yerno|nuera|prim[oa]|tio|tia|sobrin[oa]s?|niet[oa]s?|abuel[oa]s?|abuelit[oa]s?|marido|espos[oa]|novi[oa]|gemel[oa]s|hijastr[oa]s?|padrastro|madrastra|bisabuel[oa]|bisniet[oa]|exmarido|exmujer|exnovi[oa]|ahijad[oa]';
const WITH_AGE = new RegExp(
  `(?<![a-z])(?:(?:sus?|seus?|suas?|seva|seves|his|her|their|bere)[ ](?:${KIN}|${CLOSE_KIN})|(?:el|la|los|las|una?|al|del|dos|tres)[ ](?:${CLOSE_KIN}))(?![a-z])(?: de (?:su|mi|la|el) [a-z]{3,12})?(?: (?!hace |desde |durante |lleva |cada |por |tras |hasta |estuvo |vive )[a-z]{3,12}){0,2}(?:${CLASS}[ ,(]{1,2}(?:(?:que )?(?:el de|la de|de|d'|d|con|tiene|te|ten|of|aged|amb)[ ]?)?(?:unos |casi |solo )?(?:${COUNT} ?(?:${YEARS}|a[.](?!\\w))|(?<=[(,] ?)${COUNT}(?: para \\d{1,2})?(?= ?(?:[),.;]|$))))`,
  'g',
);
const BASQUE_AGE = new RegExp(`(?<![a-z])nire \\d{1,3} urteko ${KIN}(?![a-z])`, 'g');
const ENGLISH_AGE = new RegExp(`(?<![a-z])(?:my|our) \\d{1,3}[- ]years?[- ]old ${KIN}(?![a-z])`, 'g');

/** "un primo mío", "a friend of mine" */
const MINE_AFTER = new RegExp(
  `(?<![a-z])(?:un|una|unos|unas|el|la|unha|o|a|an) ${KIN} (?:mi[oa]s?|nuestr[oa]s?|me[uv]a?|min[ao]|nos[oa]|nostr[ea]|of mine|of ours)(?![a-z])${AGE}?`,
  'g',
);

/** Where the relative lives, works or learns betrays the writer as much: "mi hija va a la guardería de al lado". */
const WHEREABOUTS =
  /^,? (?:que |qui |who )?(?:ya |no |ya no |tambien |siempre |tamen |xa |ja )?(?:vai?n? (?:a|al|con|ao) |baja|sube|viv[eí]|trabaja|estudia|juega|entrena|se junta|sale con|anda con|coincide|viu|treballa|surt amb|va amb|vai (?:a|ao) |traballa|xoga|sae con|works|goes to|lives|studies|plays|hangs|sits|cuid|reparte|limpia|regenta|llev[aó] (?:alli|anos|anys|toda|alla)|es (?!(?:el|la) que |un |una |muy )|era |fue (?:nov|compan|alumn|profe|emplead|soci|amig)|salio con|se (?:crio|caso|separo|divorcio)|lo (?:tien|amenaz|han|persig)|la (?:tien|amenaz|han|persig)|los (?:tien|amenaz|han)|foi |teaches |taught |drives |cuts |cleans |sold |bought |used to |was |is (?:his|her|their|a|the) |doa(?![a-z])|bizi|dabil|lan egiten)/;
/** "a mi madre le alquilaron", "al meu pare li van okupar": what befell a relative is known to who did it. */
const BEFELL = /^ (?:les?|l[ao]s?|li|lles?|els?) [a-z]{2,14}(?![a-z])/;
const WHEREABOUTS_REACH = 60;
/** "mi suegro le arregló el coche": who dealt with the suspect is known to them. By the accent: "le compra" is a fact. */
const DEALT_WITH = /^(?: \(?q(?:ue)? ?e(?:n paz descanse|pd)\)?,?)? les? [a-zñáéíóú]{2,14}ó(?!\p{L})/iu;

/** "fa extraescolars amb ell", "juega con ese", "goes out with him": with whom they are told of, they are known. */
const TOGETHER =
  /^ (?:(?!(?:y|i|e|and) )[^,.;:!?\n]{2,40}? (?:con|amb|co|coa|with|cos|coas) (?:el|ella|ellos|ellas|ell|ells|elles|eles|elas|him|her|them|suy[oa]s?|es[eoa]s?|est[eao]s?|aquest[as]?|seus?|sua|su)|(?:[a-z]{2,12} ){0,3}(?:berarekin|haiekin|horrekin))(?![a-z])/;
/** Basque leaves "nire" out: "semea haren taldean dabil". */
const BASQUE_TOGETHER =
  /(?<=^|[.,;!?\n] ?)(?:semea|alaba|senarra|emaztea|anaia|arreba|ahizpa|iloba|mutila|neska|gazteena|zaharrena|txikia) (?:haren|bere|horren|beraien|haiekin|berarekin) [a-z]{3,14}/g;

/** Whom the writer is related to, and relatives of others whose age is told. */
export const kinship: Rule = (view, add) => {
  const { folded } = view;
  for (const pattern of [OF_INFORMANT, MINE_AFTER, BASQUE_AGE, ENGLISH_AGE])
    scan(pattern, folded, (match) => {
      const kinEnd = match.index + match[0].trimEnd().length;
      const toWhom =
        /(?<![a-z])al? $/.exec(folded.slice(Math.max(0, match.index - 4), match.index))?.[0].length ?? 0;
      const befell = toWhom > 0 && BEFELL.test(folded.slice(kinEnd, kinEnd + 24));
      const tells =
        WHEREABOUTS.test(folded.slice(kinEnd, kinEnd + 40)) ||
        DEALT_WITH.test(view.text.slice(kinEnd, kinEnd + 48)) ||
        TOGETHER.test(folded.slice(kinEnd, kinEnd + 60)) ||
        befell;
      const end = tells ? coordinateEnd(view, kinEnd, WHEREABOUTS_REACH) : kinEnd;
      add({
        type: 'AGE_KINSHIP',
        start: befell ? match.index - toWhom : match.index,
        end,
        score: 0.9,
        rule: 'kin-of-informant',
        evidence: 'first person',
      });
    });
  scan(BASQUE_TOGETHER, folded, (match) => {
    const end = coordinateEnd(view, match.index + match[0].length, WHEREABOUTS_REACH);
    add({
      type: 'AGE_KINSHIP',
      start: match.index,
      end,
      score: 0.8,
      rule: 'kin-together',
      evidence: 'relative',
    });
  });
  scan(WITH_AGE, folded, (match) =>
    add({
      type: 'AGE_KINSHIP',
      start: match.index,
      end: match.index + match[0].length,
      score: 0.8,
      rule: 'kin-with-age',
    }),
  );
};
