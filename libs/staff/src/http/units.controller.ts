import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, Database, RequestId } from '#kernel';
import type { Unit } from '../persistence/unit.entity.js';
import { staffContext, type StaffMember } from '../staff-member.js';
import { Units } from '../units.js';
import { CurrentStaff, StaffOnly } from './staff-only.js';
import { NewUnitBody, UnitView } from './units.dto.js';

/** The case units: everybody on the staff knows them, operators make them. */
@ApiTags('units')
@StaffOnly()
@Controller('api/units')
export class UnitsController {
  constructor(
    private readonly units: Units,
    private readonly database: Database,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listUnits', summary: 'All units' })
  @ApiOkResponse({ type: [UnitView] })
  async list(): Promise<UnitView[]> {
    return (await this.units.list()).map(view);
  }

  @Post()
  @StaffOnly('operator')
  @ApiOperation({ operationId: 'createUnit', summary: 'Make a unit' })
  @ApiCreatedResponse({ type: UnitView })
  @ApiProblems(422)
  async create(
    @Body() wanted: NewUnitBody,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<UnitView> {
    const unit = await this.database.transaction((tx) =>
      this.units.create(tx, staffContext(staff, 'create-unit', requestId), wanted),
    );
    return view(unit);
  }
}

const view = ({ id, slug, name, territory, topics, recipient }: Unit): UnitView => ({
  id,
  slug,
  name,
  territory,
  topics,
  recipient,
});
