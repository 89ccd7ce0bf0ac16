/** What invented citizens write, in five languages. `{X}` is a slot; `[…]` marks words that betray who writes. */
export const PHRASES = {
  es: {
    openings: [
      'hola',
      'buenas',
      'buenas tardes',
      'hola policía',
      'quiero denunciar',
      'os escribo porque',
      'buenos días,',
      '',
      '',
      'llevo tiempo viendo esto,',
      'no sé si es el sitio pero',
    ],
    facts: [
      'en {ADDRESS} de {PLACE} venden cocaína todas las noches',
      'el que vende se llama {PERSON} y va en un {CAR} {ES_PLATE}',
      'lo lleva un tal {PERSON}, tiene el teléfono {PHONE}',
      'pasan droga en el bar de {ADDRESS} a partir de las 22:00',
      'el jefe es {PERSON}, vive en {ADDRESS}',
      'en {PLACE} hay un piso donde entran y salen a todas horas',
      'la matrícula es {ES_PLATE} y el conductor es {PERSON}',
      'cobran por bizum al {PHONE} a nombre de {PERSON}',
      'el dni de {PERSON} es {ES_NIF}',
      'le he visto con {PERSON} y con {PERSON} el {DATE}',
      'se anuncia como {HANDLE} y pide que le pagues en {IBAN}',
      'la furgoneta blanca {ES_PLATE} descarga bolsas los martes',
      'su mujer, {PERSON}, guarda el dinero en casa',
      'venden hachís en el parque de {PLACE} delante de los niños',
      'trafica con pastillas, le llaman {NICK} y para en {ADDRESS}',
      'su correo es {EMAIL} y el móvil {PHONE}',
      'el NIE del otro es {ES_NIE}, nació el {DATE_OF_BIRTH}',
      'la web es {URL} y ahí venden de todo',
      'el camello es {PERSON}, sobre las 3 de la mañana en {PLACE}',
      'a {PERSON} lo detuvieron el {DATE} en {PLACE} y ya está vendiendo otra vez',
      'mueve unos 500 euros al día en la esquina con {ADDRESS}',
      'son dos chicos de unos 25 años, uno con tatuaje en el cuello',
    ],
    self: [
      'soy la vecina del {FLOOR}',
      'soy el vecino de abajo',
      'vivo justo encima del bar',
      'vivo en el portal de al lado',
      'trabajo en ese bar',
      'trabajo de camarera allí los fines de semana',
      'soy el dueño de la frutería de enfrente',
      'lo veo [desde mi ventana]',
      'lo oigo [desde mi casa]',
      '[mi hija] va al colegio con la suya',
      '[mi cuñado de {AGE} años] le compra',
      '[mi marido] trabaja con él',
      'es [mi primo]',
      'me llamo {PERSON}',
      'mi teléfono es {PHONE}',
      'podéis llamarme al {PHONE}',
      'escribidme a {EMAIL}',
      'soy su exmujer',
      'soy profesora en el instituto del barrio',
      'vivo enfrente, en el {FLOOR}',
      'soy el presidente de la comunidad',
      'limpio la escalera de ese edificio',
      '[mi hijo de {AGE} años] ya ha caído',
      'pasa cada noche por [mi portal]',
      '[mi vecino del {FLOOR}] también lo sabe',
      'fui su novia dos años',
      'tengo la tienda de al lado',
      'mi DNI es {ES_NIF}',
      'soy enfermera del centro de salud',
      '[mi casa] da a ese patio',
    ],
    closings: [
      'gracias',
      'por favor hagan algo',
      'un saludo',
      '',
      '',
      'tengo miedo',
      'no quiero que se sepa',
      'ya está bien',
    ],
  },
  ca: {
    openings: ['hola', 'bon dia', 'bona tarda', 'vull denunciar que', '', '', 'us escric perquè'],
    facts: [
      'al {ADDRESS_CA} de {PLACE} venen droga cada nit',
      'el que ven es diu {PERSON} i porta un {CAR} {ES_PLATE}',
      'el cap és {PERSON}, té el telèfon {PHONE}',
      'a {PLACE} hi ha un pis on entra i surt gent a tota hora',
      'la matrícula és {ES_PLATE} i condueix {PERSON}',
      "s'anuncia com a {HANDLE} i cobra per bizum al {PHONE}",
      'el van veure amb {PERSON} el {DATE}',
      'el DNI de {PERSON} és {ES_NIF}',
      'venen haixix al parc davant dels nens',
      'a {PERSON} el van detenir a {PLACE} i ja hi torna a ser',
    ],
    self: [
      'sóc la veïna del {FLOOR}',
      'visc just a sobre',
      'visc al costat del bar',
      'treballo en aquest bar',
      'ho veig [des de la meva finestra]',
      '[el meu cunyat de {AGE} anys] hi compra',
      '[la meva filla] va a classe amb el seu fill',
      'em dic {PERSON}',
      'el meu telèfon és {PHONE}',
      'sóc el propietari de la botiga del davant',
      'sóc la seva exdona',
      'treballo de cambrera allà',
      'es veu [des de casa meva]',
      '[el meu marit] hi treballa',
      'sóc mestra a la escola del costat',
    ],
    closings: ['gràcies', 'si us plau, feu alguna cosa', '', '', 'tinc por'],
  },
  gl: {
    openings: ['ola', 'bo día', 'boas tardes', 'quero denunciar que', '', ''],
    facts: [
      'na {ADDRESS_GL} de {PLACE} venden droga todas as noites',
      'o que vende chámase {PERSON} e leva un {CAR} {ES_PLATE}',
      'o xefe é {PERSON}, ten o teléfono {PHONE}',
      'en {PLACE} hai un piso onde entra e sae xente a todas horas',
      'a matrícula é {ES_PLATE} e conduce {PERSON}',
      'cobra por bizum no {PHONE} a nome de {PERSON}',
      'vírono con {PERSON} o {DATE}',
      'o DNI de {PERSON} é {ES_NIF}',
      'descargan fardos na praia de {PLACE} de madrugada',
    ],
    self: [
      'son a veciña do {FLOOR}',
      'vivo xusto enriba',
      'vivo ao lado do bar',
      'traballo nese bar',
      'véxoo [desde a miña fiestra]',
      '[o meu cuñado de {AGE} anos] mércalle',
      '[a miña filla] vai á escola co seu',
      'chámome {PERSON}',
      'o meu teléfono é {PHONE}',
      'son o dono da tenda de enfronte',
      'son a súa exmuller',
      'traballo de camareira alí',
      'óese [desde a miña casa]',
      '[o meu home] traballa con el',
      'son mestra na escola',
    ],
    closings: ['grazas', 'fagan algo por favor', '', '', 'teño medo'],
  },
  eu: {
    openings: ['kaixo', 'egun on', 'arratsalde on', '', ''],
    facts: [
      '{ADDRESS_EU} droga saltzen dute gauero',
      'saltzailea {PERSON} da eta {ES_PLATE} autoa dauka',
      'nagusia {PERSON} da, telefonoa {PHONE}',
      'matrikula {ES_PLATE} da',
      '{PERSON} eta {PERSON} ikusi nituen {DATE_EU}',
      '{PERSON} izeneko gizon batek saltzen du parkean',
      'bizum bidez kobratzen du {PHONE} zenbakian',
      'haren NANa {ES_NIF} da',
    ],
    self: [
      '{FLOOR_EU} auzokidea naiz',
      'goiko pisuan bizi naiz',
      'taberna horretan lan egiten dut',
      '[nire leihotik] ikusten dut',
      '[nire koinatuak] erosten dio',
      '[nire alaba] eskola berean dabil',
      '{PERSON} dut izena',
      'nire telefonoa {PHONE} da',
      'dendaren jabea naiz',
      'haren emaztea nintzen',
      '[nire etxetik] entzuten da',
      '[nire {AGE} urteko semea] erori da',
      'eskolako irakaslea naiz',
    ],
    closings: ['eskerrik asko', 'mesedez, egin zerbait', '', '', 'beldur naiz'],
  },
  en: {
    openings: ['hello', 'hi', 'good evening', 'I want to report that', '', ''],
    facts: [
      'they sell drugs every night at {ADDRESS} in {PLACE}',
      'the dealer is called {PERSON} and drives a {CAR} {ES_PLATE}',
      'the boss is {PERSON}, phone {PHONE}',
      'there is a flat in {PLACE} where people come and go all day',
      'the number plate is {ES_PLATE} and {PERSON} was driving',
      'he asks for money to {IBAN}, his account is {HANDLE}',
      'I saw him with {PERSON} on {DATE}',
      'his email is {EMAIL}',
    ],
    self: [
      "I'm the neighbour from {FLOOR}",
      'I live right above the bar',
      'I work in that bar',
      'I can see it [from my window]',
      '[my brother-in-law, {AGE} years old], buys from him',
      '[my daughter] goes to the same school',
      'my name is {PERSON}',
      'my phone is {PHONE}',
      'call me on {PHONE}',
      'I own the shop opposite',
      "I'm his ex-wife",
      '[my husband] works with him',
      'it happens [in front of my house]',
      'I am a teacher at the school',
      'I clean the offices there',
    ],
    closings: ['thanks', 'please do something', '', '', "I'm scared"],
  },
};

