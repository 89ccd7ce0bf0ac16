import type { Texts } from './es.js';

export const ca: Texts = {
  skip: 'Ves al contingut',
  languages: 'Idiomes',
  menu: 'Sobre aquest lloc',
  home: 'Inici',
  error: 'Error: ',
  optional: 'opcional',
  exit: {
    button: "Surt ara d'aquesta pàgina",
    hint: 'També pots prémer tres vegades la tecla de majúscules.',
  },
  footer: {
    comeBack: 'Torna amb el meu codi',
    privacy: 'Privacitat',
    accessibility: 'Accessibilitat',
    promise: 'Sense galetes. Sense comptes. Sense rastreig.',
  },
  start: {
    title: 'La policia et demana ajuda',
    lead: 'Tria una campanya i explica el que saps. Amb dos minuts n’hi ha prou. No cal que diguis qui ets.',
    calls: 'Campanyes obertes',
    none: 'Ara no hi ha cap campanya oberta. Si saps alguna cosa, truca al 091.',
    comeBackTitle: 'Ja vas enviar un avís?',
    comeBackText: 'Amb el teu codi pots veure com va, respondre preguntes i afegir alguna cosa més.',
  },
  urgent: {
    danger: 'Hi ha perill ara mateix?',
    call: 'Truca al',
    or: 'o al',
  },
  form: {
    promises: [
      'No cal que diguis el teu nom ni que creïs cap compte.',
      "No desem la teva adreça d'internet.",
      'Només la unitat que investiga pot llegir el missatge original.',
    ],
    notAReport: 'Això no és una denúncia.',
    notAReportMore: 'És un avís: ajuda a investigar. Per denunciar, ves a una comissaria o',
    reportOnline: 'denuncia per internet',
    alertcops: 'Si ets víctima o testimoni, també pots fer servir',
    text: 'Què saps?',
    textHint: 'Què passa, on, quan i qui. Escriu tal com parles. Si no saps alguna cosa, deixa-la.',
    left: 'Queden % caràcters',
    over: 'Sobren % caràcters',
    place: 'On passa?',
    placeHint: 'Carrer, barri o poble.',
    files: 'Fotos, vídeos o documents',
    filesHint: 'Fins a 5 arxius de 20 MB cadascun. No et posis en perill per fer-los.',
    filesPlaceNote:
      'Una de les teves fotos porta desat el lloc on es va fer. Qui investiga en veu una còpia sense aquesta dada. L’original es guarda tancat.',
    filesAgain: 'Si havies triat arxius, torna’ls a triar: no els podem conservar.',
    contact: 'Telèfon o correu',
    contactHint:
      'Només si vols que et truquin. Es guarda tancat: només el pot obrir la unitat que investiga, i queda anotat qui l’obre. Si el deixes buit, amb el teu codi pots parlar amb la unitat.',
    trap: 'No escriguis aquí',
    send: 'Envia l’avís',
    afterSend: 'Quan l’enviïs veuràs un codi. Apunta’l: serveix per tornar.',
    otherLanguage: 'Aquesta campanya no és en català. La mostrem en el seu idioma.',
  },
  errors: {
    title: 'No s’ha enviat. Revisa això:',
    required: 'Escriu què saps',
    tooShort: (min) => `Explica una mica més: com a mínim ${min} lletres`,
    tooLong: (max, over) => `És massa llarg: hi caben ${max} caràcters i en sobren ${over}`,
    placeTooLong: 'El lloc és massa llarg: hi caben 200 lletres',
    contactMalformed: 'Escriu un correu com nom@exemple.cat o un telèfon de 9 xifres, o deixa-ho buit',
    unreadable: 'Algunes lletres no han arribat bé. Busca el signe � i corregeix-lo',
    tooManyFiles: 'Has triat més de 5 arxius',
    noRoomForFiles: 'Ara arriben molts arxius alhora. Envia l’avís sense arxius, o espera uns minuts',
    fileTooLarge: (name) => `«${name}» pesa més de 20 MB`,
    fileKind: (name) => `«${name}» no és una foto, un vídeo, un so ni un document`,
    malformed: 'No hem pogut llegir el que ha arribat. Torna-ho a escriure i envia-ho',
    tooLarge: 'El que has enviat pesa massa. Prova-ho amb menys arxius',
    failedHere:
      'Ha fallat alguna cosa aquí, no és culpa teva. El que has escrit continua a sota: torna-ho a enviar. Encara que arribés dues vegades, compta com un sol avís.',
    keyReused: 'Aquesta clau ja es va fer servir amb un altre avís',
    codeRequired: 'Escriu el teu codi',
    codeMalformed: 'El codi té 16 lletres i números, com 7K2M-94QX-TB0D-H5WR',
    codeUnknown: 'Aquest codi no porta a cap avís. Mira si hi ha alguna lletra canviada',
  },
  receipt: {
    title: 'El teu avís ha arribat',
    again: 'Aquest avís ja ens havia arribat. Aquest és el seu codi, el mateix d’abans.',
    codeTitle: 'El teu codi',
    codeHint: 'Apunta’l o fes-ne una foto. És l’única manera de tornar i no el podem recuperar.',
    noted: 'Ja l’he apuntat',
    print: 'Imprimeix',
    nextTitle: 'Què passa ara',
    next: [
      'Una persona de la unitat que investiga llegeix el teu avís.',
      'Si necessita saber alguna cosa més, et deixa una pregunta.',
      'Torna amb el teu codi d’aquí a una setmana i mira si n’hi ha cap.',
    ],
    proofTitle: 'La prova que ha arribat',
    proofText:
      'El teu avís està anotat en un registre que ningú no pot canviar sense que es noti. Amb aquestes dades pots provar que va arribar.',
    entry: 'Anotació',
    hash: 'Empremta',
    at: 'Hora',
  },
  thanks: {
    title: 'Gràcies per la teva ajuda',
    text: 'Ja pots tancar aquesta pàgina. Si el telèfon o l’ordinador no és teu, esborra també l’historial.',
  },
  comeBack: {
    title: 'Torna amb el meu codi',
    lead: 'Escriu el codi que vas veure quan vas enviar l’avís.',
    code: 'El teu codi',
    codeHint: 'Són 16 lletres i números. Tant és si fas servir majúscules, espais o guions.',
    open: 'Mostra el meu avís',
    lost: 'Si l’has perdut, no el podem recuperar: no sabem qui ets. Pots enviar un altre avís.',
  },
  talk: {
    title: 'El teu avís',
    sent: 'Enviat el',
    states: {
      received: 'Rebut',
      'in-review': 'En mans de la unitat',
      closed: 'Acabat',
    },
    stateWords: {
      received: 'El teu avís ha arribat. La unitat el llegirà aviat.',
      'in-review': 'La unitat ha llegit el teu avís i hi treballa.',
      closed: 'La unitat ha acabat amb el teu avís. Si saps alguna cosa més, escriu-la i es tornarà a obrir.',
    },
    messages: 'Missatges',
    desk: 'La unitat pregunta',
    mine: 'Vas escriure',
    mineHidden: 'Per la teva seguretat, el que escrius no es torna a mostrar.',
    none: 'La unitat encara no t’ha preguntat res.',
    reply: 'Vols afegir alguna cosa?',
    replyHint: 'Respon aquí o explica alguna cosa nova. Només ho llegeix la unitat.',
    send: 'Envia',
    kept: 'El que has escrit ha arribat. Gràcies.',
  },
  closed: {
    closed: 'Aquesta campanya s’ha acabat',
    closedText: 'Gràcies a tothom qui va ajudar. Ja no rep avisos.',
    paused: 'Aquesta campanya està en pausa',
    pausedText: 'Ara no rep avisos. Prova-ho més tard.',
    early: 'Aquesta campanya no ha començat',
    earlyText: (date) => `Data d’obertura: ${date}.`,
    wayOn: 'Si saps alguna cosa, truca al 091. Si ja vas enviar un avís, el teu codi encara serveix.',
    typed: 'El que has escrit no s’ha enviat. Copia-ho d’aquí si ho vols fer servir en una altra campanya:',
    others: 'Mostra les campanyes obertes',
  },
  problems: {
    notFound: 'No trobem aquesta pàgina',
    notFoundText: 'Potser l’adreça té alguna lletra canviada.',
    tooMany: 'Espera un moment',
    tooManyText: (minutes) =>
      `Des de la teva connexió s’han provat molts codis. De vegades la comparteixen moltes persones. Torna-ho a provar d’aquí a ${minutes} min. El teu avís no es perd.`,
    failure: 'Alguna cosa ha fallat aquí, no és culpa teva',
    failureText:
      'Torna enrere i envia-ho una altra vegada: encara que arribi dues vegades, compta com un sol avís. Si és urgent, truca al 091.',
    refused: 'No hem pogut acceptar l’enviament',
    refusedText: 'Obre la pàgina de la campanya i envia l’avís des d’allà.',
  },
  privacy: {
    title: 'Privacitat',
    lead: 'Què desem, qui ho veu i què pots demanar.',
    parts: [
      {
        title: 'Què no desem',
        lines: [
          'No desem la teva adreça d’internet ni dades del teu telèfon o ordinador.',
          'No fem servir galetes ni comptem qui visita aquestes pàgines.',
          'No carreguem res d’altres empreses.',
        ],
      },
      {
        title: 'Què desem',
        lines: [
          'El teu missatge, sense els noms, telèfons i altres dades personals que el sistema reconeix. És el que llegeix la unitat.',
          'El missatge original, les fotos i el contacte, xifrats. Només la unitat que investiga els pot obrir. Una foto pot portar a dins el lloc, l’hora i l’aparell: la còpia que es veu no els porta, l’original xifrat sí.',
          'Un registre de cada persona que mira el teu avís, amb l’hora i el motiu.',
        ],
      },
      {
        title: 'Quant de temps',
        lines: [
          'Si ningú no treballa amb el teu avís, allò que podria portar fins a tu es destrueix al cap de tres mesos com a màxim.',
          'Com a màxim cada tres anys algú revisa si cal conservar-lo. Al cap de vint anys, com a màxim, s’esborra tot.',
          'Només un jutjat, una fiscalia o una llei ho poden allargar.',
        ],
      },
      {
        title: 'El teu codi',
        lines: [
          'No desem el teu codi. Desem una empremta que ens permet reconèixer-lo.',
          'Amb el codi pots tornar, respondre i demanar que s’esborri allò que podria portar fins a tu.',
          'Qui tingui el codi pot veure les preguntes de la unitat, però no el que vas escriure.',
        ],
      },
      {
        title: 'La llei i els teus drets',
        lines: [
          'La policia responsable d’aquesta campanya tracta les dades per prevenir i investigar delictes, segons la Llei orgànica 7/2021.',
          'Li pots demanar accedir a les teves dades, corregir-les o esborrar-les. També pots reclamar davant l’Agència Espanyola de Protecció de Dades (www.aepd.es).',
        ],
      },
      {
        title: 'Si fas servir un aparell que no és teu',
        lines: [
          'El botó de sortir et porta a una altra pàgina, però no esborra l’historial. Esborra’l tu o fes servir una finestra privada.',
        ],
      },
    ],
  },
  accessibility: {
    title: 'Accessibilitat',
    lead: 'Volem que qualsevol persona pugui avisar. Aquest lloc segueix el Reial decret 1112/2018.',
    parts: [
      {
        title: 'Situació de compliment',
        lines: [
          'Aquest lloc és parcialment conforme amb el Reial decret 1112/2018, pel que es diu a l’apartat següent.',
        ],
      },
      {
        title: 'Contingut no accessible',
        lines: [
          'Falta una versió de lectura fàcil.',
          'Falta provar les pàgines amb persones que fan servir lector de pantalla.',
          'Les fotos que envies no porten descripció.',
        ],
      },
      {
        title: 'Preparació de la declaració',
        lines: [
          'Aquesta declaració es va preparar el 24 de novembre de 2026.',
          'El mètode va ser una autoavaluació: proves automàtiques de totes les pàgines i revisió amb teclat, en clar, en fosc i a 320 píxels d’amplada, segons WCAG 2.2 AA i EN 301 549.',
        ],
      },
      {
        title: 'Observacions i contacte',
        lines: [
          'Si alguna cosa t’impedeix avisar, digues-ho a la policia responsable de la campanya: a qualsevol comissaria o a la seva oficina d’atenció ciutadana (article 10.2.a del reial decret).',
        ],
      },
      {
        title: 'Procediment d’aplicació',
        lines: [
          'Si la resposta no arriba o no et convenç, pots reclamar segons els articles 12 i 13 del Reial decret 1112/2018.',
        ],
      },
    ],
  },
  preview: 'Vista prèvia: es veurà així. El formulari no envia res.',
};
