import type { Texts } from './es.js';

export const eu: Texts = {
  skip: 'Joan edukira',
  languages: 'Hizkuntzak',
  menu: 'Gune honi buruz',
  home: 'Hasiera',
  error: 'Errorea: ',
  optional: 'aukerakoa',
  exit: {
    button: 'Irten orain orri honetatik',
    hint: 'Maius tekla hiru aldiz ere saka dezakezu.',
  },
  footer: {
    comeBack: 'Itzuli nire kodearekin',
    privacy: 'Pribatutasuna',
    accessibility: 'Irisgarritasuna',
    promise: 'Cookierik gabe. Konturik gabe. Jarraipenik gabe.',
  },
  start: {
    title: 'Poliziak zure laguntza eskatzen du',
    lead: 'Aukeratu kanpaina bat eta kontatu dakizuna. Nahikoa dira bi minutu. Ez duzu esan behar nor zaren.',
    calls: 'Irekita dauden kanpainak',
    none: 'Orain ez dago kanpainarik irekita. Zerbait badakizu, deitu 091 zenbakira.',
    comeBackTitle: 'Abisu bat bidali duzu lehendik?',
    comeBackText: 'Zure kodearekin nola doan ikus dezakezu, galderei erantzun eta beste zerbait gehitu.',
  },
  urgent: {
    danger: 'Arriskurik al dago oraintxe?',
    call: 'Deitu zenbaki hauetara:',
    or: 'edo',
  },
  form: {
    promises: [
      'Ez duzu zure izena esan behar, ezta konturik sortu ere.',
      'Ez dugu zure interneteko helbidea gordetzen.',
      'Ikertzen duen unitateak bakarrik irakur dezake jatorrizko mezua.',
    ],
    notAReport: 'Hau ez da salaketa bat.',
    notAReportMore: 'Abisu bat da: ikertzen laguntzen du. Salatzeko, joan polizia-etxe batera edo',
    reportOnline: 'salatu internetez',
    alertcops: 'Biktima edo lekuko bazara, hau ere erabil dezakezu:',
    text: 'Zer dakizu?',
    textHint: 'Zer gertatzen den, non, noiz eta nor. Idatzi hitz egiten duzun bezala. Ez dakizuna utzi.',
    left: '% karaktere geratzen dira',
    over: '% karaktere soberan daude',
    place: 'Non gertatzen da?',
    placeHint: 'Kalea, auzoa edo herria.',
    files: 'Argazkiak, bideoak edo dokumentuak',
    filesHint: 'Gehienez 5 fitxategi, 20 MB bakoitza. Ez jarri zeure burua arriskuan haiek egiteko.',
    filesPlaceNote:
      'Zure argazki batek gordeta dauka non egin zen. Ikertzaileek datu hori gabeko kopia bat ikusten dute. Jatorrizkoa itxita gordetzen da.',
    filesAgain: 'Fitxategiak aukeratu bazenituen, aukeratu berriro: ezin ditugu gorde.',
    contact: 'Telefonoa edo posta elektronikoa',
    contactHint:
      'Deitzea nahi baduzu bakarrik. Itxita gordetzen da: ikertzen duen unitateak bakarrik ireki dezake, eta idatzita geratzen da nork irekitzen duen. Hutsik uzten baduzu, zure kodearekin unitatearekin hitz egin dezakezu.',
    trap: 'Ez idatzi hemen',
    send: 'Bidali abisua',
    afterSend: 'Bidaltzean kode bat ikusiko duzu. Idatzi nonbait: itzultzeko balio du.',
    otherLanguage: 'Kanpaina hau ez dago euskaraz. Bere hizkuntzan erakusten dugu.',
  },
  errors: {
    title: 'Ez da bidali. Begiratu hau:',
    required: 'Idatzi zer dakizun',
    tooShort: (min) => `Kontatu pixka bat gehiago: gutxienez ${min} letra`,
    tooLong: (max, over) => `Luzeegia da: ${max} karaktere sartzen dira eta ${over} soberan daude`,
    placeTooLong: 'Lekua luzeegia da: 200 letra sartzen dira',
    contactMalformed:
      'Idatzi izena@adibidea.eus bezalako helbide bat edo 9 zifrako telefono bat, edo utzi hutsik',
    unreadable: 'Letra batzuk ez dira ondo iritsi. Bilatu � ikurra eta zuzendu',
    tooManyFiles: '5 fitxategi baino gehiago aukeratu dituzu',
    noRoomForFiles:
      'Orain fitxategi asko iristen ari dira batera. Bidali abisua fitxategirik gabe, edo itxaron minutu batzuk',
    fileTooLarge: (name) => `«${name}» fitxategiak 20 MB baino gehiago ditu`,
    fileKind: (name) => `«${name}» ez da argazki, bideo, soinu edo dokumentu bat`,
    malformed: 'Ezin izan dugu iritsi dena irakurri. Idatzi berriro eta bidali',
    tooLarge: 'Bidalitakoa handiegia da. Saiatu fitxategi gutxiagorekin',
    failedHere:
      'Zerbaitek huts egin du hemen, ez da zure errua. Idatzi duzuna behean dago: bidali berriro. Bi aldiz iritsita ere, abisu bakartzat hartzen da.',
    keyReused: 'Gako hau beste abisu batekin erabili zen lehenago',
    codeRequired: 'Idatzi zure kodea',
    codeMalformed: 'Kodeak 16 letra eta zenbaki ditu, 7K2M-94QX-TB0D-H5WR bezala',
    codeUnknown: 'Kode horrek ez darama inongo abisura. Begiratu letraren bat aldatuta dagoen',
  },
  receipt: {
    title: 'Zure abisua iritsi da',
    again: 'Abisu hau lehenago iritsi zitzaigun. Hau da bere kodea, lehengo bera.',
    codeTitle: 'Zure kodea',
    codeHint: 'Idatzi nonbait edo egin argazki bat. Itzultzeko bide bakarra da eta ezin dugu berreskuratu.',
    noted: 'Idatzi dut',
    print: 'Inprimatu',
    nextTitle: 'Zer gertatuko da orain',
    next: [
      'Ikertzen duen unitateko pertsona batek zure abisua irakurriko du.',
      'Beste zerbait jakin behar badu, galdera bat utziko dizu.',
      'Itzuli astebete barru zure kodearekin, eta begiratu galderarik dagoen.',
    ],
    proofTitle: 'Iritsi denaren froga',
    proofText:
      'Zure abisua inork oharkabean alda ezin dezakeen erregistro batean idatzita dago. Datu hauekin iritsi zela froga dezakezu.',
    entry: 'Idazpena',
    hash: 'Hatz-marka',
    at: 'Ordua',
  },
  thanks: {
    title: 'Eskerrik asko laguntzeagatik',
    text: 'Orri hau itxi dezakezu. Telefonoa edo ordenagailua zurea ez bada, ezabatu historia ere.',
  },
  comeBack: {
    title: 'Itzuli nire kodearekin',
    lead: 'Idatzi abisua bidaltzean ikusi zenuen kodea.',
    code: 'Zure kodea',
    codeHint: '16 letra eta zenbaki dira. Berdin dio maiuskulak, zuriuneak edo marratxoak erabiltzea.',
    open: 'Ikusi nire abisua',
    lost: 'Galdu baduzu, ezin dugu berreskuratu: ez dakigu nor zaren. Beste abisu bat bidal dezakezu.',
  },
  talk: {
    title: 'Zure abisua',
    sent: 'Bidalketa-data:',
    states: {
      received: 'Jasota',
      'in-review': 'Unitatearen esku',
      closed: 'Amaituta',
    },
    stateWords: {
      received: 'Zure abisua iritsi da. Unitateak laster irakurriko du.',
      'in-review': 'Unitateak zure abisua irakurri du eta lanean ari da.',
      closed: 'Unitateak amaitu du zure abisuarekin. Beste zerbait badakizu, idatzi eta berriro irekiko da.',
    },
    messages: 'Mezuak',
    desk: 'Unitatearen galdera',
    mine: 'Zuk idatzi zenuen',
    mineHidden: 'Zure segurtasunagatik, idazten duzuna ez da berriro erakusten.',
    none: 'Unitateak ez dizu oraindik ezer galdetu.',
    reply: 'Zerbait gehitu nahi duzu?',
    replyHint: 'Erantzun hemen edo kontatu zerbait berria. Unitateak bakarrik irakurtzen du.',
    send: 'Bidali',
    kept: 'Idatzi duzuna iritsi da. Eskerrik asko.',
  },
  closed: {
    closed: 'Kanpaina hau amaitu da',
    closedText: 'Eskerrik asko lagundu duten guztiei. Jada ez du abisurik jasotzen.',
    paused: 'Kanpaina hau etenda dago',
    pausedText: 'Orain ez du abisurik jasotzen. Saiatu geroago.',
    early: 'Kanpaina hau ez da hasi',
    earlyText: (date) => `Irekitze-data: ${date}.`,
    wayOn: 'Zerbait badakizu, deitu 091 zenbakira. Abisu bat bidali bazenuen, zure kodeak balio du oraindik.',
    typed: 'Idatzi duzuna ez da bidali. Kopiatu hemendik beste kanpaina batean erabili nahi baduzu:',
    others: 'Ikusi irekita dauden kanpainak',
  },
  problems: {
    notFound: 'Ez dugu orri hori aurkitzen',
    notFoundText: 'Agian helbideak letraren bat aldatuta dauka.',
    tooMany: 'Itxaron une bat',
    tooManyText: (minutes) =>
      `Zure konexiotik kode asko probatu dira. Batzuetan jende askok partekatzen du. Saiatu berriro ${minutes} min barru. Zure abisua ez da galduko.`,
    failure: 'Zerbaitek huts egin du hemen, ez da zure errua',
    failureText:
      'Itzuli atzera eta bidali berriro: bi aldiz iritsita ere, abisu bakar gisa zenbatzen da. Premiazkoa bada, deitu 091 zenbakira.',
    refused: 'Ezin izan dugu bidalketa onartu',
    refusedText: 'Ireki kanpainaren orria eta bidali abisua handik.',
  },
  privacy: {
    title: 'Pribatutasuna',
    lead: 'Zer gordetzen dugun, nork ikusten duen eta zer eska dezakezun.',
    parts: [
      {
        title: 'Zer ez dugun gordetzen',
        lines: [
          'Ez dugu gordetzen zure interneteko helbidea, ezta zure telefonoaren edo ordenagailuaren daturik ere.',
          'Ez dugu cookierik erabiltzen, eta ez dugu zenbatzen nork bisitatzen dituen orri hauek.',
          'Ez dugu beste enpresen ezer kargatzen.',
        ],
      },
      {
        title: 'Zer gordetzen dugun',
        lines: [
          'Zure mezua, sistemak ezagutzen dituen izen, telefono eta bestelako datu pertsonalik gabe. Hori irakurtzen du unitateak.',
          'Jatorrizko mezua, zure argazkiak eta zure kontaktua, zifratuta. Ikertzen duen unitateak bakarrik ireki ditzake. Argazki batek barruan eraman ditzake lekua, ordua eta gailua: ikusten den kopiak ez ditu, jatorrizko zifratuak bai.',
          'Zure abisua begiratzen duen pertsona bakoitzaren erregistroa, orduarekin eta arrazoiarekin.',
        ],
      },
      {
        title: 'Zenbat denboran',
        lines: [
          'Inork ez badu zure abisuarekin lan egiten, zugana eraman dezakeena gehienez hiru hilabeteren buruan suntsitzen da.',
          'Gehienez hiru urtean behin, norbaitek berrikusten du gorde behar den. Gehienez hogei urteren buruan, dena ezabatzen da.',
          'Epaitegi batek, fiskaltza batek edo lege batek bakarrik luza dezake.',
        ],
      },
      {
        title: 'Zure kodea',
        lines: [
          'Ez dugu zure kodea gordetzen. Hura ezagutzeko hatz-marka bat gordetzen dugu.',
          'Kodearekin itzuli, erantzun eta zugana eraman dezakeena ezabatzeko eska dezakezu.',
          'Kodea duenak unitatearen galderak ikus ditzake, baina ez zuk idatzitakoa.',
        ],
      },
      {
        title: 'Legea eta zure eskubideak',
        lines: [
          'Kanpaina honen ardura duen poliziak delituak prebenitzeko eta ikertzeko tratatzen ditu datuak, 7/2021 Lege Organikoaren arabera.',
          'Zure datuak ikustea, zuzentzea edo ezabatzea eska diezaiokezu. Datuak Babesteko Espainiako Agentzian ere jar dezakezu erreklamazioa (www.aepd.es).',
        ],
      },
      {
        title: 'Gailua zurea ez bada',
        lines: [
          'Irteteko botoiak beste orri batera eramaten zaitu, baina ez du historia ezabatzen. Ezabatu zuk edo erabili leiho pribatu bat.',
        ],
      },
    ],
  },
  accessibility: {
    title: 'Irisgarritasuna',
    lead: 'Edonork abisatu ahal izatea nahi dugu. Gune honek 1112/2018 Errege Dekretua betetzen du ahal duen neurrian.',
    parts: [
      {
        title: 'Betetze-egoera',
        lines: [
          'Gune honek zati batean betetzen du 1112/2018 Errege Dekretua, hurrengo atalean esaten denagatik.',
        ],
      },
      {
        title: 'Irisgarria ez den edukia',
        lines: [
          'Irakurketa errazeko bertsioa falta da.',
          'Orriak pantaila-irakurlea erabiltzen duten pertsonekin probatzea falta da.',
          'Bidaltzen dituzun argazkiek ez dute deskribapenik.',
        ],
      },
      {
        title: 'Adierazpenaren prestaketa',
        lines: [
          'Adierazpen hau 2026ko azaroaren 24an prestatu zen.',
          'Metodoa autoebaluazioa izan zen: orri guztien proba automatikoak eta teklatuarekin egindako berrikuspena, argian, ilunean eta 320 pixeleko zabaleran, WCAG 2.2 AA eta EN 301 549 arauen arabera.',
        ],
      },
      {
        title: 'Oharrak eta kontaktua',
        lines: [
          'Zerbaitek abisatzea eragozten badizu, esan kanpainaren ardura duen poliziari: edozein polizia-etxetan edo herritarrei laguntzeko bulegoan (errege-dekretuaren 10.2.a artikulua).',
        ],
      },
      {
        title: 'Aplikatzeko prozedura',
        lines: [
          'Erantzuna iristen ez bada edo asetzen ez bazaitu, erreklamazioa jar dezakezu 1112/2018 Errege Dekretuaren 12. eta 13. artikuluen arabera.',
        ],
      },
    ],
  },
  preview: 'Aurrebista: horrela ikusiko da. Formularioak ez du ezer bidaltzen.',
};
