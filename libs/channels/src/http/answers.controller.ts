import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdParam, ApiProblems, conflict, unprocessable } from '#kernel';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import { type AnswerCheck, Answers } from '#tips';
import { ChannelAdapters } from '../outgoing/channel-adapters.js';
import { AnswerAllDto, AnswerDto, AnswerResultDto, ChannelDto } from './answers.dto.js';

/** What the desk says to informants, by whatever way they came. */
@ApiTags('answers')
@Controller('api')
@StaffOnly('investigator', 'lead')
export class AnswersController {
  constructor(
    private readonly answers: Answers,
    private readonly adapters: ChannelAdapters,
  ) {}

  @Get('channels')
  @ApiOperation({ operationId: 'listChannels', summary: 'The ways out, and what each can carry' })
  @ApiOkResponse({ type: [ChannelDto] })
  channels(): ChannelDto[] {
    return this.adapters.all().map(({ channel, capabilities }) => ({ channel, ...capabilities }));
  }

  @Post('tips/:id/answers')
  @HttpCode(204)
  @ApiOperation({ operationId: 'answerInformant', summary: 'Queues an answer to the informant of a tip' })
  @ApiNoContentResponse()
  @ApiProblems(404, 409, 422)
  answer(
    @IdParam() tipId: string,
    @Body() { answerId, text, token }: AnswerDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.answers.answer(
      { id: answerId, tipId, text, ...(token === undefined ? {} : { token }) },
      this.check,
      staffContext(staff, 'answer-informant', requestId),
    );
  }

  @Post('answers')
  @HttpCode(200)
  @ApiOperation({ operationId: 'answerInformants', summary: 'One answer to the informants of several tips' })
  @ApiOkResponse({ type: [AnswerResultDto] })
  @ApiProblems(422)
  answerAll(
    @Body() { text, members }: AnswerAllDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<AnswerResultDto[]> {
    return this.answers.answerAll(
      members.map(({ answerId, tipId, token }) => ({
        id: answerId,
        tipId,
        text,
        ...(token === undefined ? {} : { token }),
      })),
      this.check,
      staffContext(staff, 'answer-informants', requestId),
    );
  }

  private readonly check: AnswerCheck = (channel, text) => {
    const adapter = this.adapters.of(channel);
    if (adapter === undefined) throw conflict('no-way-back', 'Nobody can be answered by this way.');
    const { longestMessage: max } = adapter.capabilities;
    if ([...text].length > max)
      throw unprocessable([{ pointer: '/text', rule: 'too-long', limits: { max } }]);
  };
}
