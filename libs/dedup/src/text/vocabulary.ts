import { soundOf } from './folding.js';

/**
 * Closed word lists for Spanish, Catalan, Galician, Basque and English, folded (lower case, no accents). Short
 * on purpose: they name words that carry no information of their own, and words whose exchange changes a tip.
 */
const list = (words: string): string[] => words.trim().split(/\s+/);
const setOf = (...words: string[]): ReadonlySet<string> => new Set(words.flatMap(list));

/** Articles, prepositions, pronouns, auxiliaries: exchanged or dropped without changing what a tip says. */
export const LINK_WORDS = setOf(
  `a al ante bajo con contra de del desde e el ella ellas ellos en entre era eran es esa esas ese eso esos esta
   estaba estaban estan estas este esto estos estoy fue fueron ha habia han hasta hay he la las le les lo los me
   mi mis muy o os para pero por porque pues que quien se sea segun ser si sido siempre sobre solo son su sus
   tambien tan te tiene tienen todo todos tras tu tus u un una unas uno unos vosotros y ya yo aqui ahi alli alla
   como cuando donde mas menos mucho muchos va van creo parece ahora aun bien asi les nos desde cual`,
  `amb als els l d dels des es esta estan hi ho i jo les llur mes molt on per pels perque pel que qui s sense
   seu seva son sota te tenen tot tots un una va van vaig quan si aquest aquesta aquell aquella ha han hem era eren fins`,
  `ao aos as co coa cos coas da das do dos dun dunha e eu foi hai moi na nas no nos non o os pola polo pra que cando se
   seu sua son tamen ten tenen todo un unha unhas uns esta este esa ese estan`,
  `eta da dira du dute zen ziren den duen bat batzuk hori hau hura hemen hor han ere oso baina edo izan dago
   daude zuen ditu dituzte zait naiz`,
  `the a an and or of to in on at is are was were be been has have had it its this that these those there here
   for from with by as into i we they he she you my our their his her very so but also who which when where`,
);

/** Words that turn a statement round. Their coming or going is never a small edit. */
export const NEGATIONS = setOf(
  `no nunca jamas tampoco ningun ninguna ninguno nadie nada sin ni casi`,
  `mai cap ningu gens sense tampoc gairebe quasi`,
  `non nin ninguen nunca sen case`,
  `ez inoiz inor gabe`,
  `not never almost nearly none nobody nothing without neither cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt havent hasnt`,
);

