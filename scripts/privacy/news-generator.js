/** Newspaper sentences about invented people, for training only: prose in which names stand alone, without titles. */
import { person, pick, randomness } from './name-pools.js';

const TEMPLATES = `
{P} dijo que la reunión con {P} fue positiva
{P} aseguró hoy en {L} que no habrá acuerdo
el presidente {P} se reunió ayer en {L} con el ministro {P}
según {P}, el proyecto saldrá adelante antes de fin de año
el entrenador {P} confía en que {P} pueda jugar el domingo
{P} ganó la etapa por delante de {P} y {P}
el portavoz del grupo, {P}, acusó al gobierno de mentir
fuentes cercanas a {P} indicaron que la decisión no está tomada
{L}, 12 may (EFE).- {P} anunció que deja el cargo
el juez {P} ordenó el ingreso en prisión de {P}
la ministra {P} visitará {L} la próxima semana
{P}, de 34 años, fue detenido en {L} por un delito de robo
el abogado de {P} pidió la libertad de su cliente
los goles fueron marcados por {P} y {P}
el dirigente opositor {P} pidió elecciones anticipadas
{P} y {P} firmaron el convenio en presencia de {P}
la empresa que dirige {P} invertirá en {L}
el libro de {P} se presentó anoche en {L}
preguntado por la dimisión de {P}, respondió que no hay nada nuevo
para {P}, la situación es preocupante
tras la muerte de {P}, la familia pidió respeto
el tenista {P} cayó ante {P} en la final
{P} (PP) y {P} (PSOE) intercambiaron reproches
el secretario general, {P}, viajará a {L}
la policía busca a {P}, huido desde el lunes
el equipo de {P} perdió por dos a uno
"no tengo nada que ocultar", dijo {P}
el gobierno de {P} rechazó la propuesta de {L}
el exministro {P} declaró ante el tribunal
la actriz {P} y el director {P} presentaron la película
el fiscal pidió diez años de cárcel para {P}
{P} sustituye a {P} al frente de la consejería
los presidentes de {L} y {L}, {P} y {P}, se verán el martes
alineaciones : {P} , {P} , {P} , {P} y {P}
árbitro : {P} . tarjetas amarillas a {P} y {P}
el alcalde de {L}, {P}, inauguró la plaza
una delegación encabezada por {P} llegó a {L}
los herederos de {P} reclaman la casa
en opinión de {P}, hay que esperar
el cantante {P} actuará en {L} el viernes
el portero {P} salvó al equipo en el último minuto
varios vecinos de {L} protestaron contra la subida de precios
el precio del petróleo subió dos dólares en {L}
las ventas crecieron un tres por ciento el año pasado
la comisión aprobó el informe por mayoría sin cambios
los trabajadores mantendrán la huelga hasta el jueves
el tribunal consideró probados los hechos y rechazó el recurso
se espera que las lluvias continúen en {L} durante el fin de semana
la inflación bajó una décima y el paro subió ligeramente
el partido se jugará mañana a las nueve de la noche
{P} declarou onte en {L} que non hai acordo
o presidente {P} reuniuse con {P} en {L}
o libro de {P} foi presentado en {L} por {P}
segundo {P}, a lei non vai cambiar
o alcalde de {L}, {P}, criticou a decisión
a exposición de {P} pode verse en {L}
{P} e {P} xogarán a final o domingo
os veciños de {L} piden máis servizos
na novela de {P} aparecen os mariñeiros de {L}
o conselleiro {P} respondeulle a {P} no parlamento
{P} va dir ahir a {L} que no hi haurà acord
el president {P} es va reunir amb {P} a {L}
segons {P}, el projecte tirarà endavant
l'alcalde de {L}, {P}, va inaugurar la plaça
els gols van ser de {P} i {P}
el llibre d'en {P} es presenta demà a {L}
la consellera {P} va criticar {P}
els veïns de {L} es queixen del soroll
{E:ek} esan du ez dela akordiorik izango
{E} eta {E} bildu dira {L} inguruan
{E} lehendakariak ukatu egin du
{E:ren} arabera, egoera larria da
{E:ri} eman diote saria atzo
{E:rekin} hitz egin zuen telefonoz
{E} jokalariak gola sartu du azken minutuan
{E} ministroa {B:n} izan da atzo
{B:ko} alkateak, {E:ek}, ekitaldia ireki du
{B:n} bildu dira langileak eta {E:k} hitz egin du
{E:en} liburua {B:n} aurkeztu dute
gaur {B:ra} joango da {E}
atzo gauean istripu bat izan zen errepidean
langileek greba egingo dute datorren astean
{P} said on Monday that {P} would not resign
the mayor of {L}, {P}, opened the new square
police are looking for {P}, last seen in {L}
{P} scored twice as {L} won
according to {P}, nothing has changed
ayer compareció {P} ante la comisión y hoy lo hará {P}
la policía detuvo en {L} a {P}, de nacionalidad rumana, cuando salía de un bar
junto a {P} viajaban {P} y dos menores
le sustituyó {P}, que apenas tocó el balón
{P} ( {L} ) , 18 mar ( EFE ) . - El ministro {P} viajará mañana a {L}
- " No hay prisa " , contestó {P} a los periodistas
1 . {P} ( ESP ) , 3h 22.14
2 . {P} ( ITA ) , a 35 segundos
{P} : {P} ; {P} , {P} , {P} y {P} ( {P} , m . 60 )
goles : 1-0 , m . 23 : {P} . 2-0 , m . 71 : {P} , de penalti
fue condenado {P} a seis años de prisión por estafa
hermana de {P} y viuda de {P}, vivía en {L} desde hace años
de padre marroquí, {P} nació en {L} y creció en {L}
la madre de {P} asegura que su hijo no sabía nada
quedó claro que {P} no iba a ceder
se trata de {P}, viejo conocido de la justicia
nadie esperaba a {P} en la final
por fin habló {P}
ante {P} declararon tres testigos
contra {P} pesa una orden de busca y captura
con {P} lesionado, jugará {P} en su lugar
sin {P}, el equipo pierde fuerza
sobre {P} recaen todas las sospechas
gracias a {P} se salvaron dos niños
hoy cumple {P} cincuenta años
el apellido {P} abre muchas puertas
el informe firmado por {P} no deja dudas
mató {P} el toro de una estocada
nombran a {P} director del museo
acusa {P} a {P} de comprar votos
dimite {P}
muere {P}, la gran dama del teatro
la directiva, presidida por {P}, se reunirá el jueves
el niño {P} y su abuela {P} fueron hallados con vida
la plaza estaba llena de gente y no cabía un alfiler
el dinero se guardaba en bolsas dentro de la nevera
suelen reunirse los viernes en un local del centro
la furgoneta blanca quedó abandonada junto a la gasolinera
los hechos ocurrieron sobre las diez de la noche
va ser {P} qui va obrir la porta
{P} coneix bé la zona i no té por
els fets van passar a {L} quan {P} sortia de casa
la {P} i en {P} es coneixen des de petits
l'advocat de {P} ha presentat un recurs
{P}, que fa dos anys que viu a {L}, ho nega tot
diu {P} que no hi era
van detenir {P} per vendre haixix davant de l'institut
amb {P} hi anaven dues noies
ahir a la nit {P} va deixar el partit
el pare de {P} treballa a l'ajuntament
l'exposició de {P} farà parada a {L}
qui mana és {P}
els Mossos han identificat {P} i {P}
el jutge ha enviat {P} a presó
segons la família, {P} estava malalt
trobo que tot plegat fa molta pena
les bosses les guarda al garatge i les ven de nit
fan carreres de cotxes cada diumenge al polígon
l'alcaldessa no ha volgut fer declaracions
la pluja obliga a suspendre el partit de dissabte
a la plaça hi ha molta gent i ningú no diu res
parlarem de tot això després de la publicitat
el Barça i l'Espanyol empaten sense gols
els pagesos tallen la carretera amb els tractors
guanya {P} per davant de {P}
quen manda alí é {P}
foi {P} quen avisou á garda
ao xulgado acudiu {P} coa súa filla {P}
di {P} que non volverá
a familia de {P} pide axuda
onte faleceu {P}, veciño de {L}
acusan a {P} de vender droga na porta do bar
con {P} traballaban {P} e dous rapaces máis
o barco de {P} apareceu baleiro
replicou {P} que a lei está para cumprila
" non sei nada " , contestou {P}
os mariñeiros saíron ao mar de madrugada e volveron de baleiro
a choiva estragou a festa e houbo que suspendela
o concello anunciou que arranxará a estrada
en {L} moitos veciños quéixanse do ruído
epaileak {E} espetxera bidali du
poliziak {E} eta {E} atxilotu ditu {B:n}
{E} hil da gaur goizean bere etxean
{E:ek} ez du ezer jakin nahi
liburuaren egilea {E} da, {B:n} jaioa
alkateak esan du {E} ez dela etorriko
{E:ren} abokatuak helegitea jarri du
taldeko kideek {E} aukeratu dute presidente
txapelketa irabazi ondoren, {E:ek} negar egin zuen
atzo bildu ziren {E} eta {E}, baina ez zuten akordiorik lortu
{E:ri} galdetu diote, baina ez du erantzun
zinegotziak haserre daude {E:rekin}
bozeramaileak, {E:k}, prentsaurrekoa eman du
auzoko batek ikusi zuen {E} kalean
ertzaintzak {E:ren} autoa aurkitu du {B:n}
kontseilari ohiak, {E:ek}, dimisioa eman du
hirugarren postuan {E} sailkatu da
gaztea {E} da, {B:ko} institutuan ikasten du
{E} eta haren anaia atxilotu zituzten igandean
jokalariak, {E:ek}, bi gol sartu ditu
kazetariak {E:ren} etxera joan dira
lehendakariaren ustez, {E} ez dago ados
erakusketa {E:en} lanekin osatu dute
ikasleek eskerrak eman dizkiote {E:ri}
{E:entzat} garrantzitsua da hori
{E:engandik} ez da berririk izan
epaitegian deklaratuko dute bihar {E:ek} eta {E:ek}
istripuan {E} zauritu da
hori izan da albisterik txarrena
presidenteak ez du adierazpenik egin nahi izan
udalak dirua jarriko du eraikin berria egiteko
aspaldiko partez euria egin du eta ibaia gainezka dago
langileen alderdiak ukatu egin ditu akusazioak
saltzaileak atean egoten dira eta gaueko hamaiketan hasten dira
drogak garajean gordetzen dituzte eta diru eskura ordaintzen da
auto gorri bat etortzen da gauero eta bi gizon jaisten dira
parkean pilulak saltzen dituzte ostiraletan
haserre agertu dira auzokoak eta udalari eskatu diote zerbait egiteko
bigarren zatian gola sartu zuten eta partida irabazi
izeneko batek kontrolatzen du dena, inork ez daki nor den
jaialdia larunbatean amaituko da eta sarrerak agortuta daude
txostena prest dago baina ez dute argitaratu
zigorra jarri diote enpresari
herri osoak greba egin zuen atzo eta kaleak hutsik zeuden
eraikinaren jabeak eta maizterrak ez dira ados jarri
estreinaldia bihar izango da {B:n}
the landlord, {P}, told {P} to move out
it was {P} who called the police
neighbours say {P} kept the van in {L}
they usually park the silver car behind the church and wait
`
  .split('\n')
  .filter(Boolean);

