import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The portal as static files under /staff/; the server puts a fresh nonce where `__NONCE__` stands. */
export default defineConfig({
  base: '/staff/',
  plugins: [react(), compressed()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../../dist/portal',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Files inlined as data: would be scripts and styles that the content security policy refuses.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://localhost:8080' } },
});

/** A `.br` beside every file of text, made once here, of the files as they were written, instead of at every visit. */
function compressed() {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => /\.(js|css|json|svg)$/.test(file))) {
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(readFileSync(join(dir, name))));
      }
    },
  };
}
