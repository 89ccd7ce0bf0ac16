import { Module } from '@nestjs/common';
import type { Persistence } from '#kernel';
import { Routing1764000000700 } from './persistence/1764000000700-routing.js';
import { RoutingRules } from './routing-rules.js';

export const routingPersistence: Persistence = {
  entities: [],
  migrations: [Routing1764000000700],
  rights: { tables: { routing_rule: { public: 'SELECT', portal: 'INSERT, UPDATE, DELETE' } } },
};

@Module({ providers: [RoutingRules], exports: [RoutingRules] })
export class RoutingModule {}
