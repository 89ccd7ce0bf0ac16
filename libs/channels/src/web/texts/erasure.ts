import type { Language } from '#campaigns';

/** What the pages say with which somebody asks for the erasure of their tip. */
export interface ErasureTexts {
  ask: string;
  askHint: string;
  title: string;
  lead: string;
  goesTitle: string;
  goes: string[];
  staysTitle: string;
  stays: string[];
  /** Where a person must decide first. */
  person: string;
  codeEnds: string;
  confirm: string;
  back: string;
  /** Once it was asked for, or refused. */
  backAfterwards: string;
  askedTitle: string;
  askedSoon: string;
  askedPerson: (date: string) => string;
  refusedTitle: string;
  refused: Record<'investigation' | 'court' | 'law', string>;
  complain: string;
}

export const ERASURE: Record<Language, ErasureTexts> = {
  es: {
    ask: 'Pedir que se borren mis datos',
    askHint: 'Antes te explicamos qué se borra y qué no.',
    title: 'Pedir que se borren tus datos',
    lead: 'Puedes pedir que destruyamos lo que podría llevar hasta ti.',
    goesTitle: 'Se borra',
    goes: [
      'Tu mensaje tal como lo escribiste, y lo que añadiste después.',
      'Tu contacto, si lo diste.',
      'Los archivos originales que enviaste.',
      'La huella de tu código: dejará de servir.',
    ],
    staysTitle: 'No se borra',
    stays: [
      'Lo que lee la unidad: tu texto sin los datos personales que el sistema reconoce, y las copias limpias de tus fotos. Pueden hacer falta en una investigación.',
      'El registro de quién miró tu aviso y cuándo. No dice quién eres.',
      'Las copias de seguridad, hasta que caducan. En ellas sigue todo cifrado.',
    ],
    person:
      'Este aviso forma parte de una investigación o un juzgado ha ordenado conservarlo. No se puede borrar sin más: alguien responsable de la unidad lo decidirá.',
    codeEnds: 'No se puede deshacer. Después no podrás leer ni contestar preguntas de la unidad.',
    confirm: 'Sí, pedir que se borren',
    back: 'No, volver a mi aviso',
    backAfterwards: 'Volver a mi aviso',
    askedTitle: 'Has pedido que se borren tus datos',
    askedSoon: 'Los borraremos en unos minutos. A partir de entonces tu código dejará de servir.',
    askedPerson: (date) =>
      `Tienes derecho a una respuesta antes del ${date}. Vuelve con tu código para leerla. Si se borran, el código dejará de servir.`,
    refusedTitle: 'Por ahora no se pueden borrar tus datos',
    refused: {
      investigation:
        'Borrarlos perjudicaría una investigación en marcha (artículo 24 de la Ley Orgánica 7/2021).',
      court: 'Un juzgado o una fiscalía ha ordenado conservarlos.',
      law: 'Una ley obliga a conservarlos.',
    },
    complain:
      'Si no estás de acuerdo, puedes reclamar ante la autoridad de protección de datos (www.aepd.es), sin coste.',
  },
  ca: {
    ask: 'Demana que s’esborrin les meves dades',
    askHint: 'Abans t’expliquem què s’esborra i què no.',
    title: 'Demanar que s’esborrin les teves dades',
    lead: 'Pots demanar que destruïm allò que podria portar fins a tu.',
    goesTitle: 'S’esborra',
    goes: [
      'El teu missatge tal com el vas escriure, i el que vas afegir després.',
      'El teu contacte, si el vas donar.',
      'Els fitxers originals que vas enviar.',
      'L’empremta del teu codi: deixarà de servir.',
    ],
    staysTitle: 'No s’esborra',
    stays: [
      'El que llegeix la unitat: el teu text sense les dades personals que el sistema reconeix, i les còpies netes de les teves fotos. Poden caldre en una investigació.',
      'El registre de qui va mirar el teu avís i quan. No diu qui ets.',
      'Les còpies de seguretat, fins que caduquin. S’hi manté tot xifrat.',
    ],
    person:
      'Aquest avís forma part d’una investigació o un jutjat ha ordenat conservar-lo. No es pot esborrar sense més: ho decidirà algú responsable de la unitat.',
    codeEnds: 'No es pot desfer. Després no podràs llegir ni respondre preguntes de la unitat.',
    confirm: 'Sí, demana que s’esborrin',
    back: 'No, torna al meu avís',
    backAfterwards: 'Torna al meu avís',
    askedTitle: 'Has demanat que s’esborrin les teves dades',
    askedSoon: 'Les esborrarem en uns minuts. A partir d’aleshores el teu codi deixarà de servir.',
    askedPerson: (date) =>
      `Tens dret a una resposta abans del ${date}. Torna amb el teu codi per llegir-la. Si s’esborren, el codi deixarà de servir.`,
    refusedTitle: 'De moment no es poden esborrar les teves dades',
    refused: {
      investigation:
        'Esborrar-les perjudicaria una investigació en marxa (article 24 de la Llei orgànica 7/2021).',
      court: 'Un jutjat o una fiscalia ha ordenat conservar-les.',
      law: 'Una llei obliga a conservar-les.',
    },
    complain:
      'Si no hi estàs d’acord, pots reclamar davant l’autoritat de protecció de dades (www.aepd.es), sense cost.',
  },
  gl: {
    ask: 'Pedir que se borren os meus datos',
    askHint: 'Antes explicámosche que se borra e que non.',
    title: 'Pedir que se borren os teus datos',
    lead: 'Podes pedir que destruamos o que podería levar ata ti.',
    goesTitle: 'Bórrase',
    goes: [
      'A túa mensaxe tal como a escribiches, e o que engadiches despois.',
      'O teu contacto, se o deches.',
      'Os ficheiros orixinais que enviaches.',
      'A pegada do teu código: deixará de servir.',
    ],
    staysTitle: 'Non se borra',
    stays: [
      'O que le a unidade: o teu texto sen os datos persoais que o sistema recoñece, e as copias limpas das túas fotos. Poden facer falta nunha investigación.',
      'O rexistro de quen mirou o teu aviso e cando. Non di quen es.',
      'As copias de seguridade, ata que caducan. Nelas segue todo cifrado.',
    ],
    person:
      'Este aviso forma parte dunha investigación ou un xulgado ordenou conservalo. Non se pode borrar sen máis: decidirao alguén responsable da unidade.',
    codeEnds: 'Non se pode desfacer. Despois non poderás ler nin contestar preguntas da unidade.',
    confirm: 'Si, pedir que se borren',
    back: 'Non, volver ao meu aviso',
    backAfterwards: 'Volver ao meu aviso',
    askedTitle: 'Pediches que se borren os teus datos',
    askedSoon: 'Borrarémolos nuns minutos. A partir de entón o teu código deixará de servir.',
    askedPerson: (date) =>
      `Tes dereito a unha resposta antes do ${date}. Volve co teu código para lela. Se se borran, o código deixará de servir.`,
    refusedTitle: 'Polo de agora non se poden borrar os teus datos',
    refused: {
      investigation: 'Borralos prexudicaría unha investigación en marcha (artigo 24 da Lei orgánica 7/2021).',
      court: 'Un xulgado ou unha fiscalía ordenou conservalos.',
      law: 'Unha lei obriga a conservalos.',
    },
    complain:
      'Se non estás de acordo, podes reclamar ante a autoridade de protección de datos (www.aepd.es), sen custo.',
  },
  eu: {
    ask: 'Eskatu nire datuak ezabatzeko',
    askHint: 'Lehenik azalduko dizugu zer ezabatzen den eta zer ez.',
    title: 'Zure datuak ezabatzeko eskatu',
    lead: 'Zugana eraman dezakeen guztia suntsitzeko eska dezakezu.',
    goesTitle: 'Ezabatzen da',
    goes: [
      'Zure mezua, idatzi zenuen bezala, eta gero gehitutakoa.',
      'Zure harremanetarako datua, eman bazenuen.',
      'Bidali zenituen jatorrizko fitxategiak.',
      'Zure kodearen hatz-marka: kodeak ez du gehiago balioko.',
    ],
    staysTitle: 'Ez da ezabatzen',
    stays: [
      'Unitateak irakurtzen duena: zure testua, sistemak ezagutzen dituen datu pertsonalik gabe, eta zure argazkien kopia garbiak. Ikerketa batean beharrezkoak izan daitezke.',
      'Zure abisua nork eta noiz begiratu duen jasotzen duen erregistroa. Ez du esaten nor zaren.',
      'Segurtasun-kopiak, iraungi arte. Haietan dena zifratuta dago.',
    ],
    person:
      'Abisu hau ikerketa baten parte da, edo epaitegi batek gordetzeko agindu du. Ezin da besterik gabe ezabatu: unitateko arduradun batek erabakiko du.',
    codeEnds: 'Ezin da desegin. Gero ezin izango duzu unitatearen galderarik irakurri edo erantzun.',
    confirm: 'Bai, eskatu ezabatzeko',
    back: 'Ez, itzuli nire abisura',
    backAfterwards: 'Itzuli nire abisura',
    askedTitle: 'Zure datuak ezabatzeko eskatu duzu',
    askedSoon: 'Minutu gutxi barru ezabatuko ditugu. Orduz geroztik zure kodeak ez du gehiago balioko.',
    askedPerson: (date) =>
      `Erantzuna jasotzeko eskubidea duzu: ${date} baino lehen. Itzuli zure kodearekin irakurtzeko. Ezabatzen badira, kodeak ez du gehiago balioko.`,
    refusedTitle: 'Oraingoz ezin dira zure datuak ezabatu',
    refused: {
      investigation:
        'Ezabatzeak abian den ikerketa bati kalte egingo lioke (7/2021 Lege Organikoaren 24. artikulua).',
      court: 'Epaitegi edo fiskaltza batek datuak gordetzeko agindu du.',
      law: 'Lege batek datuak gordetzera behartzen du.',
    },
    complain:
      'Ados ez bazaude, erreklamazioa jar dezakezu datuak babesteko agintaritzan (www.aepd.es), doan.',
  },
  en: {
    ask: 'Ask for my data to be erased',
    askHint: 'We first explain what is erased and what is not.',
    title: 'Ask for your data to be erased',
    lead: 'You can ask us to destroy what could lead to you.',
    goesTitle: 'Erased',
    goes: [
      'Your message as you wrote it, and what you added later.',
      'Your contact, if you gave one.',
      'The original files that you sent.',
      'The fingerprint of your code: it will stop working.',
    ],
    staysTitle: 'Not erased',
    stays: [
      'What the unit reads: your text without the personal data that the system recognises, and the clean copies of your photos. An investigation may need them.',
      'The record of who looked at your tip and when. It doesn’t say who you are.',
      'Backups, until they expire. Everything in them stays encrypted.',
    ],
    person:
      'This tip is part of an investigation, or a court has ordered that it be kept. It can’t simply be erased: a person responsible for the unit will decide.',
    codeEnds: 'This can’t be undone. Afterwards you can neither read nor answer the unit’s questions.',
    confirm: 'Yes, ask for it to be erased',
    back: 'No, back to my tip',
    backAfterwards: 'Back to my tip',
    askedTitle: 'You have asked for your data to be erased',
    askedSoon: 'We will erase it within minutes. From then on your code stops working.',
    askedPerson: (date) =>
      `You have a right to an answer before ${date}. Come back with your code to read it. If it is erased, the code will stop working.`,
    refusedTitle: 'Your data can’t be erased for now',
    refused: {
      investigation: 'Erasing it would harm an investigation under way (article 24 of Organic Law 7/2021).',
      court: 'A court or a prosecutor has ordered that it be kept.',
      law: 'A law requires that it be kept.',
    },
    complain:
      'If you disagree, you can complain to the data protection authority (www.aepd.es), free of charge.',
  },
};
