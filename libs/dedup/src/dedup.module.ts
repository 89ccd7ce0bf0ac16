import { Global, Module } from '@nestjs/common';
import { DuplicateGroups } from './duplicate-groups.js';
import { GroupDecisions } from './group-decisions.js';
import { Suggestions } from './suggestions.js';

@Global()
@Module({
  providers: [DuplicateGroups, GroupDecisions, Suggestions],
  exports: [DuplicateGroups, GroupDecisions, Suggestions],
})
export class DedupModule {}
