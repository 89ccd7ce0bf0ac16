import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Post,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import {
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AuditLog } from '#audit';
import { IdParam, ApiProblems, Database, type Tx, type WorkContext } from '#kernel';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import { countPost } from '../publishing/count-post.js';
import { XPosts } from '../publishing/x-posts.js';
import { MOST_RECEIVED_BYTES, PostPictures } from '../publishing/post-pictures.js';
import { NewXPostFormDto, XPostCountDto, XPostDto, XPostIdDto, XPostDraftDto } from './x-posts.dto.js';

/** What a campaign says on X: the force's own words, for campaign managers. */
@ApiTags('x')
@StaffOnly('manager')
@Controller('api/x/posts')
export class XPostsController {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly posts: XPosts,
    private readonly pictures: PostPictures,
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
  count(@Body() { text, hasPicture }: XPostDraftDto): XPostCountDto {
    return countPost(text, hasPicture);
  }

  @Post()
  @ApiOperation({ operationId: 'proposeXPost', summary: 'Writes a post; a second person approves it' })
  @ApiCreatedResponse({ type: XPostIdDto })
  @ApiProblems(422)
  @ApiConsumes('multipart/form-data')
  @UseInterceptors(FileInterceptor('picture', { limits: { fileSize: MOST_RECEIVED_BYTES, files: 1 } }))
  async propose(
    @Body() { alt = '', ...post }: NewXPostFormDto,
    @UploadedFile() file: Express.Multer.File | undefined,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<XPostIdDto> {
    const picture = file === undefined ? undefined : await this.pictures.clean(file.buffer, alt);
    return this.act(staff, requestId, (tx, context) =>
      this.posts.propose(tx, context, staff.accountId, post, picture),
    );
  }

  @Get(':post/picture')
  @Header('Cache-Control', 'private, max-age=3600')
  @ApiOperation({ operationId: 'getXPostPicture', summary: 'The picture of one of our posts; audited' })
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems(404)
  async picture(
    @IdParam('post') postId: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<StreamableFile> {
    await this.act(staff, requestId, (tx, context) =>
      this.audit.append(tx, context, {
        action: 'channel.listed',
        subject: { kind: 'system', id: 'x' },
        details: { post: postId },
      }),
    );
    const { bytes, type } = await this.posts.picture(postId);
    return new StreamableFile(bytes, { type, length: bytes.length });
  }

  @Post(':id/approve')
  @HttpCode(204)
  @ApiOperation({ operationId: 'approveXPost', summary: 'Lets out what somebody else wrote' })
  @ApiNoContentResponse()
  @ApiProblems(404, 409)
  approve(@IdParam() postId: string, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.act(staff, requestId, (tx, context) =>
      this.posts.approve(tx, context, staff.accountId, postId),
    );
  }

  @Post(':id/withdraw')
  @HttpCode(204)
  @ApiOperation({ operationId: 'withdrawXPost', summary: 'It isn’t published after all' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  withdraw(@IdParam() postId: string, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
    return this.act(staff, requestId, (tx, context) => this.posts.withdraw(tx, context, postId));
  }

  @Post(':id/delete')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteXPost', summary: 'A worker takes a published post down at X' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  remove(@IdParam() postId: string, @CurrentStaff() staff: StaffMember, @RequestId() requestId: string) {
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
