import type { Request, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import { MAX_FIELD_BYTES, MAX_FILE_BYTES, MAX_FILES, MAX_REQUEST_BYTES } from './limits.js';

/** A file part as it arrived. One that is too large or too many keeps its name only: its bytes were let go. */
export interface UploadedFile {
  name: string;
  declaredType: string;
  bytes: Buffer;
  isTooLarge: boolean;
}

export interface UploadedForm {
  fields: Record<string, unknown>;
  files: UploadedFile[];
  /** Why reading stopped early; what had arrived by then is in `fields`. */
  stopped?: 'too-large' | 'malformed';
}

interface KeptFile {
  buffer: Buffer;
  size: number;
}

/**
 * Keeps files in memory only, and reads past what is too large instead of breaking off: so every field after it still
 * arrives and can be given back to the person who typed it.
 */
const boundedMemory: StorageEngine = {
  _handleFile(_request, file, done) {
    const chunks: Buffer[] = [];
    let size = 0;
    file.stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_FILE_BYTES) chunks.push(chunk);
      else chunks.length = 0;
    });
    file.stream.once('error', done);
    file.stream.once('end', () => done(null, { buffer: Buffer.concat(chunks), size } satisfies KeptFile));
  },
  _removeFile(_request, _file, done) {
    done(null);
  },
};

const readParts = multer({
  storage: boundedMemory,
  limits: {
    fieldSize: MAX_FIELD_BYTES,
    fields: 20,
    files: MAX_FILES * 4,
    fileSize: MAX_REQUEST_BYTES,
    headerPairs: 50,
  },
  defParamCharset: 'utf8',
}).array('files');

/** Reads a multipart form; never throws for what a client sent. */
export async function readMultipart(request: Request, response: Response): Promise<UploadedForm> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > MAX_REQUEST_BYTES) {
    response.setHeader('Connection', 'close'); // what is left of the body isn't read
    return { fields: {}, files: [], stopped: 'too-large' };
  }
  const failure = await new Promise<unknown>((resolve) => {
    readParts(request, response, resolve);
  });
  const form = { fields: (request.body ?? {}) as Record<string, unknown>, files: uploadedFiles(request) };
  if (failure === undefined || failure === null) return form;
  const isTooLarge = failure instanceof MulterError && failure.code !== 'LIMIT_UNEXPECTED_FILE';
  return { ...form, stopped: isTooLarge ? 'too-large' : 'malformed' };
}

function uploadedFiles(request: Request): UploadedFile[] {
  const files = (request.files ?? []) as Express.Multer.File[];
  return files
    .filter(({ size, originalname }) => size > 0 || originalname !== '') // an empty choice is an empty part
    .map(({ originalname, mimetype, buffer, size }) => ({
      name: originalname,
      declaredType: mimetype,
      bytes: buffer,
      isTooLarge: size > MAX_FILE_BYTES,
    }));
}
