import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { assetsFolder } from '../pages/assets.js';

export interface Asset {
  content: Buffer;
  type: string;
  encoding?: 'br' | 'gzip';
}

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** The built style sheet, script and icon, read once; what isn't one of them doesn't exist, whatever path is asked. */
@Injectable()
export class BuiltAssets {
  readonly #files = new Map<string, Buffer>();

  constructor() {
    const folder = assetsFolder();
    for (const name of readdirSync(folder)) this.#files.set(name, readFileSync(join(folder, name)));
  }

  /** The smallest copy that the client can read. */
  find(name: string, acceptEncoding: string): Asset | undefined {
    const type = TYPES[name.split('.').at(-1)!];
    const plain = this.#files.get(name);
    if (type === undefined || plain === undefined) return undefined;
    const brotli = /\bbr\b/.test(acceptEncoding) ? this.#files.get(`${name}.br`) : undefined;
    if (brotli !== undefined) return { content: brotli, type, encoding: 'br' };
    const gzip = /\bgzip\b/.test(acceptEncoding) ? this.#files.get(`${name}.gz`) : undefined;
    if (gzip !== undefined) return { content: gzip, type, encoding: 'gzip' };
    return { content: plain, type };
  }
}