/** Given names and surnames of invented people. */
export const GIVEN_NAMES =
  'Eulalia Saturnino Nicanor Fermina Baltasar Leocadia Abelardo Romualda Celestino Hermenegilda Antonio María José Carmen Javier Marta Lucía Sergio Raúl Cristina Iván Rocío Óscar Beatriz Jordi Montserrat Oriol Núria Xoán Sabela Brais Uxía Iker Nerea Ander Maialen Gorka Leire Mohamed Fátima Youssef Ionut Andreea Wei Yulia Kevin Jessica Brayan Yaiza Dolores Rosa Pilar Ángel'.split(
    ' ',
  );
export const SURNAMES =
  'Quintanilla Berrocal Zubizarreta Echevarría Figueirido Castiñeira Puigdomènech Vilanova García López Martínez Rodríguez Fernández Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Suárez Ortega Delgado Castro Rubio Marín Sanz Iglesias Nuñez Medina Garrido Cortés Castillo Lozano Guerrero Cano Prieto Calvo Cruz Vidal Bouzas Etxeberria Ibarra Benali Chakir Popescu Ionescu Zhang Kowalska'.split(
    ' ',
  );
export const PLACES =
  'Getafe Alcorcón Móstoles Badalona Sabadell Terrassa Vigo Lugo Ourense Pontevedra Bilbao Barakaldo Irun Eibar Málaga Marbella Algeciras Cádiz Huelva Almería Granada Jaén Elche Alicante Gandía Valencia Castellón Murcia Cartagena Albacete Toledo Talavera Cáceres Badajoz Mérida Salamanca Zamora Valladolid Burgos Logroño Pamplona Zaragoza Huesca Teruel Girona Lleida Reus Tarragona Oviedo Gijón Avilés Santander Torrelavega Fuenlabrada Leganés Parla Vallecas Carabanchel'.split(
    ' ',
  );
