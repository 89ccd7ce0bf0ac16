import { soundOf } from './folding.js';

/**
 * Families whose members exclude each other: Monday is not Tuesday, a red car is not a black one. Two texts
 * that differ in a member of the same family say different things, however alike they are otherwise. Each
 * slash-separated entry is one member with its spellings in es, ca, gl, eu and en.
 */
const FAMILIES: Record<string, string> = {
  weekday: `lunes dilluns luns astelehena astelehenean monday/martes dimarts asteartea asteartean tuesday/
    miercoles dimecres mercores asteazkena asteazkenean wednesday/jueves dijous xoves osteguna ostegunean thursday/
    viernes divendres venres ostirala ostiralean friday/sabado sabados dissabte larunbata larunbatean saturday/
    domingo domingos diumenge igandea igandean sunday`,
  month: `enero gener xaneiro urtarrila january/febrero febrer febreiro otsaila february/marzo marc martxoa march/
    abril apirila april/mayo maig maio maiatza may/junio juny xuno ekaina june/julio juliol xullo uztaila july/
    agosto agost abuztua august/septiembre setembre setembro iraila september/octubre outubro urria october/
    noviembre novembre novembro azaroa november/diciembre desembre decembro abendua december`,
  daypart: `manana mananas mati goizean goiza morning/tarde tardes tarda arratsaldean afternoon/
    noche noches nit noite gauean gaua night nights/madrugada matinada goizalde goizaldean/mediodia migdia noon`,
  relativeDay: `hoy avui hoxe gaur today/ayer ahir onte atzo yesterday/anteayer`,
  colour: `negro negra negros negras negre beltza black/blanco blanca blancos blancas blanc branco zuria white/
    rojo roja rojos rojas vermell vermella vermello gorria red/azul azules blau blava urdina blue/
    verde verdes verd verda berdea green/gris grises grisa grey gray/amarillo amarilla groc groga amarelo horia yellow/
    marron marrones marro brown/plateado plateada plata/naranja taronja laranxa laranja orange/morado morada lila/
    rosa pink/granate burdeos/dorado dorada beige crema`,
  side: `norte nord norta iparra north/sur sud hegoa south/este est ekialdea east/oeste oest mendebaldea west/
    izquierda izquierdo esquerra esquerda ezkerra left/derecha derecho dreta dereita eskuina right/
    arriba dalt/abajo baix abaixo`,
  substance: `cocaina coca farlopa perico nieve cocaine/heroina caballo heroin/
    hachis costo chocolate haxix hash/marihuana maria hierba mariajuana cannabis marijuana weed/pastillas extasis mdma pills/
    cristal meth metanfetamina/crack/ketamina/speed anfetamina/tusi tusibi/fentanilo/tabaco`,
  floor: `bajo bajos baixos baixo/atico atic atiko/sotano soterrani soto/principal/entresuelo entresol/azotea terrat/buhardilla`,
  vehicle: `coche cotxe coches autoa car auto/moto motos motocicleta motorra motorbike motorcycle/furgoneta furgonetas furgo van/
    camion camions kamioia truck/bici bicicleta bicis bike/patinete patinets scooter/autobus bus/taxi taxis/quad/tren`,
  make: `seat/renault/peugeot/citroen/ford/opel/volkswagen vw/audi/bmw/mercedes/toyota/nissan/hyundai/kia/fiat/dacia/skoda/
    volvo/mazda/honda/yamaha/suzuki/vespa/kawasaki/ibiza/leon/golf/clio/megane/corsa/astra/focus/fiesta/transit/berlingo/
    passat/polo/mini/tesla/jeep/porsche`,
  person: `hombre hombres senor tio tios home homes gizona gizon man men guy/chico chicos chaval chavales muchacho noi mozo boy/
    mujer mujeres senora tia dona muller emakumea emakume woman women/chica chicas chavala muchacha noia moza girl/
    nino ninos nen neno haurra kid child/nina ninas nena neskatoa`,
  kin: `padre pare pai aita father/madre mare nai ama mother/hijo fill fillo semea son/hija filla alaba daughter/
    hermano germa irman anaia brother/hermana germana irma arreba sister/abuelo avi avo aitona/abuela avia avoa amona/
    marido marit husband/esposa wife/primo/prima/suegro/suegra/sobrino/sobrina`,
  place: `estacion estacio estazioa station/parque parc parkea park/colegio escola eskola escuela school/instituto institut institutua/
    hospital ospitalea/farmacia/supermercado mercadona/gasolinera benzinera gasolindegia/discoteca/gimnasio gimnas/
    iglesia eglesia igrexa eliza church/playa platja praia hondartza beach/mercado mercat merkatua market/puerto port porto portua`,
  purpose: `compra compran comprar comprando buy buys buying erosten/venden vende vendiendo vender vendedor sells sell selling saltzen/
    entra entran entrando entrar/sale salen saliendo salir/sube suben subiendo/baja bajan bajando/abre abren/cierra cierran`,
};

