import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { sourceNotice } from './source-notice.ts';

export default defineConfig({
  base: './',
  plugins: [svelte({ configFile: false }), sourceNotice()],
  // Tests run the browser's side of Svelte.
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  build: {
    target: 'chrome111',
    outDir: '../target/page/dist',
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:8080' },
    fs: { allow: ['../..'] },
  },
  test: {
    include: ['test/**/*.test.ts'],
  },
});
