/**
 * Builds what the citizen's pages load into dist/public/: one style sheet (sass: the govuk-frontend parts we use, in
 * our own colours), one script, one icon. Names carry a hash of the content, so browsers may keep them for ever; brotli
 * and gzip copies lie beside them; manifest.json says which name stands for which file.
 */
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { compile } from 'sass';

const root = fileURLToPath(new URL('..', import.meta.url));
const web = join(root, 'libs/channels/src/web');
const target = join(root, 'dist/public');

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const manifest = {
  'site.css': keep('site', 'css', await styleSheet()),
  'site.js': keep('site', 'js', await script()),
  'icon.svg': keep('icon', 'svg', readFileSync(join(web, 'styles/icon.svg'))),
};
writeFileSync(join(target, 'manifest.json'), JSON.stringify(manifest, null, 2));

async function styleSheet() {
  const { css } = compile(join(web, 'styles/site.scss'), {
    loadPaths: [join(root, 'node_modules')],
    quietDeps: true,
  });
  const bundle = await build({
    stdin: { contents: css, loader: 'css' },
    minify: true,
    write: false,
    target: ['chrome109', 'firefox115', 'safari16'], // the oldest that still get security fixes or serve Tor Browser
  });
  return bundle.outputFiles[0].contents;
}

async function script() {
  const bundle = await build({
    entryPoints: [join(web, 'scripts/site.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
  });
  return bundle.outputFiles[0].contents;
}

function keep(name, extension, content) {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 10);
  const file = `${name}-${hash}.${extension}`;
  writeFileSync(join(target, file), content);
  writeFileSync(
    join(target, `${file}.br`),
    brotliCompressSync(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
    }),
  );
  writeFileSync(join(target, `${file}.gz`), gzipSync(content, { level: 9 }));
  return file;
}
