// What the screens of Encaisser have in common: the steps, what is shown of a request, the service's bounds, and a refusal at
// the field it concerns.
import { h, wrong } from '../shared/dom.js';
import { every } from '../shared/live.js';
import { sentence } from '../shared/refusals.js';
import { look } from './session.js';
import { t } from './collect_words.js';

const count = 4;
export const poll = { headers: { 'Parcours-Poll': '1' } };

// « 1 | Choix du paiement 2 3 4 »: the step one is at is the screen's heading.
export function steps(at, name) {
  const one = (n) => (n === at
    ? h('li', { class: 'at', 'aria-current': 'step' }, h('span', { class: 'step', 'aria-hidden': 'true' }, String(n)),
      h('h1', { tabindex: -1 }, h('span', { class: 'visually-hidden' }, t('step', { n })), name))
    : h('li', { class: n < at ? 'done' : null }, h('span', { class: 'step', 'aria-hidden': 'true' }, String(n)),
      h('span', { class: 'visually-hidden' }, t(n < at ? 'stepDone' : 'stepToCome', { n }))));
  document.title = `${name} · ${t('title')} · Parcours`;
  return [h('p', { class: 'collect-title' }, t('title')), h('ol', { class: 'steps' }, Array.from({ length: count }, (_, i) => one(i + 1)))];
}

export function facts(...pairs) {
  return h('dl', { class: 'facts collect-facts' }, pairs.filter(Boolean).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

export const note = (kind, text) => h('p', { class: `note ${kind}` }, text);

// A place for what concerns no field; empty while nothing is wrong.
export const trouble = () => h('p', { id: 'trouble', class: 'note bad', role: 'alert', hidden: true });

export function tell(text) {
  const place = document.getElementById('trouble');
  place.textContent = text;
  place.hidden = !text;
}

// A refusal in words at its field, with the focus there; else at the foot of the form. After the frame has put the focus on
// the heading, where the screen is new.
export function refuse(answer) {
  const name = answer.body?.field ?? '';
  const input = name ? document.getElementById(name) : null;
  const text = said(answer, input);
  if (!input || !wrong(name, text)) return tell(text);
  setTimeout(() => input.focus());
}

// Where an e-mail alone is asked for (B, D) no identifier of 11 digits is spoken of.
export function said(answer, input) {
  const isEmail = input?.type === 'email' && answer.body?.rule === 'FRM-05';
  return sentence(isEmail ? { ...answer, body: { ...answer.body, field: 'email' } } : answer, bounds);
}

export function clear() {
  for (const place of document.querySelectorAll('main .field .wrong')) wrong(place.id.replace(/-wrong$/, ''), '');
  tell('');
}

// On which screen the field of a refusal is: days and the merchant's e-mail were asked for on the first.
export function placeOf(answer) {
  const field = answer.body?.field ?? '';
  if (['paymentDays', 'validationDays', 'notifyEmail', 'parcours'].includes(field)) return '/encaisser';
  return field ? '/encaisser/demande' : '';
}

// Bounds and days as the service says them, for what is typed. `bounds` is what it said last.
export let bounds = {};
export async function ask(typed = {}, options = {}) {
  const answer = await look(`/form?${new URLSearchParams(typed)}`, options);
  if (answer.ok) bounds = answer.body;
  return answer;
}

// Asks again and again for one operation. A service that is silent is asked on; what does not exist is told once.
export function watch(number, signal, show, gone) {
  return every(1000, async () => {
    const answer = await look(`/operations/${encodeURIComponent(number)}`, { signal, ...poll });
    if (signal.aborted) return undefined;
    if (answer.ok) show(answer.body);
    else if (answer.status === 404) gone();
    return answer.status === 404 ? 60_000 : undefined;
  }, signal);
}

// A button's work, once at a time: a second click while it runs is none.
export function working(button, work) {
  return async (event) => {
    event?.preventDefault();
    if (button().getAttribute('aria-busy') === 'true') return;
    button().setAttribute('aria-busy', 'true');
    try { await work(); } finally { button()?.removeAttribute('aria-busy'); }
  };
}