/**
 * Little words that exclude each other too, but only in the same place: whom or what one asks for, he or she, is or was.
 */
const FORMS: readonly (readonly string[])[] = [
  [
    `quien quienes qui quen who`,
    `como com nola how`,
    `cuando quan cando noiz when`,
    `donde onde where`,
    `cuanto cuanta cuantos cuantas canto zenbat`,
    `cual cuales`,
  ],
  [`lo los el ellos him he his`, `la las ella ellas her she`],
  [`mas`, `menos`],
  [`desde dende`, `hasta ata fins`],
  [`sobre`, `bajo sota`],
  [`con amb with`, `contra against`],
  [
    `mi mis meu meva mina my`,
    `su sus seu seva sua their`,
    `tu tus teu teva your`,
    `nuestro nuestra nostre nostra noso nosa our`,
  ],
  [`solo solamente only`, `tambien incluso todos also even`],
  [`antes before`, `despues after`, `ahora now`],
  [`es esta son estan is are`, `era estaba eran estaban fue fueron was were`],
];

const FORM_OF: ReadonlyMap<string, { form: number; member: number }> = new Map(
  FORMS.flatMap((members, form) =>
    members.flatMap((words, member) => words.split(' ').map((word) => [word, { form, member }] as const)),
  ),
);

/** "lo" and "la", "es" and "era", "cuándo" and "dónde": in the same place they say different things. Folded words. */
export function isOtherForm(left: string, right: string): boolean {
  const [here, there] = [FORM_OF.get(left), FORM_OF.get(right)];
  return here !== undefined && here.form === there?.form && here.member !== there.member;
}

export interface Opposite {
  family: string;
  member: number;
}

const OPPOSITES: ReadonlyMap<string, Opposite> = new Map(
  Object.entries(FAMILIES).flatMap(([family, members]) =>
    members.split('/').flatMap((member, place) =>
      member
        .trim()
        .split(/\s+/)
        .filter((word) => word !== '')
        .map((word) => [soundOf(word), { family, member: place }] as [string, Opposite]),
    ),
  ),
);

/** Which family of mutually exclusive words a word belongs to, by its sound, if any. */
export const oppositeOf = (sound: string): Opposite | undefined => OPPOSITES.get(sound);

const namesPlace = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words followed by the name of a place: "calle Toledo", "barrio de Lavapiés", "bar Manolo". */
export const BEFORE_A_PLACE = namesPlace(
  `calle plaza avenida paseo barrio travesia glorieta ronda carretera camino callejon pasaje cuesta via autovia urbanizacion
   poligono parque metro estacion parada bar pub cafe cafeteria restaurante discoteca hotel hostal colegio instituto
   hospital playa puerto pueblo ciudad municipio distrito edificio bloque portal local tienda bazar locutorio gimnasio
   carrer placa avinguda passeig barri ronda travessera cami rua praza avenida estrada lugar aldea parroquia
   esquina numero piso puerta parking aparcamiento garaje nave finca residencial supermercado mercado`,
);

/** What may stand inside the name of a place: "calle de la Cruz Verde". */
export const WITHIN_A_PLACE = namesPlace(
  `de del la las los el els l d dels des da do das dos sa ses san santa sant`,
);

/** Words preceded by the name of a place: "Toledo kalea", "Baker Street". */
export const AFTER_A_PLACE = namesPlace(
  `kalea kalean kaleko plaza plazan auzoa auzoan etorbidea etorbidean street road avenue square st rd ave neighbourhood`,
);

/** A name right after one of these says where, when or how: "en Vallecas", "hacia Atocha", "a Sants". */
export const PLACE_PREPOSITIONS = namesPlace(`en hacia desde hasta at in near towards from a`);
