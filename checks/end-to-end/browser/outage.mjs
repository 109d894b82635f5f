// One outage on the cashier page, in a real browser: sold online, cut off, sold on, drained. Every word is read from the
// page; what it must say is the design's. Pictures of each screen go to the folder of the second argument.
//   node outage.mjs TILL_URL PICTURES CHROMIUM
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [till, pictures, executablePath] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const STORED = 'STORED – not yet authorised';
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
}

/** The page as one pair of eyes sees it. */
async function picture(page, name) {
  await page.screenshot({ path: `${pictures}/${name}.png` });
}

/** A sale by keyboard alone. */
async function sell(page, digits, card) {
  for (const digit of digits) await page.keyboard.press(digit);
  await page.keyboard.press('F9');
  await page.getByRole('alertdialog').waitFor();
  await demo(`cards/${card}/insert`);
  return result(page);
}

const EYES = [['en-GB', 'light'], ['en-GB', 'dark'], ['vi', 'dark'], ['ru', 'light']];

/** A prompt as several pairs of eyes see it: three languages, by day and by night. */
async function everywhere(name) {
  for (const [locale, colorScheme] of EYES) {
    const other = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale, colorScheme });
    const there = await other.newPage();
    await there.goto(till);
    await there.getByRole('alertdialog').waitFor();
    await accessible(there, `${name} ${locale} ${colorScheme}`);
    await picture(there, `${name}-${locale}-${colorScheme}`);
    await other.close();
  }
}

/** Begins a sale by keyboard, puts a card in, and waits for what the screen then says. */
async function begin(page, digits, card, says) {
  for (const digit of digits) await page.keyboard.press(digit);
  await page.keyboard.press('F9');
  await page.getByRole('alertdialog').waitFor();
  await demo(`cards/${card}/insert`);
  await page.getByText(says).waitFor({ timeout: 15_000 });
}

/** Its result, as the screen says it. */
async function result(page) {
  const headline = page.locator('#result-headline');
  await headline.waitFor({ timeout: 30_000 });
  await demo('cards/remove');
  return (await headline.innerText()).replace(/\s+/g, ' ').trim();
}

// A screen that has just opened does not take the key that was meant for the one before: press until it does.
async function acknowledge(page) {
  const gone = page.locator('#result-headline').waitFor({ state: 'detached', timeout: 15_000 }).then(() => true);
  for (let waiting = true; waiting; ) {
    await page.keyboard.press('Enter');
    waiting = !(await Promise.race([gone, page.waitForTimeout(300).then(() => false)]));
  }
}

const browser = await chromium.launch({ executablePath, args: flags });
try {
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'en-GB', colorScheme: 'light' });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(till);
  await page.getByText('Online', { exact: true }).waitFor({ timeout: 30_000 });
  await accessible(page, 'sell');
  await picture(page, 'sell');

  check((await sell(page, '2001', 'chip-approves')) === 'APPROVED', 'online, the word is APPROVED');
  await accessible(page, 'approved');
  await picture(page, 'approved');
  await acknowledge(page);

  await begin(page, '2004', 'chip-two-brands', 'Which of the card’s applications pays?');
  await everywhere('choose');
  await page.keyboard.press('2');
  const chosen = await result(page);
  check(chosen === 'APPROVED', `a card with two applications pays with the one that was chosen: ${chosen}`);
  await acknowledge(page);

  await begin(page, '2005', 'chip-pin', 'Enter the PIN on the pad');
  await everywhere('pin');
  await demo('pad/wrong');
  await page.getByText('Wrong PIN – enter it again on the pad').waitFor({ timeout: 15_000 });
  await page.getByText('2 tries left').waitFor();
  await picture(page, 'pin-wrong');
  await demo('pad/right');
  const verified = await result(page);
  check(verified === 'APPROVED', `a wrong PIN and then the right one: ${verified}`);
  await acknowledge(page);

  await begin(page, '2006', 'chip-pin', 'Enter the PIN on the pad');
  await demo('pad/cancel');
  await page.getByText('The cardholder cancelled, or did not answer in time.').waitFor({ timeout: 15_000 });
  await demo('cards/remove');
  check(true, 'a cancel on the pad has its own words');
  await acknowledge(page);

  await demo('network', { cut: true });
  await page.getByText('Offline since').waitFor({ timeout: 15_000 });
  check(true, 'the banner says by itself that the till is offline');
  const stored = await sell(page, '2002', 'chip-approves');
  check(stored === STORED, `cut off, the words are “${STORED}”: ${stored}`);
  await accessible(page, 'stored');
  await picture(page, 'stored');

  await page.reload();
  await page.locator('#result-headline').waitFor({ timeout: 15_000 });
  check(true, 'a page that is loaded again still shows the result');
  await acknowledge(page);
  const byCard = await sell(page, '503', 'chip-offline');
  check(byCard === 'STORED – approved by the card, not yet captured', `a TC is named as what it is: ${byCard}`);
  await acknowledge(page);
  await page.getByText('2 not synced').waitFor({ timeout: 15_000 });
  check(true, 'the badge counts both');
  await accessible(page, 'offline');
  await picture(page, 'offline');

  for (const language of ['vi', 'ru']) {
    for (const colorScheme of ['light', 'dark']) {
      const other = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: language, colorScheme });
      const there = await other.newPage();
      await there.goto(till);
      await there.locator('header').waitFor();
      await accessible(there, `offline ${language} ${colorScheme}`);
      await picture(there, `offline-${language}-${colorScheme}`);
      await other.close();
    }
  }

  await demo('network', { cut: false });
  await page.getByText('not synced').waitFor({ state: 'detached', timeout: 60_000 });
  check(true, 'the badge is gone when the network is back and every sale has its final result');
  await page.keyboard.press('F4');
  await page.getByRole('heading', { name: 'Receipts' }).waitFor();
  await accessible(page, 'receipts');
  await picture(page, 'receipts');
  const whole = await page.content();
  check(!/\b(?:4761739001010119|5413330089010012)\b/.test(whole), 'no card number is in the page');
  check(errors.length === 0, `the page threw nothing ${errors.join('; ')}`);
} finally {
  await browser.close();
}
console.log(`${failures} broken`);
process.exit(failures === 0 ? 0 : 1);
