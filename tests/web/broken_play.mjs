// Plays the gallery of broken pages: web_test.sh --broken [--few] [id…]. For each defect only the test that is named, first once
// as the pages are, then broken. A line each: the defect, its test, and what that told. Ends 1 when a defect is not noticed, when
// a test fails on the pages as they are, or when a page with a defect does not start at all, which is no defect but a mistake.
import { run } from 'node:test';
import { defects, representatives } from './broken.mjs';
import { lendBrowser } from './browser.mjs';

const mistake = /not planted|SyntaxError|ReferenceError|is not defined|is not a function|words are missing/;
const patience = 120_000;

const exactly = (name) => new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$`);

// What one test came to: null when it passes, else what it said.
async function play([file, name], id) {
  if (id) process.env.PARCOURS_WEB_BROKEN = id;
  else delete process.env.PARCOURS_WEB_BROKEN;
  const told = [];
  let ran = 0;
  for await (const { type, data } of run({ files: [new URL(`tests/${file}.test.mjs`, import.meta.url).pathname], testNamePatterns: [exactly(name)], timeout: patience })) {
    if (type === 'test:pass' && data.name === name && !data.skip) ++ran;
    if (type !== 'test:fail') continue;
    ++ran;
    told.push(said(data.details.error));
  }
  if (ran === 0) told.push('not planted: no such test was run');
  return told.length > 0 ? told.join(' · ') : null;
}

function said(error) {
  const text = String(error.cause?.message ?? error.cause ?? error.message);
  return text.replace(/\u001b\[\d+m/g, '').replace(/\s+/g, ' ').slice(0, 200);
}

function chosen(words) {
  if (words.includes('--few')) return defects.filter((one) => representatives.includes(one.id));
  const unknown = words.filter((word) => !defects.some((one) => one.id === word));
  if (unknown.length > 0) throw new Error(`there is no defect ${unknown.join(', ')}; there are: ${defects.map((one) => one.id).join(', ')}`);
  return words.length > 0 ? defects.filter((one) => words.includes(one.id)) : defects;
}

const verdicts = new Map();  // Of the tests on the pages as they are.
async function passes(caught) {
  const key = caught.join(': ');
  if (!verdicts.has(key)) verdicts.set(key, await play(caught, null));
  return verdicts.get(key);
}

const all = chosen(process.argv.slice(2)), trouble = [], browser = await lendBrowser();
for (const { id, caught, tells } of all) {
  const before = await passes(caught), told = before === null ? await play(caught, id) : null;
  const verdict = before !== null ? `FAILS UNBROKEN: ${before}` : told === null ? `NOT NOTICED: ${tells}` : mistake.test(told) ? `MISTAKE: ${told}` : null;
  if (verdict) trouble.push(id);
  console.log(`${verdict ? '✗' : '✓'} ${id} · ${caught.join(': ')} · ${verdict ?? told}`);
}
console.log(`${all.length} broken pages, ${all.length - trouble.length} noticed by ${verdicts.size} tests${trouble.length > 0 ? `; not: ${trouble.join(', ')}` : ''}`);
await browser.close();
process.exit(trouble.length > 0 ? 1 : 0);
