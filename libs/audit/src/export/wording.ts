import type { AuditAction, Operation } from '../actions.js';
import type { AuditResult } from '../entry.js';
import type { AuditActor } from '../history.js';

/** What was done, in the words of a report for a Spanish court. */
export const ACTION_IN_WORDS: Record<AuditAction, string> = {
  'tip.received': 'Aviso recibido',
  'tip.repeated': 'Entrega repetida del mismo mensaje',
  'tip.anonymised': 'Texto anonimizado',
  'tip.grouped': 'Agrupado con avisos iguales',
  'tip.ungrouped': 'Separado de su grupo',
  'tip.routed': 'Asignado a una unidad',
  'tip.sealed': 'Original sellado',
  'tip.masked': 'Tapado a mano',
  'tip.looked-at': 'Revisado por una persona',
  'tip.set-aside': 'Apartado',
  'tip.returned': 'Devuelto a la cola',
  'tip.opened': 'Aviso consultado',
  'tip.listed': 'Mostrado en una lista',
  'tip.searched': 'Búsqueda',
  'tip.counted': 'Recuento consultado',
  'tip.history-read': 'Historial consultado',
  'tip.exported': 'Aviso exportado',
  'tip.revealed': 'Original abierto',
  'tip.reveal-asked': 'Apertura del original solicitada',
  'tip.reveal-approved': 'Apertura del original autorizada',
  'tip.reveal-refused': 'Apertura del original rechazada',
  'tip.reveal-exported': 'Original exportado',
  'tip.reveal-reviewed': 'Apertura de urgencia revisada',
  'tip.reveals-listed': 'Registro de aperturas consultado',
  'tip.answer-address-opened': 'Dirección de respuesta abierta para contestar',
  'tip.passed': 'Pasado a otra unidad',
  'tip.state-changed': 'Cambio de estado',
  'tip.assigned': 'Asignado a una persona',
  'tip.note-added': 'Nota añadida',
  'tip.asked': 'Pregunta al informante',
  'tip.answered': 'Respuesta al informante en cola',
  'tip.acknowledged': 'Acuse automático en cola',
  'tip.message-sent': 'Mensaje enviado al informante',
  'tip.message-failed': 'Mensaje al informante no enviado',
  'tip.message-doubted': 'Mensaje al informante en duda',
  'tip.message-decided': 'Decisión sobre un mensaje en duda',
  'tip.informant-replied': 'Respuesta del informante',
  'tip.informant-opted-out': 'El informante no quiere mensajes automáticos',
  'tip.file-added': 'Fichero recibido',
  'tip.file-cleaned': 'Fichero limpiado de metadatos',
  'tip.file-quarantined': 'Fichero en cuarentena',
  'tip.file-previewed': 'Vista previa de un fichero consultada',
  'tip.file-masked': 'Zonas tapadas en la vista previa de un fichero',
  'tip.file-opened': 'Fichero consultado',
  'tip.receipt-used': 'Resguardo usado por el informante',
  'tip.held': 'Conservación ordenada',
  'tip.released': 'Conservación levantada',
  'tip.reviewed': 'Conservación revisada',
  'tip.erasure-asked': 'Supresión pedida por quien avisó',
  'tip.erasure-decided': 'Supresión pedida: resuelta',
  'tip.erased': 'Aviso suprimido',
  'case.opened': 'Caso abierto',
  'case.changed': 'Caso modificado',
  'case.tip-linked': 'Aviso unido al caso',
  'case.tip-unlinked': 'Aviso separado del caso',
  'case.closed': 'Caso cerrado',
  'session.opened': 'Sesión iniciada',
  'session.refused': 'Inicio de sesión rechazado',
  'session.closed': 'Sesión cerrada',
  'account.created': 'Cuenta creada',
  'account.activated': 'Cuenta activada',
  'account.changed': 'Cuenta modificada',
  'account.disabled': 'Cuenta desactivada',
  'account.enabled': 'Cuenta habilitada de nuevo',
  'account.setup-link-made': 'Enlace de activación creado',
  'account.listed': 'Cuentas consultadas',
  'unit.created': 'Unidad creada',
  'unit.changed': 'Unidad modificada',
  'key.made': 'Clave personal creada',
  'key.replaced': 'Clave personal sustituida',
  'key.handed-out': 'Clave personal envuelta entregada para desbloquear',
  'key.wrap-added': 'Forma de desbloqueo añadida',
  'key.wrap-removed': 'Forma de desbloqueo quitada',
  'unit-key.given': 'Clave de la unidad entregada a una persona',
  'unit-key.taken-away': 'Clave de la unidad retirada a una persona',
  'unit-key.replaced': 'Clave de la unidad sustituida',
  'unit-key.grants-handed-out': 'Permisos entregados para sellarlos de nuevo',
  'unit-key.resealed': 'Permisos sellados con la clave nueva',
  'unit-key.retired': 'Clave anterior de la unidad retirada',
  'campaign.created': 'Campaña creada',
  'campaign.changed': 'Campaña modificada',
  'campaign.launched': 'Campaña lanzada',
  'campaign.paused': 'Campaña en pausa',
  'campaign.resumed': 'Campaña reanudada',
  'campaign.closed': 'Campaña cerrada',
  'campaign.counted': 'Recuentos de campaña consultados',
  'channel.connected': 'Canal conectado',
  'channel.disconnected': 'Canal desconectado',
  'channel.posted': 'Publicación en un canal',
  'channel.rejected': 'Mensaje recibido que no se pudo leer',
  'channel.rejection-seen': 'Mensaje ilegible dado por visto',
  'channel.gone-at-source': 'Retirado en la plataforma de origen',
  'channel.purged': 'Borrado todo el contenido de un canal',
  'channel.rejection-opened': 'Mensaje ilegible descargado, sellado',
  'channel.listed': 'Mensajes de salida consultados',
  'routing.changed': 'Reglas de reparto modificadas',
  'access.denied': 'Acceso denegado',
  'backup.made': 'Copia de seguridad hecha',
  'backup.restored': 'Copia de seguridad restaurada',
  'audit.searched': 'Registro de auditoría consultado',
  'audit.words-opened': 'Palabras de una búsqueda consultadas',
  'audit.rule-changed': 'Regla de alerta cambiada',
  'audit.alert-seen': 'Alerta atendida',
  'audit.exported': 'Registro de auditoría exportado',
  'audit.entry-erased': 'Asiento suprimido',
  'audit.key-made': 'Clave de firma creada',
};

/** The words of LO 7/2021 art. 33.1. */
export const OPERATION_IN_WORDS: Record<Operation, string> = {
  collection: 'recogida',
  alteration: 'alteración',
  consultation: 'consulta',
  disclosure: 'comunicación',
  combination: 'combinación',
  erasure: 'supresión',
  access: 'control de acceso',
};

export const RESULT_IN_WORDS: Record<AuditResult, string> = {
  done: 'hecho',
  denied: 'denegado',
  failed: 'fallido',
};

/** Who acted, by id: whoever reads the report asks the force for the name. */
export function actorInWords(actor: AuditActor): string {
  switch (actor.kind) {
    case 'citizen':
      return 'informante';
    case 'staff':
      return `persona ${actor.id}, sesión ${actor.session}`;
    case 'operator':
      return `operador del sistema ${actor.id}`;
    case 'system':
      return `proceso automático ${actor.id}`;
  }
}
