import { Global, Module } from '@nestjs/common';
import { DuplicateGroups } from './duplicate-groups.js';
import { GroupDecisions } from './group-decisions.js';

@Global()
@Module({ providers: [DuplicateGroups, GroupDecisions], exports: [DuplicateGroups, GroupDecisions] })
export class DedupModule {}
