import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AuditLog } from '#audit';
import { ApiProblems, Database, type Tx, type WorkContext } from '#kernel';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import { countPost } from '../publishing/count-post.js';
import { XPosts } from '../publishing/x-posts.js';
import { NewXPostDto, XPostCountDto, XPostDto, XPostIdDto, XPostTextDto } from './x-posts.dto.js';

const id = () => Param('id', new ParseUUIDPipe({ errorHttpStatusCode: 404 }));

/** What a campaign says on X: the force's own words, for campaign managers. */
@ApiTags('x')
@StaffOnly('manager')
@Controller('api/x/posts')
export class XPostsController {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly posts: XPosts,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'listXPosts', summary: 'Our posts, newest first; audited' })
  @ApiOkResponse({ type: [XPostDto] })
  async list(@CurrentStaff() staff: StaffMember, @RequestId() requestId: string): Promise<XPostDto[]> {
    const posts = await this.posts.list();
    await this.act(staff, requestId, (tx, context) =>
      this.audit.append(tx, context, {
        action: 'channel.listed',
        subject: { kind: 'system', id: 'x' },
        details: { posts: posts.length },
      }),
    );
    return posts.map(({ writtenBy, ...post }) => ({ ...post, isMine: writtenBy === staff.accountId }));
  }

  @Post('count')
  @HttpCode(200)
  @ApiOperation({ operationId: 'countXPost', summary: 'How long X finds a text, and what it costs' })
  @ApiOkResponse({ type: XPostCountDto })
  count(@Body() { text }: XPostTextDto): XPostCountDto {
    return countPost(text);
  }

  @Post()
  @ApiOperation({ operationId: 'proposeXPost', summary: 'Writes a post; a second person approves it' })
  @ApiCreatedResponse({ type: XPostIdDto })
  @ApiProblems(422)
  propose(
    @Body() body: NewXPostDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<XPostIdDto> {
    return this.act(staff, requestId, (tx, context) =>
      this.posts.propose(tx, context, staff.accountId, body),
    );
  }

  @Post(':id/approve')
  @HttpCode(204)
  @ApiOperation({ operationId: 'approveXPost', summary: 'Lets out what somebody else wrote' })
  @ApiNoContentResponse()
  @ApiProblems(404, 409)
  approve(@id() postId: string, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.act(staff, requestId, (tx, context) =>
      this.posts.approve(tx, context, staff.accountId, postId),
    );
  }

  @Post(':id/withdraw')
  @HttpCode(204)
  @ApiOperation({ operationId: 'withdrawXPost', summary: 'It isn’t published after all' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  withdraw(@id() postId: string, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.act(staff, requestId, (tx, context) => this.posts.withdraw(tx, context, postId));
  }

  @Post(':id/delete')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteXPost', summary: 'Takes a published post down at X' })
  @ApiNoContentResponse()
  @ApiProblems(404, 409)
  remove(@id() postId: string, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.act(staff, requestId, (tx, context) => this.posts.remove(tx, context, postId));
  }

  private act<T>(
    staff: StaffMember,
    requestId: string,
    work: (tx: Tx, context: WorkContext) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction((tx) => work(tx, staffContext(staff, 'publish-on-x', requestId)));
  }
}
