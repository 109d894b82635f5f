// A browser at the till's pages, for a test that tells it what to do: one request of JSON a line on the standard input,
// one answer a line on the standard output. Three cashiers' pages, in three languages and three shapes, show the same
// till; the first of them is the one that works.
//   node page.mjs TILL_URL PICTURES CHROMIUM [all]
// With "all" each screen that is looked at leaves a picture in each language, by day and by night.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { screensOf } from './screens.mjs';

const [till, pictures, executablePath, pictured] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const EYES = [
  ['en', 'en-GB', { width: 1280, height: 800 }],
  ['vi', 'vi', { width: 1180, height: 820 }],
  ['ru', 'ru', { width: 800, height: 1280 }],
];
/** The page's SETTLE_MILLIS, and a little: a screen that has just come takes no press. */
const SETTLED_MILLIS = 390;
const PATIENCE = { timeout: 20_000 };
const TARGET_PIXELS = 44;

const screens = screensOf(new URL('../../../pages/cashier/src/', import.meta.url));
const visited = new Set();
const pages = new Map();
const thrown = [];

/** Notes when a layer has come, and each press of a pointer. */
function watch() {
  globalThis.layerAt = 0;
  globalThis.pointed = 0;
  new MutationObserver((changes) => {
    const layers = changes.flatMap((change) => [...change.addedNodes]).filter((node) =>
      node instanceof Element && (node.matches('[aria-modal]') || node.querySelector('[aria-modal]')));
    if (layers.length > 0) globalThis.layerAt = performance.now();
  }).observe(document, { childList: true, subtree: true });
  addEventListener('pointerdown', () => globalThis.pointed++, true);
}

/** Runs in the page: what can be pressed and is too small for a finger, and what stands out of the page. */
function misfits(least) {
  const layer = [...document.querySelectorAll('[aria-modal=true]')].at(-1) ?? document.body;
  const small = [...layer.querySelectorAll('button, input, select, summary, a[href], [role=button]')]
    .filter((each) => !each.closest('[inert], [aria-hidden=true]') && each.checkVisibility())
    .map((each) => [each.getBoundingClientRect(), each])
    .filter(([box]) => box.width + 0.5 < least || box.height + 0.5 < least)
    .map(([box, each]) => `${each.innerText.trim() || each.tagName} ${Math.round(box.width)}×${Math.round(box.height)}`);
  const over = document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
  return [...small, ...over];
}

async function open(name, locale, viewport, path = '/') {
  const context = await browser.newContext({ viewport, locale, colorScheme: 'light' });
  await context.addInitScript(watch);
  const page = await context.newPage();
  page.on('pageerror', (error) => thrown.push(`${name}: ${error.message}`));
  pages.set(name, page);
  await page.goto(new URL(path, till).href);
  return page;
}

/** Presses keys; in place of one may stand what has to be there first: "wait:" and a selector. */
async function press(page, keys) {
  for (const key of keys) {
    if (key.startsWith('wait:')) {
      await page.locator(key.slice('wait:'.length)).first().waitFor(PATIENCE);
      continue;
    }
    const young = await page.evaluate(() => performance.now() - globalThis.layerAt);
    if (young < SETTLED_MILLIS) await page.waitForTimeout(SETTLED_MILLIS - young);
    await page.keyboard.press(key);
    // The page holds a sign back for a moment: it may be the first of a scan.
    if (key.length === 1) await page.waitForTimeout(70);
  }
}