const BASQUE_PLACES =
  'Bilbo Donostia Gasteiz Iruñea Eibar Durango Gernika Zarautz Tolosa Hernani Irun Errenteria Barakaldo Getxo Baiona Madril Paris Londres Frantzia Espainia Nafarroa Bizkaia Gipuzkoa Araba'.split(
    ' ',
  );
const WORLD =
  'Madrid Barcelona Sevilla Valencia Bilbao Londres París Roma Bruselas Washington Moscú Pekín Tokio Berlín Lisboa Bogotá Caracas Lima Quito México Francia Italia Alemania Rusia China Estados_Unidos Reino_Unido Irak Irán Israel Serbia Kosovo Chechenia Colombia Argentina Chile Cuba Marruecos Argelia Europa Nueva_York Buenos_Aires La_Habana'.split(
    ' ',
  );

export function newsSentences({ seed, count, pools }) {
  const random = randomness(seed);
  const made = [];
  for (let number = 0; number < count; number++) made.push(text(1 + Math.floor(random() * 3)));
  return made;

  function text(sentences) {
    let written = '';
    const spans = [];
    for (let sentence = 0; sentence < sentences; sentence++) {
      const template = pick(random, TEMPLATES);
      const from = written.length;
      for (const piece of template.split(/(\{\w(?::\w+)?\})/)) {
        const slot = /^\{(\w)(?::(\w+))?\}$/.exec(piece);
        if (!slot) {
          written += piece;
          continue;
        }
        const [value, kind] = fill(slot[1], slot[2] ?? '');
        spans.push([written.length, written.length + value.length, kind]);
        written += value;
      }
      written = written.slice(0, from) + written.charAt(from).toUpperCase() + written.slice(from + 1);
      written += pick(random, ['. ', '. ', '.\n', ' . ']);
    }
    return { text: written.trimEnd(), spans };
  }

  function fill(slot, ending) {
    if (slot === 'P') return [person(random, pools), 'PERSON'];
    if (slot === 'E') return [declined(person(random, pools), ending), 'PERSON'];
    if (slot === 'B') return [declined(pick(random, BASQUE_PLACES), ending), 'PLACE'];
    return [random() < 0.5 ? pick(random, WORLD).replaceAll('_', ' ') : pick(random, pools.places), 'PLACE'];
  }
}

/** Basque joins its cases: "Ane" + "ek" is "Anek", "Jon" + "k" is "Jonek". */
export function declined(name, ending) {
  if (!ending) return name;
  const vowel = /[aeiouáéíóú]$/i.test(name);
  const bare = ending.replace(/^e(?=[kn]$)/, '');
  return (
    name +
    (vowel
      ? bare
      : /^[kn]$/.test(bare)
        ? `e${bare}`
        : bare === 'ra'
          ? 'era'
          : bare === 'ko'
            ? 'eko'
            : bare === 'ren'
              ? 'en'
              : bare === 'ri'
                ? 'i'
                : bare)
  );
}
