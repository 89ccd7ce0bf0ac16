import type { Language } from '#campaigns';

/** What the pages about the log say: they are read by people who have never heard of one. */
export interface TransparencyTexts {
  footer: string;
  title: string;
  lead: string;
  parts: { title: string; lines: string[] }[];
  check: {
    title: string;
    lead: string;
    entry: string;
    entryHint: string;
    hash: string;
    hashHint: string;
    button: string;
    fromReceipt: string;
  };
  errors: { malformed: string; hashMalformed: string; unknown: string };
  included: { title: string; place: (index: string, size: string) => string; sameHash: string };
  otherHash: { title: string; lines: string[] };
  waiting: { title: string; lines: string[]; again: string };
  keep: { title: string; text: string; button: string };
  howTo: { title: string; lead: string; verifier: string; run: string; shows: string };
  details: { title: string; root: string; checkpoint: string };
  witnessed: (witnesses: number) => string;
  /** Said where somebody else does it at all, with when they last did. */
  outside: { title: string; witness: (last: string) => string; stamp: (last: string) => string };
  experts: { title: string; lead: string; checkpoint: string; keys: string };
}

const es: TransparencyTexts = {
  footer: 'Transparencia',
  title: 'Un registro que no se puede cambiar a escondidas',
  lead: 'Cada aviso que llega queda anotado. Nadie puede borrar ni cambiar una anotación sin que se note: tampoco la policía.',
  parts: [
    {
      title: 'Qué se anota',
      lines: [
        'Que ha llegado un aviso, y a qué hora.',
        'Quién lo abre, cuándo y para qué. También quién busca, exporta o intenta ver lo que no debe.',
        'Nunca lo que dice el aviso ni quién lo envía.',
      ],
    },
    {
      title: 'Qué se ve desde fuera',
      lines: [
        'Solo huellas: letras y números que se calculan a partir de cada anotación y de un número secreto. De una huella no se puede volver atrás.',
      ],
    },
    {
      title: 'Por qué se notaría un cambio',
      lines: [
        'Todas las huellas se combinan en una sola, que se firma y se publica a los pocos segundos. Si se cambia, se quita o se añade algo después, la huella firmada deja de cuadrar. Cualquiera puede comprobarlo.',
      ],
    },
  ],
  check: {
    title: 'Comprueba tu resguardo',
    lead: 'Escribe los datos que tu resguardo llama anotación y huella. No escribas aquí tu código.',
    entry: 'Anotación',
    entryHint: 'Tiene 36 letras, números y guiones.',
    hash: 'Huella',
    hashHint: 'Tiene 64 letras y números. Si no la escribes, la comparas tú.',
    button: 'Comprobar',
    fromReceipt: 'Comprobarlo ahora',
  },
  errors: {
    malformed: 'La anotación tiene 36 letras, números y guiones, como 019ab3f0-6c1e-7a3b-8d5f-0123456789ab',
    hashMalformed: 'La huella tiene 64 números y letras de la a a la f',
    unknown: 'Esa anotación no está en el registro. Mira si hay alguna letra equivocada',
  },
  included: {
    title: 'Está en el registro',
    place: (index, size) => `Es la anotación ${index} de las ${size} que hay.`,
    sameHash: 'La huella de tu resguardo es la misma.',
  },
  otherHash: {
    title: 'La huella no coincide',
    lines: [
      'La anotación existe, pero su huella no es la que has escrito.',
      'Mira si la has copiado bien. Si está bien, guarda tu resguardo: demuestra que lo anotado no es lo que se te dijo.',
    ],
  },
  waiting: {
    title: 'Ha llegado y espera su sitio',
    lines: ['Está guardado. Su sitio en el registro se da en un segundo.'],
    again: 'Mirar otra vez',
  },
  keep: {
    title: 'Guarda la prueba',
    text: 'Es un fichero pequeño. Con él demuestras que tu aviso llegó aunque esta página desaparezca. No dice quién eres ni qué contaste. Guárdalo donde nadie más mire.',
    button: 'Descargar la prueba',
  },
  howTo: {
    title: 'Cómo comprobarla sin fiarte de nadie',
    lead: 'En un ordenador con Node.js, aunque no tenga conexión:',
    verifier: 'Descarga el verificador',
    run: 'Ponlo junto a la prueba y ejecuta:',
    shows: 'Compara la huella que muestra con la de tu resguardo.',
  },
  details: {
    title: 'Los datos de la prueba',
    root: 'Huella de todo el registro',
    checkpoint: 'Punto de control firmado',
  },
  witnessed: (witnesses) =>
    witnesses === 1
      ? 'Un testigo independiente también lo ha firmado.'
      : `${witnesses} testigos independientes también lo han firmado.`,
  outside: {
    title: 'Quién más lo vigila',
    witness: (last) =>
      `Un testigo que no somos nosotros también firma el registro, y solo si no se ha reescrito nada de lo que ya había visto. La última vez: ${last}.`,
    stamp: (last) =>
      `Una autoridad de sellado de tiempo certifica, con su propio reloj, que el registro ya existía. La última vez: ${last}.`,
  },
  experts: {
    title: 'Para quien quiera ir más lejos',
    lead: 'El registro sigue RFC 9162 y los formatos tlog de C2SP. Se puede copiar y comprobar entero.',
    checkpoint: 'El último punto de control',
    keys: 'Las claves que lo firman',
  },
};

