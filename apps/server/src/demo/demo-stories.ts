import type { Language } from '#campaigns';

/** What somebody might write; no person, number or plate in here exists. `{…}` is filled in by demo-tips.ts. */
export interface Story {
  campaign: 'tweetredadas' | 'protege-menores' | 'ciudad-limpia';
  language: Language;
  text: string;
  place?: string;
  /** How many people send the same: 1 for most, dozens for the one that was on television. */
  senders?: number;
  photo?: boolean;
}

export const STORIES: Story[] = [
  {
    campaign: 'tweetredadas',
    language: 'es',
    text: 'En la calle Embajadores {numero}, portal con la puerta rota, venden a todas horas. Suben al 2º y bajan en dos minutos. El que manda va en un {coche} {color} con matrícula {matricula} y le llaman el Rubio.',
    place: 'Lavapiés, Madrid',
    senders: 34,
    photo: true,
  },
  {
    campaign: 'tweetredadas',
    language: 'es',
    text: 'Buenas, en el parque de la Bombilla, al lado de los columpios, todas las tardes de 17 a 20 h un chico con gorra vende bolsitas a los del instituto. Guarda el material debajo del banco verde.',
    place: 'Madrid',
    senders: 9,
  },
  {
    campaign: 'tweetredadas',
    language: 'es',
    text: 'Hay una plantación en un chalet de la urbanización Los Almendros, se oye el aire acondicionado día y noche y huele desde la calle. Los ventanales están tapados con plástico. Entra un {coche} {color} {matricula}.',
    place: 'Alcalá de Henares',
    senders: 4,
    photo: true,
  },
  {
    campaign: 'tweetredadas',
    language: 'es',
    text: 'narcopiso en la calle San Bernardo {numero} tercero derecha. mi vecina ya ha llamado 3 veces. dejan jeringuillas en el rellano y hay niños en el edificio',
    place: 'Madrid centro',
    senders: 6,
  },
  {
    campaign: 'tweetredadas',
    language: 'es',
    text: 'Soy camarero de un bar del puerto. Los martes llega una lancha sin luces sobre las 4 de la mañana y descargan fardos en una furgoneta blanca {matricula}. El que cobra se llama {nombre} y su teléfono es el {telefono}.',
    place: 'Estepona, Málaga',
    senders: 3,
  },
  {
    campaign: 'tweetredadas',
    language: 'es',
    text: 'EN EL BAR DE LA ESQUINA DE LA PLAZA MAYOR SE VENDE COCAINA EN EL BAÑO. PREGUNTAD POR {nombre}. TODO EL PUEBLO LO SABE',
    place: 'Colmenar Viejo',
    senders: 2,
  },
  {
    campaign: 'tweetredadas',
    language: 'es',
    text: 'Un hombre de unos 40 años me ha ofrecido pastillas a la salida de la discoteca. Me dio este número para comprar: {telefono}. También está en Telegram como @{usuario}.',
    place: 'Torremolinos',
  },
  {
    campaign: 'tweetredadas',
    language: 'es',
    text: 'El del kiosco de la avenida de Andalucía {numero} guarda paquetes que le deja un repartidor en moto sin matrícula. El dinero se lo ingresan en la cuenta {iban}. Lo sé porque me pidió que le hiciera yo una transferencia.',
    place: 'Málaga',
  },
  {
    campaign: 'tweetredadas',
    language: 'es',
    text: 'Mi cuñado de 34 años vende en casa de mi suegra y ella no se atreve a decir nada. Tiene una pistola en el armario y dice que va a matar al que hable. Por favor actúen ya.',
    place: 'Móstoles',
  },
  {
    campaign: 'tweetredadas',
    language: 'es',
    text: 'En el descampado detrás del polígono La Garena hacen botellón y un tal {nombre} (DNI {dni}, lo vi en su cartera) reparte papelinas. Llega sobre las 23:00 los viernes.',
    place: 'Alcalá de Henares',
  },
  {
    campaign: 'tweetredadas',
    language: 'ca',
    text: 'Al carrer de la Riera {numero}, baixos, hi ha moviment tota la nit. Arriben cotxes amb matrícula estrangera i un home alt surt amb una bossa. Fa mesos que dura.',
    place: "L'Hospitalet de Llobregat",
  },
  {
    campaign: 'tweetredadas',
    language: 'gl',
    text: 'Na ría, pola noite, entran planeadoras sen luces e descargan na praia pequena. A furgoneta é gris, matrícula {matricula}.',
    place: 'Vilagarcía de Arousa',
  },
  {
    campaign: 'tweetredadas',
    language: 'eu',
    text: 'Geltokiaren ondoko tabernan droga saltzen dute ostiralero gauean. Saltzaileak {coche} {color} bat dauka.',
    place: 'Bilbao',
  },
  {
    campaign: 'tweetredadas',
    language: 'en',
    text: 'A man sells pills outside the club near the beach every Saturday around 3 am. He drives a {color} {coche}, plate {matricula}.',
    place: 'Marbella',
  },
  {
    campaign: 'tweetredadas',
    language: 'es',
    text: 'Gracias por lo que hacéis. En mi barrio ya no se puede bajar al parque. Miren el local cerrado junto a la farmacia de la calle Toledo {numero}: luz por la noche y gente que entra por el patio.',
    place: 'Madrid',
    photo: true,
  },
  {
    campaign: 'protege-menores',
    language: 'es',
    text: 'Un perfil que se llama @{usuario} escribe a niñas de 12 años en un juego y les pide fotos. A mi hija le dijo que vivía en Madrid y que podía ir a buscarla al colegio.',
    senders: 7,
    photo: true,
  },
  {
    campaign: 'protege-menores',
    language: 'es',
    text: 'En un grupo de mensajería circula un vídeo de un menor. El que lo subió usa el correo {correo}. No lo he reenviado, tengo captura.',
    senders: 3,
  },
  {
    campaign: 'protege-menores',
    language: 'es',
    text: 'El monitor del campamento añade a los chavales en redes y les manda mensajes de madrugada. Se llama {nombre}.',
    place: 'Getafe',
  },
  {
    campaign: 'protege-menores',
    language: 'ca',
    text: 'Hi ha una pàgina, http://{usuario}.example, on demanen fotos a menors a canvi de targetes regal.',
  },
  {
    campaign: 'ciudad-limpia',
    language: 'es',
    text: 'Anoche pintaron tres vagones en las cocheras de la línea 5. Eran cuatro, la firma es "KROM". Se fueron en un {coche} {color} {matricula}.',
    place: 'Madrid',
    senders: 11,
    photo: true,
  },
  {
    campaign: 'ciudad-limpia',
    language: 'es',
    text: 'Han rayado la piedra de la puerta del palacio con un compresor. Lo cuelgan en su cuenta @{usuario} y presumen de ello.',
    place: 'Madrid',
    photo: true,
  },
  {
    campaign: 'ciudad-limpia',
    language: 'es',
    text: 'Sé quién hace las pintadas del túnel: va a mi clase, deja los botes en la taquilla 114.',
    place: 'Leganés',
  },
];

