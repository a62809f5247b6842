// The README's tour: its pictures are there, each is made by a test, and no screen is missing.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const shown = new Set([...read('README.md').matchAll(/tests\/web\/tour\/([\w-]+)\.png/g)].map(([, name]) => name));
const tests = new URL('tests/web/tests/', root);
const sources = readdirSync(tests).map((name) => readFileSync(new URL(name, tests), 'utf8')).join('\n');

test('the pictures of the tour are those that stand in its folder', () => {
  const there = readdirSync(new URL('tests/web/tour/', root)).map((name) => name.replace(/\.png$/, ''));
  assert.deepEqual([...shown].sort(), there.sort());
  assert.ok(shown.size > 20, `${shown.size} pictures`);
});

test('each picture of the tour is made by a test', () => {
  assert.deepEqual([...shown].filter((name) => !sources.includes(`'${name}'`)), []);
});

test('every screen that the tests walk through is in the tour', () => {
  const walked = readFileSync(new URL('every_screen.test.mjs', tests), 'utf8').matchAll(/: '((?:home|espace|telephone|controle)[\w-]*)'/g);
  assert.deepEqual([...walked].map(([, name]) => name).filter((name) => !shown.has(name)), []);
});
