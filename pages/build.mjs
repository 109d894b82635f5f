// Builds a page for Maven, or tests it: node build.mjs build <page> <folder for the files> | node build.mjs test <page>
//
// Each runs only when something it reads has changed since it last went well; what went well is remembered in target.
// So a build of a service that touches no page costs a moment, and the packages are there once for all pages. Maven may
// build two modules at a time: one of them waits.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const PAGES = dirname(fileURLToPath(import.meta.url));
const WORK = join(PAGES, 'target');
const LOCK = join(WORK, 'lock');
const LOOK_MILLIS = 100;
const LOCKED_MILLIS_MAX = 600_000;

const INSTALLED = ['package.json', 'package-lock.json', '.npmrc'].map((name) => join(PAGES, name));
/** Not of the pages themselves, but compared with them by their tests. */
const JAVA_WORDS = [
  'core/src/main/java/dev/tidegate/core/payment',
  'core/src/main/java/dev/tidegate/core/port',
  'iso8583-gateway/src/main/java/dev/tidegate/gateway/capture',
  'iso8583-gateway/src/main/java/dev/tidegate/gateway/link',
].map((name) => join(PAGES, '..', name));

const [task, page, target] = process.argv.slice(2);
refuseOldNode();
mkdirSync(WORK, { recursive: true });
lock();
try {
  if (task === 'build' && target !== undefined) {
    build(target);
  } else if (task === 'test' && page !== undefined) {
    test();
  } else {
    fail('usage: node build.mjs build <page> <folder> | node build.mjs test <page>');
  }
} finally {
  rmSync(LOCK, { recursive: true, force: true });
}

function build(folder) {
  const dist = join(WORK, page, 'dist');
  install();
  once('check', fingerprint(files(PAGES)), () => run('npm', ['run', 'check']));
  once(`build-${page}`, fingerprint(ofPage()), () => {
    rmSync(dist, { recursive: true, force: true });
    run('npm', ['run', 'build', '--', '--outDir', dist, '--emptyOutDir', '--logLevel', 'warn']);
  });
  rmSync(folder, { recursive: true, force: true });
  cpSync(dist, folder, { recursive: true });
}

function test() {
  install();
  once(`test-${page}`, fingerprint([...ofPage(), ...JAVA_WORDS.flatMap(files)]), () => run('npm', ['test']));
}

function install() {
  const wanted = fingerprint(INSTALLED);
  if (existsSync(join(PAGES, 'node_modules', '.package-lock.json'))) {
    once('install', wanted, () => run('npm', ['ci', '--ignore-scripts']));
  } else {
    run('npm', ['ci', '--ignore-scripts']);
    writeFileSync(join(WORK, 'install.stamp'), wanted);
  }
}

function once(name, wanted, work) {
  const stamp = join(WORK, `${name}.stamp`);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(stamp, { force: true });
    work();
    writeFileSync(stamp, wanted);
  }
}

/** The page's own files and what all pages share; not the other pages. */
function ofPage() {
  const others = readdirSync(PAGES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && ![page, 'kit', 'node_modules', 'target'].includes(entry.name))
    .map((entry) => join(PAGES, entry.name) + '/');
  return files(PAGES).filter((file) => !others.some((other) => file.startsWith(other)));
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return ['node_modules', 'target'].includes(entry.name) ? [] : files(path);
    }
    return [path];
  });
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of [...paths].sort()) {
    hash
      .update(`${relative(PAGES, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

/** One at a time; what a build that was killed has left is taken over. */
function lock() {
  const end = Date.now() + LOCKED_MILLIS_MAX;
  while (!taken()) {
    if (Date.now() > end) {
      fail(`The pages are built elsewhere for too long: remove ${LOCK} if that is not so.`);
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_MILLIS);
  }
}

function taken() {
  try {
    mkdirSync(LOCK);
    writeFileSync(join(LOCK, 'pid'), String(process.pid));
    return true;
  } catch {
    if (isLeft()) {
      rmSync(LOCK, { recursive: true, force: true });
    }
    return false;
  }
}

function isLeft() {
  try {
    process.kill(Number(readFileSync(join(LOCK, 'pid'), 'utf8')), 0);
    return false;
  } catch (e) {
    return e.code === 'ESRCH';
  }
}

function run(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: PAGES,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, NO_COLOR: '1', PAGE: page },
  });
  if (status !== 0) {
    fail(`${stdout ?? ''}${stderr ?? ''}${error ?? ''}\nThe page ${page}: "${command} ${args.join(' ')}" failed.`);
  }
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`The pages are built with Node.js 20.19 or later; this is ${process.version}.`);
    process.exit(1);
  }
}

function fail(words) {
  console.error(words);
  rmSync(LOCK, { recursive: true, force: true });
  process.exit(1);
}
