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

/** A `.br` beside every file of text, made once here instead of at every visit. */
function compressed() {
  return {
    name: 'compressed',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (!/\.(js|css|json|svg)$/.test(file.fileName)) continue;
        const source = brotliCompressSync(file.type === 'chunk' ? file.code : file.source);
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source });
      }
    },
  };
}
