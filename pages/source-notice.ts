import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** What the page is made of that others wrote, with the notices that have to go with it. */
const PARTS: readonly [string, string][] = [
  ['Svelte', 'node_modules/svelte/LICENSE.md'],
  ['Inter, by @fontsource-variable/inter', 'node_modules/@fontsource-variable/inter/LICENSE'],
];

const NOTICE = `Tidegate
========
Tidegate is free software: you may use, study, share and change it under the terms of the GNU Affero General Public
License, version 3 or any later version. It comes without any warranty.

Whoever lets you use this page over a network has to offer you its complete source code, with the changes made to it.
Ask the shop or company that runs it.

Parts written by others
=======================
`;

/** Writes source.txt, to which the footer of every page leads; `folder` is where node_modules is. */
export function sourceNotice(folder: string): Plugin {
  return {
    name: 'source-notice',
    generateBundle() {
      const texts = PARTS.map(([name, file]) => `${name}\n\n${readFileSync(join(folder, file), 'utf8')}`);
      this.emitFile({ type: 'asset', fileName: 'source.txt', source: NOTICE + texts.join('\n\n') });
    },
  };
}
