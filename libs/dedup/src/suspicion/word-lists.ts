/**
 * Words and phrases in es, ca, gl, eu and en, folded (lower case, no accents). One entry may be several words;
 * a trailing `*` stands for any ending. They are signs, judged together with the rest of the text, never alone.
 */
const list = (entries: string): readonly string[] =>
  entries
    .split(',')
    .map((entry) => entry.trim().replace(/\s+/g, ' '))
    .filter((entry) => entry !== '');

export const INSULTS = list(`
  hijo de puta, hijos de puta, hijo puta, hijoputa*, hijueputa*, hdp, gilipollas, gilipolla, cabron, cabrones, cabrona*, puta madre, puto*, puta*,
  mierda*, imbecil*, idiota*, subnormal*, payaso*, inutil*, asqueroso*, asco de, basura, escoria, malnacido*, desgraciado*,
  sinverguenza*, chupapollas, comemierda*, vete a la mierda, iros a la mierda, que os den, que os follen, mamon, mamones,
  maricon*, zorra*, perros, madero*, picoleto*, txakurra*, pringado*, parguela*, fachas, fascistas, muertos de hambre, ladrones,
  fill de puta, fills de puta, imbecils, malparit*, cabro, cabrons, merda, idiotes, fot el camp, aneu a la merda, feixistes, gossos,
  fillo de puta, fillos de puta, cabrons, parvo*, merda, ide a merda, lambecus, fascistas,
  putakume*, kabroi*, mozolo*, kaka zaharra, alproja*, zoaz pikutara, faxista*, ergel*, zakur*,
  fuck you, fuck off, asshole*, bastard*, bitch*, idiots, moron*, piece of shit, shit, scum, pigs, wanker*, dickhead*, fuck the police, acab, 1312`);

/** Whom the insult or threat is for: those who read here. */
export const AIMED_AT_US = list(`
  os, vosotros, vuestra, vuestro, vuestros, vuestras, sois, policia, policias, policia nacional, guardia civil, maderos, picoletos, perros, polis, pasma, acab, 1312,
  sou, vosaltres, mossos, gossos, vostra, vostre, sodes, vos, vosoutros, vosa, zuek, zarete, polizia*, txakurra*, ertzain*,
  you, your, police, cops, pigs, que os, iros`);

/** What one does to us. Each names the ones addressed, so that "amenaza con matarla" is a tip and not a threat. */
export const THREATS = list(`
  os voy a matar, os vamos a matar, os mataremos, os matare, os voy a reventar, os vamos a reventar, vais a morir, vais a pagar, la vais a pagar,
  os voy a quemar, os vamos a quemar, os voy a pegar un tiro, os vamos a encontrar, sabemos donde vivis, se donde vivis, voy a por vosotros,
  vamos a por vosotros, os voy a poner una bomba, os vamos a poner una bomba, bomba en comisaria, bomba en la comisaria, os vais a enterar,
  ire a por vosotros, os voy a rajar, os vamos a rajar, muerte a la policia, policia muerto, matar policias, os quedan dos dias, vais a arder, ojala os mueran, ojala os maten,
  us matare, us matarem, morireu, sabem on viviu, se on viviu, anem a per vosaltres, vinc a per vosaltres, us cremarem, us posarem una bomba, mort a la policia, ho pagareu,
  vouvos matar, ides morrer, sabemos onde vivides, vamos a por vos, imos a por vos, vouvos queimar, ides pagar, morte a policia,
  hilko zaituztet, hilko zaituztegu, badakigu non bizi zareten, hil egingo zarete, erreko zaituztegu, ordainduko duzue, polizia hil,
  i will kill you, we will kill you, i'll kill you, we'll kill you, you will die, you are going to die, you are all going to die, we know where you live, i know where you live,
  we are coming for you, i am coming for you, bomb in the police station, you will pay for this, kill the police, kill cops`);

/** Who tells of a threat reports it. */
export const REPORTING = list(`
  dijo, dice, dicen, decia, dijeron, grita, gritaba, gritaban, gritando, amenaza*, amenazo, escribio, escribe, escribieron, publico, publica, nota, carta, mensaje*, audio, video, pintada*, le, les, nos, me,
  va diciendo, diu, va dir, diuen, cridava, amenaca, escriu, missatge, di, dixo, din, berra, ameaza, ameazou, escribiu, mensaxe, dio, esan, mehatxu*, idatzi, mezu*,
  said, says, shouted, threat*, wrote, writes, message, note, posted, told, heard, saw`);

export const PROMOTION = list(`
  gana dinero, ganar dinero, dinero facil, dinero rapido, ingresos extra, trabaja desde casa, haz clic, haz click, click aqui, clic aqui, pincha aqui, entra aqui, oferta*, descuento*, promocion*, gratis,
  sorteo*, premio*, bitcoin*, criptomoneda*, crypto*, invierte, inversion*, rentabilidad, casino*, apuesta*, ruleta, prestamo*, credito*, seguidores, followers, viagra, cialis, onlyfans, chicas calientes, contenido exclusivo, sexo, suscribete, link en bio, compra ahora, codigo promocional, cupon*,
  guanya diners, diners facils, ofertes, descompte*, regal, fes clic, gana cartos, cartos doados, desconto*, irabazi dirua, eskaintza*, deskontu*, egin klik, doan,
  make money, earn money, easy money, work from home, click here, free, discount*, offer*, prize*, investment*, loan*, casino, buy now, subscribe, giveaway*, winner`);
