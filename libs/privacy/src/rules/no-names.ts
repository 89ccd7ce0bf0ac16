import { type TokenWalk, wordSet } from './token-walk.js';

export const MONTHS_AND_DAYS =
  wordSet(`enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre lunes
  martes miercoles jueves viernes sabado domingo gener febrer marc maig juny juliol agost setembre novembre desembre dilluns
  dimarts dimecres dijous divendres dissabte diumenge xaneiro febreiro maio xuno xullo outubro decembro luns mercores xoves
  venres january february march april may june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday astelehena asteartea asteazkena osteguna ostirala larunbata igandea`);

/** Labels and kinds of houses that follow a name in forms and signatures. */
export const RUN_STOPS =
  wordSet(`correo email e mail tel telf telefono tlf tfno fax direccion domicilio servicio unidad departamento seccion
  edificio calle avda avenida plaza paseo carretera ctra hospital clinica centro instituto universidad facultad complejo
  fundacion area dr dra sr sra don dona nif dni nie ncol col cp c nhc fecha edad sexo pais nombre apellidos medico hola
  buenas buenos gracias saludos policia guardia ertzaintza mossos bar`);

/** Makes, models and brands that tips name; "Mercedes" and "León" are people or places elsewhere. */
export const MAKES =
  wordSet(`seat audi bmw ford opel renault citroen peugeot mercedes benz volkswagen vw toyota nissan kia hyundai fiat
  skoda volvo mazda honda suzuki yamaha kawasaki dacia mini jeep land rover range tesla lexus porsche ferrari alfa romeo
  iveco cupra smart vespa piaggio derbi rieju kymco ducati harley mitsubishi subaru kawasaki scooter transit scenic chevrolet dodge lancia infiniti jaguar`);

/** Models and brands. */
export const BRANDS =
  wordSet(`whatsapp wasap instagram facebook twitter telegram tiktok youtube google iphone samsung xiaomi huawei apple android
  amazon wallapop glovo uber cabify bolt netflix mercadona carrefour lidl aldi dia eroski alcampo ikea decathlon zara movistar
  vodafone orange correos renfe adif cercanias metro bizum paypal visa mastercard playstation xbox nike adidas
  golf polo passat ibiza leon altea ateca arona tarraco clio megane scenic kangoo twingo captur laguna corsa astra insignia
  zafira vectra focus fiesta mondeo kuga transit berlingo xsara picasso saxo partner expert boxer corolla yaris auris rav
  qashqai juke micra navara punto panda stilo ducato octavia fabia civic sprinter vito astor duster sandero caddy transporter
  tiguan touran touareg cayenne wrangler`);

/** What tips are about; never a name by itself. */
const GOODS =
  wordSet(`coca farlopa hachis costo porro porros droga drogas bizum iban dni nie nif spice cristal speed keta mdma
  monday tuesday wednesday thursday friday saturday sunday`);

/** Words that alone are no name, whatever the tagger says. */
/** Everyday words that the tagger, alone, has taken for names. */
const PLAIN_WORDS = wordSet('orain bera burua lantegi goizero cogollos riego calvo calva collo antigua');

export function isNoName(word: string): boolean {
  return MONTHS_AND_DAYS.has(word) || GOODS.has(word) || BRANDS.has(word) || PLAIN_WORDS.has(word);
}

const COLOURS =
  wordSet(`blanco blanca negro negra rojo roja azul verde gris amarillo amarilla plateado plateada dorado naranja marron granate
  blanc blanca negre vermell blau verd groc branco branca preto vermello amarelo beltza zuria gorria urdina berdea grisa
  white black red blue green grey gray silver yellow`);

/** "Renault Scenic", "león amarillo", "una Kawasaki": makes and models beside each other or with a colour. */
const DRUG_BEFORE = wordSet(
  'fuman fuma fumar fumando venden vende vender vendiendo plantan planta cultivan cultiva crian secan pasan mueven compran compra fumaba',
);
const HEAP_BEFORE = wordSet(
  'bolsa bolsas bolsita bolsitas plantas planta gramo gramos kilo kilos olor plantacion cogollos cogollo paquetes peste porro porros macetas maceta cosecha cultivo hierba olores',
);

/** "fuman maría", "una bolsa de maría", "huele a maría": the drug, in lower case and without a surname. */
export function isDrug(walk: TokenWalk, at: number): boolean {
  if (walk.text(at) !== 'maria' || walk.isCapital(at)) return false;
  const before = walk.text(at - 1);
  if (DRUG_BEFORE.has(before)) return true;
  if (before === 'de') return HEAP_BEFORE.has(walk.text(at - 2));
  return before === 'a' && /^(?:huele|olor|apesta|oler|olia|peste)$/.test(walk.text(at - 2));
}

export function isVehicle(walk: TokenWalk, first: number, end: number): boolean {
  let makes = 0;
  for (let at = first; at < end; at++) {
    const word = walk.text(at);
    if (MAKES.has(word) || BRANDS.has(word)) makes++;
    else if (walk.isWord(at) && !COLOURS.has(word) && word.length > 2) return false;
  }
  return makes > 0 && (end - first > 1 || !ALSO_NAMES.has(walk.text(first)));
}

const ALSO_NAMES = wordSet('mercedes leon alfa astra fabia romeo benz captur');
