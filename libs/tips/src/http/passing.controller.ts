import { Body, Controller, Header, HttpCode, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdParam, ApiProblems } from '#kernel';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import { PassingOn } from '../casework/passing-on.js';
import { PassableTipDto, PassingDto } from './reveal.dto.js';

/** Passing a tip to another unit, with the right to open it. */
@ApiTags('tips')
@Controller('api/tips/:id')
@StaffOnly('investigator', 'lead')
export class PassingController {
  constructor(private readonly passing: PassingOn) {}

  @Post('passing')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'preparePassing', summary: 'What moves along, with the keys to seal anew' })
  @ApiOkResponse({ type: [PassableTipDto] })
  @ApiProblems(404)
  async prepare(
    @IdParam() id: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<PassableTipDto[]> {
    const tips = await this.passing.prepare(id, staffContext(staff, 'pass-on', requestId));
    return tips.map(({ tipId, grants }) => ({
      tipId,
      grants: grants.map((grant) => grant.toString('base64')),
    }));
  }

  @Put('unit')
  @HttpCode(204)
  @ApiOperation({ operationId: 'passTip', summary: 'Pass a tip and its repeats to another unit; audited' })
  @ApiNoContentResponse()
  @ApiProblems(404, 409, 422)
  async pass(
    @IdParam() id: string,
    @Body() { grants, ...passing }: PassingDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    await this.passing.pass(
      id,
      {
        ...passing,
        grants: grants.map(({ tipId, sealedIdentity }) => ({
          tipId,
          sealedIdentity: Buffer.from(sealedIdentity, 'base64'),
        })),
      },
      staffContext(staff, 'pass-on', requestId),
    );
  }
}
