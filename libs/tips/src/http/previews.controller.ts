import { Body, Controller, Get, Header, Put, StreamableFile } from '@nestjs/common';
import { IdParam } from '#kernel';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentStaff, RequestId, staffContext, type StaffMember, StaffOnly } from '#staff';
import { MaskedPreviews } from '../files/masked-previews.js';
import { CoverDto, FilePreviewDto } from './preview.dto.js';

/** The masked previews of files; of another unit's tip they are 404. */
@ApiTags('tips')
@Controller('api/tips/:id/files/:file')
@StaffOnly('investigator', 'lead')
export class PreviewsController {
  constructor(private readonly previews: MaskedPreviews) {}

  @Get('preview')
  @Header('Cache-Control', 'no-store')
  @Header('Content-Security-Policy', "default-src 'none'; sandbox")
  @ApiOperation({ operationId: 'previewFile', summary: 'A small picture with faces covered; audited' })
  async preview(
    @IdParam() id: string,
    @IdParam('file') fileId: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<StreamableFile> {
    const bytes = await this.previews.open(id, fileId, staffContext(staff, 'work-the-queue', requestId));
    return new StreamableFile(bytes, { type: 'image/jpeg', disposition: 'inline', length: bytes.length });
  }

  @Get('thumbnail')
  @Header('Cache-Control', 'no-store')
  @Header('Content-Security-Policy', "default-src 'none'; sandbox")
  @ApiOperation({ operationId: 'thumbnailOfFile', summary: 'The preview at 160 pixels, for lists; audited' })
  async thumbnail(
    @IdParam() id: string,
    @IdParam('file') fileId: string,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<StreamableFile> {
    const context = staffContext(staff, 'work-the-queue', requestId);
    const bytes = await this.previews.openThumbnail(id, fileId, context);
    return new StreamableFile(bytes, { type: 'image/jpeg', disposition: 'inline', length: bytes.length });
  }

  @Put('masks')
  @ApiOperation({ operationId: 'coverFile', summary: 'Draws the preview anew with these boxes; audited' })
  @ApiOkResponse({ type: FilePreviewDto })
  cover(
    @IdParam() id: string,
    @IdParam('file') fileId: string,
    @Body() cover: CoverDto,
    @CurrentStaff() staff: StaffMember,
    @RequestId() requestId: string,
  ): Promise<FilePreviewDto> {
    return this.previews.cover(id, fileId, cover, staffContext(staff, 'work-the-queue', requestId));
  }
}
