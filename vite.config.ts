import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const root = import.meta.dirname;

/** What the reader of PDF evidence fetches by name: character maps, the standard fonts, decoders of scanned images. */
const pdfParts: Plugin = {
  name: 'pdf-parts',
  apply: 'build',
  generateBundle() {
    const source = path.join(root, 'node_modules', 'pdfjs-dist');
    for (const folder of ['cmaps', 'standard_fonts', 'wasm']) {
      for (const file of readdirSync(path.join(source, folder))) {
        if (!/^LICENSE|\.bcmap$|\.pfb$|\.ttf$|_nowasm_fallback\.js$/.test(file)) continue;
        const fileName = `pdf/${folder}/${file}`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(path.join(source, folder, file)) });
      }
    }
  },
};

/** The window: one page, relative addresses, no inline script, so that the strict policy of `app://` holds. */
const renderer: UserConfig = {
  root: path.join(root, 'renderer'),
  base: './',
  plugins: [react(), pdfParts],
  build: {
    outDir: path.join(root, 'out/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
  },
};

/** One file for a process of Node or Electron; everything but the runtime's own and native modules is inside it. */
function bundle(name: string, entry: string, format: 'cjs' | 'es', file: string): UserConfig {
  return {
    root,
    publicDir: false,
    ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
    build: {
      ssr: path.join(root, entry),
      outDir: path.join(root, 'out', name),
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        external: ['electron', 'better-sqlite3'],
        output: { format, entryFileNames: file, codeSplitting: false },
      },
    },
  };
}

const targets: Record<string, UserConfig> = {
  renderer,
  main: bundle('main', 'electron/main/main.ts', 'cjs', 'main.cjs'),
  preload: bundle('preload', 'electron/preload/preload.ts', 'cjs', 'preload.cjs'),
  core: bundle('core', 'electron/core/core-process.ts', 'es', 'core.mjs'),
};

/** `--mode renderer | main | preload | core`. */
export default defineConfig(({ mode }) => targets[mode] ?? renderer);
