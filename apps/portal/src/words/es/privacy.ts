/** Qué se lee de un aviso y qué no, y quién mira lo que la máquina duda. */
export const privacy = {
  title: 'Qué se lee de los avisos',
  usual: 'Lo habitual: hechos a la vista, personas y datos con código',
  changed_one: '{{count}} cambio sobre lo habitual',
  changed_other: '{{count}} cambios sobre lo habitual',
  what: 'Quien avisa queda siempre oculto. Lo demás, según la campaña; vale para los avisos que lleguen desde que se guarde.',
  choices: { keep: 'A la vista', mask: 'Con código', generalise: 'Aproximado' },
  subjects: {
    people: 'Nombres',
    documents: 'DNI y otros documentos',
    plates: 'Matrículas',
    contacts: 'Teléfonos, correos, usuarios',
    accounts: 'Cuentas y tarjetas',
    addresses: 'Direcciones',
    places: 'Lugares',
    dates: 'Fechas',
    organisations: 'Empresas y centros',
  },
  written: 'Alguien escribe',
  read: 'La unidad lee',
  lookedAt: 'Está mirado',
  mask: 'Tapar lo seleccionado',
  maskHow:
    'Selecciona palabras del texto y pulsa m para taparlas. No se puede deshacer; el original sigue sellado.',
  masked: 'Tapado',
  done: 'Mirado',
  explained_one: '{{count}} dato personal oculto',
  explained_other: '{{count}} datos personales ocultos',
  meaning:
    'Mismo código, mismo dato: así se reconoce a la misma persona o el mismo teléfono en otros avisos de la campaña.',
  maskedWhat: 'Dato',
  rule: 'Regla que lo encontró',
  sureness: 'Seguridad',
  review: 'Conviene mirarlo con cuidado:',
  reviewReasons: {
    'self-identification': 'quien avisa puede estar diciendo quién es',
    'unsure-name': 'algún nombre no es seguro',
    'found-on-second-scan': 'algo apareció en una segunda revisión',
    'number-left': 'queda a la vista un número largo',
    'address-sign-left': 'queda a la vista algo como un correo',
    'first-person-left': 'quien avisa habla de sí mismo',
    'name-left': 'puede quedar un nombre a la vista',
  },
};

export type PrivacyWords = typeof privacy;
