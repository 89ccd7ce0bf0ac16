import type { TextView } from '../text/text-view.js';
import { type Rule, scan } from './rule.js';

const ROLE_ES =
  'veci[nm][oa]s?|becin[oa]s?|due[nñ][oa]s?|duen[oa]|propietari[oa]|inquilin[oa]|caser[oa]|porter[oa]|conserje|presidente?a?|administrador[a]?|encargad[oa]|camarer[oa]|cociner[oa]|cajer[oa]|dependient[ea]|emplead[oa]|trabajador[a]?|limpiador[a]?|jef[ea]|soci[oa]|client[ea]|profesor[a]?|maestr[oa]|medic[oa]|enfermer[oa]|farmaceutic[oa]|abogad[oa]|policia|guardia|vigilante|segurata|taxista|conductor[a]?|repartidor[a]?|fontaner[oa]|electricista|albanil|peluquer[oa]|estudiante|alumn[oa]|jubilad[oa]|pensionista|viud[oa]|padre|madre|hij[oa]|herman[oa]|prim[oa]|ti[oa]|sobrin[oa]|abuel[oa]|niet[oa]|cunad[oa]|suegr[oa]|yerno|nuera|marido|mujer|espos[oa]|novi[oa]|nobi[oa]|pareja|ex|exnovi[oa]|exmujer|exmarido|expareja|amig[oa]|companer[oa]|compi|conocid[oa]|familiar|pariente|testigo|victima|afectad[oa]|panader[oa]|carnicer[oa]|pescader[oa]|kiosquer[oa]|quiosquer[oa]|alcalde|alcaldesa|concejal[a]?|cura|parroco|monitor[a]?|entrenador[a]?|cuidador[a]?|canguro|asistenta|exmarid[oa]|militar|bomber[oa]|funcionari[oa]|autonom[oa]|mariner[oa]|pescador[a]?|agricultor[a]?|ganader[oa]|pastor[a]?|mecanic[oa]|pintor[a]?|barrender[oa]|cartero|cartera|periodista|psicolog[oa]|farmaceutic[oa]|transportista|camioner[oa]|carpintero|tendero|tendera|hosteler[oa]|gerente|concejal|teleoperador[a]?|recepcionista|socorrista|celador[a]?|limpieza|turco|becari[oa]';
const ROLE_OTHERS =
  'vei|vein[ae]s?|veins|propietari|llogater[ae]?|cosi|cosina|germa|germana|fill[ao]?|filla|pare|mare|oncle|tieta|cunyad[ae]|cunyat|nuvi[ae]?|xicot[ae]?|parella|company[ae]?|cambrer[ae]?|treballador[ae]?|encarregat|encarregada|amo|mestressa|botiguer[ae]?|mestre|metge|metgessa|infermer[ae]?|' +
  'irman|irma|curman|curma|pai|nai|xefe|xefa|dono|dona|mozo|moza|noivo|noiva|camareiro|camareira|traballador[a]?|empregad[oa]|taberneir[oa]|marineir[oa]|porteir[oa]|exmuller|exdona|exmarit|porter[ae]?|pescadeir[oa]|labreg[oa]|xubilad[oa]|jubilad[ao]|forner[ae]?|veterinari[ae]?|avia?|neta?|nebo[td]a?|mestr[ea]|companeir[oa]|' +
  '(?:the |his |her |their |an? )?(?:ex-?)?(?:neighbou?r|owner|landlord|landlady|tenant|caretaker|janitor|waiter|waitress|bartender|employee|cashier|manager|teacher|doctor|nurse|pharmacist|lawyer|student|retired|widow|widower|father|mother|son|daughter|brother|sister|cousin|uncle|aunt|nephew|niece|wife|husband|girlfriend|boyfriend|partner|friend|colleague|coworker|flatmate|roommate|witness|victim|cleaner|driver|guard)s?';