const ca: TransparencyTexts = {
  footer: 'Transparència',
  title: "Un registre que no es pot canviar d'amagat",
  lead: 'Cada avís que arriba queda anotat. Ningú no pot esborrar ni canviar una anotació sense que es noti: tampoc la policia.',
  parts: [
    {
      title: "Què s'anota",
      lines: [
        'Que ha arribat un avís, i a quina hora.',
        "Qui l'obre, quan i per a què. També qui cerca, exporta o intenta veure el que no ha de veure.",
        "Mai el que diu l'avís ni qui l'envia.",
      ],
    },
    {
      title: 'Què es veu des de fora',
      lines: [
        "Només empremtes: lletres i números que es calculen a partir de cada anotació i d'un número secret. D'una empremta no es pot tornar enrere.",
      ],
    },
    {
      title: 'Per què es notaria un canvi',
      lines: [
        "Totes les empremtes es combinen en una de sola, que se signa i es publica al cap de pocs segons. Si després es canvia, es treu o s'afegeix alguna cosa, l'empremta signada deixa de quadrar. Qualsevol ho pot comprovar.",
      ],
    },
  ],
  check: {
    title: 'Comprova el teu resguard',
    lead: 'Escriu les dades que el teu resguard anomena anotació i empremta. No escriguis aquí el teu codi.',
    entry: 'Anotació',
    entryHint: 'Té 36 lletres, números i guions.',
    hash: 'Empremta',
    hashHint: "Té 64 lletres i números. Si no l'escrius, la compares tu.",
    button: 'Comprova',
    fromReceipt: 'Comprova-ho ara',
  },
  errors: {
    malformed: "L'anotació té 36 lletres, números i guions, com 019ab3f0-6c1e-7a3b-8d5f-0123456789ab",
    hashMalformed: "L'empremta té 64 números i lletres de la a a la f",
    unknown: 'Aquesta anotació no és al registre. Mira si hi ha alguna lletra equivocada',
  },
  included: {
    title: 'És al registre',
    place: (index, size) => `És l'anotació ${index} de les ${size} que hi ha.`,
    sameHash: "L'empremta del teu resguard és la mateixa.",
  },
  otherHash: {
    title: "L'empremta no coincideix",
    lines: [
      "L'anotació existeix, però la seva empremta no és la que has escrit.",
      "Mira si l'has copiada bé. Si està bé, guarda el resguard: demostra que el que hi ha anotat no és el que se't va dir.",
    ],
  },
  waiting: {
    title: 'Ha arribat i espera el seu lloc',
    lines: ['Està guardat. El seu lloc al registre es dona en un segon.'],
    again: 'Mira-ho una altra vegada',
  },
  keep: {
    title: 'Guarda la prova',
    text: "És un fitxer petit. Amb ell demostres que el teu avís va arribar encara que aquesta pàgina desaparegui. No diu qui ets ni què vas explicar. Guarda'l on ningú més no miri.",
    button: 'Baixa la prova',
  },
  howTo: {
    title: 'Com comprovar-la sense refiar-te de ningú',
    lead: 'En un ordinador amb Node.js, encara que no tingui connexió:',
    verifier: 'Baixa el verificador',
    run: "Posa'l al costat de la prova i executa:",
    shows: "Compara l'empremta que mostra amb la del teu resguard.",
  },
  details: {
    title: 'Les dades de la prova',
    root: 'Empremta de tot el registre',
    checkpoint: 'Punt de control signat',
  },
  witnessed: (witnesses) =>
    witnesses === 1
      ? "Un testimoni independent també l'ha signat."
      : `${witnesses} testimonis independents també l'han signat.`,
  outside: {
    title: 'Qui més el vigila',
    witness: (last) =>
      `Un testimoni que no som nosaltres també signa el registre, i només si no s'ha reescrit res del que ja havia vist. L'última vegada: ${last}.`,
    stamp: (last) =>
      `Una autoritat de segellament de temps certifica, amb el seu propi rellotge, que el registre ja existia. L'última vegada: ${last}.`,
  },
  experts: {
    title: 'Per a qui vulgui anar més lluny',
    lead: 'El registre segueix RFC 9162 i els formats tlog de C2SP. Es pot copiar i comprovar tot sencer.',
    checkpoint: "L'últim punt de control",
    keys: 'Les claus que el signen',
  },
};

