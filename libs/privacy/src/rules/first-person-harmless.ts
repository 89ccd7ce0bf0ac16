import { wordSet } from './token-walk.js';

/**
 * What a writer says of themself that betrays nobody: seeing, knowing, fearing, asking, telling. These lists are closed
 * and the rest is not: whatever else "I" do is masked, as nobody can list the ways in which people give themselves away.
 */

/** Spanish, Galician and Catalan, present, "I" and "we"; folded. */
export const HARMLESS_PRESENT = wordSet(`
  creo veo oigo quiero puedo digo temo se pido ruego espero supongo pienso prefiero necesito escribo mando envio adjunto aviso
  denuncio informo comunico deseo agradezco considero imagino entiendo comprendo recuerdo sospecho juro prometo aseguro
  afirmo insisto repito lamento siento huelo escucho noto observo reconozco cuento dejo pongo hablo llamo doy aguanto
  soporto opino dudo ignoro desconozco confio quedo anado aporto facilito remito solicito exijo reclamo presento refiero
  apunto pregunto explico atrevo sugiero recomiendo aconsejo invito disculpo perdono perdon felicito importo resulto miro
  acuerdo acabo empiezo consigo logro intento trato debo suelo vuelvo busco encuentro hallo sospecho percibo detecto
  relato expongo detallo manifiesto declaro constato confirmo certifico animo admiro odio valoro respeto apoyo colaboro
  pretendo procuro suplico imploro arriesgo preocupo asusto muero caso trato acto dato medio resto tanto cuanto solo
  todo mucho poco igual conozco reporto alerto advierto notifico indico senalo entero acerco dirijo despido firmo aprecio
  mantengo sigo dispongo adelanto saludo pido agobio paso llego vengo saco hago tengo voy estoy hago llevo ando
  vemos oimos sabemos queremos creemos podemos pedimos rogamos solicitamos suplicamos exigimos denunciamos avisamos
  escribimos mandamos enviamos adjuntamos pensamos suponemos sospechamos tememos necesitamos esperamos agradecemos
  deseamos contamos notamos observamos escuchamos olemos sentimos aguantamos soportamos entendemos imaginamos informamos
  comunicamos recordamos decimos conocemos llamamos preguntamos encontramos descubrimos intentamos tratamos damos hemos
  somos sufrimos merecemos confiamos preferimos opinamos lamentamos hallamos debemos dejamos habiamos veiamos oiamos
  sabiamos queriamos creiamos podiamos podamos seamos tengamos hagamos vamos vimos dijimos supimos seguimos tenemos
  estamos hacemos llevamos vemonos comprendemos apreciamos padecemos hablamos consideramos volvemos
  realizamos decidimos observamos comprobamos procedimos colocamos planteamos presentamos practicamos iniciamos
  procedemos optamos fijamos efectuamos aplicamos pudimos evidenciamos utilizamos describimos aportamos valoramos destacamos
  crec vull puc sento espero penso imagino escric demano aviso denuncio conec veig dic prego temo ignoro dubto noto suposo
  recordo explico adjunto envio agraeixo prefereixo necessito desitjo escolto parlo sospito entenc tinc vaig
  veiem sentim creiem volem podem sabem demanem escrivim pensem suposem esperem agraim necessitem coneixem parlem fem
  creo vexo podo non quero penso supono espero pido aviso denuncio escribo sei coidamos cremos podemos queremos pedimos
  agradezo oio escoito conezo temo dubido imos temos estamos facemos vemos sabemos vimos
`);

/** After "he", "hemos", "hem": past participles that only report. */
export const HARMLESS_PARTICIPLES = wordSet(`
  visto oido escuchado notado sabido podido querido decidido llamado avisado denunciado comprobado observado leido encontrado
  enterado grabado dicho mandado enviado intentado pensado presenciado descubierto apuntado anotado conseguido preguntado
  quedado hablado escrito pedido dado dejado puesto informado contactado reportado fijado mirado entendido creido vuelto
  recibido comentado tomado sacado hecho perdido percatado detectado percibido publicado reconocido hallado visualizado
  vist sentit trobat trucat avisat denunciat dit decidit escoltat sabut pogut observat notat de parlat llegit fet rebut enviat
`);

