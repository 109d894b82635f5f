import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { sourceNotice } from './source-notice.ts';

/** Each page is a folder; PAGE names the one that is built, shown or tested. */
const page = process.env['PAGE'] ?? 'cashier';
const doors: Record<string, string> = { cashier: 'http://127.0.0.1:8080', operator: 'http://127.0.0.1:8090' };
const here = import.meta.dirname;
/** The customer's screen beside the cashier's; the others are one file. */
const entries: Record<string, string[]> = { cashier: ['index.html', 'customer.html'] };

export default defineConfig({
  root: process.env['VITEST'] ? here : join(here, page),
  base: './',
  publicDir: join(here, 'kit/public'),
  plugins: [svelte({ configFile: false }), sourceNotice(here)],
  resolve: {
    alias: { $kit: join(here, 'kit') },
    // Tests run the browser's side of Svelte.
    ...(process.env['VITEST'] ? { conditions: ['browser'] } : {}),
  },
  build: {
    target: 'chrome111',
    outDir: join(here, 'target', page, 'dist'),
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: { input: (entries[page] ?? ['index.html']).map((name) => join(here, page, name)) },
  },
  server: {
    proxy: { '/api': doors[page] ?? '' },
    fs: { allow: ['..'] },
  },
  test: {
    // How long a busy machine may take; what a test waits for goes by its own clock.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: [`${page}/test/**/*.test.ts`, ...(page === 'cashier' ? ['kit/test/**/*.test.ts'] : [])],
  },
});
