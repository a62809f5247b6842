// Screen 2: what is asked for, and of whom. Continuer has the service check it; with a QR code the operation exists from here
// (FRM-09).
import { field, h, wrong } from '../shared/dom.js';
import { go } from '../shared/frame.js';
import { every } from '../shared/live.js';
import { act } from './session.js';
import { becomes, draft, drop, form, key, note, parcours, type } from './collect_draft.js';
import { ask, bounds, clear, note as box, placeOf, poll, refuse, said, steps, trouble, working } from './collect_parts.js';
import { t } from './collect_words.js';

export function drawRequest(main, signal) {
  const letter = parcours();
  const sheet = h('form', { class: 'card', novalidate: true, onsubmit: working(() => sheet, next) },
    h('p', { class: 'hint' }, t('intro')), draft().voided ? box('', t('voided')) : null,
    h('fieldset', {}, h('legend', {}, t('about')), amount(), text('basket', t('basket'), { required: true }),
      letter === 'A' ? null : identifier(letter)),
    letter === 'A' ? mode() : null,
    h('fieldset', {}, h('legend', {}, t('more')), text('label', t('label')), text('clientReference', t('clientReference')), text('seller', t('seller'))),
    trouble(), buttons());
  main.append(...steps(2, t(`title${letter}`)), sheet);
  if (letter === 'A') showOrHide();
  every(2000, () => showMinimum(signal), signal);
  if (draft().refused) refuse(draft().refused);
}

function buttons() {
  return h('div', { class: 'buttons' },
    h('button', { type: 'button', class: 'first', onclick: () => go('/encaisser') }, h('span', { 'aria-hidden': 'true' }, '< '), t('before')),
    h('button', { type: 'button', onclick: () => { drop(); go('/operations'); } }, t('cancel')),
    h('button', { class: 'main' }, t('next')));
}

function text(name, label, { required = false, ...attributes } = {}) {
  return field({ id: name, label, required, input: h('input', { value: draft()[name], autocomplete: 'off', ...attributes,
    oninput: (event) => type({ [name]: event.target.value, checked: false }) }) });
}

function amount() {
  const box = text('amount', t('amount'), { required: true, inputmode: 'decimal', placeholder: '00,00' });
  box.querySelector('label').append(' ', h('span', { id: 'minimum' }));
  return box;
}

const identifier = (letter) => text('identifier', t(`identifier${letter}`), { required: true,
  ...(letter === 'B' || letter === 'D' ? { type: 'email' } : {}) });

async function showMinimum(signal) {
  const answer = await ask({}, { signal, ...poll });
  const place = document.getElementById('minimum');
  if (answer.ok && place) place.textContent = t('minimum', { amount: bounds.minAmount });
  return answer.ok ? 60_000 : undefined;
}

function mode() {
  const one = (value, label) => h('label', { class: 'choice' }, h('input', { type: 'radio', name: 'mode', id: `mode-${value}`, value,
    checked: draft().mode === value, onchange: () => { type({ mode: value, checked: false }); showOrHide(); } }), label);
  return h('fieldset', {}, h('legend', {}, t('mode')), one('qr', t('byQr')), one('identifier', t('byIdentifier')),
    h('div', { id: 'qr-hint', class: 'note' }, t('qrHint')), h('div', { id: 'identifier-field', class: 'inset' }, identifier('A')));
}

function showOrHide() {
  document.getElementById('qr-hint').hidden = draft().mode !== 'qr';
  document.getElementById('identifier-field').hidden = draft().mode === 'qr';
}

async function next() {
  clear();
  const asked = form();
  const answer = await act('/operations/prepare', asked, { key: key('continuer') });
  if (!answer.ok) {
    await refused(answer);
    return answer.status === 400 ? alsoEmpty() : undefined;
  }
  if (asked.mode === 'qr') {
    becomes(answer.body.number, true);
    return go(`/encaisser/qr/${answer.body.number}`);
  }
  note({ checked: true, refused: null, voided: false });
  return go('/encaisser/confirmation');
}

// The service tells one thing at a time. What else was left empty is told with it, so that nobody presses once for each field.
const emptyRules = { amount: 'FRM-01', basket: 'FRM-03', identifier: 'FRM-05' };
function alsoEmpty() {
  for (const [name, rule] of Object.entries(emptyRules)) {
    const input = document.getElementById(name);
    if (input?.checkVisibility() && !input.value.trim()) wrong(name, said({ status: 400, body: { rule, field: name } }, input));
  }
  setTimeout(() => document.querySelector('main [aria-invalid=true]')?.focus());
}

// What is known to be refused is another action next time; what may have arrived is the same one (REP-01).
export function refused(answer) {
  if (answer.status === 401) return undefined;  // Led to the log-in, and back.
  if (!answer.lost && answer.status < 500) note({ key: '', refused: { status: answer.status, body: answer.body } });
  const place = placeOf(answer);
  if (place && location.hash !== `#${place}`) return go(place);
  return refuse(answer);
}
