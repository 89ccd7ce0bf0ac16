import type { Texts } from './es.js';

export const gl: Texts = {
  skip: 'Ir ao contido',
  languages: 'Idiomas',
  menu: 'Sobre este sitio',
  home: 'Inicio',
  error: 'Erro: ',
  optional: 'opcional',
  exit: {
    button: 'Saír xa desta páxina',
    hint: 'Tamén podes premer tres veces a tecla Maiús.',
  },
  footer: {
    comeBack: 'Volver co meu código',
    privacy: 'Privacidade',
    accessibility: 'Accesibilidade',
    promise: 'Sen cookies. Sen contas. Sen rastrexo.',
  },
  start: {
    title: 'A policía pídeche axuda',
    lead: 'Escolle unha campaña e conta o que sabes. Abondan dous minutos. Non fai falta que digas quen es.',
    calls: 'Campañas abertas',
    none: 'Agora non hai ningunha campaña aberta. Se sabes algo, chama ao 091.',
    comeBackTitle: 'Xa enviaches un aviso?',
    comeBackText: 'Co teu código podes ver como vai, contestar preguntas e engadir algo máis.',
  },
  urgent: {
    danger: 'Hai perigo agora mesmo?',
    call: 'Chama ao',
    or: 'ou ao',
  },
  form: {
    promises: [
      'Non tes que dicir o teu nome nin crear unha conta.',
      'Non gardamos o teu enderezo de internet.',
      'Só a unidade que investiga pode ler a mensaxe orixinal.',
    ],
    notAReport: 'Isto non é unha denuncia.',
    notAReportMore: 'É un aviso: axuda a investigar. Para denunciar, vai a unha comisaría ou',
    reportOnline: 'denuncia por internet',
    alertcops: 'Se es vítima ou testemuña, tamén podes usar',
    text: 'Que sabes?',
    textHint: 'Que pasa, onde, cando e quen. Escribe como falas. Se non sabes algo, déixao.',
    left: 'Quedan % caracteres',
    over: 'Sobran % caracteres',
    place: 'Onde pasa?',
    placeHint: 'Rúa, barrio ou lugar.',
    files: 'Fotos, vídeos ou documentos',
    filesHint: 'Ata 5 ficheiros de 20 MB cada un. Non te poñas en perigo para facelos.',
    filesPlaceNote:
      'Unha das túas fotos leva gardado o lugar onde se fixo. Quen investiga ve unha copia sen ese dato. O orixinal gárdase pechado.',
    filesAgain: 'Se escolleras ficheiros, escólleos outra vez: non podemos conservalos.',
    contact: 'Teléfono ou correo',
    contactHint:
      'Só se queres que te chamen. Gárdase pechado: só pode abrilo a unidade que investiga, e queda anotado quen o abre. Se o deixas baleiro, o teu código sérveche para falar coa unidade.',
    trap: 'Non escribas aquí',
    send: 'Enviar o aviso',
    afterSend: 'Ao envialo verás un código. Apúntao: serve para volver.',
    otherLanguage: 'Esta campaña non está en galego. Amosámola no seu idioma.',
  },
  errors: {
    title: 'Non se enviou. Revisa isto:',
    required: 'Escribe que sabes',
    tooShort: (min) => `Conta un pouco máis: polo menos ${min} letras`,
    tooLong: (max, over) => `É demasiado longo: caben ${max} caracteres e sobran ${over}`,
    placeTooLong: 'O lugar é demasiado longo: caben 200 letras',
    contactMalformed: 'Escribe un correo como nome@exemplo.gal ou un teléfono de 9 cifras, ou déixao baleiro',
    unreadable: 'Algunhas letras non chegaron ben. Busca o signo � e corríxeo',
    tooManyFiles: 'Escolliches máis de 5 ficheiros',
    noRoomForFiles: 'Agora chegan moitos ficheiros á vez. Envía o aviso sen eles, ou agarda uns minutos',
    fileTooLarge: (name) => `«${name}» pesa máis de 20 MB`,
    fileKind: (name) => `«${name}» non é unha foto, un vídeo, un son nin un documento`,
    malformed: 'Non puidemos ler o que chegou. Escríbeo outra vez e envíao',
    tooLarge: 'O enviado pesa demasiado. Proba con menos ficheiros',
    failedHere:
      'Fallou algo aquí, non é culpa túa. O que escribiches segue abaixo: envíao outra vez. Aínda que chegase dúas veces, conta como un só aviso.',
    keyReused: 'Esta clave xa se usou con outro aviso',
    codeRequired: 'Escribe o teu código',
    codeMalformed: 'O código ten 16 letras e números, como 7K2M-94QX-TB0D-H5WR',
    codeUnknown: 'Ese código non leva a ningún aviso. Mira se algunha letra está cambiada',
  },
  receipt: {
    title: 'O teu aviso chegou',
    again: 'Este aviso xa nos chegara. Este é o seu código, o mesmo de antes.',
    codeTitle: 'O teu código',
    codeHint: 'Apúntao ou fai unha foto. É a única forma de volver e non podemos recuperalo.',
    noted: 'Xa o apuntei',
    print: 'Imprimir',
    nextTitle: 'Que pasa agora',
    next: [
      'Unha persoa da unidade que investiga le o teu aviso.',
      'Se precisa saber algo máis, déixache unha pregunta.',
      'Volve co teu código dentro dunha semana e mira se a hai.',
    ],
    proofTitle: 'A proba de que chegou',
    proofText:
      'O teu aviso está anotado nun rexistro que ninguén pode cambiar sen que se note. Con estes datos podes probar que chegou.',
    entry: 'Anotación',
    hash: 'Pegada',
    at: 'Hora',
  },
  thanks: {
    title: 'Grazas pola túa axuda',
    text: 'Xa podes pechar esta páxina. Se o teléfono ou o ordenador non é teu, borra tamén o historial.',
  },
  comeBack: {
    title: 'Volver co meu código',
    lead: 'Escribe o código que viches ao enviar o teu aviso.',
    code: 'O teu código',
    codeHint: 'Son 16 letras e números. Dá igual se usas maiúsculas, espazos ou guións.',
    open: 'Ver o meu aviso',
    lost: 'Se o perdiches, non podemos recuperalo: non sabemos quen es. Podes enviar outro aviso.',
  },
  talk: {
    title: 'O teu aviso',
    sent: 'Enviado o',
    states: {
      received: 'Recibido',
      'in-review': 'En mans da unidade',
      closed: 'Rematado',
    },
    stateWords: {
      received: 'O teu aviso chegou. A unidade lerao pronto.',
      'in-review': 'A unidade leu o teu aviso e traballa con el.',
      closed: 'A unidade rematou co teu aviso. Se sabes algo máis, escríbeo e abrirase outra vez.',
    },
    messages: 'Mensaxes',
    desk: 'A unidade pregunta',
    mine: 'Ti escribiches',
    mineHidden: 'Pola túa seguridade, o que escribes non se volve amosar.',
    none: 'A unidade aínda non che preguntou nada.',
    reply: 'Queres engadir algo?',
    replyHint: 'Contesta aquí ou conta algo novo. Só o le a unidade.',
    send: 'Enviar',
    kept: 'O que escribiches chegou. Grazas.',
  },
  closed: {
    closed: 'Esta campaña rematou',
    closedText: 'Grazas a quen axudou. Xa non recibe avisos.',
    paused: 'Esta campaña está en pausa',
    pausedText: 'Agora non recibe avisos. Proba máis tarde.',
    early: 'Esta campaña aínda non comezou',
    earlyText: (date) => `Ábrese o ${date}.`,
    wayOn: 'Se sabes algo, chama ao 091. Se xa enviaches un aviso, o teu código segue servindo.',
    typed: 'O que escribiches non se enviou. Cópiao aquí se queres usalo noutra campaña:',
    others: 'Ver as campañas abertas',
  },
  problems: {
    notFound: 'Non atopamos esa páxina',
    notFoundText: 'Pode que o enderezo teña unha letra cambiada.',
    tooMany: 'Agarda un momento',
    tooManyText: (minutes) =>
      `Desde a túa conexión probáronse moitos códigos. Ás veces compártena moitas persoas. Proba outra vez dentro de ${minutes} min. O teu aviso non se perde.`,
    failure: 'Algo fallou aquí, non é culpa túa',
    failureText:
      'Volve atrás e envíao outra vez: aínda que chegase dúas veces, conta como un só aviso. Se é urxente, chama ao 091.',
    refused: 'Non puidemos aceptar o envío',
    refusedText: 'Abre a páxina da campaña e envía o aviso desde alí.',
  },
  privacy: {
    title: 'Privacidade',
    lead: 'Que gardamos, quen o ve e que podes pedir.',
    parts: [
      {
        title: 'Que non gardamos',
        lines: [
          'Non gardamos o teu enderezo de internet nin datos do teu teléfono ou ordenador.',
          'Non usamos cookies nin contamos quen visita estas páxinas.',
          'Non cargamos nada doutras empresas.',
        ],
      },
      {
        title: 'Que gardamos',
        lines: [
          'A túa mensaxe, sen os nomes, teléfonos e outros datos persoais que o sistema recoñece. É o que le a unidade.',
          'A mensaxe orixinal, as túas fotos e o teu contacto, cifrados. Só a unidade que investiga pode abrilos. Unha foto pode levar dentro o lugar, a hora e o aparello: a copia que se ve non os leva, o orixinal cifrado si.',
          'Un rexistro de cada persoa que mira o teu aviso, coa hora e o motivo.',
        ],
      },
      {
        title: 'Canto tempo',
        lines: [
          'Se ninguén traballa co teu aviso, o que podería levar ata ti destrúese en tres meses como máximo.',
          'Como máximo cada tres anos alguén revisa se fai falta gardalo. Aos vinte anos, como máximo, bórrase todo.',
          'Só un xulgado, unha fiscalía ou unha lei poden alongalo.',
        ],
      },
      {
        title: 'O teu código',
        lines: [
          'Non gardamos o teu código. Gardamos unha pegada coa que o recoñecemos.',
          'Con el podes volver, contestar e pedir que se borre o que podería levar ata ti.',
          'Quen teña o código pode ver as preguntas da unidade, pero non o que escribiches.',
        ],
      },
      {
        title: 'A lei e os teus dereitos',
        lines: [
          'A policía responsable desta campaña trata os datos para previr e investigar delitos, segundo a Lei orgánica 7/2021.',
          'Podes pedirlle acceso, corrección ou borrado dos teus datos. Tamén podes reclamar ante a Axencia Española de Protección de Datos (www.aepd.es).',
        ],
      },
      {
        title: 'Se usas un aparello que non é teu',
        lines: [
          'O botón de saír lévate a outra páxina, pero non borra o historial. Bórrao ti ou usa unha xanela privada.',
        ],
      },
    ],
  },
  accessibility: {
    title: 'Accesibilidade',
    lead: 'Queremos que calquera persoa poida avisar. Este sitio segue o Real decreto 1112/2018.',
    parts: [
      {
        title: 'Situación de cumprimento',
        lines: [
          'Este sitio é parcialmente conforme co Real decreto 1112/2018, polo que se di no apartado seguinte.',
        ],
      },
      {
        title: 'Contido non accesible',
        lines: [
          'Falta unha versión en lectura fácil.',
          'Falta probar as páxinas con persoas que usan lector de pantalla.',
          'As fotos que envías non levan descrición.',
        ],
      },
      {
        title: 'Preparación da declaración',
        lines: [
          'Esta declaración preparouse o 24 de novembro de 2026.',
          'O método foi unha autoavaliación: probas automáticas de todas as páxinas e revisión con teclado, en claro, en escuro e a 320 píxeles de ancho, segundo WCAG 2.2 AA e EN 301 549.',
        ],
      },
      {
        title: 'Observacións e contacto',
        lines: [
          'Se algo che impide avisar, dillo á policía responsable da campaña: en calquera comisaría ou na súa oficina de atención á cidadanía (artigo 10.2.a do real decreto).',
        ],
      },
      {
        title: 'Procedemento de aplicación',
        lines: [
          'Se a resposta non chega ou non te convence, podes reclamar segundo os artigos 12 e 13 do Real decreto 1112/2018.',
        ],
      },
    ],
  },
  preview: 'Vista previa: así se verá. O formulario non envía nada.',
};
