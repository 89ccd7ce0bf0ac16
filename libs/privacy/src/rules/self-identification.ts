import type { TextView } from '../text/text-view.js';
import { clauseEnd, clauseStart, coordinateEnd } from './clauses.js';
import { type Rule, scan } from './rule.js';

const ROLE_ES =
  'veci[nm][oa]s?|becin[oa]s?|due[nñ][oa]s?|duen[oa]|propietari[oa]|inquilin[oa]|caser[oa]|porter[oa]|conserje|presidente?a?|administrador[a]?|encargad[oa]|camarer[oa]|cociner[oa]|cajer[oa]|dependient[ea]|emplead[oa]|trabajador[a]?|limpiador[a]?|jef[ea]|soci[oa]|client[ea]|profesor[a]?|maestr[oa]|medic[oa]|enfermer[oa]|farmaceutic[oa]|abogad[oa]|policia|guardia|vigilante|segurata|taxista|conductor[a]?|repartidor[a]?|fontaner[oa]|electricista|albanil|peluquer[oa]|estudiante|alumn[oa]|jubilad[oa]|pensionista|viud[oa]|padre|madre|hij[oa]|herman[oa]|prim[oa]|ti[oa]|sobrin[oa]|abuel[oa]|niet[oa]|cunad[oa]|suegr[oa]|yerno|nuera|marido|mujer|espos[oa]|novi[oa]|nobi[oa]|pareja|ex|exnovi[oa]|exmujer|exmarido|expareja|amig[oa]|companer[oa]|compi|conocid[oa]|familiar|pariente|testigo|victima|afectad[oa]|panader[oa]|carnicer[oa]|pescader[oa]|kiosquer[oa]|quiosquer[oa]|alcalde|alcaldesa|concejal[a]?|cura|parroco|monitor[a]?|entrenador[a]?|cuidador[a]?|canguro|asistenta|exmarid[oa]|militar|bomber[oa]|funcionari[oa]|autonom[oa]|mariner[oa]|pescador[a]?|agricultor[a]?|ganader[oa]|pastor[a]?|mecanic[oa]|pintor[a]?|barrender[oa]|cartero|cartera|periodista|psicolog[oa]|farmaceutic[oa]|transportista|camioner[oa]|carpintero|tendero|tendera|hosteler[oa]|gerente|concejal|teleoperador[a]?|recepcionista|socorrista|celador[a]?|limpieza|turco|becari[oa]';
const ROLE_OTHERS =
  'professor[a]?|vei|vein[ae]s?|veins|propietari|llogater[ae]?|cosi|cosina|germa|germana|fill[ao]?|filla|pare|mare|oncle|tieta|cunyad[ae]|cunyat|nuvi[ae]?|xicot[ae]?|parella|company[ae]?|cambrer[ae]?|treballador[ae]?|encarregat|encarregada|amo|mestressa|botiguer[ae]?|mestre|metge|metgessa|infermer[ae]?|' +
  'irman|irma|curman|curma|pai|nai|xefe|xefa|dono|dona|mozo|moza|noivo|noiva|camareiro|camareira|traballador[a]?|empregad[oa]|taberneir[oa]|marineir[oa]|porteir[oa]|exmuller|exdona|exmarit|porter[ae]?|pescadeir[oa]|labreg[oa]|xubilad[oa]|jubilad[ao]|forner[ae]?|veterinari[ae]?|avia?|neta?|nebo[td]a?|mestr[ea]|companeir[oa]|' +
  '(?:the |his |her |their |an? )?(?:ex-?)?(?:neighbou?r|owner|landlord|landlady|tenant|caretaker|janitor|waiter|waitress|bartender|employee|cashier|manager|teacher|doctor|nurse|pharmacist|lawyer|student|retired|widow|widower|father|mother|son|daughter|brother|sister|cousin|uncle|aunt|nephew|niece|wife|husband|girlfriend|boyfriend|partner|friend|colleague|coworker|flatmate|roommate|witness|victim|cleaner|driver|guard)s?';

