// An operator and finance at the gateway's page, in a real browser: signed in, a frame decoded, a stuck payment looked
// at, set aside and let go. Pictures of each screen, in three languages by day and by night, go to the second argument.
//   node operator.mjs GATEWAY_URL PICTURES CHROMIUM SECRET ACQUIRER_CONTROL_URL FRAME
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [gateway, pictures, executablePath, secret, acquirer, frame] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const TABLET = { width: 1180, height: 820 };
const EYES = [['en-GB', 'light'], ['en-GB', 'dark'], ['vi', 'light'], ['vi', 'dark'], ['ru', 'light'], ['ru', 'dark']];
let failures = 0;

function check(held, what) {
  console.log(`${held ? 'held  ' : 'BROKEN'} ${what}`);
  failures += held ? 0 : 1;
}

/** The screen that is there as several pairs of eyes see it; one page, so that a form keeps what was typed. */
async function everywhere(page, name) {
  for (const [locale, colorScheme] of EYES) {
    const language = locale.slice(0, 2);
    await page.emulateMedia({ colorScheme });
    await page.keyboard.press('F10');
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(400);
    await page.keyboard.press(String(['en', 'vi', 'ru'].indexOf(language) + 1));
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    const said = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`).join(' ');
    check(violations.length === 0, `${name} ${language} ${colorScheme}: no accessibility violation ${said}`);
    await page.screenshot({ path: `${pictures}/operator-${name}-${language}-${colorScheme}.png` });
  }
  await page.keyboard.press('F10');
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(400);
  await page.keyboard.press('1');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function signIn(page, person) {
  await page.getByLabel('Name').fill(person);
  await page.getByLabel('Secret').fill(secret);
  await page.keyboard.press('Enter');
  await page.locator('nav').first().waitFor({ timeout: 15_000 });
}

async function signOut(page) {
  await page.keyboard.press('F10');
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(400);
  await page.keyboard.press('Q');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

// A panel that has just opened takes no press that was meant for the screen below: hence the waits of 400 ms.

/** Presses a button of the payment, gives the reason, and says whether the gateway did it. */
async function act(page, label, reason) {
  await page.locator('.outlook').getByRole('button', { name: label }).click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('textbox').fill(reason);
  await page.waitForTimeout(400);
  await panel.getByRole('button', { name: label }).click();
  const gone = panel.waitFor({ state: 'detached', timeout: 10_000 }).then(() => true);
  const refused = panel.getByRole('alert').waitFor({ timeout: 10_000 }).then(() => false);
  const done = await Promise.race([gone, refused]);
  if (!done) {
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  }
  return done;
}

const browser = await chromium.launch({ executablePath, args: flags });
try {
  const context = await browser.newContext({ viewport: TABLET, locale: 'en-GB', colorScheme: 'light' });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(gateway);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 30_000 });
  await everywhere(page, 'sign-in');

  await page.getByLabel('Name').fill('operator');
  await page.getByLabel('Secret').fill('some other long phrase');
  await page.keyboard.press('Enter');
  await page.getByText('The name or the secret is wrong').waitFor({ timeout: 15_000 });
  check(true, 'a wrong secret opens nothing');
  await signIn(page, 'operator');
  const cookie = (await context.cookies()).find(({ name }) => name === 'tidegate-session');
  check(cookie?.httpOnly === true && cookie.sameSite === 'Strict', 'the session is in a cookie that no script reads');

  await page.getByText('Up', { exact: true }).waitFor({ timeout: 15_000 });
  await page.getByText(/a second, at most/).waitFor({ timeout: 15_000 });
  await everywhere(page, 'links');

  await page.keyboard.press('F8');
  await page.getByLabel('Profile').selectOption('iso87-generic');
  await page.getByLabel('Frame in hexadecimal digits').fill(frame);
  await page.getByRole('button', { name: 'Explain' }).first().click();
  await page.getByText('The frame is as the profile says').waitFor({ timeout: 15_000 });
  const table = await page.locator('table').innerText();
  check(/16 digits, the last are \*\*\*\* 0119/.test(table), 'a card number shows its last four digits');
  check(!(await page.locator('table').innerHTML()).includes('47617390'), 'and no others');
  await everywhere(page, 'decode');
  await page.getByLabel('Frame in hexadecimal digits').fill(frame.slice(0, 60));
  await page.getByRole('button', { name: 'Explain' }).first().click();
  await page.getByText('First byte that disagrees: ').waitFor({ timeout: 15_000 });
  await page.screenshot({ path: `${pictures}/operator-decode-disagrees.png` });
  check(true, 'a frame that is cut off names the byte');

  await page.keyboard.press('F4');
  await page.getByRole('link', { name: 'Stuck' }).click();
  const stuck = page.locator('tbody a').first();
  await stuck.waitFor({ timeout: 20_000 });
  await everywhere(page, 'payments');
  await stuck.click();
  await page.getByRole('heading', { name: 'What happens next' }).waitFor();
  await page.getByText('Offered by its till').waitFor();
  const id = new URL(page.url()).hash.split('/').at(-1);
  await everywhere(page, 'payment');

  // It is sent again every second or two: while a message is under way, the gateway says so, and one asks again.
  let held = false;
  for (let asked = 0; asked < 20 && !held; asked++) {
    await page.locator('.outlook').getByRole('button', { name: 'Set aside' }).waitFor({ timeout: 20_000 });
    held = await act(page, 'Set aside', 'The shop asked for it.');
  }
  await page.locator('.head').getByText('Set aside').waitFor({ timeout: 10_000 });
  check(held, 'an operator sets a stuck payment aside');
  check((await page.locator('.outlook').innerText()).includes('takes finance'), 'and may not let it go');
  await everywhere(page, 'held');

  await signOut(page);
  await fetch(new URL('/rules', acquirer), { method: 'DELETE' });
  await signIn(page, 'finance');
  await page.goto(`${gateway}/#/payments/${id}`);
  await page.locator('.outlook').getByRole('button', { name: 'Release' }).click();
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(400);
  await page.screenshot({ path: `${pictures}/operator-release.png` });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  check(await act(page, 'Release', 'The acquirer says so by telephone.'), 'finance lets it go');
  await page.locator('.head').getByText('Captured').waitFor({ timeout: 30_000 });
  check((await page.locator('main').innerText()).includes('by finance'), 'and the story names both');
  await everywhere(page, 'captured');

  await signOut(page);
  await signIn(page, 'reviewer');
  await page.keyboard.press('F9');
  await page.getByRole('link', { name: 'iso87-generic' }).click();
  await page.getByRole('button', { name: 'Reject D03' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('The repeat has another STAN.');
  await page.waitForTimeout(400);
  await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
  await page.getByText('The repeat has another STAN.').waitFor({ timeout: 10_000 });
  check((await page.locator('main').innerText()).includes('Rejected'), 'a reviewer rejects a scenario with a note');
  await everywhere(page, 'certification');

  const shown = `${await page.content()}`;
  check(!shown.includes('47617390') && !shown.includes('53412'), 'no card number is in the page');
  await page.setViewportSize({ width: 420, height: 820 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(wide <= 0, `on a telephone nothing is wider than the screen: ${wide}`);
  await page.screenshot({ path: `${pictures}/operator-narrow.png` });
  await signOut(page);
  await page.goBack();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  check(true, 'after signing out, Back shows nothing');
  check(errors.length === 0, `the page threw nothing ${errors.join('; ')}`);
  console.log(`payment ${id}`);
} finally {
  await browser.close();
}
console.log(`${failures} broken`);
process.exit(failures === 0 ? 0 : 1);
