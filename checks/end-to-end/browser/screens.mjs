// The screens that the cashier's page has, as its code names them.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMED = /<(Panel|Overlay)\s[^>]*?name=("([^"]*)"|\{)/gs;
const TITLE = /titleId="([^"]*)"/;

/**
 * By name, how each is found: what lies over the page by its heading, what is the page by its class. A screen that is
 * added is among them by itself, and a test that looks at them all fails until it looks at that one too.
 */
export function screensOf(folder) {
  const root = fileURLToPath(folder);
  const found = new Map();
  for (const file of readdirSync(root, { recursive: true }).filter((name) => name.endsWith('.svelte'))) {
    const text = readFileSync(join(root, file), 'utf8').replace(/=>/g, '');
    for (const [tag, kind, , name] of text.matchAll(NAMED)) {
      if (name === undefined) throw new Error(`${file}: a ${kind} has no name that can be read`);
      const rest = text.slice(text.indexOf(tag));
      found.set(name, kind === 'Panel' ? `#panel-${name}` : `#${TITLE.exec(rest)?.[1]}`);
    }
    const ground = /<main\s+class="(\w+)/.exec(text);
    if (ground !== null) found.set(ground[1], `main.${ground[1]}`);
    else if (text.includes('<main') && !text.includes('<Overlay')) throw new Error(`${basename(file)}: its main has no class`);
  }
  return found;
}