const gl: TransparencyTexts = {
  footer: 'Transparencia',
  title: 'Un rexistro que non se pode cambiar ás agachadas',
  lead: 'Cada aviso que chega queda anotado. Ninguén pode borrar nin cambiar unha anotación sen que se note: tampouco a policía.',
  parts: [
    {
      title: 'Que se anota',
      lines: [
        'Que chegou un aviso, e a que hora.',
        'Quen o abre, cando e para que. Tamén quen busca, exporta ou intenta ver o que non debe.',
        'Nunca o que di o aviso nin quen o envía.',
      ],
    },
    {
      title: 'Que se ve desde fóra',
      lines: [
        'Só pegadas: letras e números que se calculan a partir de cada anotación e dun número secreto. Dunha pegada non se pode volver atrás.',
      ],
    },
    {
      title: 'Por que se notaría un cambio',
      lines: [
        'Todas as pegadas se combinan nunha soa, que se asina e se publica aos poucos segundos. Se despois se cambia, se quita ou se engade algo, a pegada asinada deixa de cadrar. Calquera pode comprobalo.',
      ],
    },
  ],
  check: {
    title: 'Comproba o teu resgardo',
    lead: 'Escribe os datos que o teu resgardo chama anotación e pegada. Non escribas aquí o teu código.',
    entry: 'Anotación',
    entryHint: 'Ten 36 letras, números e guións.',
    hash: 'Pegada',
    hashHint: 'Ten 64 letras e números. Se non a escribes, compárala ti.',
    button: 'Comprobar',
    fromReceipt: 'Comprobalo agora',
  },
  errors: {
    malformed: 'A anotación ten 36 letras, números e guións, como 019ab3f0-6c1e-7a3b-8d5f-0123456789ab',
    hashMalformed: 'A pegada ten 64 números e letras da a á f',
    unknown: 'Esa anotación non está no rexistro. Mira se hai algunha letra equivocada',
  },
  included: {
    title: 'Está no rexistro',
    place: (index, size) => `É a anotación ${index} das ${size} que hai.`,
    sameHash: 'A pegada do teu resgardo é a mesma.',
  },
  otherHash: {
    title: 'A pegada non coincide',
    lines: [
      'A anotación existe, pero a súa pegada non é a que escribiches.',
      'Mira se a copiaches ben. Se está ben, garda o teu resgardo: demostra que o anotado non é o que se che dixo.',
    ],
  },
  waiting: {
    title: 'Chegou e agarda o seu sitio',
    lines: ['Está gardado. O seu sitio no rexistro dáse nun segundo.'],
    again: 'Mirar outra vez',
  },
  keep: {
    title: 'Garda a proba',
    text: 'É un ficheiro pequeno. Con el demostras que o teu aviso chegou aínda que esta páxina desapareza. Non di quen es nin que contaches. Gárdao onde ninguén máis mire.',
    button: 'Descargar a proba',
  },
  howTo: {
    title: 'Como comprobala sen fiarte de ninguén',
    lead: 'Nun ordenador con Node.js, aínda que non teña conexión:',
    verifier: 'Descarga o verificador',
    run: 'Pono xunto á proba e executa:',
    shows: 'Compara a pegada que mostra coa do teu resgardo.',
  },
  details: {
    title: 'Os datos da proba',
    root: 'Pegada de todo o rexistro',
    checkpoint: 'Punto de control asinado',
  },
  witnessed: (witnesses) =>
    witnesses === 1
      ? 'Unha testemuña independente tamén o asinou.'
      : `${witnesses} testemuñas independentes tamén o asinaron.`,
  outside: {
    title: 'Quen máis o vixía',
    witness: (last) =>
      `Unha testemuña que non somos nós tamén asina o rexistro, e só se non se reescribiu nada do que xa vira. A última vez: ${last}.`,
    stamp: (last) =>
      `Unha autoridade de selado de tempo certifica, co seu propio reloxo, que o rexistro xa existía. A última vez: ${last}.`,
  },
  experts: {
    title: 'Para quen queira ir máis lonxe',
    lead: 'O rexistro segue RFC 9162 e os formatos tlog de C2SP. Pódese copiar e comprobar enteiro.',
    checkpoint: 'O último punto de control',
    keys: 'As claves que o asinan',
  },
};

