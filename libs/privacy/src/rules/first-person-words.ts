import { wordSet } from './token-walk.js';

/**
 * Verbs that in this form only "I" or "we" take, and by which people tell who they are, where they live, work or pass
 * by; folded. What only reports, guesses or asks ("vi", "creo", "quiero") stays out: it betrays nobody and carries
 * the facts. Forms shared with the third person ("vendía") stay out too: they tell of the suspect.
 */
export const TELLING_VERBS = wordSet(`
  llevo llevamos doy damos pongo ponemos puse pusimos paseamos cuido cuidamos alquilo alquilamos repartimos conduzco salgo salimos entro entramos vengo
  venimos vine vinimos estuve estuvimos anduve voy vamos hago hice hicimos recojo recogemos subo subimos cruzo aparco
  aparcamos madrugo desayuno desayunamos ceno cenamos compramos atiendo despacho coincido coincidimos comparto
  compartimos convivo convivimos regento gestiono administro dirijo represento presido ejerzo pertenezco entreno
  jugamos nacimos crecimos tengo tenemos tuve tuvimos estoy estamos frecuento frecuentamos pasamos trajimos friego
  plancho cocino repongo vendemos acompano duermo dormimos sigo seguimos jubilamos
  portem visc vivim faig tinc tenim vaig anem baixo pujo surto sortim passejo cuidem lloguem llogo reparteixo condueixo
  comprem escombro netejo esmorzo sopo aparquem entrem recullo passem
  levo levamos coido coidamos alugo conduzo saio saimos veno vin estiven fixen facemos teno temos vou imos merco
  mercamos atendo collo recollo limpo estudo saio comparto rexento xestiono dirixo exerzo xogo arranxo durmo
`);

/** Nouns in another life: only after "cuando", "siempre" and the like. */
export const TELLING_UNLESS_NOUN = wordSet(
  'riego paseo consumo juego reparto paso bajo saco compro curro trabajo traballo treballo estudio cargo descargo limpio cobro vendo debo porto passo baixo nado entrego pago ayudo',
);
/** Catalan verbs that are Spanish nouns or adverbs: before an article of Catalan's own. */
export const TELLING_IN_CATALAN = wordSet('porto baixo passo pujo llogo treballo trobo');

/** Ends like "compré" and is none: other words, and preterites that only report. */
export const NO_TELLING_PRETERITE = wordSet(`
  decis vi oi decidi 
  que porque cafe bebe jose ole chale carne pure comite asi alli aqui ahi andre tambe cuscus pie rene noe salome
  llame denuncie avise pregunte intente pense hable conte escuche encontre note entere crei entendi grabe mande escribi
  recibi pedi senti descubri presencie comprobe observe puse quise pude dije supe quede conoci mire busque asuste decidi
  fije lei leere perdi temi acerque reconoci averigue insisti explique adverti percate sorprendi alarme
  sei rei lei hei chamei pensei escoitei atopei preguntei falei denunciei avisei decateime ouvin dixen vexei sexei
  este estes corse bisturi perine frenesi colibri marroqui israeli irani iraqui pakistani paquistani bangladesi saudi
  somali nepali yemeni magrebi kuwaiti rubi champu cliche consome canape bide bufe menu pagare chimpance ballet paté pate
  fe te tupe rape puntapie hincapie traspie ciempies balompie usted merce quede acerque sofi mari pili
  i si mi ti aixi aqui alli ahi tambien maravedi jabali esqui taxi
`);

/** After "he", "hemos", "hem", "I have": what tells. */
export const TELLING_PARTICIPLES = wordSet(`
  sido estado trabajado vivido comprado vendido consumido alquilado compartido coincidido tenido ido salido estudiado
  nacido crecido pasado llevado entrado cuidado limpiado convivido dormido pagado prestado ayudado jugado entrenado
  treballat viscut comprat estat tingut anat sortit llogat compartit passat portat entrat pagat
  lived worked been bought rented paid lent dated shared owned
`);

/** What happens to "me" and tells: "me operaron en abril", "me debe dinero". */
export const TELLING_AFTER_ME = wordSet(`
  operaron ingresaron despidieron echaron contrataron atendieron atendio detuvieron detuvo multaron debe deben debia
  alquila alquilo alquilan jubile jubilo jubilamos case casamos divorcie separe mude mudamos crie criamos   apellido amenaza amenazan amenazo amenazaron pego pega pegaron robo robaron agredio agredieron vendio vendieron vende invito
  trataron trato curaron violo extorsiona extorsionan chantajea casei xubileime crieime
  operar despatxar acomiadar contractar jubilar deu lloga amenaca
`);

/** "tengo miedo", "estoy harta", "voy a decir", "llevo tiempo": the same verbs, telling nothing. */
const HAVE =
  wordSet(`miedo mucho mucha que pruebas fotos foto video videos ganas claro constancia informacion datos
  sospechas dudas algo mas un una por entendido conocimiento idea razon la seguro cuidado noticias muchas muchos toda todo
  pena panico vergonza por proves informacio probas medo moito constancia`);
const BE =
  wordSet(`harto harta hartos hartas seguro segura seguros seguras cansado cansada cansados preocupado
  preocupada preocupados asustado asustada asustados convencido convencida viendo escribiendo llamando diciendo de bien mal
  muy a dispuesto dispuesta disponible intentando hablando denunciando avisando pendiente consciente un mirando casi`);
