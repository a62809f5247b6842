// The pages' words as their scripts have them, in both languages; and whether a screen that is switched to English is English.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const web = new URL('../../reference/web/', import.meta.url).pathname;

// { name, start, end, words: { fr, en } }: a dictionary of a script, and where in its text it stands.
export function dictionaries(text) {
  return [...text.matchAll(/^(?:export )?const (\w+) = words\((?=\{)/gm)].map((found) => {
    const start = found.index + found[0].length, end = text.indexOf('\n});', start) + 2;
    return { name: found[1], start: found.index, end, words: new Function(`return ${text.slice(start, end)}`)() };
  });
}

const pairs = /\['((?:[^'\\\n]|\\.)+)', '((?:[^'\\\n]|\\.)+)'\]/g;  // ['Validé', 'Validated']

// What is French and not English as well, as a part of an expression: gaps stand for anything.
function french() {
  const said = readdirSync(web, { recursive: true }).filter((name) => name.endsWith('.js')).flatMap((name) => {
    const text = readFileSync(join(web, name), 'utf8');
    return [...dictionaries(text).flatMap(({ words }) => Object.keys(words.fr).map((key) => [words.fr[key], words.en[key]])),
      ...[...text.matchAll(pairs)].map(([, fr, en]) => [fr, en])];
  });
  const english = new Set(said.map(([, en]) => en));
  return [...new Set(said.map(([fr]) => fr).filter((fr) => !english.has(fr) && fr.replace(/\{\w+\}|[^\p{L}]/gu, '').length > 3))]
    .map((text) => text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('.+'));
}

let known = null;

// No text that is seen or read aloud is a French one of the pages. What is marked as French, and what people typed, may be.
export async function isEnglish(page, what) {
  known ??= `^(?:${french().join('|')})$`;
  const found = await page.evaluate((expression) => {
    const isFrench = new RegExp(expression, 'u'), plain = (text) => text.replaceAll('\u00a0', ' ').trim();
    const said = [document.title.split(' · ')[0]], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) if (walk.currentNode.parentElement.closest('[lang]').lang === 'en') said.push(walk.currentNode.data);
    for (const one of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]'))
      if (one.closest('[lang]').lang === 'en') said.push(...['aria-label', 'title', 'alt', 'placeholder'].map((name) => one.getAttribute(name) ?? ''));
    return said.map(plain).filter((text) => text && isFrench.test(text));
  }, known);
  assert.deepEqual(found, [], `${what} in English`);
}
