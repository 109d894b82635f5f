/**
 * What the gateway knows of its payments, looked at every two seconds. It only looks: nothing here moves money.
 * Whatever is shown goes through textContent, never through markup.
 */
import { LOCALES, WORDS, fill } from './words.js';

const LOOK_MILLIS = 2_000;
const ANSWER_MAX_MILLIS = 5_000;
const ROWS = 50;
const COLUMNS = ['at', 'id', 'till', 'kind', 'amount', 'card', 'state', 'stan', 'rrn', 'code', 'attempts'];
const GROUPS = {
  captured: ['CAPTURED', 'SETTLED', 'RECOVERED'],
  underway: ['COLLECTING', 'ASKING', 'AUTHORISED', 'AWAITING_TILL', 'STORED', 'FORWARDING', 'RETRY_WAIT', 'VOID_ASKED'],
  unknown: ['OUTCOME_UNKNOWN', 'UNRESOLVED'],
  held: ['HELD', 'EXPIRED_HELD'],
  declined: ['DECLINED', 'DECLINED_AFTER_STORE', 'CHARGED_BACK', 'WRITTEN_OFF'],
  undone: ['REVERSED', 'VOIDED', 'CANCELLED', 'REFUSED_OFFLINE', 'REFUNDED'],
};

/** Nothing more is sent for these. */
const OVER = ['captured', 'declined', 'undone'];

const byId = (id) => document.getElementById(id);
const unfolded = new Set();
let language = chosen('tidegate.language', Object.keys(WORDS)) ?? spoken();
let theme = chosen('tidegate.theme', Object.keys(WORDS.en.themes)) ?? 'auto';
let seen = { payments: [], status: null };
let drawn = '';

const words = () => WORDS[language];

function chosen(name, allowed) {
  const value = localStorage.getItem(name);
  return allowed.includes(value) ? value : undefined;
}

function spoken() {
  const tags = navigator.languages.map((tag) => tag.toLowerCase().split('-')[0]);
  return tags.find((tag) => tag in WORDS) ?? 'en';
}

function make(tag, parts = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(parts)) {
    if (name === 'on') {
      element.addEventListener('click', value);
    } else if (value !== undefined && value !== null) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== '' && child !== null && child !== undefined));
  return element;
}

