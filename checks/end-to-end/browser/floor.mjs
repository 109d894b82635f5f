// Two sales without a network on the cashier page, in a real browser: by scanner with a discount and a tip by card, and
// in cash with change. What the page said goes to a file for the test to compare with the journal and shop.db; pictures
// go to the folder of the second argument.
//   node floor.mjs TILL_URL PICTURES CHROMIUM SAID
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [till, pictures, executablePath, said] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
let failures = 0;

function check(held, what) {
  console.log(`${held ? 'held  ' : 'BROKEN'} ${what}`);
  failures += held ? 0 : 1;
}

async function demo(path, body) {
  const answer = await fetch(new URL(`/api/v1/demo/${path}`, till), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
}

async function accessible(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  check(violations.length === 0, `${name}: no accessibility violation ${violations.map((v) => v.id).join(' ')}`);
  await page.screenshot({ path: `${pictures}/${name}.png` });
}

/** As a scanner types: all keys at once, Enter behind them. */
async function scan(page, code) {
  await page.evaluate((digits) => {
    const press = (key, place) =>
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, code: place, bubbles: true, cancelable: true }),
      );
    [...digits].forEach((digit) => press(digit, `Digit${digit}`));
    press('Enter', 'Enter');
  }, code);
}

/** A panel that has just opened does not take its keys for a moment. */
async function panel(page, key) {
  await page.keyboard.press(key);
  await page.locator('.panel').waitFor();
  await page.waitForTimeout(450);
}

/** One press, which closes the panel. */
async function choose(page, key) {
  await page.keyboard.press(key);
  await page.locator('.panel').waitFor({ state: 'detached', timeout: 15_000 });
}

// A screen that has just opened does not take the key that was meant for the one before: press until it does.
async function gone(page, selector, key) {
  const away = page.locator(selector).waitFor({ state: 'detached', timeout: 15_000 }).then(() => true);
  for (let waiting = true; waiting; ) {
    await page.keyboard.press(key);
    waiting = !(await Promise.race([away, page.waitForTimeout(400).then(() => false)]));
  }
}

const minor = (text) => Number(text.replace(/\D/g, ''));
const total = async (page) => minor(await page.locator('.total strong').innerText());

const browser = await chromium.launch({ executablePath, args: flags });
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', colorScheme: 'light' });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(till);
  await page.getByText('Online', { exact: true }).waitFor({ timeout: 30_000 });
  await demo('network', { cut: true });
  await page.getByText('Catalogue as of').waitFor({ timeout: 15_000 });
  check(true, 'offline, the page says the age of its catalogue');

  await scan(page, '9521213000003');
  await page.locator('.line .name', { hasText: 'Guide to the harbour' }).waitFor();
  await scan(page, '9521207000002');
  await page.locator('.line .name', { hasText: 'Milk' }).waitFor();
  check(minor(await page.locator('.display').innerText()) === 0, 'nothing of a scan reaches the keypad');
  await scan(page, '96385074');
  await page.getByText('This code is not in the catalogue').waitFor();
  await panel(page, 'F3');
  await accessible(page, 'floor-discount');
  await choose(page, '1');
  await panel(page, 'p');
  await accessible(page, 'floor-tip');
  await choose(page, 'w');
  await accessible(page, 'floor-sell');
  const byCard = await total(page);

  await panel(page, 'o');
  await page.getByText('needs the network').first().waitFor();
  await accessible(page, 'floor-other');
  await choose(page, 'Escape');

  await page.keyboard.press('F9');
  await page.getByRole('alertdialog').waitFor();
  await demo('cards/chip-approves/insert');
  await page.locator('#result-headline').waitFor({ timeout: 30_000 });
  await demo('cards/remove');
  check(minor(await page.locator('.amount').first().innerText()) === byCard, 'the card is asked for the total with its tip');
  await gone(page, '#result-headline', 'Enter');

  await page.keyboard.press('q');
  await page.locator('.line .name', { hasText: 'Espresso' }).waitFor();
  const inCash = await total(page);
  await panel(page, 'F6');
  await page.waitForTimeout(100);
  await accessible(page, 'floor-cash');
  for (const digit of '500') await page.keyboard.press(digit);
  await page.locator('.panel').getByText('Change: €2.60').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#paid-headline').waitFor({ timeout: 15_000 });
  const change = minor(await page.locator('.change').innerText());
  await accessible(page, 'floor-paid');
  await gone(page, '#paid-headline', 'Enter');
  check((await page.locator('.line').count()) === 0, 'a paid cart leaves the screen');

  await page.keyboard.press('F4');
  await page.locator('li .state', { hasText: 'Paid' }).waitFor();
  await accessible(page, 'floor-receipts');
  await page.keyboard.press('F4');

  for (const [locale, colorScheme, width, height] of [['vi', 'dark', 800, 1280], ['ru', 'light', 1280, 800]]) {
    const other = await browser.newContext({ viewport: { width, height }, locale, colorScheme });
    const there = await other.newPage();
    await there.goto(till);
    await there.locator('.grid .item').first().waitFor();
    await there.keyboard.press('q');
    await there.locator('.line').waitFor();
    await accessible(there, `floor-${locale}-${colorScheme}-${width}`);
    await other.close();
  }
  check(errors.length === 0, `the page threw nothing ${errors.join('; ')}`);
  writeFileSync(said, JSON.stringify({ byCard, inCash, change }));
} finally {
  await browser.close();
}
console.log(`${failures} broken`);
process.exit(failures === 0 ? 0 : 1);
