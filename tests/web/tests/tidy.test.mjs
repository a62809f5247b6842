// What the pages are made of, read as text: nothing is there that nobody uses, and nothing says where it was made.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import test from 'node:test';
import { dictionaries } from '../dictionaries.mjs';
import { wanted } from '../weight.mjs';

const root = new URL('../../..', import.meta.url).pathname, web = join(root, 'reference/web'), ours = join(root, 'tests/web');
const under = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
  one.name === 'node_modules' ? [] : one.isDirectory() ? under(join(folder, one.name)) : [join(folder, one.name)]);
const read = (paths) => new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));
const files = read(under(web).filter((path) => /\.(html|js|css|svg)$/.test(path)));
const tests = read(under(ours).filter((path) => path.endsWith('.mjs')));
const scripts = new Map([...files].filter(([path]) => path.endsWith('.js')));
const short = (path) => relative(root, path);
const plain = (text) => text.replace(/^\s*\/\/.*$/gm, '').replace(/\s\/\/ .*$/gm, '');

// What `import { a, b as c }` and `import * as d` of a script bring: [path of the file, name there].
function imports(path, text) {
  return [...text.matchAll(/(?:import|export)\s+(\*\s+as\s+\w+|\{[^}]*\})\s+from\s+'(\.[^']+)'/g)].flatMap(([, what, from]) => {
    const file = join(dirname(path), from);
    return what.startsWith('*') ? [[file, '*']] : what.slice(1, -1).split(',').map((one) => [file, one.trim().split(/\s+as\s+/)[0]]).filter(([, name]) => name);
  });
}

// What the service says and the pages translate word by word: t(operation.status).
const words = new Set(['awaiting_customer', 'to_validate', 'validated', 'expired', 'cancelled', 'validate', 'cancel', 'detail', 'push', 'mail', 'virtual', 'scaled']);

// A key is used where it stands as a text, or where a text with a gap, `sure${parcours}`, fits it.
function isUsed(key, text) {
  if (words.has(key)) return true;
  if (new RegExp(`['"]${key}['"]`).test(text)) return true;
  return [...text.matchAll(/\bt\(`([^`]*\$\{[^`]*)`/g)].some(([, gap]) => new RegExp(`^${gap.replace(/\$\{[^}]*\}/g, '.+')}$`).test(key));
}

test('every word is said somewhere', () => {
  const unused = [];
  for (const [path, text] of scripts) {
    for (const { name, start, end, words: { fr } } of dictionaries(text)) {
      const users = [...scripts].filter(([other, theirs]) => imports(other, theirs).some(([file, one]) => file === path && one === name)).map(([, theirs]) => theirs);
      const said = plain([text.slice(0, start), text.slice(end), ...users].join('\n'));
      unused.push(...Object.keys(fr).filter((key) => !isUsed(key, said)).map((key) => `${short(path)}: ${key}`));
    }
  }
  assert.deepEqual(unused, []);
});

test('what a script or a helper exports is imported by another', () => {
  const all = new Map([...scripts, ...tests]);
  const taken = new Set([...all].flatMap(([path, text]) => imports(path, text).map(([file, name]) => `${file} ${name}`)));
  const unused = [...all].flatMap(([path, text]) => taken.has(`${path} *`) ? [] :
    [...text.matchAll(/^export (?:async )?(?:const|let|function|class) (\w+)/gm)].map(([, name]) => name)
      .filter((name) => !taken.has(`${path} ${name}`)).map((name) => `${short(path)}: ${name}`));
  assert.deepEqual(unused, []);
});

test('what is imported is used', () => {
  const unused = [...scripts, ...tests].flatMap(([path, text]) => [...text.matchAll(/^import\s+(\*\s+as\s+\w+|\{[^}]*\}|\w+)\s+from.*$/gm)].flatMap(([line, what]) =>
    what.replace(/[{}]/g, '').split(',').map((one) => one.trim().split(/\s+as\s+/).at(-1)).filter((name) => name && !new RegExp(`\\b${name}\\b`).test(plain(text.replace(line, '')))))
    .map((name) => `${short(path)}: ${name}`));
  assert.deepEqual(unused, []);
});

test('what is called is imported or declared', () => {
  const exported = new Set([...scripts.values()].flatMap((text) => [...text.matchAll(/^export (?:async )?(?:const|let|function|class) (\w+)/gm)].map(([, name]) => name)));
  const missing = [...scripts].flatMap(([path, text]) => {
    const code = plain(text).replace(/'(?:[^'\\\n]|\\.)*'/g, "''"), known = new Set(imports(path, text).map(([, name]) => name));
    return [...new Set([...code.matchAll(/(?<![\w.$])(\w+)\(/g)].map(([, name]) => name))].filter((name) => exported.has(name) && !known.has(name)
      && !new RegExp(`(?:const|let|function|class|[,({]) *${name}\\b(?! *[(:])|function ${name}\\b|^  (?:async )?${name}\\(.*\\{$`, 'm').test(code)).map((name) => `${short(path)}: ${name}`);
  });
  assert.deepEqual(missing, []);
});

test('every rule of a style sheet is for a class or an id that a page gives', () => {
  const given = [...files].filter(([path]) => /\.(js|html)$/.test(path)).map(([, text]) => text).join('\n');
  const unused = [...files].filter(([path]) => path.endsWith('.css')).flatMap(([path, text]) => [...new Set(text.replace(/\/\*[^]*?\*\//g, '').replace(/\{[^{}]*\}/g, '{}').match(/[.#][a-z][\w-]*/gi))]
    .filter((one) => !new RegExp(`(?<![\\w-])${one.slice(1)}(?![\\w-])`).test(given)).map((one) => `${short(path)}: ${one}`));
  assert.deepEqual(unused, []);
});

test('every file is loaded by a page', () => {
  const reached = new Set(), waiting = [...files.keys()].filter((path) => path.endsWith('.html'));
  while (waiting.length > 0) {
    const path = waiting.pop();
    if (reached.has(path)) continue;
    reached.add(path);
    for (const [, link, imported] of (files.get(path) ?? '').matchAll(wanted))
      waiting.push(link ? join(root, 'reference', link) : join(dirname(path), imported));
  }
  assert.deepEqual([...files.keys()].filter((path) => !reached.has(path)).map(short), []);
  assert.deepEqual([...reached].filter((path) => !files.has(path)).map(short), []);
});

test('nothing says on which machine it was made', () => {
  const place = /(?<![\w.\/:])\/(?:work|tmp|home|root|Users)\//;
  assert.deepEqual([...files, ...tests].filter(([, text]) => place.test(text)).map(([path]) => short(path)), []);
});

test('what comes from the registry runs on the Node.js of Debian 12', () => {
  const { packages } = JSON.parse(readFileSync(join(ours, 'package-lock.json'), 'utf8'));
  const needs = Object.entries(packages).filter(([path]) => path !== '').map(([path, { engines }]) => [path, Number(/^>=(\d+)/.exec(engines.node)[1])]);
  assert.ok(needs.length > 1);
  assert.deepEqual(needs.filter(([, node]) => node > 18), []);
});