/** What is said around a tip, not in it; the longest phrase is taken first. Each as folded words. */
export const COURTESIES: readonly string[][] = [
  ...`hola;hola a todos;holi;buenas;buenos dias;buenas tardes;buenas noches;muy buenas;buen dia;saludos;un saludo;
  saludos cordiales;un cordial saludo;atentamente;muchas gracias;mil gracias;gracias;gracias de antemano;
  gracias por todo;gracias por su trabajo;gracias por vuestro trabajo;gracias por su labor;gracias por vuestra labor;
  gracias por su atencion;por favor;porfavor;porfa;pf;plis;plz;pls;rt;via;cc;fwd;fw;re;reenviado;reenvio;urgente;muy urgente;
  atencion;ojo;aviso;importante;difusion;maxima difusion;difundid;difundir;por favor difundir;difundidlo;pasalo;pasadlo;
  compartid;compartir;comparte;comparto;por favor compartid;querria informar de que;queria informar de que;
  queria informar que;quiero informar de que;quiero informar que;quisiera informar de que;les informo de que;
  les informo que;os informo de que;os informo que;informo de que;queria avisar de que;queria avisar que;
  quiero avisar de que;quiero avisar que;quisiera avisar de que;os aviso de que;os aviso que;les aviso de que;
  queria denunciar que;quiero denunciar que;quisiera denunciar que;queria comunicar que;quiero comunicar que;
  queria decir que;quiero decir que;queria contar que;quiero contar que;les escribo porque;os escribo porque;
  les escribo para informar de que;les escribo para decir que;os escribo para decir que;os cuento;les cuento;
  por si sirve;por si sirve de algo;por si os sirve;por si os sirve de algo;por si les sirve;por si les sirve de algo;
  por si ayuda;espero que sirva;espero que sirva de algo;espero que os sirva;espero que les sirva;
  espero que ayude;no quiero dar mi nombre;prefiero no dar mi nombre;prefiero ser anonimo;es anonimo;
  copio y pego;copia y pega;me ha llegado esto;me llega esto;me lo han pasado;visto en twitter;
  visto en facebook;visto en whatsapp;senores agentes;senor agente;senores policias;estimados senores;
  estimados agentes;estimada policia;buenas agentes;buenas senores;amigos;a quien corresponda;animo;
  buen trabajo;sois los mejores;un abrazo;slds;salu2;jaja;jajaja;jeje;xd;lol;asap`
    .split(';')
    .map(list),
  ...`bon dia;bona tarda;bones;bona nit;salutacions;una salutacio;moltes gracies;gracies;merces;si us plau;sisplau;
  volia informar que;vull informar que;vull avisar que;volia avisar que;us informo que;us aviso que;atencio;compartiu;
  feu ne difusio;per si serveix;per si serveix d'alguna cosa;a reveure;urgent;bo dia;bos dias;boas;boas tardes;boas noites;ola;
  grazas;moitas grazas;saudos;un saudo;queria avisar de que;quero avisar de que;quero informar de que;por se serve;por se serve de algo;compartide;
  kaixo;egun on;arratsalde on;gabon;eskerrik asko;mila esker;agur;mesedez;ondo izan;agur bero bat;zabaldu;partekatu;
  jakinarazi nahi dut;hello;hi;hey;dear sirs;good morning;good afternoon;good evening;thanks;thank you;thank you very much;
  many thanks;thanks a lot;please;please share;share;regards;kind regards;best regards;cheers;i want to report that;
  i would like to report that;i'd like to report that;just to let you know that;just to let you know;fyi;hope this helps;urgent;warning;attention`
    .split(';')
    .map(list),
  ...thanksFor(),
  ...`hagan algo ya;hagan algo;haced algo ya;haced algo;que hagan algo;a ver si hacen algo;a ver si haceis algo;
  a ver si haceis algo de una vez;a ver si hacen algo de una vez;hay que hacer algo;ya esta bien;basta ya;ya basta;
  es una verguenza;que verguenza;no hay derecho;estamos hartos;estamos cansados;llevamos meses asi;llevamos anos asi;
  llevamos semanas asi;que sepais que;que sepan que;me llega por whatsapp;me llega por wasap;leido en facebook;
  prou;ja n'hi ha prou;feu alguna cosa;es una vergonya;quina vergonya;xa esta ben;facede algo;e unha vergonza;
  nahikoa da;egin zerbait;lotsagarria da;do something;enough is enough;it is a disgrace`
    .split(';')
    .map(list),
].sort((left, right) => right.length - left.length);

/** "Gracias por su trabajo", "moltes gràcies per la vostra ajuda". */
function thanksFor(): string[][] {
  const combine = (thanks: string, forWhose: string, what: string) =>
    thanks
      .split(';')
      .flatMap((first) =>
        forWhose
          .split(';')
          .flatMap((middle) => what.split(' ').map((last) => list(`${first} ${middle} ${last}`))),
      );
  return [
    ...combine(
      'gracias;muchas gracias;mil gracias',
      'por su;por vuestro;por vuestra;por tu;por el;por la',
      'trabajo labor ayuda atencion esfuerzo servicio tiempo dedicacion',
    ),
    ...combine(
      'gracies;moltes gracies',
      'per la vostra;pel vostre;per la seva;pel seu',
      'feina ajuda treball atencio',
    ),
    ...combine(
      'grazas;moitas grazas',
      'polo seu;pola sua;polo voso;pola vosa',
      'traballo axuda labor atencion',
    ),
    ...combine('thanks;thank you;many thanks', 'for your;for the', 'work help time attention service'),
  ];
}