/** The time, with the day where that is not today. */
function moment(at) {
  if (!at) {
    return '';
  }
  const when = new Date(at);
  const today = when.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(LOCALES[language], {
    ...(today ? {} : { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(when);
}

function age(at) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(at)) / 1_000));
  const [value, unit] =
    seconds < 60
      ? [seconds, 'second']
      : seconds < 3_600
        ? [Math.floor(seconds / 60), 'minute']
        : [Math.floor(seconds / 3_600), 'hour'];
  return new Intl.NumberFormat(LOCALES[language], { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}

function money(amount) {
  if (!amount) {
    return '';
  }
  const format = new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency: amount.currency });
  const digits = format.resolvedOptions().maximumFractionDigits;
  const text = String(amount.value).padStart(digits + 1, '0');
  return format.format(digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`);
}

function groupOf(state) {
  return Object.keys(GROUPS).find((group) => GROUPS[group].includes(state)) ?? 'underway';
}

function reasonOf(reason) {
  return reason && reason !== 'NONE' ? make('code', {}, reason) : '';
}

// --- What stands above the table ---

function drawLinks() {
  const w = words();
  const { acquirers, tills } = seen.status ?? { acquirers: [], tills: [] };
  const links = acquirers.map((line) => {
    const how = line.up ? (line.answering ? 'up' : 'silent') : 'down';
    return card(line.name, w.link[how], how);
  });
  const heard = tills.map((till) => {
    const facts = [
      till.revoked ? w.till.revoked : '',
      till.heardAt ? fill(w.till.heard, { age: age(till.heardAt) }) : w.till.never,
      fill(w.till.unsynced, { n: till.unsynced }),
    ];
    return card(shortOf(till.id), facts.filter(Boolean).join(' · '), till.revoked ? 'down' : '');
  });
  byId('links').replaceChildren(...links, ...heard);
  byId('incarnation').textContent = seen.status?.incarnation ?? '';
}

function drawCounts() {
  const counts = Object.keys(GROUPS).map((group) => {
    const n = seen.payments.filter((payment) => groupOf(payment.state) === group).length;
    return card(words().groups[group], new Intl.NumberFormat(LOCALES[language]).format(n), `count ${group}`);
  });
  byId('counts').replaceChildren(...counts);
}

function card(name, text, mark) {
  return make('li', { class: mark }, make('span', { class: 'name' }, name), make('strong', {}, text));
}

// Ids are made of time and then of chance: the end tells them apart.
function shortOf(id) {
  return `…${id.slice(-6)}`;
}

// --- The table ---

function drawTable() {
  const focused = document.activeElement?.id;
  const rows = seen.payments.flatMap((payment) =>
    unfolded.has(payment.id) ? [row(payment), story(payment)] : [row(payment)],
  );
  byId('payments').replaceChildren(...rows);
  byId('none').hidden = seen.payments.length > 0 || seen.status === null;
  if (focused) {
    byId(focused)?.focus({ preventScroll: true });
  }
}

function row(payment) {
  const w = words();
  const open = unfolded.has(payment.id);
  const fold = make(
    'button',
    {
      id: `fold-${payment.id}`,
      type: 'button',
      title: payment.id,
      'aria-expanded': String(open),
      on: () => {
        unfolded[open ? 'delete' : 'add'](payment.id);
        drawTable();
      },
    },
    shortOf(payment.id),
  );
  const brand = payment.brand && payment.brand !== 'OTHER' ? `${payment.brand} ` : '';
  const state = make(
    'span',
    { class: `state ${groupOf(payment.state)}`, title: payment.state },
    w.states[payment.state] ?? payment.state,
  );
  const cells = {
    at: moment(payment.soldAt ?? payment.events[0]?.at),
    id: fold,
    till: payment.terminal,
    kind: w.kinds[payment.kind] ?? payment.kind,
    amount: money(payment.amount),
    card: payment.last4 ? `${brand}•••• ${payment.last4}` : '',
    state: make('span', {}, state, ' ', reasonOf(payment.reason)),
    stan: payment.stan,
    rrn: payment.rrn,
    code: payment.responseCode,
    attempts: String(payment.attempts.length),
  };
  return make('tr', {}, ...COLUMNS.map((column) => make('td', { class: column }, cells[column] ?? '')));
}

function story(payment) {
  const w = words().story;
  const facts = [
    payment.captured ? fill(w.captured, { amount: `${money(payment.captured)}, ${moment(payment.capturedAt)}` }) : '',
    payment.authorisationCode ? fill(w.authorisation, { code: payment.authorisationCode }) : '',
    payment.nextAttempt ? fill(w.next, { at: moment(payment.nextAttempt) }) : '',
    payment.deadline && !OVER.includes(groupOf(payment.state))
      ? fill(w.deadline, { at: moment(payment.deadline) })
      : '',
  ].filter(Boolean);
  const messages = payment.attempts.map(message);
  const cell = make(
    'td',
    { colspan: String(COLUMNS.length) },
    make(
      'div',
      { class: 'story' },
      make('p', { class: 'whole' }, make('code', {}, payment.id), ...facts.map((fact) => make('span', {}, fact))),
      make(
        'div',
        {},
        make('h3', {}, w.messages),
        messages.length > 0 ? make('ol', {}, ...messages) : make('p', {}, w.noMessages),
      ),
      make('div', {}, make('h3', {}, w.events), make('ol', {}, ...payment.events.map(happened))),
    ),
  );
  return make('tr', { class: 'unfolded' }, cell);
}

function message(sent) {
  const w = words();
  const facts = [
    sent.stan ? `STAN ${sent.stan}` : '',
    sent.rrn ? `RRN ${sent.rrn}` : '',
    sent.responseCode ? `${w.columns.code} ${sent.responseCode}` : '',
    fill(w.story.sends, { n: sent.sends }),
    sent.reverses > 0 ? fill(w.story.reverses, { n: sent.reverses }) : '',
    sent.takenOver ? w.story.takenOver : '',
    sent.nextAt ? fill(w.story.next, { at: moment(sent.nextAt) }) : '',
    sent.remark,
  ].filter(Boolean);
  const name = `${sent.number}. ${w.messages[sent.kind] ?? sent.kind}: ${w.progress[sent.state] ?? sent.state}`;
  return entry(sent.answeredAt ?? sent.sentAt, name, facts.join(' · '), '');
}

function happened(event) {
  const w = words();
  return entry(
    event.at,
    w.states[event.state] ?? event.state,
    event.detail,
    reasonOf(event.reason),
    make('code', {}, event.event),
  );
}

function entry(at, name, facts, ...marks) {
  return make(
    'li',
    {},
    make('time', { datetime: at }, moment(at)),
    make('div', {}, make('strong', {}, name), ' ', ...marks, facts ? make('p', {}, facts) : ''),
  );
}

// --- Looking, and the two choices ---

async function ask(path) {
  const response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MAX_MILLIS) });
  if (!response.ok) {
    throw new Error(`${path}: ${response.status}`);
  }
  return response.json();
}

async function look() {
  try {
    const [list, status] = await Promise.all([ask(`api/v1/payments?limit=${ROWS}`), ask('api/v1/status')]);
    seen = { payments: list.payments, status };
    byId('away').hidden = true;
    draw();
  } catch {
    byId('away').hidden = false;
  }
  setTimeout(look, LOOK_MILLIS);
}

function draw() {
  drawLinks();
  const now = language + JSON.stringify(seen.payments);
  if (now !== drawn) {
    drawn = now;
    drawCounts();
    drawTable();
  }
}

function speak() {
  document.documentElement.lang = language;
  document.title = `Tidegate – ${words().gateway}`;
  document.querySelectorAll('[data-word]').forEach((element) => (element.textContent = words()[element.dataset.word]));
  byId('columns').replaceChildren(
    ...COLUMNS.map((column) => make('th', { scope: 'col', class: column }, words().columns[column])),
  );
  offer('language', Object.fromEntries(Object.entries(WORDS).map(([tag, { name }]) => [tag, name])), language);
  offer('theme', words().themes, theme);
  draw();
}

function offer(id, choices, current) {
  byId(id).replaceChildren(...Object.entries(choices).map(([value, text]) => make('option', { value }, text)));
  byId(id).value = current;
}

function wear() {
  const dark = theme === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

byId('language').addEventListener('change', ({ target }) => {
  language = target.value;
  localStorage.setItem('tidegate.language', language);
  speak();
});
byId('theme').addEventListener('change', ({ target }) => {
  theme = target.value;
  localStorage.setItem('tidegate.theme', theme);
  wear();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', wear);

wear();
speak();
look();
