/**
 * Passwords that everybody tries first: those of the yearly public lists that reach our length once dressed up with
 * digits, and what a Spanish police desk would think of. Lower-case; digits and signs around them don't count.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  123456789012 1234567890123 12345678901234 123456789123 1234567891011 123412341234 123123123123 012345678901
  012345678910 098765432109 987654321098 987654321012 112233445566 121212121212 111222333444 102030405060
  1q2w3e4r5t6y 1qaz2wsx3edc 1q2w3e4r5t6y7u qazwsxedcrfv zaq12wsxcde3 q1w2e3r4t5y6 1qazxsw23edc
  qwerty qwertyuiop qwertyuiopas qwertyuiopasdf qwertyqwerty asdfghjkl asdfghjklñ asdfghjklzxc zxcvbnm zxcvbnmasdfg
  qwertyasdfgh qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm abcdefghijkl abcdefghijklm abcdefghijklmnop abcdefgh
  password passwords passwordpassword mypassword passwort contraseña contrasena contrasenya contrasinal pasahitza
  contraseñacontraseña contrasenacontrasena micontraseña micontrasena claveclave miclave clavesecreta clavedeacceso
  secreto supersecreto secret topsecret letmein letmeinplease welcome welcomewelcome bienvenido bienvenida
  bienvenidos benvingut benvido ongietorri iloveyou iloveyouforever tequiero tequieromucho teamo teamomucho
  administrador administrator administradora admin adminadmin administracion rootroot usuario usuariousuario
  changeme changemenow changemeplease cambiame cambiameya default defaultpassword temporal provisional invitado
  policia policía policianacional policíanacional cuerponacionaldepolicia guardiacivil policialocal mossosdesquadra
  ertzaintza comisaria comisaría jefatura investigacion investigación udyco colabora colaboracion tweetredadas
  tweetredada españa espana vivaespaña vivaespana arribaespaña madrid barcelona sevilla valencia realmadrid
  halamadrid fcbarcelona forzabarça visca viscabarça atleticodemadrid realbetis sevillafc athleticclub
  football futbol baseball superman batman starwars pokemon dragon dragonball monkey sunshine princess princesa
  shadow master michael jordan jennifer estrella mariposa chocolate corazon corazón alejandro alejandra
  correcthorsebatterystaple ilovecoffee loremipsumdolor
  `
    .split(/\s+/)
    .filter((word) => word !== ''),
);
