// Builds the page for Maven, or tests it: node build.mjs build <folder for the files> | node build.mjs test
//
// Each runs only when something it reads has changed since it last went well; what went well is remembered in
// ../target/page. So a build of the till that touches no page costs a moment.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const PAGE = dirname(fileURLToPath(import.meta.url));
const WORK = join(PAGE, '..', 'target', 'page');
const DIST = join(WORK, 'dist');
const CORE = join(PAGE, '..', '..', 'core', 'src', 'main', 'java', 'dev', 'tidegate', 'core');

const INSTALLED = ['package.json', 'package-lock.json', '.npmrc'].map((name) => join(PAGE, name));
/** Not of the page itself, but compared with it by its tests. */
const JAVA_WORDS = ['payment', 'port'].map((name) => join(CORE, name));

const [task, target] = process.argv.slice(2);
refuseOldNode();
mkdirSync(WORK, { recursive: true });
if (task === 'build' && target !== undefined) {
  build(target);
} else if (task === 'test') {
  test();
} else {
  fail('usage: node build.mjs build <folder> | node build.mjs test');
}

function build(folder) {
  install();
  once('build', fingerprint(ownFiles()), () => {
    run('npm', ['run', 'check']);
    rmSync(DIST, { recursive: true, force: true });
    run('npm', ['run', 'build', '--', '--outDir', DIST, '--emptyOutDir', '--logLevel', 'warn']);
  });
  rmSync(folder, { recursive: true, force: true });
  cpSync(DIST, folder, { recursive: true });
}

function test() {
  install();
  once('test', fingerprint([...ownFiles(), ...JAVA_WORDS.flatMap(files)]), () => run('npm', ['test']));
}

function install() {
  const wanted = fingerprint(INSTALLED);
  if (existsSync(join(PAGE, 'node_modules', '.package-lock.json'))) {
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

function ownFiles() {
  return files(PAGE).filter((file) => !/^node_modules\b/.test(relative(PAGE, file)));
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === 'node_modules' ? [] : files(path);
    }
    return [path];
  });
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of [...paths].sort()) {
    hash
      .update(`${relative(PAGE, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

function run(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: PAGE,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (status !== 0) {
    fail(`${stdout ?? ''}${stderr ?? ''}${error ?? ''}\nThe cashier's page: "${command} ${args.join(' ')}" failed.`);
  }
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`The cashier's page is built with Node.js 20.19 or later; this is ${process.version}.`);
  }
}

function fail(words) {
  console.error(words);
  process.exit(1);
}
