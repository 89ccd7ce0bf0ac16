/** Por qué dos avisos van juntos. */
export const evidenceEs = {
  evidence: {
    'same-words': 'mismo texto (mayúsculas, tildes, signos y saludos aparte)',
    'shared-words': '{{percent}} % de las palabras; el resto es ortografía y orden',
    changes: '{{percent}} % de las palabras; cambia: {{changes}}',
    more_one: '{{count}} cambio más',
    more_other: '{{count}} cambios más',
    added: 'aquí se añade «{{here}}»',
    missing: 'aquí falta «{{there}}»',
    replaced: 'aquí «{{here}}», allí «{{there}}»',
    contradiction: '{{percent}} % de las palabras, pero aquí dice «{{here}}» y allí «{{there}}»',
    negation: '{{percent}} % de las palabras, pero solo uno dice «{{word}}»',
    'same-file': 'el mismo archivo, byte a byte',
    'same-picture': 'misma foto, {{bits}} de {{ofBits}} bits distintos',
    'same-picture-turned': 'misma foto girada o en espejo, {{bits}} de {{ofBits}} bits distintos',
    'shared-frames': 'mismo vídeo: {{frames}} de {{ofFrames}} imágenes están en los dos',
    'same-identifier_one': 'solo lo nombra {{count}} aviso',
    'same-identifier_other': 'lo nombran {{count}} avisos',
    'same-identifier-many': 'lo nombran más de {{count}} avisos: dice poco',
  },
};
