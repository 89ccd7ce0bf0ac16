import type { Persistence } from '#kernel';
import { OversightAlerts1765000000110 } from './1765000000110-oversight-alerts.js';

export const insightsPersistence: Persistence = {
  entities: [],
  migrations: [OversightAlerts1765000000110],
  rights: {
    tables: {
      oversight_rule: { portal: 'SELECT, INSERT, UPDATE', worker: 'SELECT' },
      oversight_alert: { portal: 'SELECT, UPDATE', worker: 'SELECT, INSERT, UPDATE' },
    },
  },
};