/** Pieces of everyday tips: one of each makes a message that nobody else sends. */
export const EVERYDAY = {
  where: [
    'En el callejón detrás de la {via} {numero}',
    'En los bajos del bloque {numero} de la {via}',
    'Junto a la parada de autobús de la {via}',
    'En el locutorio que hay frente al mercado',
    'En el aparcamiento del supermercado de la {via}',
    'En la pista de skate, por la parte de los grafitis,',
    'En la lavandería de la {via} {numero}',
    'En un trastero de la {via}',
    'En las escaleras del metro, salida a la {via},',
    'En la casa okupada de la {via} {numero}',
    'En el puesto de móviles de la galería comercial',
    'En el solar que hay al lado del centro de salud',
  ],
  what: [
    'se ve a dos personas que cambian bolsitas por billetes',
    'venden marihuana y algo en papelinas',
    'un chico en patinete reparte y vuelve cada media hora',
    'guardan paquetes que trae una furgoneta blanca {matricula}',
    'entra y sale gente que está menos de un minuto',
    'un hombre con perro cobra a los que pasan al fondo',
    'cuecen algo que huele a disolvente y tienen las persianas bajadas',
    'reciben pedidos por el teléfono {telefono}',
    'hay una mujer que avisa con silbidos cuando pasa un coche patrulla',
    'esconden la mercancía en el cuadro de la luz',
    'lo lleva uno al que llaman {mote}',
    'cargan bolsas de deporte en un {coche} {color} {matricula}',
  ],
  when: [
    'todos los días a la salida del trabajo.',
    'los viernes y sábados a partir de las doce de la noche.',
    'sobre todo por la mañana temprano, antes de las siete.',
    'desde hace unas tres semanas.',
    'cuando cierra el bar de enfrente.',
    'los domingos, cuando no hay nadie por la calle.',
    'a la hora de comer.',
    'solo cuando llueve y no hay niños jugando.',
  ],
  close: [
    'Los vecinos estamos cansados.',
    'Tengo miedo de que se enteren de que he escrito.',
    'No sé si os sirve.',
    'Si hace falta puedo decir más.',
    'Ya llamé una vez y no vino nadie.',
    'Por favor, no digáis que ha sido alguien del bloque.',
    '',
    '',
  ],
  place: [
    'Madrid',
    'Vallecas, Madrid',
    'Fuenlabrada',
    'Parla',
    'Leganés',
    'Málaga',
    'Fuengirola',
    'Benalmádena',
    'Vélez-Málaga',
    'Torrejón de Ardoz',
  ],
} as const;

/** The 5 % that the story of the first users counts as negative: insults, noise, revenge, advertising. */
export const ABUSE: string[] = [
  'sois unos inútiles y unos vendidos, dejad de molestar a la gente honrada',
  'jajajajaja pringaos iros a trabajar de una vez vagos',
  'GANA DINERO DESDE CASA!!! entra en http://{usuario}.example y http://{usuario}-2.example y http://promo.example/{numero}',
  'mi ex {nombre} vende de todo, lo juro, deténganlo hoy mismo que se lo merece por lo que me hizo',
  'asdfasdf asdf asdf prueba prueba prueba',
  'os voy a reventar la comisaría malditos',
];

/** How people copy a message: each takes the text as somebody sent it. */
export const REWORDINGS: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) =>
    text
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .toLowerCase(),
  (text) => `Hola buenas tardes. ${text} Gracias, un saludo.`,
  (text) => `${text} #tweetredadas 👮🚨`,
  (text) => `RT @vecinos_alerta: ${text}`,
  (text) =>
    text
      .replace(/\bque\b/g, 'q')
      .replace(/\bpor\b/g, 'x')
      .replace(/\btambién\b/gi, 'tb'),
  (text) => `${text} Lo veo desde mi ventana todos los días.`,
  (text) => text.split(' ').slice(0, -4).join(' '),
];
