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
    ask: 'Pedir que se borre',
    askHint: 'Antes te explicamos qué se borra y qué no.',
    title: '¿Borrar quién avisó?',
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
      'El resumen sin datos personales que la unidad ya ha leído, y las copias limpias de tus fotos: pueden hacer falta en una investigación.',
      'El registro de quién miró tu aviso y cuándo. No dice quién eres.',
      'Las copias de seguridad, hasta que caducan. En ellas sigue todo cifrado.',
    ],
    person:
      'Este aviso forma parte de una investigación o un juzgado ha ordenado conservarlo. No se puede borrar sin más: alguien responsable de la unidad lo decidirá.',
    codeEnds: 'No se puede deshacer. Después no podrás leer ni contestar preguntas de la unidad.',
    confirm: 'Sí, pedir que se borre',
    back: 'No, volver a mi aviso',
    backAfterwards: 'Volver a mi aviso',
    askedTitle: 'Has pedido que se borre',
    askedSoon: 'Lo borraremos en unos minutos. A partir de entonces tu código no llevará a ninguna parte.',
    askedPerson: (date) =>
      `Tienes derecho a una respuesta antes del ${date}. Vuelve con tu código para leerla. Si se borra, el código dejará de servir.`,
    refusedTitle: 'No se puede borrar por ahora',
    refused: {
      investigation:
        'Borrarlo perjudicaría una investigación en marcha (artículo 24 de la Ley Orgánica 7/2021).',
      court: 'Un juzgado o una fiscalía ha ordenado conservarlo.',
      law: 'Una ley obliga a conservarlo.',
    },
    complain:
      'Si no estás de acuerdo, puedes reclamar ante la autoridad de protección de datos (www.aepd.es), sin coste.',
  },
  ca: {
    ask: 'Demanar que s’esborri',
    askHint: 'Abans t’expliquem què s’esborra i què no.',
    title: 'Esborrar qui ha avisat?',
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
      'El resum sense dades personals que la unitat ja ha llegit, i les còpies netes de les teves fotos: poden caldre en una investigació.',
      'El registre de qui va mirar el teu avís i quan. No diu qui ets.',
      'Les còpies de seguretat, fins que caduquen. S’hi manté tot xifrat.',
    ],
    person:
      'Aquest avís forma part d’una investigació o un jutjat ha ordenat conservar-lo. No es pot esborrar sense més: ho decidirà algú responsable de la unitat.',
    codeEnds: 'No es pot desfer. Després no podràs llegir ni respondre preguntes de la unitat.',
    confirm: 'Sí, demanar que s’esborri',
    back: 'No, tornar al meu avís',
    backAfterwards: 'Tornar al meu avís',
    askedTitle: 'Has demanat que s’esborri',
    askedSoon: 'Ho esborrarem en uns minuts. A partir d’aleshores el teu codi no portarà enlloc.',
    askedPerson: (date) =>
      `Tens dret a una resposta abans del ${date}. Torna amb el teu codi per llegir-la. Si s’esborra, el codi deixarà de servir.`,
    refusedTitle: 'De moment no es pot esborrar',
    refused: {
      investigation:
        'Esborrar-lo perjudicaria una investigació en marxa (article 24 de la Llei orgànica 7/2021).',
      court: 'Un jutjat o una fiscalia ha ordenat conservar-lo.',
      law: 'Una llei obliga a conservar-lo.',
    },
    complain:
      'Si no hi estàs d’acord, pots reclamar davant l’autoritat de protecció de dades (www.aepd.es), sense cost.',
  },
  gl: {
    ask: 'Pedir que se borre',
    askHint: 'Antes explicámosche que se borra e que non.',
    title: 'Borrar quen avisou?',
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
      'O resumo sen datos persoais que a unidade xa leu, e as copias limpas das túas fotos: poden facer falta nunha investigación.',
      'O rexistro de quen mirou o teu aviso e cando. Non di quen es.',
      'As copias de seguridade, ata que caducan. Nelas segue todo cifrado.',
    ],
    person:
      'Este aviso forma parte dunha investigación ou un xulgado ordenou conservalo. Non se pode borrar sen máis: decidirao alguén responsable da unidade.',
    codeEnds: 'Non se pode desfacer. Despois non poderás ler nin contestar preguntas da unidade.',
    confirm: 'Si, pedir que se borre',
    back: 'Non, volver ao meu aviso',
    backAfterwards: 'Volver ao meu aviso',
    askedTitle: 'Pediches que se borre',
    askedSoon: 'Borrarémolo nuns minutos. A partir de entón o teu código non levará a ningures.',
    askedPerson: (date) =>
      `Tes dereito a unha resposta antes do ${date}. Volve co teu código para lela. Se se borra, o código deixará de servir.`,
    refusedTitle: 'Polo de agora non se pode borrar',
    refused: {
      investigation: 'Borralo prexudicaría unha investigación en marcha (artigo 24 da Lei orgánica 7/2021).',
      court: 'Un xulgado ou unha fiscalía ordenou conservalo.',
      law: 'Unha lei obriga a conservalo.',
    },
    complain:
      'Se non estás de acordo, podes reclamar ante a autoridade de protección de datos (www.aepd.es), sen custo.',
  },
  eu: {
    ask: 'Ezabatzeko eskatu',
    askHint: 'Lehenik azalduko dizugu zer ezabatzen den eta zer ez.',
    title: 'Nork jakinarazi duen ezabatu?',
    lead: 'Zugana eraman dezakeen guztia suntsitzeko eska dezakezu.',
    goesTitle: 'Ezabatzen da',
    goes: [
      'Zure mezua, idatzi zenuen bezala, eta gero gehitutakoa.',
      'Zure harremanetarako datua, eman bazenuen.',
      'Bidali zenituen jatorrizko fitxategiak.',
      'Zure kodearen aztarna: ez du gehiago balioko.',
    ],
    staysTitle: 'Ez da ezabatzen',
    stays: [
      'Unitateak irakurri duen laburpena, datu pertsonalik gabe, eta zure argazkien kopia garbiak: ikerketa batean beharrezkoak izan daitezke.',
      'Zure abisua nork eta noiz begiratu duen jasotzen duen erregistroa. Ez du esaten nor zaren.',
      'Segurtasun-kopiak, iraungi arte. Haietan dena zifratuta dago.',
    ],
    person:
      'Abisu hau ikerketa baten parte da, edo epaitegi batek gordetzeko agindu du. Ezin da besterik gabe ezabatu: unitateko arduradun batek erabakiko du.',
    codeEnds: 'Ezin da desegin. Gero ezin izango duzu unitatearen galderarik irakurri edo erantzun.',
    confirm: 'Bai, ezabatzeko eskatu',
    back: 'Ez, nire abisura itzuli',
    backAfterwards: 'Itzuli nire abisura',
    askedTitle: 'Ezabatzeko eskatu duzu',
    askedSoon: 'Minutu gutxi barru ezabatuko dugu. Orduz geroztik zure kodeak ez du inora eramango.',
    askedPerson: (date) =>
      `Erantzuna jasotzeko eskubidea duzu: ${date} baino lehen. Itzuli zure kodearekin irakurtzeko. Ezabatzen bada, kodeak ez du gehiago balioko.`,
    refusedTitle: 'Oraingoz ezin da ezabatu',
    refused: {
      investigation:
        'Ezabatzeak abian den ikerketa bati kalte egingo lioke (7/2021 Lege Organikoaren 24. artikulua).',
      court: 'Epaitegi edo fiskaltza batek gordetzeko agindu du.',
      law: 'Lege batek gordetzera behartzen du.',
    },
    complain:
      'Ados ez bazaude, erreklamazioa jar dezakezu datuak babesteko agintaritzan (www.aepd.es), doan.',
  },
  en: {
    ask: 'Ask for erasure',
    askHint: 'We first explain what is erased and what is not.',
    title: 'Erase who sent it?',
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
      'The summary without personal data that the unit has read, and the clean copies of your photos: an investigation may need them.',
      'The record of who looked at your tip and when. It doesn’t say who you are.',
      'Backups, until they expire. Everything in them stays encrypted.',
    ],
    person:
      'This tip is part of an investigation, or a court has ordered that it be kept. It can’t simply be erased: a person responsible for the unit will decide.',
    codeEnds: 'This can’t be undone. Afterwards you can neither read nor answer the unit’s questions.',
    confirm: 'Yes, ask for erasure',
    back: 'No, back to my tip',
    backAfterwards: 'Back to my tip',
    askedTitle: 'You have asked for erasure',
    askedSoon: 'We will erase it within minutes. From then on your code leads nowhere.',
    askedPerson: (date) =>
      `You have a right to an answer before ${date}. Come back with your code to read it. If it is erased, the code will stop working.`,
    refusedTitle: 'It can’t be erased for now',
    refused: {
      investigation: 'Erasing it would harm an investigation under way (article 24 of Organic Law 7/2021).',
      court: 'A court or a prosecutor has ordered that it be kept.',
      law: 'A law requires that it be kept.',
    },
    complain:
      'If you disagree, you can complain to the data protection authority (www.aepd.es), free of charge.',
  },
};