const GO =
  wordSet(`a ser al veure sentir trobar dir trucar pensar creure ver dicir contar sin perder ao parlar escriure
  avisar denunciar enviar deixar intentar`);
const CARRY =
  wordSet(`tiempo tiempos semanas meses dias mucho bastante setmanes mesos dies temps tempo moito observando
  viendo sin avisando denunciando una un varias varios unas unos dos tres`);
const PASS = wordSet(
  'a de el los las un una esta este informacion foto fotos video datos olimpicamente lo que la',
);

/** Which words after a verb make it harmless. */
export const HARMLESS_COMPLEMENTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  (
    [
      ['tengo tenemos tuve tuvimos tinc tenim teno temos', HAVE],
      ['estoy estamos estuve estuvimos estiven', BE],
      ['voy vamos vaig anem vou imos', GO],
      ['llevo llevamos levo levamos porto portem', CARRY],
      ['paso pasamos passo passem', PASS],
      ['saco sacamos', wordSet('fotos foto video videos')],
      [
        'doy damos',
        wordSet(
          'datos informacion los las mi mis el la lo cuenta gracias fe aviso parte detalles nombres mas una un permiso por asco pena',
        ),
      ],
      ['pongo ponemos', wordSet('en esto esta este a las el la los lo mi como denuncia sobre aqui por')],
      ['puse pusimos', wordSet('en esto esta este a lo denuncia')],
      ['faig fixen', wordSet('saber constar una un esta este lo fotos')],
      ['sigo seguimos', wordSet('viendo sin esperando igual pensando')],
      ['vengo venimos vine venno', wordSet('a observando viendo notando denunciando')],
    ] as [string, ReadonlySet<string>][]
  ).flatMap(([verbs, words]) => verbs.split(' ').map((verb) => [verb, words] as const)),
);

/** After "yo", "jo", "eu" any verb tells but these. */
export const HARMLESS_AFTER_PRONOUN = wordSet(`
  creo creia se sabia vi veo he quiero puedo no lo la los las le les te que solo tampoco tambien ya digo pienso espero
  supongo oigo oi escucho escuche conozco si y o de a en con por para pero una un ni mas muy tan todo nada estoy mismo
  misma me nunca siempre pido mismos prefiero diria sospecho entiendo pense dije aviso denuncio
  crec veig vull puc ho ja nomes dic penso sento conec el em et hi nunca mai
  vin vexo quero podo non os as xa so tampouco oio oin conezo coido
`);

/** After English "I" and "we": what tells. Closed, as "i" is "and" in Catalan. */
export const TELLING_AFTER_I = wordSet(`
  drive drove live lived rent rented teach taught work worked study studied clean cleaned treat treated buy bought sell
  sold walk walked pass passed park parked deliver delivered owe owed own owned manage managed run ran serve served sleep
  slept moved stay stayed go went come came take took pick picked drop dropped play played train trained date dated
  married divorced retired volunteer volunteered nurse nursed cook cooked share shared lend lent paid pay grew retire be
  been being living working renting teaching studying visiting staying looking walking driving coming going met meet
  babysit babysat shop jog cycle commute visit visited used coach coached fix fixed repaired built wash washed
`);
/** Stands between "I" and its verb. */
export const AUXILIARIES_AFTER_I = wordSet(
  "m ve am was were are have had used to just also always often usually still both only been 've 'm did do sometimes normally occasionally",
);

/** "mi opinión", "mi parte": possessives that tell nothing. */
export const HARMLESS_POSSESSIONS = wordSet(`
  datos dades datuak details
  servicio servicios hospital centro consulta consultas unidad paciente pacientes caso casos estudio serie medio medios experiencia institucion
  opinion parte entender juicio vida nombre humilde modesta modo manera gusto favor ver culpa cuenta intencion pesar denuncia
  mensaje aviso informacion testimonio sospecha queja anonimato identidad seguridad colaboracion ayuda deber obligacion
  agradecimiento mas madre_mia amor dios paciencia gratitud saludo apoyo amigo pregunta duda respeto impresion conciencia
  cabeza mente cara boca atencion policia pais ciudad pais lado alrededor vez propia propio sincera sincero enhorabuena
  opinio part vida nom entendre manera parer denuncia missatge avis identitat seguretat ajuda
  opinion parte vida nome maneira entender denuncia mensaxe identidade seguridade
  life opinion view name mind god way guess thanks help concern knowledge identity safety lord word country city best
  ustez iritziz aldetik izena
`);

/** Basque verbs that only "I" or "we" take. */
export const BASQUE_FIRST_PERSON =
  wordSet(`naiz nintzen gara ginen dut ditut nuen nituen dugu ditugu genuen genituen diot
  diet nion daukat dauzkat daukagu neukan daramat daramatzat daramagu noa goaz nindoan nago gaude nengoen nator gatoz nabil gabiltza
  naizen garen dudan dugun dudanez naizenez`);
/** With these the sentence reports, guesses or asks. */
export const BASQUE_HARMLESS =
  wordSet(`ikusi ikusten entzun entzuten uste nahi esan esaten ezagutzen ezagutu jakin
  jakiten pentsatzen sinesten espero eskatzen behar ahal idatzi salatu salatzen abisatu bidali bidaltzen beldur ziur nago
  igarri kontatu kontatzen deitu galdetu sinetsi harrapatu`);
/** …unless they say from where. */
export const BASQUE_VIEWPOINTS = wordSet(
  'leihotik balkoitik etxetik terrazatik lantokitik dendatik tabernatik ataritik',
);
