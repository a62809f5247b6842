// What every screen of the room stands on: control's token, looks and orders, what was typed, and what was told last.
import { add, call } from '../shared/call.js';
import { announce, find, h } from '../shared/dom.js';
import { keep, kept } from '../shared/kept.js';
import { readable } from '../shared/frame.js';
import { every } from '../shared/live.js';
import { sentence } from '../shared/refusals.js';

const place = 'control-token', typing = 'control-draft';
const header = 'Parcours-Control';
const ears = new EventTarget();

let token = kept(place) ?? '';
add(header, token);

export const hasToken = () => token !== '';

export function useToken(text) {
  token = text;
  keep(place, text);
  add(header, text);
}

// The token of an address like /controle#jeton=…: kept here, and taken out of the address, which is seen and remembered.
export function tokenFromAddress() {
  const found = location.hash.match(/^#\/?jeton=(.*)$/);
  if (!found) return false;
  useToken(readable(found[1]));
  history.replaceState(null, '', `${location.pathname}#/`);
  return true;
}

// A look. The token that is no longer good is forgotten, and the room asks for another.
export async function look(path, signal) {
  const answer = await call('GET', path, { signal, headers: { 'Parcours-Poll': '1' } });
  if (answer.status === 401 && token) {
    useToken('');
    ears.dispatchEvent(new Event('locked'));
  }
  return answer;
}

// An order: never asked twice, since a minute more is not the same as two. Whoever watches looks again at once.
export async function order(path, body = {}, options = {}) {
  const answer = await call('POST', path, options.raw === undefined ? { body, ...options } : options);
  ears.dispatchEvent(new Event('changed'));
  return answer;
}

// As `every`, and at once whenever an order was given here.
export function watch(milliseconds, ask, signal) {
  const again = every(milliseconds, ask, signal);
  ears.addEventListener('changed', again, { signal });
  return again;
}

export const onLocked = (hear) => ears.addEventListener('locked', hear);
export const lookAgain = () => ears.dispatchEvent(new Event('changed'));

// What became of an order, where it is seen and heard. kind: good, bad, warn.
export function say(text, kind = 'good') {
  const place = find('#said');
  if (place) {
    place.className = `note ${kind}`;
    place.hidden = !text;
    place.textContent = text;
  }
  announce(text);
}

// Tells what was refused, in words; true when nothing was.
export function went(answer, words = '') {
  if (answer.ok) {
    say(words);
    return true;
  }
  say(sentence(answer), 'bad');
  return false;
}

// What was typed, outside of what is drawn: it stays when the language changes, after a refusal, and after a reload.
export const draft = kept(typing) ?? {};
export function type(name, value) {
  draft[name] = value;
  keep(typing, draft);
}

export function typed(name, { tag = 'input', value = '', heard, ...attributes } = {}, ...children) {
  const element = h(tag, attributes, ...children);
  element.value = draft[name] ?? value;
  element.addEventListener('input', () => { type(name, element.value); heard?.(element.value); });
  return element;
}

// A list that is looked at again: what stays the same keeps its element, its focus and its place.
export function keyed(parent, items, keyOf, make) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item)), fresh = make(item), before = old.get(key);
    fresh.dataset.key = key;
    fresh.signature = fresh.outerHTML;
    old.delete(key);
    if (before?.signature === fresh.signature) {
      if (before === place) place = place.nextElementSibling;
      else parent.insertBefore(before, place);
      continue;
    }
    if (before) {
      const at = [...before.querySelectorAll('a, button')].indexOf(document.activeElement);
      const own = document.activeElement === before;
      if (before === place) place = place.nextElementSibling;
      before.replaceWith(fresh);
      if (own) fresh.focus();
      else if (at >= 0) fresh.querySelectorAll('a, button')[at]?.focus();
      parent.insertBefore(fresh, place);
    } else parent.insertBefore(fresh, place);
  }
  for (const gone of old.values()) gone.remove();
}

// A list beside what is opened of it: the list keeps its place, and what was opened is read first.
const places = {};
export function openBeside(list, pane, path) {
  list.addEventListener('scroll', () => { places[list.id] = list.scrollTop; });
  list.scrollTop = places[list.id] ?? 0;
  if (!path) return;
  pane.tabIndex = -1;
  pane.classList.add('opened');
  pane.focus({ preventScroll: matchMedia('(min-width: 48rem)').matches });
}