/** Real events of real keys, as a scanner that types sends them: one every few milliseconds, Enter behind them. */
async function scan(page, code, millis) {
  const wire = await page.context().newCDPSession(page);
  const sent = [];
  const key = (type, it) => sent.push(wire.send('Input.dispatchKeyEvent', { type, ...it }));
  for (const sign of [...code, 'Enter']) {
    const it = sign === 'Enter'
      ? { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' }
      : { key: sign, code: `Digit${sign}`, windowsVirtualKeyCode: sign.charCodeAt(0), text: sign };
    key('keyDown', it);
    key('keyUp', { ...it, text: undefined });
    await new Promise((done) => setTimeout(done, millis));
  }
  await Promise.all(sent);
  await wire.detach();
}

/** Axe and a ruler on the screen that is there, by day and by night. */
async function judge(page, name, language) {
  const found = [];
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
    const where = `${name} ${language} ${colorScheme}`;
    found.push(...violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html}`));
    if (pictured === 'all') await page.screenshot({ path: `${pictures}/${name}-${language}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  found.push(...(await page.evaluate(misfits, TARGET_PIXELS)).map((each) => `${name} ${language}: ${each}`));
  return found;
}

const say = {
  /** Keys, one after another; where a selector is given, the last of them again and again until that is gone. */
  async press({ at, keys, until }) {
    const page = pages.get(at);
    await press(page, keys);
    if (until !== undefined) {
      const gone = page.locator(until).waitFor({ state: 'detached', ...PATIENCE }).then(() => true);
      gone.catch(() => {});
      while (!(await Promise.race([gone, page.waitForTimeout(400).then(() => false)]))) {
        await press(page, keys.slice(-1));
      }
    }
  },
  async scan({ at, code, millis }) {
    await scan(pages.get(at), code, millis);
  },
  async write({ at, text }) {
    await pages.get(at).keyboard.insertText(text);
  },
  /** The words of the first of what a selector finds, as soon as it is there and has the text. */
  async shows({ at, selector, text, millis }) {
    const found = pages.get(at).locator(selector).filter(text === undefined ? {} : { hasText: text }).first();
    await found.waitFor({ timeout: millis ?? PATIENCE.timeout });
    return (await found.innerText()).replace(/\s+/g, ' ').trim();
  },
  async gone({ at, selector, text, millis }) {
    const found = pages.get(at).locator(selector).filter(text === undefined ? {} : { hasText: text });
    await found.first().waitFor({ state: 'detached', timeout: millis ?? PATIENCE.timeout });
  },
  async count({ at, selector }) {
    return pages.get(at).locator(selector).count();
  },
  /** Every button in sight by its key: null where it can be pressed, else why not. */
  async buttons({ at }) {
    return pages.get(at).evaluate(() => {
      const layer = [...document.querySelectorAll('[aria-modal=true]')].at(-1) ?? document.body;
      return [...layer.querySelectorAll('button.action')].map((each) => ({
        label: each.innerText.replace(/\s+/g, ' ').trim(),
        key: each.getAttribute('aria-keyshortcuts') ?? '',
        dead: each.getAttribute('aria-disabled') === 'true',
        why: document.getElementById(each.getAttribute('aria-describedby') ?? '')?.innerText ?? '',
      }));
    });
  },
  /** The screen that is there, or that keys open, in each language: axe, targets, by day and by night. */
  async look({ name, open: keys = [], close = [] }) {
    const selector = screens.get(name);
    if (selector === undefined) throw new Error(`no screen ${name} is in the page's code`);
    visited.add(name);
    const found = await Promise.all(EYES.map(async ([language]) => {
      const page = pages.get(name === 'customer' ? `customer-${language}` : language);
      await press(page, keys);
      await page.locator(selector).first().waitFor(PATIENCE);
      const problems = await judge(page, name, language);
      await press(page, close);
      return problems;
    }));
    return found.flat();
  },
  /** A picture of the first page for the README, by day and by night. */
  async picture({ name }) {
    const page = pages.get('en');
    await page.screenshot({ path: `${pictures}/${name}.png` });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: `${pictures}/${name}-dark.png` });
    await page.emulateMedia({ colorScheme: 'light' });
  },
  async reload({ at }) {
    await pages.get(at).reload();
  },
  /** Lets no stream of events come to a page, or lets them again. */
  async deaf({ at, deaf }) {
    const page = pages.get(at);
    if (deaf) await page.route('**/terminal/events', (route) => route.abort());
    else await page.unroute('**/terminal/events');
    await page.reload();
  },
  /** Keeps every answer of the till from all pages, or lets them through again. */
  async mute({ mute }) {
    await Promise.all(EYES.map(async ([language]) => {
      const page = pages.get(language);
      if (mute) await page.route('**/api/v1/**', (route) => route.abort());
      else await page.unroute('**/api/v1/**');
      await page.reload();
    }));
  },
  /** A call of the till's, as the page makes it. */
  async ask({ at, method, path, body }) {
    return pages.get(at).evaluate(async ({ method, path, body }) => {
      const answer = await fetch(`/api/v1${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      });
      return { status: answer.status, body: await answer.json().catch(() => null) };
    }, { method, path, body });
  },
  /** Who signed in at the first page is at the others too. */
  async follow() {
    const cookies = await pages.get('en').context().cookies();
    await Promise.all(['vi', 'ru'].map(async (language) => {
      await pages.get(language).context().addCookies(cookies);
      await pages.get(language).reload();
    }));
  },
  /** The customer's screen, in each language. */
  async customer() {
    await Promise.all(EYES.map(([language, locale]) =>
      open(`customer-${language}`, locale, { width: 1024, height: 600 }, '/customer.html')));
  },
  async pointed({ at }) {
    return pages.get(at).evaluate(() => globalThis.pointed);
  },
  /** What no step has looked at, and what the pages threw. */
  async end() {
    return { unvisited: [...screens.keys()].filter((name) => !visited.has(name)), thrown };
  },
};

const browser = await chromium.launch({ executablePath, args: flags });
await Promise.all(EYES.map(([language, locale, viewport]) => open(language, locale, viewport)));
console.log('READY {}');
for await (const line of createInterface({ input: process.stdin })) {
  const { do: what, ...given } = JSON.parse(line);
  try {
    const said = await say[what]({ at: 'en', ...given });
    console.log(JSON.stringify({ said: said ?? null }));
  } catch (error) {
    await pages.get(given.at ?? 'en')?.screenshot({ path: `${pictures}/broken.png` }).catch(() => {});
    console.log(JSON.stringify({ broken: `${what} ${JSON.stringify(given)}: ${error.message}` }));
  }
}
await browser.close();