/** Whole sentences or clauses that say who writes: from the frame to the end of its clause. */
/** After an article anything tells: "soy la que limpia", "sóc el seu cosí", "I'm the one who". */
const I_AM_THE =
  /(?<![a-z])(?:(?:soy|soi|soc|sou|(?:eu )son|jo soc) (?:qui|quien|kien|quen) |(?:yo |jo )?(?:soy|soi|soc|fui|era yo)(?: yo)? (?:el |la |lo |los |las |l'|en |na |su |sus |un |una |uno |vuestr[oa] |otr[oa] )|son [oa] (?:su|seu|sua|que|uni[ck]a?|dono|dona)(?: |a )|(?:i'm|i am|im|we're|we are) (?:the|his|her|their|a|an|one of) (?!(?:bit|little|lot|few|hurry|afraid)(?![a-z])))(?=[a-z])/g;

interface Frame {
  pattern: RegExp;
  rule: string;
  reach: number;
  score: number;
  /** Nothing matches in a text that holds none of these: most texts need few of the expressions. */
  needs?: string[];
}

const FRAMES: Frame[] = [
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
    rule: 'as-role',
    reach: 60,
    score: 0.85,
    pattern: new RegExp(
      `(?<![a-z])(?<!(?:trabaja|trabajan|trabajando|trabajaba|actua|actuan|ejerce|contratad[oa]|puesto|traballa|treballa|conocid[oa]|vestid[oa]|disfrazad[oa]) (?:de )?)como (?:la |el |un |una )?(?:buen[oa]? )?(?:${ROLE_ES})(?![a-z])(?= de| del| que|,)`,
      'g',
    ),
  },
  {
    rule: 'my-age',
    needs: ['anos', 'anys', 'tacos', 'primaveras'],
    reach: 0,
    score: 0.85,
    pattern:
      /(?<![a-z])(?:a|con|amb|tengo|cumplo|cos|aos) (?:mis?|meus?|els meus) (?:casi |mas de )?(?:\d{1,2}|[a-z]{4,10}(?: (?:y|i|e) [a-z]{2,6})?)(?: y pico)? (?:anos|anys|tacos|primaveras)(?![a-z])/g,
  },
  {
    rule: 'who-writes',
    needs: ['scrib', 'firm', 'qui signa', 'qui escriu'],
    reach: 60,
    score: 0.85,
    pattern:
      /(?<![a-z])(?:(?:est[ea]|el|la|quien|lo) (?:que )?(?:(?:esto |abajo )?suscribe|(?:(?:les?|os|esto) )?escribe|firma esto|abajo firmante)|abajo firmante|qui (?:signa|escriu)|quen escribe)(?![a-z])/g,
  },
  {
    rule: 'who-writes',
    needs: ['firm', 'been '],
    reach: 60,
    score: 0.85,
    pattern:
      /(?<![a-z])(?:firm[oa](?:d[oa])?(?: como [a-z]{3,14})?[,:]? (?:la|el|una|un) (?:de|del|que|chic[oa]|senora?)(?![a-z])|(?<=(?:^|[.!?\n] ?|, ?))(?:been|having been) (?:living|working|renting|staying|going|neighbou?rs)(?![a-z]))/g,
  },
  {
    rule: 'here-the-role',
    needs: ['aqui ', 'aki ', 'al habla ', 'hola'],
    reach: 60,
    score: 0.8,
    pattern: new RegExp(
      `(?<=^|[.!?\\n] ?|, |; )(?:aqui|al habla|ho(?:la)?,? soy|aki) (?:el|la|un|una|os|a|o|l') ?(?:${ROLE_ES}|${ROLE_OTHERS})(?![a-z])(?= (?:de|del|que|da|do)(?![a-z])|,)`,
      'g',
    ),
  },
  {
    rule: 'as-whoever',
    needs: ['como ', 'com a ', 'coma ', 'kmo '],
    reach: 70,
    score: 0.8,
    pattern:
      /(?<=^|[.!?\n;] ?|, |escribo |denuncio |hablo |soc |digo )(?:como|com a|coma|kmo) (?:(?:unic[oa]|antigu[oa]|nuev[oa]|buen[oa]?|simple|ex) )?(?!(?:parte|falta|tratamiento|biomarcador|hallazgo|alternativa|complicacion|causa|antecedente|antecedentes|diagnostico|prueba|siempre|prueba|ejemplo|consecuencia|dato|resultado|medida|curiosidad|detalle|mucho|poco|todos|todas|todo|ustedes|veran|sabeis|saben|digo|dije|decia|regla|norma|anecdota|referencia|pista|sugerencia|novedad|unic[oa]s?|cada|ayer|hoy|sabran|pueden|podeis|sempre|exemple|cosa|muestra|complemento|minimo|maximo|loc[oa]s?|anonim[oa]|respuesta|informacion|nota|puntos?|senal|posible|en|es|no|se|el|la|los|las|le|les|un|una|si|ya|te|me|os|lo|a|por|que|de|este|esta|mi|su)(?![a-z]))[a-z]{3,16}(?= (?:de|del|que|da|do|dos|en|d'|soy)(?![a-z])|,| d'| de l')/g,
  },
  {
    rule: 'as-whoever',
    needs: ['as the ', 'as a', 'as his ', 'as her ', 'as their '],
    reach: 30,
    score: 0.8,
    pattern:
      /(?<=^|[.!?\n;] ?|, |(?:but|and) )as (?:the|an?|his|her|their) (?!(?:result|matter|consequence|rule|sign|whole)(?![a-z]))[a-z]{3,14}(?: [a-z]{3,14}){0,4}(?=,? (?:i|we)(?![a-z])|,)/g,
  },
  {
    rule: 'was-their-role',
    reach: 0,
    score: 0.85,
    pattern: new RegExp(
      `(?<![a-z])(?:era|fui|vaig ser|fun|i was|i used to be) (?:(?:el|la|un|una|o|a|his|her|their) )?(?:${ROLE_ES}|${ROLE_OTHERS}|accountant|lawyer|driver) (?:seu|seva|suyo|suya|sua|d'ell|d'ella|de el|de ella|del)(?![a-z])(?: (?:a|en|al|na|no) (?:l')?[a-z]{2,14}(?![a-z]))?`,
      'g',
    ),
  },
  {
    rule: 'my-view',
    needs: ['desde ', 'des de ', 'dende ', 'from '],
    reach: 20,
    score: 0.85,
    pattern:
      /(?<![a-z])(?:desde|des de|dende|from) (?:la|el|l'|a|o|as|the) ?(?:terraza|terrassa|ventana|finestra|fiestra|xanela|balcon|balco|azotea|terrat|patio|ordenador|despacho|oficina|window|balcony|roof) ?(?:(?:de|del|d'|de la|do|da) ?(?:casa|la cocina|cocina|cocina|cociña|cuina|la cuina|salon|dormitorio|menjador|habitacion|la habitacion|trabajo|curro|la feina|trabajo)(?![a-z])|(?= (?:se (?:ve|oye|escucha)|veo|vemos|oigo|vexo|escoito|es veu|veig|sento|i can|we can|you can)(?![a-z])))/g,
  },
  {
    rule: 'yours-truly',
    reach: 60,
    score: 0.85,
    pattern:
      /(?<![a-z])(?:(?:un |una )?servidor[a]?(?:,? que|(?= (?:vive|vivo|trabaja|limpia|lo|la|os|les)))|(?<!no )so[iy] (?!consciente|inocente|racista|machista|partidari)[a-z]{2,10}(?:er[oa]|or[a]?|ista|ante|ente|ic[oa])(?![a-z])|(?:(?:os|les|le) )?(?:escribo|escric|escribo|llamo|truco|hablo|chamo) (?:desde|des de|dende)(?! (?:el anonimato|hace))|somos (?:solo |solamente )?(?:los|las|unos|unas|dos|tres|cuatro|cinco|seis|siete|ocho|poc[oa]s|els|les|catro|quatre|familia|vecin[oa]s)(?![a-z])|(?:al|cuando|despues de|antes de) (?:salir|volver|entrar|ir|llegar) (?:de |a |del |al )?(?:currar|trabajar|trabajo|curro|turno|la oficina|mi [a-z]{3,12})(?![a-z])|(?:walking|taking|driving|picking up|visiting|coming back from|coming home from|leaving) (?:my|our)(?![a-z]))/g,
  },
  {
    rule: 'i-see-from-home',
    needs: ['mi', 'nuestr', 'meu', 'meva', 'meves', 'nostr', 'nosa', 'noso', 'my ', 'our '],
    reach: 0,
    score: 0.9,
    pattern:
      /(?<![a-z])(?:desde|des de|des|dende|from|en|in|at|frente a|enfrente de|delante de|al lado de|debajo de|encima de|junto a|cerca de|a la puerta de|en la puerta de|davant de|al costat de|sota de|sobre de|a prop de|diante d[ae]|preto d[ae]|a caron d[ae]|next to|in front of|opposite|above|below|outside|across from|near|under|behind|detras de|darrere de)? ?(?:mi|mis|nuestr[oa]s?|la meva|(?:el |del |al |pel )?(?:meu|nostre)|les meves|els meus|la nostra|el nostre|casa meva|casa nostra|a mina|o meu|as minas|os meus|a nosa|o noso|mina|my|our) ?(?:propi[oa] )?(?:casa|cas|kasa|plaza|trastero|buzon|piso|pis|portal|[vb]entanas?|[vb]alcon|terraza|terrassa|edificio|edifici|bloque|bloc|escalera|escala|puerta|porta|calle|kalle|carrer|rua|barrio|[vb]arrio|barri|comunidad|comunitat|comunidade|urbanizacion|pueblo|poble|aldea|garaje|garatge|patio|pati|jardin|rellano|planta|habitacion|cuarto|cocina|trabajo|curro|treball|traballo|feina|oficina|tienda|botiga|tenda|bar|local|negocio|colegio|instituto|escola|clase|facultad|empresa|taller|finca|coche|cotxe|finestra|balco|fiestra|xanela|taboleiro|house|flat|home|place|window|balcony|building|street|block|neighbou?rhood|door|stairs|garden|office|work|workplace|shop|store|school|village|town|garage|car|apartment|kitchen|bedroom|garden)(?![a-z])(?: (?:de[l]?|en el|do|da) (?:el )?(?:\d{1,2} ?[ºª°]? ?[a-h]?(?![a-z0-9])|primero?|segundo|tercero?|cuarto|quinto|atico|bajo|numero \d{1,3}))?/g,
  },
  {
    rule: 'i-see-from-home',
    needs: ['casa meva', 'casa nostra', 'casa mia', 'casa nosa', 'ca meva'],
    reach: 0,
    score: 0.9,
    pattern:
      /(?<![a-z])(?:des de |dende |desde |davant de |al costat de |sobre |sota |a prop de |a |de )?(?:casa (?:meva|nostra|mia|nosa)|ca meva)(?![a-z])/g,
  },
  {
    rule: 'who-writes',
    needs: ['lo ', 'ho ', 'vos ', 'us ', 'os ', 'les '],
    reach: 40,
    score: 0.8,
    pattern:
      /(?<![a-z])(?:(?:(?:os|les|us|vos) (?:lo|ho|o) (?:cuenta|dice|escribe|explica|diu|explica|escriu|di|conta)|(?:os|les) (?:escribe|habla|informa|avisa|saluda)(?= (?:la|el|un|una) (?:del?|que|vecin|madre|padre))) (?:la|el|una?|unha|l'|o|a|en|na) ?[a-z]|(?<=^|[.!?\n] ?|, )(?:la|el|o|a) (?:de|del|de la|da|do|que) ?(?:[a-z']{2,14} ){1,4}(?:os|us|les) (?:lo|ho) (?:cuenta|dice|escribe|explica|diu|escriu)(?![a-z]))/g,
  },
  {
    rule: 'called-then',
    needs: ['091', '092', '062', '112', '016', '088', 'polic', 'guardia', 'urbana', 'mossos', 'ertzain'],
    reach: 0,
    score: 0.75,
    pattern:
      /(?<![a-z])(?:(?:yo|eu|jo|ya) )?(?:llame|llamamos|avise|avisamos|vaig trucar|chamei|(?:i|we) (?:called|rang|phoned)) (?=[^.;\n]{0,40}(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|ayer|anoche|dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge|ahir|onte|luns|venres|last |yesterday|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2} de |a las ))[^.;\n]{0,60}?(?:al?|a la|a los|the) (?:091|092|062|112|016|088|policia|guardia civil|urbana|local|mossos|ertzaintza|police)(?![a-z0-9])/g,
  },
  {
    rule: 'mine-is',
    needs: ['mi', 'nuestr', 'meu', 'meva', 'nostr', 'nos', 'mina'],
    reach: 40,
    score: 0.75,
    pattern:
      /(?<=^|[.,;!?\n] ?|(?<![a-z])(?:y|e|i|que|pero) )(?:el|la|los|las|o|a) (?:mi[oa]s?|nuestr[oa]s?|meus?|mina|nos[oa]|meva|nostr[ea]) (?:es|son|esta|estan|da|queda|era)(?![a-z])/g,
  },
  {
    rule: 'my-name-is',
    reach: 60,
    score: 0.98,
    pattern:
      /(?<![a-z])(?:me llamo|me yamo|m llamo|mi llamo|mi nombre(?: completo)? es|(?<!(?:dar|pongan|pongais|ponga|poner|decir|digan|diga|digais|revelar|publicar|usen|aparezca|salga|doy) )mi nombre|les habla|le escribe|firmado|(?<!(?<![a-z])(?:l[ao]|una|otra|su|sus|tu|es[ae]|cuya|misma|dicha) )firma(?! (?:es|era|dice|pone|como|con)(?![a-z]))|atentamente|un saludo de parte de|em dic|el meu nom(?: es)?|chamome|o meu nome(?: e)?|nire izena|my name is|my name's|i am called|sincerely|signed|regards|yours(?: truly| faithfully)?|saludos(?: de)?|un saludo|atte|atentament|cordialment|mis datos(?: son|(?=:))|les meves dades(?: son|(?=:))|mis apellidos son|mi apellido es|em truco)(?![a-z])(?! (?:un|una|el|la|los|por|al|a|desde|ayer|otro|otra|para|anoche|cuando) )(?=[ ,:.]{1,3}[a-z])/g,
  },
  {
    rule: 'reach-me',
    reach: 70,
    score: 0.97,
    pattern:
      /(?<![a-z])(?:(?:este|esta|aqui|ahi) (?:es|va|tiene[ns]?|tenei?s) )?(?:mi (?:telefono|tlf|tfno|tel|movil|numero|num|correo|mail|email|e-mail|instagram|insta|telegram|whatsapp|wasap|wpp|usuario|twitter|facebook|contacto|direccion|domicilio|dni|nie|nif|pasaporte|matricula|cuenta|iban|edad)|(?:el meu|la meva) (?:telefon|mobil|numero|correu|mail|adreca|dni|nie|usuari|matricula|compte)|o meu (?:telefono|mobil|numero|correo|enderezo|dni|usuario)|(?:a mina|mina) (?:direccion|matricula|conta)|nire (?:telefonoa|zenbakia|mugikorra|posta|helbidea|helbide elektronikoa|nan|erabiltzailea|matrikula)|my (?:phone(?: number)?|number|mobile|e-?mail|address|id|instagram|telegram|whatsapp|twitter|passport|plate)|(?:me )?(?:pued(?:en|es|eis)|pod(?:eis|emos|ria|riais|rian)) (?:llamarme|contactarme|contactar conmigo|escribirme|localizarme)|llam(?:ad|en|a|e)me|llamarme|contact(?:ad|en|ar|o) conmigo|contactadme|escrib(?:id|an|e|ir)me|localizarme|(?:em |me )?pod(?:eu|en|edes|eis) (?:trucar|contactar|escriure|chamar|escribir)(?:-me|me)?|truqueu-me|trucar-me|chamademe|chamarme|chamenme|chamame|escribanme|contacten conmigo|(?:you can )?(?:call|reach|contact|text|write to|email|dm|get|ring|phone|message|find|whatsapp) me|deitu|idatzi)(?![a-z])(?: (?:es|e|is|:)(?: (?:el|o|la|a|the))?(?![a-z]))?/g,
  },
  {
    rule: 'basque-first-person',
    needs: ['nire ', 'gure '],
    reach: 60,
    score: 0.95,
    pattern:
      /(?<![a-z])(?:nire|gure) (?:\w{1,14} )?(?:etxe\w{0,8}|pisu\w{0,8}|leiho\w{0,8}|balkoi\w{0,8}|atari\w{0,8}|eraikin\w{0,8}|kale\w{0,8}|auzo\w{0,8}|herri\w{0,8}|lantoki\w{0,8}|lan\w{0,6}|denda\w{0,6}|dendat\w{0,6}|taberna\w{0,6}|tabernat\w{0,6}|eskola\w{0,6}|ikastola\w{0,6}|garaje\w{0,6}|ate\w{0,6}|bulego\w{0,6}|baserri\w{0,6})(?![a-z])/g,
  },
];

/** Whose window looks onto what is known by what it looks onto: "desde mi cocina se ve el patio". */
const SEES = new Set(['i-see-from-home', 'my-view']);
const SEEN =
  /^(?: (?:se (?:ve|ven|oye|oyen)|es (?:veu|veuen|sent|senten)|vese|vense|oese|ikusten (?:da|dira|dut))(?: (?:todo|tot|dena))?(?: (?:el|la|los|las|els|les|o|a|os|as|tod[oa] (?:el|la)|tot (?:el|la))(?: |')[a-z]{3,14}(?: (?:del?|da|do) (?:la )?[a-z]{3,14})?)?)(?=[,.;:!?\n]| (?:donde|on|onde|y|e|i|en|eta)(?![a-z])|$)/;

/** A number may go on after "and". */
const TO_THE_END = new Set(['reach-me']);
/** What "que" adds tells as much: "soy el único que tiene vacas". */
const AND_WHO = new Set(['i-am-the', 'i-am-role']);

const BASQUE_NEEDS = ['naiz', 'gara', 'nintzen', 'ginen', 'lan egiten', 'izen'];

/** Basque says who at the end of the clause: "…bizi naiz", "…lan egiten dut", "…auzokidea naiz". */
const BASQUE_ENDINGS =
  /(?<![a-z])(?:bizi (?:naiz|gara|nintzen|ginen)|lan egiten (?:dut|dugu|nuen)|(?:auzokidea|auzokoa|bizilaguna|jabea|langilea|zerbitzaria|irakaslea|medikua|erizaina|ikaslea|laguna|lehengusua|lehengusina|anaia|arreba|ahizpa|alaba|semea|ama|aita|osaba|izeba|koinatua|koinata|emaztea|senarra|neskalaguna|mutil-laguna|bikotea|atezaina|lankidea|nagusia|maizterra|iloba|amona|aitona|ilobak|suhia|presidentea|tabernaria|saltzailea|garbitzailea) (?:naiz|nintzen|gara)|naizelako|naizen aldetik|dut izena|da nire izena)(?![a-z])/g;

/**
 * Phrases by which the writer gives themself away: role, home, work, name, contact. Masked to the end of the clause:
 * the place named in "vivo encima del bar Sol" is as telling as the verb.
 */
export const selfIdentification: Rule = (view, add) => {
  for (const { pattern, rule, reach, score, needs } of FRAMES) {
    if (needs && !needs.some((words) => view.folded.includes(words))) continue;
    scan(pattern, view.folded, (match) => {
      if (
        OF_VERBS.has(rule) &&
        SOMEBODY_ELSE_DID.test(view.text.slice(match.index, match.index + match[0].length))
      )
        return;
      const start = match.index + (match[0].length - match[0].trimStart().length);
      const frameEnd =
        match.index +
        match[0].length +
        (rule === 'my-name-is' ? leadingMarks(view.folded.slice(match.index + match[0].length)) : 0);
      add({
        type: 'SELF_IDENTIFICATION',
        start,
        end: SEES.has(rule)
          ? seenEnd(view, frameEnd)
          : TO_THE_END.has(rule)
            ? valueEnd(view, frameEnd, clauseEnd(view, frameEnd, reach))
            : coordinateEnd(view, frameEnd, reach, AND_WHO.has(rule)),
        score,
        rule,
        evidence: 'first-person frame',
      });
    });
  }
  if (!BASQUE_NEEDS.some((words) => view.folded.includes(words))) return;
  scan(BASQUE_ENDINGS, view.folded, (match) => {
    const end = match.index + match[0].length;
    add({
      type: 'SELF_IDENTIFICATION',
      start: clauseStart(view, match.index),
      end: coordinateEnd(view, end, 40),
      score: 0.95,
      rule: 'basque-first-person-end',
      evidence: 'first-person frame',
    });
  });
};

const OF_VERBS = new Set(['my-name-is', 'i-work', 'i-live']);
/** "me llamó Juan", "el torero estudió en…" are about somebody else: only the accent tells. */
const SOMEBODY_ELSE_DID = /\p{L}ó(?!\p{L})/iu;

function seenEnd(view: TextView, from: number): number {
  return from + (SEEN.exec(view.folded.slice(from, from + 80))?.[0].length ?? 0);
}

/** The end of the number or address by which the writer can be reached, where there is one: what follows tells nothing. */
function valueEnd(view: TextView, from: number, end: number): number {
  const value = REACHED_AT.exec(view.folded.slice(from, end));
  return value === null ? end : from + value.index + value[0].length;
}

const REACHED_AT =
  /(?:(?:\+ ?)?\d(?:[ .\-/()]{0,2}\d){5,14}(?:[ -]?[a-z](?![a-z0-9]))?|[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4})(?: da(?![a-z]))?/;

/** "Atte. Gregorio", "Firmado: una madre": marks between the formula and who signs. */
function leadingMarks(rest: string): number {
  return /^[ .,:;-]{1,3}(?=[a-z])/.exec(rest)?.[0].length ?? 0;
}