export const STREETS = {
  es: 'la calle X|calle X|C/ X|avenida de X|la plaza de X|avda. X|la calle de los X|paseo de X|la calle Mayor'.split(
    '|',
  ),
  ca: 'carrer de X|carrer X|plaça de X|avinguda X|passeig de X'.split('|'),
  gl: 'rúa de X|rúa X|praza de X|avenida de X'.split('|'),
  eu: 'X kalean|X kaleko|X etorbidean|X plazan'.split('|'),
};
export const STREET_NAMES =
  'Alcalá Toledo Aragón Olmos Almendros Zurbarán Cervantes Velázquez Constitución Castelao Rosalía Balmes Pelai Autonomia Askatasun Urbieta Goya Rosales Pizarro Libertad Molinos Fresnos Gaudí Machado'.split(
    ' ',
  );
export const CARS =
  'Seat León|Seat Ibiza|Golf negro|BMW azul|Audi A3|Renault Clio|Citroën Berlingo|Ford Focus gris|Opel Corsa|Mercedes blanco'.split(
    '|',
  );
export const NICKNAMES = 'el Chino|el Rubio|el Moro|la Jessi|el Piojo|el Largo|el Nene|la Patri'.split('|');

/** Sentences without anything personal: what everyday words look like when nobody is named. */
export const CHATTER = {
  es: `esto lleva pasando por lo menos dos meses y nadie hace nada
no se puede dormir con tanto ruido y tanta gente
siempre vienen en coche y se van a los cinco minutos
pagan con bizum o en efectivo, nunca con tarjeta
huele a marihuana por toda la escalera
hay niños jugando justo al lado y da mucha pena
el iban lo manda por whatsapp cuando ya has pagado
creo que guardan la droga en el trastero o en el garaje
aparcan en doble fila y dejan el motor en marcha
ayer hubo una pelea con cuchillos a las tres de la mañana
a veces llevan una mochila negra y gorra roja
hacen una señal con la luz y baja uno con la bolsa
me da miedo que tomen represalias contra nosotros
la policía local ya vino una vez pero no encontraron nada
cortan la luz del portal para que no se vea quien entra
cobran veinte euros el gramo y cincuenta la bolsa grande
venden tabaco de contrabando y relojes falsos en la puerta del metro
xfa q alguien aga algo xq esto no se puede aguantar
ai muxa jente entrando i saliendo toda la noxe
no kiero dar mi nombre pero es verdad todo lo q digo
el grupo se mueve en patinete y lleva perros peligrosos
tienen una plantación en la nave del polígono
por la noche hay mucho movimiento de gente rara
los fines de semana es peor, hay cola en la puerta
el olor es insoportable y hay basura por todas partes
son tres hombres y una mujer rubia de pelo largo
uno es alto, moreno, con barba y un tatuaje en el brazo
conduce una moto roja sin casco a toda velocidad
creo que el sol le da en la terraza y por eso ponen toldos
la rosa del balcón es la señal de que hay mercancía
dejan flores y velas en la esquina, no sé por qué
se ríen de todo el mundo y amenazan a los mayores
quiero que esto sea totalmente anónimo, por favor
si necesitan más información lo dejo todo aquí
pasan cosas raras en el garaje desde hace semanas
el local está cerrado pero entran por detrás
llevan siempre dinero en sobres y muchos móviles`.split('\n'),
  ca: `això passa cada cap de setmana i ningú fa res
fa olor de marihuana a tota l'escala
venen en cotxe i marxen de seguida
tinc por que se sàpiga que he estat jo
entren i surten amb bosses negres tota la nit
hi ha nens jugant al costat i fa molta pena
aparquen en doble fila i deixen el motor en marxa
cobren vint euros el gram`.split('\n'),
  gl: `isto pasa todas as fins de semana e ninguén fai nada
cheira a marihuana en toda a escaleira
veñen en coche e marchan axiña
teño medo de que se saiba que fun eu
entran e saen con bolsas negras toda a noite
hai nenos xogando ao lado e dá moita pena
cobran vinte euros o gramo`.split('\n'),
  eu: `hau asteburuero gertatzen da eta inork ez du ezer egiten
marihuana usaina dago eskailera osoan
autoz etortzen dira eta berehala joaten dira
poltsa beltzekin sartu eta irteten dira gau osoan
umeak ondoan jolasten daude eta pena ematen du
beldurra ematen dit jakin dezaten`.split('\n'),
  en: `this happens every weekend and nobody does anything
the whole staircase smells of weed
they come by car and leave five minutes later
I am afraid they will find out it was me
they carry black bags in and out all night
twenty euros a gram, always cash`.split('\n'),
};

