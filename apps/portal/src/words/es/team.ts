/** Of the rooms for team. */
export const teamRoom = {
  team: {
    newUnit: 'Nueva unidad',
    intro: 'Quién trabaja aquí, con qué permisos y en qué unidades.',
    invite: 'Invitar a alguien',
    accounts: 'Cuentas',
    units: 'Unidades',
    unitsWhat: 'Solo verá los avisos de estas unidades.',
    person: 'Persona',
    name: 'Nombre y apellidos',
    roles: 'Permisos',
    state: 'Estado',
    actions: 'Acciones',
    states: { invited: 'Invitada', active: 'Activa', disabled: 'Desactivada' },
    may: {
      investigator: 'Lee y trabaja los avisos de sus unidades.',
      lead: 'Lo mismo, y responde de cómo trabaja la unidad.',
      manager: 'Escribe y lanza campañas; ve recuentos, nunca avisos.',
      auditor: 'Comprueba quién consultó qué.',
      operator: 'Da de alta a personas y unidades.',
    },
    makeLink: 'Crear cuenta y enlace',
    newLink: 'Enlace nuevo',
    newLinkFor: 'Enlace nuevo para {{name}}',
    change: {
      open: 'Cambiar…',
      title: 'Cambiar a {{name}}',
      save: 'Guardar cambios',
      losesUnit:
        'Deja una unidad: pierde al momento sus avisos y su copia de la clave. La jefatura verá en Claves que conviene cambiarla.',
      myself: 'No puedes quitarte a ti el permiso de administración. Pídeselo a otra persona que administre.',
    },
    disable: {
      what: '¿Se va? Al desactivar la cuenta se cierran sus sesiones y deja de poder entrar. Su nombre sigue en el registro.',
      ask: 'Desactivar la cuenta…',
      sure: 'Desactivar la cuenta de {{name}}',
      now: 'Desactivar ahora',
    },
    enable: 'Reactivar',
    enableFor: 'Reactivar a {{name}}',
    link: {
      title: 'Enlace de un solo uso para {{name}}',
      once: 'Solo se muestra ahora. Al cerrar esta ventana ya no se puede recuperar, solo crear otro.',
      label: 'Enlace',
      how: 'Entrégalo por una vía segura. Sirve una vez, durante 72 horas.',
      copy: 'Copiar enlace',
      done: 'Ya lo tengo',
    },
    unit: 'Unidad',
    territory: 'Territorio (códigos INE)',
    topics: 'Temas',
    key: 'Clave pública',
    everywhere: 'Todo',
    noUnits: 'Todavía no hay unidades',
  },
};

export type TeamWords = typeof teamRoom;