/** After "me", "nos", "em": what is done to or with the writer and tells nothing. */
export const HARMLESS_AFTER_ME = wordSet(`
  parece parecio parecen parecia gusta gustaria consta constan temo dijo dijeron decis dice dicen decian conto contaron cuenta
  cuentan comento comentaron informaron preocupa preocupan molesta extrana extrano sorprende sorprendio imagino suena suenan
  llama llamo resulta resulto entero entere fije fijo pregunto hace hacen refiero quejo duele importa importaria encantaria
  alegro alegra arriesgo atrevo pongo dirijo comprometo ofrezco permito siento quedo vuelvo pasa pase entra cae sabe vale
  decido acuerdo despido consideraria puede pueden podria podrian podeis pueda puedan podais llamen llamar llamad contacten
  llego llegan llegado mola moleste quede sumo reservo indigna repugna averguenza entere disculpen perdonen crean
  cree creen creeis crees hagan haga haga ayuden ayude ayudeis atienden digan diga deis den vean entiende entienden niego cuesta
  costo queda quedan canso cansa sale mata pone ponen estoy esta estan inquieta alarma alarmo angustia aterra asusta asuste asusto dirigo
  una un el la los las de del con en que y o a por para si no ni mas muy tan ya cualquier todo todos todas
  sembla consta preocupa fa han dit diuen dieu va dir van dir explicar estranya pregunto temo agradaria nego adreco
  parece consta preocupa gustaria contaron dixeron dixo da fai
  abren abre abrio abrieron ensena ensenan enseno ensenaron muestra muestran mostro mostraron
  acuerdo averiguado olvido olvide permiten permite comunican comunicaron facilitaron avisaron aviso
`);
/** The same after "me ha", "nos han". */
export const HARMLESS_DONE = wordSet(`
  dicho contado comentado informado dado llegado parecido enterado sorprendido avisado explicado llamado preocupado extranado
  alertado facilitado pasado hecho tocado dit explicat arribat semblat
`);
/** "no quiero que me relacionen": wishes and fears about what might be done to the writer. */
export const WISHES = wordSet(
  'quiero queremos miedo temo tememos espero ojala evitar antes vull por medo quero kiero pido ruego',
);

/** After "soy", "sóc": what tells of nobody. */
export const HARMLESS_BEING = wordSet(`
  consciente racista inocente sincero sincera anonimo anonima nadie muy tan mas mayor xenofobo xenofoba machista de yo un una el la los las
  muchos muchas varios varias bastantes conscientes anonimos todos todas nosotros vecinos vecinas personas ciudadanos mayores
  capaz incapaz partidario partidaria experto experta ningun ninguna tonto tonta asi libre responsable quien no si solo lo
  conscient conscienta racista sincer honest del que qui
`);

/** Catalan infinitives after "vaig", "vam": what only reports. */
export const HARMLESS_INFINITIVES = wordSet(
  'veure sentir trobar dir trucar pensar creure parlar escriure avisar denunciar enviar deixar intentar notar observar saber a fer preguntar mirar adonar quedar',
);

/** After English "I" and "we". */
export const HARMLESS_ENGLISH_VERBS = wordSet(`
  see saw seen think thought know knew hear heard want wanted believe guess noticed notice suspect suspected am would could can cannot
  will hope wish need do don did have had has may might must should feel felt find found understand mean say said tell told
  report reporting ask asked call called assume suppose prefer recommend appreciate write writing wrote send sent sending
  remember reckon doubt wonder fear request beg promise swear swore smell smelt smelled recognise recognised recognize
  observe observed watch watched witnessed get got keep kept let made make was were love hate like not just never thank apologise
  look try tried trying going afraid scared sure worried not sorry tired aware certain sick fed reporting concerned happy willing
  available here there confident so very too unable able and the to of in it that this they he she a an but or if as no
`);

/** Who owns what: a home, a view, a workplace; with "da a", "looks onto" the whole clause tells where it is. */
export const VIEWPOINTS = wordSet(`
  ventana ventanas balcon terraza casa piso patio jardin tienda bar local negocio finca huerto huerta tierra tierras parcela nave
  apellido apellidos turno trabajo empresa finca campo coche
  portal garaje cocina habitacion cuarto dormitorio oficina despacho calle puerta trastero plaza taller azotea tejado
  finestra balco terrassa pati botiga hort pis cuina habitacio porta carrer
  fiestra xanela leira horta tenda terra eira
  window windows balcony terrace house flat home garden shop land yard office kitchen bedroom street door roof plot farm
`);
export const VIEWS = wordSet(`
  acaba empieza termina cierra abre entra sale consiste da dan mira esta es era linda colinda queda pega comparte toca hace comunica esta limita cae asoma
  dona es toca llinda comunica linda esta cadra cadra colinda
  looks faces overlooks backs is shares joins opens
`);