/** More of the same in plain words, for training only: what the tagger must leave alone. */
export const TRAINING_CHATTER = {
  es: `guardan el dinero en una caja de zapatos dentro del armario
queman cables en el descampado y sale un humo negro
cortan la luz de la farola y lo dejan todo a oscuras
el contador está manipulado y echa chispas
los perros están atados sin agua y muy flacos
duermen más de veinte personas en un sótano sin ventanas
las mujeres que trabajan allí nunca salen solas
ofrecen trabajo y luego se quedan el pasaporte
tiran aceite y pintura al arroyo cuando llueve
la tienda no tiene clientes pero entra mucha gente
echan algo en las copas en la discoteca de la playa
piden los datos de la tarjeta por mensaje y vacían la cuenta
la noche de reyes entraron en varias casas con chalecos amarillos
suben a los trenes de mercancías y roban el cobre
las facturas son falsas y los obreros no cobran
llevan la maría en bolsas de basura y la cortan allí mismo
huele a maría que echa para atrás y fuman en el portal
la bolsa de maría la venden a veinte y el gramo a sesenta
van en un seat león amarillo o en un mercedes viejo
conducen una renault scenic gris y una kawasaki verde
suelen estar en el parking del súper a última hora
les llaman por teléfono y les guarda la mercancía el de la tienda
el conductor es alto, español, de unos cuarenta, con coleta
en la plaza del mercado hay movimiento por las noches
hacen guardia dos chavales en la esquina con la capucha puesta
dentro tienen una báscula, bolsitas y mucho dinero en billetes pequeños
quedan en la gasolinera y cambian la mochila de coche
les da igual que haya críos delante
traen la mercancía en un camión de fruta y la guardan en una nave
hay peleas de perros cada domingo en una finca
la chica está encerrada y no la dejan salir sola
la policía pasa de largo y ellos se ríen
tiene un perro grande sin bozal y lo suelta cuando alguien se acerca
van armados, uno lleva la pistola en la cintura
trabajan para un colombiano y se reparten las calles
el dueño del bar lo sabe y cobra comisión
los viernes a las once llegan tres coches seguidos
el tío es rumano, unos cuarenta, lleva chándal y riñonera
les pillaron una vez y al día siguiente estaban otra vez igual
hay un punto de venta detrás de los columpios
la mueven en patinete y la esconden en los contadores de la luz`.split('\n'),
  ca: `els diners els guarden en capses dins de l'armari del passadís
obren la persiana a mitja nit i la tornen a baixar de seguida
hi ha bicicletes robades lligades a la tanca del solar
porten guants i una llanterna i no parlen amb ningú
els veïns tenen por i ningú no vol signar res
la botiga no té clients però hi entra molta gent
el comptador de la llum està manipulat i fa espurnes
tallen els cables del fanal i ho deixen tot a les fosques
treuen mobles i ferralla de matinada amb un remolc vell
hi dormen més de vint persones en lliteres sense finestres
les dones que hi treballen no surten mai soles al carrer
paguen amb bitllets petits i no donen mai rebut
fan servir un pany nou i una càmera al costat del timbre
els gossos borden tota la nit i estan molt prims
hi ha forats a la paret i una mànega que va cap al riu
les caixes no porten cap etiqueta i pesen molt
el noi de la gorra vigila mentre l'altre cobra
arriben amb motxilles buides i surten amb motxilles plenes
trenquen els miralls dels cotxes aparcats davant de l'escola
ofereixen feina a canvi de quedar-se el passaport
llencen olis i pintures al torrent quan plou
a la parada del mercat venen roba falsa i rellotges
diuen que és una associació però allà només es fuma
van encaputxats i marxen corrents quan s'obre una finestra
les factures són falses i els treballadors no cobren
fa setmanes que ningú no veu la senyora gran del tercer
fan carreres il·legals al polígon cada diumenge
sempre me'ls trobo al replà comptant bitllets
hem trobat xeringues al pati i bosses buides
les guarda al congelador i les ven de nit
mai havia vist tanta gent estranya pujant al quart
porten motxilles i parlen amb els del bar
hi ha una plantació, es nota per la llum i la calor
en tenen a carretades i ho reparteixen en moto
el local és buit però hi entren per darrere
cobren en efectiu i no donen cap explicació
els del costat ja han trucat dues vegades
porta una Yamaha negra i va sense casc
va en un Audi gris i aparca a la zona blava`.split('\n'),
  gl: `gardan os cartos nunha caixa de zapatos debaixo da cama
collen a mercadoría con guantes e unha lanterna
pola noite soan motores e ninguén acende a luz
as redes están rotas e hai bidóns agochados entre as pedras
cortan a luz da rúa e déixano todo ás escuras
a tenda non ten clientes pero entra moita xente
pagan en billetes pequenos e nunca dan recibo
botan aceite e pintura no regato cando chove
os cans están atados sen auga nin comida
din que é unha asociación pero alí só se fuma
levan gorra e tapan a cara cando pasa alguén
hai máis de vinte persoas durmindo nun baixo sen ventás
cazan de noite con focos e venden a carne aos bares
as facturas son falsas e os obreiros non cobran
queimaron o monte por dous lados á mesma hora
descargan de madrugada na praia pequena e marchan antes das cinco
levan a mercadoría nunha furgoneta de reparto de pan
o diñeiro gárdano na mercería e ninguén di nada
venden na porta do instituto á hora do recreo
hai un galpón coas luces acesas toda a noite
veñen coches de fóra, con matrícula portuguesa
teñen unha planadora agochada entre as bateas
van nunha moto verde e sen casco`.split('\n'),
  eu: `dirua kutxa batean gordetzen dute armairuaren barruan
gaueko ordu txikietan pertsiana ireki eta berriro ixten dute
bizikleta lapurtuak pilatzen dituzte lokal hutsean
eskularruak eta linterna eramaten dituzte eta ez dute hitz egiten
bizilagunek beldurra dute eta inork ez du ezer sinatu nahi
dendak ez du bezerorik baina jende asko sartzen da
argindarraren kontagailua aldatuta dago eta txinpartak ateratzen dira
kaleko argiak hausten dituzte dena ilun geratzeko
hogei pertsona baino gehiago lotan daude leihorik gabeko soto batean
emakumeek ezin dute bakarrik kalera irten
billete txikiekin ordaintzen dute eta ez dute agiririk ematen
txakurrak lotuta daude, urik eta janaririk gabe
kaxek ez dute etiketarik eta pisu handia dute
txanoa duenak zaintzen du eta besteak kobratzen du
motxila hutsekin iritsi eta beteta ateratzen dira
ispiluak hausten dituzte eskolaren aurrean aparkatutako autoetan
lana eskaintzen dute pasaportearen truke
olioa eta pintura botatzen dituzte ibaira euria egiten duenean
merkatuko postuan arropa faltsua eta erlojuak saltzen dituzte
elkarte bat dela diote baina han erre besterik ez dute egiten
fakturak faltsuak dira eta langileek ez dute soldatarik jasotzen
gazteek mugikorrarekin abisatzen diote elkarri polizia datorrenean
patinetean ibiltzen da mutil bat eta lagunei banatzen die
metal hotsak entzuten dira eta kea ateratzen da teilatutik
jaietan edariari zerbait botatzen diote neskei
furgoneta gorri bat aparkatzen dute pilotalekuaren atzean
atean saltzen dute eta gero autoz joaten dira
gauero bi gizon egoten dira auto gorri batean
Kawasaki berde bat dauka eta azkar ibiltzen da
dena garajean gordetzen dute, poltsa beltzetan
inoiz ez dut horrelakorik ikusi herri honetan
nagusiak badaki eta ez du ezer esaten
izeneko batek kontrolatzen du auzo osoa
saltzailea gaztea da, altua, bizarra dauka
kamioi batean ekartzen dituzte astelehenetan
taberna atzean egiten dituzte tratuak
furgoneta zuria aparkatzen dute elizaren ondoan
diru eskura bakarrik kobratzen dute, berrogei euro gramoa`.split('\n'),
  en: `they keep the cash in a shoe box inside the wardrobe
the shutter opens at midnight and closes again at once
stolen bikes are piled up in the empty unit
they wear gloves and carry a torch and never talk
the card reader at the shop always fails and then charges twice
the young one keeps watch while the other takes the money
dogs are chained without water and look very thin
boxes have no labels and weigh a lot
more than twenty people sleep in a basement without windows
the women who work there never go out alone
they dump oil and paint into the stream when it rains
fake watches and bags are sold from a blanket by the pier
they promise work and then keep everybody's passport
somebody puts things into drinks at the club by the beach
the meter has been tampered with and throws sparks
there's a grow in the basement, you can smell it from the street
he keeps it in the cool box behind the bar
the van is white and has a dent on the left side
two lads stand on the corner and whistle when police come
money goes out every friday in a black holdall
constant deliveries at night and nobody ever carries furniture`.split('\n'),
};