/** Whole sentences or clauses that say who writes: from the frame to the end of its clause. */
/** After an article anything tells: "soy la que limpia", "sóc el seu cosí", "I'm the one who". */
const I_AM_THE =
  /(?<![a-z])(?:(?:yo |jo )?(?:soy|soi|soc|fui|era yo)(?: yo)? (?:el |la |lo |los |las |l'|en |na |su |sus |un |una |uno |vuestr[oa] |otr[oa] )|son [oa] (?:su|seu|sua|que|uni[ck]a?|dono|dona)(?: |a )|(?:i'm|i am|im|we're|we are) (?:the|his|her|their|a|an|one of) (?!(?:bit|little|lot|few|hurry|afraid)(?![a-z])))(?=[a-z])/g;

const FRAMES: { pattern: RegExp; rule: string; reach: number; score: number }[] = [
  {
    rule: 'i-am-role',
    reach: 90,
    score: 0.95,
    pattern: new RegExp(
      `(?<![a-z])(?:yo )?(?:soy|soi|somos|era|fui|sere)(?: yo)?(?: (?:el|la|los|las|un|una|su|sus|vuestr[oa]|otr[oa]|lo))?(?: (?:antigu[oa]|unic[oa]|ex|nuev[oa]|propi[oa]|mism[oa]|actual|presidente de la comunidad de))?[ -](?:${ROLE_ES})(?![a-z])`,
      'g',
    ),
  },
  {
    rule: 'i-am-role',
    reach: 90,
    score: 0.95,
    pattern: new RegExp(
      `(?<![a-z])(?:(?:jo |eu )?(?:soc|som|son|sou)|(?:i ?a?'?m|i am|im|we are|we're|i was|i used to be))(?: (?:el|la|l'|els|les|un|una|unha|o|a|os|as|the|an?|his|her|their|seu|seva|sua|su))?(?:'| )?(?:(?:only|next-door|next door|former|old|antic|antiga|antigo|unic|unica) )?(?:${ROLE_ES}|${ROLE_OTHERS})(?![a-z])`,
      'g',
    ),
  },
  { rule: 'i-am-the', reach: 80, score: 0.9, pattern: I_AM_THE },
  {
    rule: 'i-live',
    reach: 90,
    score: 0.95,
    pattern:
      /(?<![a-z])(?:(?:yo|nosotros|jo|eu|i|we) )?(?:(?<!(?<![a-z])(?:en|esta|estaba|sigue|sea|muy|al|rojo) )[vb]i[vb](?:o|imos|iamos)(?! (?:la vida|del cuento|de la droga|de esto|de eso))|[vb]i[vb]i(?:a|) (?:en|al|justo|enfrente|encima|debajo|alli|con)|visc|vivim|viviem|vivia(?= (?:a|al|davant|amb))|(?:i |we |we've |i've )(?:live|lived|am living|are living|have lived|used to live|moved)|me mude|nos mudamos|m'he mudat|(?:soy|soi|soc|somos) (?:natural |vecin[oa] |oriund[oa] )?de(?! (?:aqui|alli|los que|las que|esos|esas|fiar))|resido|residimos|resideixo|estoy de alquiler|estoi de alquiler|tengo (?:el|la|un|una|mi) (?:[a-z]{2,12}eria|quiosco|kiosco|piso|casa|tienda|bar|local|negocio|plaza de garaje|garaje|trastero|finca|huerto|huerta|chalet|peluqueria|panaderia|farmacia|taller|despacho|oficina|balcon|ventana|terraza|atico|bajo)|tinc (?:el|la|un|una) (?:pis|casa|botiga|bar|local|hort|taller)|teno (?:o|a|un|unha) (?:piso|casa|tenda|bar|local|horta|taller)|i (?:own|run|rent) (?:the|a|an))(?![a-z])/g,
  },
  {
    rule: 'i-work',
    reach: 90,
    score: 0.95,
    pattern:
      /(?<![a-z])(?:(?:yo|jo|eu|nosotros) )?(?:(?<!(?<![a-z])(?:el|un|su|mi|del|de|al|este|ese|buen|mal|sin|otro|o|a) )(?:trabajo|travajo|trbajo|trabajamos|trabaj[eo]|trabajaba|trabajabamos|he trabajado|llevo trabajando)(?: yo)?(?= (?:en|de|con|para|por|alli|aqui|aki|ahi|desde|como|justo|cerca|al|a|enfrente|frente|toda|todas|todos|hasta|alla|noches|junto)(?![a-z]))|curro|curraba|curramos|treballo|treballem|treballava|(?<!(?<![a-z])(?:o|un|seu|meu|do|ao|de) )(?:traballo|traballamos|traballaba)(?= (?:en|no|na|nos|nas|nun|nunha|nese|nesa|neste|nesta|de|con|para|ali|aqui|como|preto|fronte|ao|a|ala)(?![a-z]))|limpio(?= (?:en|el|la|las|los|esa|ese|casas|oficinas|portal))|estudio(?= (?:en (?:el|la|un|ese|esa|este|esta) (?:insti|institut|colegio|facul|univer|escuela|academia|ies)|alli))|estudie (?:con|en)|estudiamos (?:con|en|juntos)|doy clases?|(?:i|we) (?:work|worked|used to work|study|teach|clean|volunteer)|i'm working|i am working|estoy trabajando|estoi trabajando|estic treballant|me dedico a|reparto(?= (?:en|por|paquetes|correo)))(?![a-z])/g,
  },
  {
    rule: 'i-see-from-home',
    reach: 0,
    score: 0.9,
    pattern:
      /(?<![a-z])(?:desde|des de|des|dende|from|en|in|at|frente a|enfrente de|delante de|al lado de|debajo de|encima de|junto a|cerca de|a la puerta de|en la puerta de|davant de|al costat de|sota de|sobre de|a prop de|diante d[ae]|preto d[ae]|a caron d[ae]|next to|in front of|opposite|above|below|outside|across from|near|under|behind|detras de|darrere de)? ?(?:mi|mis|nuestr[oa]s?|la meva|(?:el |del |al |pel )?(?:meu|nostre)|les meves|els meus|la nostra|el nostre|casa meva|casa nostra|a mina|o meu|as minas|os meus|a nosa|o noso|mina|my|our) ?(?:propi[oa] )?(?:casa|cas|kasa|plaza|trastero|buzon|piso|pis|portal|[vb]entanas?|[vb]alcon|terraza|terrassa|edificio|edifici|bloque|bloc|escalera|escala|puerta|porta|calle|kalle|carrer|rua|barrio|[vb]arrio|barri|comunidad|comunitat|comunidade|urbanizacion|pueblo|poble|aldea|garaje|garatge|patio|pati|jardin|rellano|planta|habitacion|cuarto|cocina|trabajo|curro|treball|traballo|feina|oficina|tienda|botiga|tenda|bar|local|negocio|colegio|instituto|escola|clase|facultad|empresa|taller|finca|coche|cotxe|finestra|balco|fiestra|xanela|taboleiro|house|flat|home|place|window|balcony|building|street|block|neighbou?rhood|door|stairs|garden|office|work|workplace|shop|store|school|village|town|garage|car|apartment|kitchen|bedroom|garden)(?![a-z])(?: (?:de[l]?|en el|do|da) (?:el )?(?:\d{1,2} ?[ºª°]? ?[a-h]?(?![a-z0-9])|primero?|segundo|tercero?|cuarto|quinto|atico|bajo|numero \d{1,3}))?/g,
  },
  {
    rule: 'i-see-from-home',
    reach: 0,
    score: 0.9,
    pattern:
      /(?<![a-z])(?:des de |dende |desde |davant de |al costat de |sobre |sota |a prop de |a |de )?(?:casa (?:meva|nostra|mia|nosa)|ca meva)(?![a-z])/g,
  },
  {
    rule: 'my-name-is',
    reach: 60,
    score: 0.98,
    pattern:
      /(?<![a-z])(?:me llamo|me yamo|mi nombre(?: completo)? es|mi nombre|soy yo|les habla|le escribe|firmado|firma|atentamente|un saludo de parte de|em dic|el meu nom(?: es)?|chamome|o meu nome(?: e)?|nire izena|my name is|my name's|i am called|sincerely|signed|regards|saludos(?: de)?|atte|mis datos(?: son)?|las meves dades|mis apellidos son|mi apellido es|em truco)(?![a-z])(?! (?:un|una|el|la|los|por|al|a|desde|ayer|otro|otra|para|anoche|cuando) )(?=[ ,:.]{1,3}[a-z])/g,
  },
  {
    rule: 'reach-me',
    reach: 70,
    score: 0.97,
    pattern:
      /(?<![a-z])(?:mi (?:telefono|tlf|tfno|tel|movil|numero|num|correo|mail|email|e-mail|instagram|insta|telegram|whatsapp|wasap|wpp|usuario|twitter|facebook|contacto|direccion|domicilio|dni|nie|nif|pasaporte|matricula|cuenta|iban|edad)|(?:el meu|la meva) (?:telefon|mobil|numero|correu|mail|adreca|dni|nie|usuari|matricula|compte)|o meu (?:telefono|mobil|numero|correo|enderezo|dni|usuario)|(?:a mina|mina) (?:direccion|matricula|conta)|nire (?:telefonoa|zenbakia|mugikorra|posta|helbidea|helbide elektronikoa|nan|erabiltzailea|matrikula)|my (?:phone(?: number)?|number|mobile|e-?mail|address|id|instagram|telegram|whatsapp|twitter|passport|plate)|(?:me )?(?:pued(?:en|es|eis)|pod(?:eis|emos|ria|riais|rian)) (?:llamarme|contactarme|contactar conmigo|escribirme|localizarme)|llam(?:ad|en|a|e)me|llamarme|contact(?:ad|en|ar|o) conmigo|contactadme|escrib(?:id|an|e|ir)me|localizarme|(?:em |me )?pod(?:eu|en|edes|eis) (?:trucar|contactar|escriure|chamar|escribir)(?:-me|me)?|truqueu-me|trucar-me|chamademe|chamarme|deitu|idatzi|call me|reach me|contact me|text me|write to me|email me|dm me)(?![a-z])(?: (?:es|e|is|:)(?: (?:el|o|la|a|the))?(?![a-z]))?/g,
  },
  {
    rule: 'basque-first-person',
    reach: 60,
    score: 0.95,
    pattern:
      /(?<![a-z])(?:nire|gure) (?:\w{1,14} )?(?:etxe\w{0,8}|pisu\w{0,8}|leiho\w{0,8}|balkoi\w{0,8}|atari\w{0,8}|eraikin\w{0,8}|kale\w{0,8}|auzo\w{0,8}|herri\w{0,8}|lantoki\w{0,8}|lan\w{0,6}|denda\w{0,6}|dendat\w{0,6}|taberna\w{0,6}|tabernat\w{0,6}|eskola\w{0,6}|ikastola\w{0,6}|garaje\w{0,6}|ate\w{0,6}|bulego\w{0,6}|baserri\w{0,6})(?![a-z])/g,
  },
];

/** Basque says who at the end of the clause: "…bizi naiz", "…lan egiten dut", "…auzokidea naiz". */
const BASQUE_ENDINGS =
  /(?<![a-z])(?:bizi (?:naiz|gara|nintzen|ginen)|lan egiten (?:dut|dugu|nuen)|(?:auzokidea|auzokoa|bizilaguna|jabea|langilea|zerbitzaria|irakaslea|medikua|erizaina|ikaslea|laguna|lehengusua|lehengusina|anaia|arreba|ahizpa|alaba|semea|ama|aita|osaba|izeba|koinatua|koinata|emaztea|senarra|neskalaguna|mutil-laguna|bikotea|atezaina|lankidea|nagusia|maizterra|iloba|amona|aitona|ilobak|suhia|presidentea|tabernaria|saltzailea|garbitzailea) (?:naiz|nintzen|gara)|naizelako|naizen aldetik|dut izena|da nire izena)(?![a-z])/g;

const CLAUSE_END =
  /[.;!?\n()[\]{}…|]|,(?= )(?! (?:en |al |a |no |na |del |de )?(?:el |la |l'|o )?(?:\d|primer|segund|tercer|cuart|quint|sext|bajo|atico|baix|principal|entresuelo|numero|portal|piso|puerta|escalera|bloque|planta|pis |porta))|,(?= ?(?:y|pero|que|i|e|and|but|he|lo|la|les|los|me|se|hay|pero|on|onde|donde|dond)(?![a-z]))| - |(?<![a-z])(?:pero|y (?:he|ha|veo|vi|veia|todos|todas|cada|siempre|se|el|ella|ellos|hay|por|no|anoche|ayer|me|te|le|lo|los|las|la|mi|escucho|oigo|huele|vienen|viene|entra|entran|venden|vende|(?:[a-z]{2,10}(?:an|aba|aban|ian|aron|ieron|en))|lleva|ponen|es)(?![a-z])|i (?:he|veig|cada|sempre|es|hi|el|no|ahir|la|tots|sento|venen|entren)|e (?:vin|vexo|cada|sempre|hai|o|non|onte|todas|venden|entran|veo)|and (?:i|he|she|they|there|every|last|the|see|saw|people)|but|baina|pero|perque|porque|porke|xq|because|where|quan|cando|cuando|kuando|when|while|mientras|asi que)(?![a-z])/g;

/**
 * Phrases by which the writer gives themself away: role, home, work, name, contact. Masked to the end of the clause:
 * the place named in "vivo encima del bar Sol" is as telling as the verb.
 */
export const selfIdentification: Rule = (view, add) => {
  for (const { pattern, rule, reach, score } of FRAMES)
    scan(pattern, view.folded, (match) => {
      // "me llamó Juan" is about somebody else
      if (
        rule === 'my-name-is' &&
        /llam[óÓ]$/i.test(view.text.slice(0, match.index + match[0].length).slice(-5))
      )
        return;
      const start = match.index + (match[0].length - match[0].trimStart().length);
      const frameEnd = match.index + match[0].length;
      add({
        type: 'SELF_IDENTIFICATION',
        start,
        end: clauseEnd(view, frameEnd, reach),
        score,
        rule,
        evidence: 'first-person frame',
      });
    });
  scan(BASQUE_ENDINGS, view.folded, (match) => {
    const end = match.index + match[0].length;
    add({
      type: 'SELF_IDENTIFICATION',
      start: clauseStart(view, match.index),
      end,
      score: 0.95,
      rule: 'basque-first-person-end',
      evidence: 'first-person frame',
    });
  });
};

/** Where the clause ends, at most `reach` characters on, never inside a word. */
function clauseEnd(view: TextView, from: number, reach: number): number {
  const rest = view.folded.slice(from, from + reach + 24);
  CLAUSE_END.lastIndex = 0;
  for (let match = CLAUSE_END.exec(rest); match; match = CLAUSE_END.exec(rest)) {
    const abbreviation =
      match[0] === '.' &&
      /(?:^|[^a-z])(?:c|av|avda|pza|pl|no|n|num|sr|sra|dr|dra|sto|sta|san|ctra|urb|izq|dcha|bj|tel|tlf)$/.test(
        rest.slice(0, match.index),
      );
    const insideNumber = /[.]/.test(match[0]) && /[\da-z@]/.test(rest[match.index + 1] ?? '');
    if (match.index > reach) break;
    if (!abbreviation && !insideNumber) return trimmed(view, from, from + match.index);
  }
  if (rest.length <= reach) return trimmed(view, from, from + rest.length);
  const cut = rest.lastIndexOf(' ', reach);
  return trimmed(view, from, from + (cut > 0 ? cut : reach));
}

function trimmed(view: TextView, from: number, to: number): number {
  let end = to;
  while (end > from && /[\s,;:]/.test(view.folded[end - 1]!)) end--;
  return end;
}

function clauseStart(view: TextView, to: number): number {
  const from = Math.max(0, to - 90);
  const left = view.folded.slice(from, to);
  const cut = Math.max(
    lastStop(left),
    ...[';', '!', '?', '\n', ', ', '('].map((mark) => left.lastIndexOf(mark)),
  );
  const space = from === 0 ? -1 : left.indexOf(' ');
  const begin = from + (cut >= 0 ? cut + 1 : space + 1);
  return begin + (view.folded.slice(begin, to).length - view.folded.slice(begin, to).trimStart().length);
}

/** The last full stop that ends a sentence: "2. eskuineko" is an ordinal. */
function lastStop(left: string): number {
  for (let at = left.lastIndexOf('.'); at >= 0; at = left.lastIndexOf('.', at - 1)) {
    if (!/(?:^|[^\d])\d{1,2}$/.test(left.slice(0, at))) return at;
    if (at === 0) return -1;
  }
  return -1;
}
