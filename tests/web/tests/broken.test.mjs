// The gallery of broken pages is whole: each defect can be planted, is noticed by a test that exists, and no script is left out.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { broken, defects, fileOf, representatives } from '../broken.mjs';

const root = new URL('../../../', import.meta.url);
const web = new URL('reference/web/', root);
const sourceOf = (file) => new URL(`tests/web/tests/${file}.test.mjs`, root);
const drawings = ['phone/icons.js'];  // It does nothing, and words stand beside it.

test('each defect is planted in a text that stands once in its file, and has a name and a sentence of its own', () => {
  for (const one of defects) {
    assert.notEqual(broken(one, fileOf(one)), fileOf(one), one.id);
    assert.match(one.id, /^[a-z0-9-]+$/);
    assert.match(one.tells, /\.$/, one.id);
  }
  assert.equal(new Set(defects.map((one) => one.id)).size, defects.length);
  assert.equal(new Set(defects.map((one) => `${one.file} ${one.from} ${one.to}`)).size, defects.length);
});

test('a defect whose text is not there, or twice, is refused', () => {
  const one = { id: 'one', file: 'a.js', from: 'b', to: 'c' };
  assert.equal(broken(one, 'abd'), 'acd');
  for (const text of ['ad', 'abbd']) assert.throws(() => broken(one, text), /not planted: one/);
});

// What a browser would say of them as modules, all in one process: null where it takes them.
function parsed(texts) {
  const script = `const vm = require('node:vm');
    const told = (text) => { try { new vm.SourceTextModule(text); return null; } catch (error) { return error.message; } };
    process.stdout.write(JSON.stringify(JSON.parse(require('node:fs').readFileSync(0, 'utf8')).map(told)));`;
  const { stdout } = spawnSync(process.execPath, ['--no-warnings', '--experimental-vm-modules', '-e', script], { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 1e8 });
  return JSON.parse(stdout);
}

test('a broken script is still a script', () => {
  const scripts = defects.filter(({ file }) => file.endsWith('.js'));
  const told = parsed([...scripts.map((one) => broken(one, fileOf(one))), 'const = 1;']);
  assert.ok(told.pop(), 'what is no script is told as such');
  assert.deepEqual(scripts.map(({ id }, n) => told[n] && `${id}: ${told[n]}`).filter(Boolean), []);
});

test('every script of the pages that does something has a defect', () => {
  const scripts = readdirSync(web, { recursive: true }).filter((name) => name.endsWith('.js'));
  const covered = new Set(defects.map((one) => one.file));
  assert.deepEqual(scripts.filter((name) => !covered.has(name) && !drawings.includes(name)), []);
  assert.ok(scripts.length > 50, `${scripts.length} scripts`);
});

// The names as they are written; a gap stands for anything.
function namesIn(text) {
  return [...text.matchAll(/^\s*test\((['`])(.*?)\1, /gm)].map(([, , name]) => name.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&')).join('.+'));
}

test('each defect names a test that is there and is run', () => {
  const run = readFileSync(new URL('tests/CMakeLists.txt', root), 'utf8').match(/set\(web_tests\n([^)]*)\)/)[1].split(/\s+/);
  for (const { id, caught: [file, name] } of defects) {
    assert.ok(existsSync(sourceOf(file)) && run.includes(file), `${id}: ${file}`);
    assert.ok(namesIn(readFileSync(sourceOf(file), 'utf8')).some((one) => new RegExp(`^${one}$`).test(name)), `${id}: “${name}” is no test of ${file}`);
  }
});

test('the few that are played each time are defects of every page', () => {
  const few = representatives.map((id) => defects.find((one) => one.id === id));
  assert.ok(few.every(Boolean), representatives.join(', '));
  for (const folder of ['shared', 'home', 'espace', 'phone', 'control']) assert.ok(few.some((one) => one.file.startsWith(`${folder}/`)), folder);
});
