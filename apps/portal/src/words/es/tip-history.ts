/** What a tip's history says beside the everyday: it comes with the tip's page. */
export const tipHistory = {
  did: {
    'tip.listed': 'Mostrado entre los de su grupo',
    'tip.searched': 'Salió en una búsqueda',
    'tip.counted': 'Recuento consultado',
    'tip.exported': 'Lo exportó',
    'tip.revealed': 'Abrió algo sellado',
    'tip.reveal-asked': 'Pidió abrir algo sellado',
    'tip.reveal-approved': 'Autorizó una apertura',
    'tip.reveal-refused': 'Rechazó una apertura',
    'tip.reveal-exported': 'Guardó una copia de lo abierto',
    'tip.reveal-reviewed': 'Revisó una apertura de urgencia',
    'tip.reveals-listed': 'Miró las aperturas',
    'tip.passed': 'Pasado a otra unidad',
    'tip.assigned': 'Asignado a una persona',
  },
};
