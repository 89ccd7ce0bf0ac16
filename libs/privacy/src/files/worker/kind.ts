import { fileTypeFromBuffer } from 'file-type';
import { Refusal } from './refusal.js';

export type Converter = 'picture' | 'heic' | 'pdf' | 'office' | 'video' | 'sound';

export interface FileKind {
  mediaType: string;
  converter: Converter;
}

const CONVERTERS: Record<string, Converter> = {
  'image/jpeg': 'picture',
  'image/png': 'picture',
  'image/apng': 'picture',
  'image/webp': 'picture',
  'image/gif': 'picture',
  'image/avif': 'picture',
  'image/tiff': 'picture',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif-sequence': 'heic',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'office',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'office',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'office',
  'application/vnd.oasis.opendocument.text': 'office',
  'application/vnd.oasis.opendocument.spreadsheet': 'office',
  'application/vnd.oasis.opendocument.presentation': 'office',
  'application/x-cfb': 'office', // Word, Excel and PowerPoint before 2007
  'application/rtf': 'office',
  'video/mp4': 'video',
  'video/x-m4v': 'video',
  'video/quicktime': 'video',
  'video/3gpp': 'video',
  'video/3gpp2': 'video',
  'video/webm': 'video',
  'video/matroska': 'video',
  'video/x-matroska': 'video',
  'video/vnd.avi': 'video',
  'audio/mpeg': 'sound',
  'audio/mp4': 'sound',
  'audio/x-m4a': 'sound',
  'audio/aac': 'sound',
  'audio/ogg': 'sound',
  'audio/opus': 'sound',
  'audio/ogg; codecs=opus': 'sound',
  'audio/wav': 'sound',
  'audio/flac': 'sound',
  'audio/amr': 'sound',
};

/** Markup runs programs in a browser, so it is named for what it is instead of being unknown. */
const MARKUP = /^\s*<(\?xml|!doctype|!--|html|head|body|svg|script|[a-z]+[\s>])/i;

/** Tells by the bytes what a file is; the name and what the sender says count for nothing. */
export async function kindOf(bytes: Uint8Array): Promise<FileKind> {
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const mediaType = type?.mime ?? (isLatePdf(bytes) ? 'application/pdf' : undefined);
  if (mediaType === undefined) throw new Refusal(isMarkup(bytes) ? 'not-allowed' : 'unknown-kind');
  const converter = CONVERTERS[mediaType];
  if (converter === undefined) throw new Refusal('not-allowed');
  return { mediaType, converter };
}

/** Mail programs and scanners put bytes before a document; readers look for its head in the first 1024. */
const isLatePdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');

function isMarkup(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 1024));
  const encoding = start[0] === 0xff && start[1] === 0xfe ? 'utf16le' : 'utf8';
  return MARKUP.test(start.toString(encoding).replace(/^\uFEFF/, ''));
}