/** Telephone spelling, as folded words. */
export const SHORTHAND: ReadonlyMap<string, string> = new Map(
  `q:que k:que ke:que x:por xq:porque pq:porque porq:porque xk:porque pk:porque tb:tambien tmb:tambien tbn:tambien
   d:de dl:del dnd:donde dnde:donde cm:como cmo:como xa:para pa:para pra:para bn:bien msj:mensaje tlf:telefono
   tfno:telefono tel:telefono telf:telefono movil:telefono mvl:telefono mtr:matricula matri:matricula pol:policia polis:policia
   kasa:casa ksa:casa tng:tengo tngo:tengo qdar:quedar wsp:whatsapp wasap:whatsapp wpp:whatsapp guasap:whatsapp
   xo:pero pro:pero aki:aqui ay:hay toy:estoy ta:esta tan:estan stan:estan sta:esta nd:nada vcs:veces vnd:vende vnden:venden
   to2:todos tos:todos tod2:todos salu2:saludos 100pre:siempre mnn:manana
   c:calle cl:calle avda:avenida av:avenida avd:avenida pza:plaza plz:plaza pl:plaza pso:paseo ctra:carretera
   urb:urbanizacion num:numero nro:numero pers:personas ppl:people u:you ur:your r:are
   eur:euros euro:euros kg:kilos kilo:kilos gr:gramos gramo:gramos h:horas hs:horas hrs:horas hora:horas min:minutos
   mm:mismo msmo:mismo grax:gracias aunq:aunque bno:bueno s:es m:me t:te l:el insti:instituto super:supermercado profe:profesor compi:companero
   in2:into b4:before gr8:great 2day:today 2moro:tomorrow 2nite:tonight pls:please`
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
);

/** Words one may exchange for another and still say the same, by their sound: each maps to the first of its line. */
export const SAME_MEANING: ReadonlyMap<string, string> = new Map(
  `coche auto carro vehiculo turismo cotxe coches vehiculos
   policia poli policias agentes
   venden vende vendiendo vender trafican trafica traficando traficar trapichean trapichea trapicheando pasan vent venta
   droga drogas estupefacientes sustancias
   piso apartamento
   casa vivienda domicilio
   chico chaval joven muchacho
   tipo tio individuo hombre senor sujeto
   chica chavala muchacha
   tia mujer senora
   chicos chavales jovenes muchachos
   tipos tios individuos hombres sujetos
   ninos menores crios
   gente personas peña
   dinero pasta efectivo
   noche noches
   calle carrer rua
   telefono movil
   visto vi observado
   mirad mira miren
   cerca junto
   empieza comienza
   grande enorme
   diariamente diario`
    .split('\n')
    .flatMap((line) => {
      const words = list(line);
      return words.map((word) => [soundOf(word), soundOf(words[0]!)] as [string, string]);
    }),
);

/** Number words, so that "dos" is "2". The small ones that are also articles (un, una, bat, a) are left out. */
export const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  `dos:2 dues:2 duas:2 dous:2 bi:2 two:2 tres:3 hiru:3 three:3 cuatro:4 quatre:4 catro:4 lau:4 four:4 cinco:5 cinc:5 bost:5
   five:5 seis:6 sis:6 sei:6 six:6 siete:7 sete:7 zazpi:7 seven:7 ocho:8 vuit:8 oito:8 zortzi:8 eight:8 nueve:9 nou:9 nove:9
   bederatzi:9 nine:9 diez:10 deu:10 dez:10 hamar:10 ten:10 once:11 onze:11 eleven:11 doce:12 dotze:12 twelve:12 trece:13
   catorce:14 quince:15 quinze:15 fifteen:15 dieciseis:16 diecisiete:17 dieciocho:18 diecinueve:19 veinte:20 vint:20 vinte:20
   hogei:20 twenty:20 treinta:30 trenta:30 thirty:30 cuarenta:40 quaranta:40 forty:40 cincuenta:50 cinquanta:50 fifty:50
   sesenta:60 setenta:70 ochenta:80 noventa:90 cien:100 ciento:100 cent:100 ehun:100 hundred:100 doscientos:200 trescientos:300
   quinientos:500 mil:1000 thousand:1000 docena:12s docenas:12s dozens:12s decenas:10s cientos:100s centenares:100s miles:1000s
   primero:1o primera:1o primer:1o segundo:2o segunda:2o tercero:3o tercera:3o tercer:3o cuarto:4o cuarta:4o quinto:5o quinta:5o
   sexto:6o sexta:6o septimo:7o septima:7o octavo:8o octava:8o noveno:9o novena:9o quart:4o quarta:4o cinque:5o cinquena:5o sise:6o
   terceiro:3o terceira:3o lehen:1o bigarren:2o hirugarren:3o laugarren:4o bosgarren:5o seigarren:6o first:1o second:2o third:3o
   fourth:4o fifth:5o sixth:6o`
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
);
