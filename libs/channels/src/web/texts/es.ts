/** Spanish: the catalogue that the others follow. A key missing in one of them doesn't compile. */
export const es = {
  skip: 'Ir al contenido',
  languages: 'Idiomas',
  menu: 'Sobre este sitio',
  home: 'Inicio',
  error: 'Error: ',
  optional: 'opcional',
  exit: {
    button: 'Salir ya de esta página',
    hint: 'También puedes pulsar tres veces la tecla Mayús.',
  },
  footer: {
    comeBack: 'Volver con mi código',
    privacy: 'Privacidad',
    accessibility: 'Accesibilidad',
    promise: 'Sin cookies. Sin cuentas. Sin rastreo.',
  },
  start: {
    title: 'La policía pide tu ayuda',
    lead: 'Elige una campaña y cuenta lo que sabes. Bastan dos minutos. No hace falta que digas quién eres.',
    calls: 'Campañas abiertas',
    none: 'Ahora no hay ninguna campaña abierta. Si sabes algo, llama al 091.',
    comeBackTitle: '¿Ya enviaste un aviso?',
    comeBackText: 'Con tu código puedes ver cómo va, contestar preguntas y añadir algo más.',
  },
  urgent: {
    danger: '¿Hay peligro ahora mismo?',
    call: 'Llama al',
    or: 'o al',
  },
  form: {
    promises: [
      'No tienes que decir tu nombre ni crear una cuenta.',
      'No guardamos tu dirección de internet.',
      'Solo la unidad que investiga puede leer el mensaje original.',
    ],
    notAReport: 'Esto no es una denuncia.',
    notAReportMore: 'Es un aviso: ayuda a investigar. Para denunciar, ve a una comisaría o',
    reportOnline: 'denuncia por internet',
    alertcops: 'Si eres víctima o testigo, también puedes usar',
    text: '¿Qué sabes?',
    textHint: 'Qué pasa, dónde, cuándo y quién. Escribe como hablas. Si no sabes algo, déjalo.',
    left: 'Quedan % caracteres',
    over: 'Sobran % caracteres',
    place: '¿Dónde pasa?',
    placeHint: 'Calle, barrio o pueblo.',
    files: 'Fotos, vídeos o documentos',
    filesHint: 'Hasta 5 archivos de 20 MB cada uno. No te pongas en peligro para hacerlos.',
    filesPlaceNote:
      'Una de tus fotos lleva guardado el lugar donde se hizo. Quien investiga ve una copia sin ese dato. El original se guarda cerrado.',
    filesAgain: 'Si habías elegido archivos, elígelos otra vez: no podemos conservarlos.',
    contact: 'Teléfono o correo',
    contactHint:
      'Solo si quieres que te llamen. Se guarda cerrado: solo puede abrirlo la unidad que investiga, y queda anotado quién lo abre. Si lo dejas vacío, tu código te sirve para hablar con la unidad.',
    trap: 'No escribas aquí',
    send: 'Enviar el aviso',
    afterSend: 'Al enviarlo verás un código. Apúntalo: sirve para volver.',
    otherLanguage: 'Esta campaña no está en español. La mostramos en su idioma.',
  },
  errors: {
    title: 'No se ha enviado. Revisa esto:',
    required: 'Escribe qué sabes',
    tooShort: (min: number) => `Cuenta un poco más: al menos ${min} letras`,
    tooLong: (max: string, over: string) => `Es demasiado largo: caben ${max} caracteres y sobran ${over}`,
    placeTooLong: 'El lugar es demasiado largo: caben 200 letras',
    contactMalformed: 'Escribe un correo como nombre@ejemplo.es o un teléfono de 9 cifras, o déjalo vacío',
    unreadable: 'Algunas letras no han llegado bien. Busca el signo � y corrígelo',
    tooManyFiles: 'Has elegido más de 5 archivos',
    noRoomForFiles: 'Ahora llegan muchos archivos a la vez. Envía el aviso sin ellos, o espera unos minutos',
    fileTooLarge: (name: string) => `«${name}» pesa más de 20 MB`,
    fileKind: (name: string) => `«${name}» no es una foto, un vídeo, un sonido ni un documento`,
    malformed: 'No hemos podido leer lo que llegó. Escríbelo otra vez y envíalo',
    tooLarge: 'Lo enviado pesa demasiado. Prueba con menos archivos',
    failedHere:
      'Ha fallado algo aquí, no es culpa tuya. Lo que escribiste sigue abajo: envíalo otra vez. Aunque llegara dos veces, cuenta como un solo aviso.',
    keyReused: 'Esta clave ya se usó con otro aviso',
    codeRequired: 'Escribe tu código',
    codeMalformed: 'El código tiene 16 letras y números, como 7K2M-94QX-TB0D-H5WR',
    codeUnknown: 'Ese código no lleva a ningún aviso. Mira si alguna letra está cambiada',
  },
  receipt: {
    title: 'Tu aviso ha llegado',
    again: 'Este aviso ya nos había llegado. Este es su código, el mismo de antes.',
    codeTitle: 'Tu código',
    codeHint: 'Apúntalo o haz una foto. Es la única forma de volver y no podemos recuperarlo.',
    noted: 'Lo he apuntado',
    print: 'Imprimir',
    nextTitle: 'Qué pasa ahora',
    next: [
      'Una persona de la unidad que investiga lee tu aviso.',
      'Si necesita saber algo más, te deja una pregunta.',
      'Vuelve con tu código dentro de una semana y mira si la hay.',
    ],
    proofTitle: 'La prueba de que llegó',
    proofText:
      'Tu aviso está anotado en un registro que nadie puede cambiar sin que se note. Con estos datos puedes probar que llegó.',
    entry: 'Anotación',
    hash: 'Huella',
    at: 'Hora',
  },
  thanks: {
    title: 'Gracias por tu ayuda',
    text: 'Ya puedes cerrar esta página. Si el teléfono o el ordenador no es tuyo, borra también el historial.',
  },
  comeBack: {
    title: 'Volver con mi código',
    lead: 'Escribe el código que viste al enviar tu aviso.',
    code: 'Tu código',
    codeHint: 'Son 16 letras y números. Da igual si usas mayúsculas, espacios o guiones.',
    open: 'Ver mi aviso',
    lost: 'Si lo has perdido, no podemos recuperarlo: no sabemos quién eres. Puedes enviar otro aviso.',
  },
  talk: {
    title: 'Tu aviso',
    sent: 'Enviado el',
    states: {
      received: 'Recibido',
      'in-review': 'En manos de la unidad',
      closed: 'Terminado',
    },
    stateWords: {
      received: 'Tu aviso ha llegado. La unidad lo leerá pronto.',
      'in-review': 'La unidad ha leído tu aviso y trabaja con él.',
      closed: 'La unidad ha terminado con tu aviso. Si sabes algo más, escríbelo y se abrirá otra vez.',
    },
    messages: 'Mensajes',
    desk: 'La unidad pregunta',
    mine: 'Tú escribiste',
    mineHidden: 'Por tu seguridad, lo que escribes no se vuelve a mostrar.',
    none: 'La unidad no te ha preguntado nada todavía.',
    reply: '¿Quieres añadir algo?',
    replyHint: 'Contesta aquí o cuenta algo nuevo. Solo lo lee la unidad.',
    send: 'Enviar',
    kept: 'Lo que has escrito ha llegado. Gracias.',
  },
  closed: {
    closed: 'Esta campaña ha terminado',
    closedText: 'Gracias a quienes ayudaron. Ya no recibe avisos.',
    paused: 'Esta campaña está en pausa',
    pausedText: 'Ahora no recibe avisos. Prueba más tarde.',
    early: 'Esta campaña no ha empezado',
    earlyText: (date: string) => `Se abre el ${date}.`,
    wayOn: 'Si sabes algo, llama al 091. Si ya enviaste un aviso, tu código sigue sirviendo.',
    typed: 'Lo que has escrito no se ha enviado. Cópialo aquí si quieres usarlo en otra campaña:',
    others: 'Ver las campañas abiertas',
  },
  problems: {
    notFound: 'No encontramos esa página',
    notFoundText: 'Puede que la dirección tenga una letra cambiada.',
    tooMany: 'Espera un momento',
    tooManyText: (minutes: number) =>
      `Desde tu conexión se han probado muchos códigos. A veces la comparten muchas personas. Prueba otra vez dentro de ${minutes} min. Tu aviso no se pierde.`,
    failure: 'Algo ha fallado aquí, no es culpa tuya',
    failureText:
      'Vuelve atrás y envíalo otra vez: aunque llegara dos veces, cuenta como un solo aviso. Si es urgente, llama al 091.',
    refused: 'No hemos podido aceptar el envío',
    refusedText: 'Abre la página de la campaña y envía el aviso desde allí.',
  },
  privacy: {
    title: 'Privacidad',
    lead: 'Qué guardamos, quién lo ve y qué puedes pedir.',
    parts: [
      {
        title: 'Qué no guardamos',
        lines: [
          'No guardamos tu dirección de internet ni datos de tu teléfono u ordenador.',
          'No usamos cookies ni contamos quién visita estas páginas.',
          'No cargamos nada de otras empresas.',
        ],
      },
      {
        title: 'Qué guardamos',
        lines: [
          'Tu mensaje, sin los nombres, teléfonos y otros datos personales que el sistema reconoce. Es lo que lee la unidad.',
          'El mensaje original, tus fotos y tu contacto, cifrados. Solo la unidad que investiga puede abrirlos. Una foto puede llevar dentro el lugar, la hora y el aparato: la copia que se ve no los lleva, el original cifrado sí.',
          'Un registro de cada persona que mira tu aviso, con la hora y el motivo.',
        ],
      },
      {
        title: 'Cuánto tiempo',
        lines: [
          'Si nadie trabaja con tu aviso, lo que podría llevar hasta ti se destruye en tres meses como mucho.',
          'Cada tres años, como mucho, alguien revisa si hace falta guardarlo. A los veinte años, como mucho, se borra todo.',
          'Solo un juzgado, una fiscalía o una ley pueden alargarlo.',
        ],
      },
      {
        title: 'Tu código',
        lines: [
          'No guardamos tu código. Guardamos una huella con la que lo reconocemos.',
          'Con él puedes volver, contestar y pedir que se borre lo que podría llevar hasta ti.',
          'Quien tenga el código puede ver las preguntas de la unidad, pero no lo que escribiste.',
        ],
      },
      {
        title: 'La ley y tus derechos',
        lines: [
          'La policía responsable de esta campaña trata los datos para prevenir e investigar delitos, según la Ley Orgánica 7/2021.',
          'Puedes pedirle acceso, corrección o borrado de tus datos. También puedes reclamar ante la Agencia Española de Protección de Datos (www.aepd.es).',
        ],
      },
      {
        title: 'Si usas un aparato que no es tuyo',
        lines: [
          'El botón de salir te lleva a otra página, pero no borra el historial. Bórralo tú o usa una ventana privada.',
        ],
      },
    ],
  },
  accessibility: {
    title: 'Accesibilidad',
    lead: 'Queremos que cualquier persona pueda avisar. Este sitio sigue el Real Decreto 1112/2018.',
    parts: [
      {
        title: 'Situación de cumplimiento',
        lines: [
          'Este sitio es parcialmente conforme con el Real Decreto 1112/2018, por lo que se dice en el apartado siguiente.',
        ],
      },
      {
        title: 'Contenido no accesible',
        lines: [
          'Falta una versión en lectura fácil.',
          'Falta probar las páginas con personas que usan lector de pantalla.',
          'Las fotos que envías no llevan descripción.',
        ],
      },
      {
        title: 'Preparación de la declaración',
        lines: [
          'Esta declaración se preparó el 24 de noviembre de 2026.',
          'El método fue una autoevaluación: pruebas automáticas de todas las páginas y revisión con teclado, en claro, en oscuro y a 320 píxeles de ancho, según WCAG 2.2 AA y EN 301 549.',
        ],
      },
      {
        title: 'Observaciones y contacto',
        lines: [
          'Si algo te impide avisar, díselo a la policía responsable de la campaña: en cualquier comisaría o en su oficina de atención al ciudadano (artículo 10.2.a del real decreto).',
        ],
      },
      {
        title: 'Procedimiento de aplicación',
        lines: [
          'Si la respuesta no llega o no te convence, puedes reclamar según los artículos 12 y 13 del Real Decreto 1112/2018.',
        ],
      },
    ],
  },
  preview: 'Vista previa: así se verá. El formulario no envía nada.',
};

/** Everything the public site says, in one language. */
export type Texts = typeof es;
