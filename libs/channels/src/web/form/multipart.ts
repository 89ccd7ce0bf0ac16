import type { Request, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import {
  MAX_FIELD_BYTES,
  MAX_FILE_BYTES,
  MAX_FILE_BYTES_IN_MEMORY,
  MAX_FILES,
  MAX_REQUEST_BYTES,
} from './limits.js';

/** A file part as it arrived. One that is too large, or had no room, keeps its name only: its bytes were let go. */
export interface UploadedFile {
  name: string;
  declaredType: string;
  bytes: Buffer;
  isTooLarge: boolean;
  /** Others' files filled the memory for uploads: the same file may be sent again in a while. */
  hadNoRoom: boolean;
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
  hadNoRoom: boolean;
}

/**
 * A reader of multipart forms; `readMultipart` is the one of this process. Files are kept in memory only, and what is too
 * large, or has no room among the files of all forms under way, is read past instead of breaking off: so every field
 * after it still arrives and can be given back to the person who typed it. A flood of files fills the room, not the
 * process.
 */
export function multipartReader(roomBytes: number) {
  let heldBytes = 0;
  const boundedMemory: StorageEngine = {
    _handleFile({ res: response }, file, done) {
      const chunks: Buffer[] = [];
      let size = 0;
      let held = 0;
      let hadNoRoom = false;
      const letGo = () => {
        heldBytes -= held;
        held = chunks.length = 0;
      };
      response!.once('close', letGo);
      file.stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        hadNoRoom ||= heldBytes + chunk.length > roomBytes;
        if (hadNoRoom || size > MAX_FILE_BYTES) return letGo();
        chunks.push(chunk);
        held += chunk.length;
        heldBytes += chunk.length;
      });
      file.stream.once('error', done);
      file.stream.once('end', () => {
        const kept: KeptFile = { buffer: Buffer.concat(chunks), size, hadNoRoom };
        chunks.length = 0;
        done(null, kept);
      });
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
  return async function read(request: Request, response: Response): Promise<UploadedForm> {
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
  };
}

export const readMultipart = multipartReader(MAX_FILE_BYTES_IN_MEMORY);

function uploadedFiles(request: Request): UploadedFile[] {
  const files = (request.files ?? []) as (Express.Multer.File & KeptFile)[];
  return files
    .filter(({ size, originalname }) => size > 0 || originalname !== '') // an empty choice is an empty part
    .map(({ originalname, mimetype, buffer, size, hadNoRoom }) => ({
      name: originalname,
      declaredType: mimetype,
      bytes: buffer,
      isTooLarge: size > MAX_FILE_BYTES,
      hadNoRoom,
    }));
}
