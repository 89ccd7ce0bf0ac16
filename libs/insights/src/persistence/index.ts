import type { Persistence } from '#kernel';
import { OversightAlerts1765000000110 } from './1765000000110-oversight-alerts.js';
import { UsualLooks1765000001510 } from './1765000001510-usual-looks.js';

export const insightsPersistence: Persistence = {
  entities: [],
  migrations: [OversightAlerts1765000000110, UsualLooks1765000001510],
  rights: {
    tables: {
      oversight_rule: { portal: 'SELECT, INSERT, UPDATE', worker: 'SELECT' },
      oversight_day: { worker: 'SELECT, INSERT, UPDATE' },
      oversight_alert: { portal: 'SELECT, UPDATE', worker: 'SELECT, INSERT, UPDATE' },
    },
  },
};