const eu: TransparencyTexts = {
  footer: 'Gardentasuna',
  title: 'Ezkutuan aldatu ezin den erregistroa',
  lead: 'Iristen den abisu bakoitza idatzita geratzen da. Inork ezin du oharrik ezabatu edo aldatu nabaritu gabe: poliziak ere ez.',
  parts: [
    {
      title: 'Zer idazten den',
      lines: [
        'Abisu bat iritsi dela, eta zein ordutan.',
        'Nork irekitzen duen, noiz eta zertarako. Baita nork bilatzen, esportatzen edo ikusi behar ez duena ikusten saiatzen den ere.',
        'Inoiz ez abisuak dioena, ezta nork bidali duen ere.',
      ],
    },
    {
      title: 'Kanpotik zer ikusten den',
      lines: [
        'Hatz-markak bakarrik: ohar bakoitzetik eta zenbaki sekretu batetik kalkulatzen diren hizkiak eta zenbakiak. Hatz-markatik ezin da atzera egin.',
      ],
    },
    {
      title: 'Aldaketa zergatik nabarituko litzatekeen',
      lines: [
        'Hatz-marka guztiak bakar batean biltzen dira, eta hori sinatu eta segundo gutxira argitaratzen da. Gero zerbait aldatu, kendu edo gehitzen bada, sinatutako hatz-marka ez dator bat. Edonork egiazta dezake.',
      ],
    },
  ],
  check: {
    title: 'Egiaztatu zure frogagiria',
    lead: 'Idatzi zure frogagirian agertzen diren idazpena eta hatz-marka. Ez idatzi hemen zure kodea.',
    entry: 'Idazpena',
    entryHint: '36 hizki, zenbaki eta marratxo ditu.',
    hash: 'Hatz-marka',
    hashHint: '64 hizki eta zenbaki ditu. Idazten ez baduzu, zuk konparatu.',
    button: 'Egiaztatu',
    fromReceipt: 'Egiaztatu orain',
  },
  errors: {
    malformed: 'Idazpenak 36 hizki, zenbaki eta marratxo ditu, adibidez 019ab3f0-6c1e-7a3b-8d5f-0123456789ab',
    hashMalformed: 'Hatz-markak 64 zenbaki eta a-tik f-rako hizki ditu',
    unknown: 'Idazpen hori ez dago erregistroan. Begiratu hizkiren bat oker dagoen',
  },
  included: {
    title: 'Erregistroan dago',
    place: (index, size) => `${size} oharretatik ${index}. oharra da.`,
    sameHash: 'Zure frogagiriaren hatz-marka bera da.',
  },
  otherHash: {
    title: 'Hatz-marka ez dator bat',
    lines: [
      'Idazpena badago, baina bere hatz-marka ez da zuk idatzitakoa.',
      'Begiratu ondo kopiatu duzun. Ondo badago, gorde frogagiria: idatzita dagoena esan zizutena ez dela frogatzen du.',
    ],
  },
  waiting: {
    title: 'Iritsi da, eta bere lekuaren zain dago',
    lines: ['Gordeta dago. Erregistroko lekua segundo batean ematen zaio.'],
    again: 'Begiratu berriro',
  },
  keep: {
    title: 'Gorde froga',
    text: 'Fitxategi txiki bat da. Harekin zure abisua iritsi zela frogatzen duzu, orri hau desagertzen bada ere. Ez du esaten nor zaren, ezta zer kontatu zenuen ere. Gorde beste inork begiratzen ez duen lekuan.',
    button: 'Deskargatu froga',
  },
  howTo: {
    title: 'Nola egiaztatu inorengan fidatu gabe',
    lead: 'Node.js duen ordenagailu batean, konexiorik ez badu ere:',
    verifier: 'Deskargatu egiaztatzailea',
    run: 'Jarri frogaren ondoan eta exekutatu:',
    shows: 'Konparatu erakusten duen hatz-marka zure frogagirikoarekin.',
  },
  details: {
    title: 'Frogaren datuak',
    root: 'Erregistro osoaren hatz-marka',
    checkpoint: 'Sinatutako kontrol-puntua',
  },
  witnessed: (witnesses) =>
    witnesses === 1
      ? 'Lekuko independente batek ere sinatu du.'
      : `${witnesses} lekuko independentek ere sinatu dute.`,
  outside: {
    title: 'Nork gehiago zaintzen duen',
    witness: (last) =>
      `Gu ez garen lekuko batek ere sinatzen du erregistroa, baina lehendik ikusitakotik ezer berridatzi ez bada bakarrik. Azken aldia: ${last}.`,
    stamp: (last) =>
      `Denbora-zigilatze autoritate batek, bere erlojuarekin, egiaztatzen du erregistroa ordurako bazegoela. Azken aldia: ${last}.`,
  },
  experts: {
    title: 'Urrunago joan nahi duenarentzat',
    lead: 'Erregistroak RFC 9162 eta C2SPren tlog formatuak betetzen ditu. Osorik kopiatu eta egiazta daiteke.',
    checkpoint: 'Azken kontrol-puntua',
    keys: 'Sinatzen duten gakoak',
  },
};

const en: TransparencyTexts = {
  footer: 'Transparency',
  title: 'A log that cannot be changed in secret',
  lead: 'Each tip that arrives is written down. Nobody can erase or change a line without it being noticed: not even the police.',
  parts: [
    {
      title: 'What is written down',
      lines: [
        'That a tip has arrived, and at what time.',
        'Who opens it, when and what for. Also who searches, exports or tries to see what they should not.',
        'Never what the tip says or who sent it.',
      ],
    },
    {
      title: 'What can be seen from outside',
      lines: [
        'Only fingerprints: letters and numbers that are computed from each line and a secret number. There is no way back from a fingerprint.',
      ],
    },
    {
      title: 'Why a change would be noticed',
      lines: [
        'All fingerprints are combined into a single one, which is signed and published within seconds. If anything is changed, removed or added later, the signed fingerprint no longer fits. Anybody can check it.',
      ],
    },
  ],
  check: {
    title: 'Check your receipt',
    lead: 'Write what your receipt calls entry and fingerprint. Do not write your code here.',
    entry: 'Entry',
    entryHint: 'It has 36 letters, numbers and dashes.',
    hash: 'Fingerprint',
    hashHint: 'It has 64 letters and numbers. If you leave it out, you compare it yourself.',
    button: 'Check',
    fromReceipt: 'Check it now',
  },
  errors: {
    malformed: 'The entry has 36 letters, numbers and dashes, like 019ab3f0-6c1e-7a3b-8d5f-0123456789ab',
    hashMalformed: 'The fingerprint has 64 numbers and letters from a to f',
    unknown: 'That entry is not in the log. Check if a letter is wrong',
  },
  included: {
    title: 'It is in the log',
    place: (index, size) => `It is line ${index} of the ${size} there are.`,
    sameHash: 'The fingerprint on your receipt is the same.',
  },
  otherHash: {
    title: 'The fingerprint is another one',
    lines: [
      'The entry exists, but its fingerprint is not the one you wrote.',
      'Check that you copied it well. If you did, keep your receipt: it proves that what is written down is not what you were told.',
    ],
  },
  waiting: {
    title: 'It has arrived and waits for its place',
    lines: ['It is kept. Its place in the log is given within a second.'],
    again: 'Look again',
  },
  keep: {
    title: 'Keep the proof',
    text: 'It is a small file. With it you prove that your tip arrived even if this page disappears. It does not say who you are or what you told. Keep it where nobody else looks.',
    button: 'Download the proof',
  },
  howTo: {
    title: 'How to check it without trusting anybody',
    lead: 'On a computer with Node.js, even without a connection:',
    verifier: 'Download the verifier',
    run: 'Put it beside the proof and run:',
    shows: 'Compare the fingerprint it shows with the one on your receipt.',
  },
  details: {
    title: "The proof's data",
    root: 'Fingerprint of the whole log',
    checkpoint: 'Signed checkpoint',
  },
  witnessed: (witnesses) =>
    witnesses === 1
      ? 'An independent witness has signed it too.'
      : `${witnesses} independent witnesses have signed it too.`,
  outside: {
    title: 'Who else watches over it',
    witness: (last) =>
      `A witness that is not us signs the log too, and only if nothing that it saw before has been rewritten. Last time: ${last}.`,
    stamp: (last) =>
      `A time-stamp authority certifies, by its own clock, that the log existed already. Last time: ${last}.`,
  },
  experts: {
    title: 'For those who want to go further',
    lead: 'The log follows RFC 9162 and the tlog formats of C2SP. It can be copied and checked as a whole.',
    checkpoint: 'The latest checkpoint',
    keys: 'The keys that sign it',
  },
};

export const TRANSPARENCY: Record<Language, TransparencyTexts> = { es, ca, gl, eu, en };
