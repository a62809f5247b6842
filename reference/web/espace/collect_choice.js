// Screen 1, « Choix du paiement »: when the customer pays, and whether the merchant wants a validation delay.
import { field, h } from '../shared/dom.js';
import { go } from '../shared/frame.js';
import { every } from '../shared/live.js';
import { look } from './session.js';
import { draft, drop, note, type } from './collect_draft.js';
import { ask, clear, poll, refuse, steps, trouble, working } from './collect_parts.js';
import { t } from './collect_words.js';

export function drawChoice(main, signal) {
  const form = h('form', { class: 'card', novalidate: true, onsubmit: working(() => form, () => next(signal)) },
    choice('later', t('when'), [[false, t('now'), t('nowHint')], [true, t('later'), t('laterHint')]]), paymentDays(signal),
    choice('delay', t('delay'), [[false, t('no')], [true, t('yes')]], t('delayHint')), delayFields(),
    trouble(),
    h('div', { class: 'buttons' },
      h('button', { type: 'button', onclick: () => { drop(); go('/operations'); } }, t('cancel')),
      h('button', { class: 'main' }, t('next'))));
  main.append(...steps(1, t('choice')), form);
  showOrHide();
  fillEmail(signal);
  if (draft().refused) refuse(draft().refused);
}

function choice(name, legend, options, hint) {
  return h('fieldset', { 'aria-describedby': hint ? `${name}-hint` : null }, h('legend', {}, legend),
    hint ? h('p', { class: 'hint', id: `${name}-hint` }, hint) : null,
    options.map(([value, text, more]) => h('label', { class: 'choice' },
      h('input', { type: 'radio', name, value: String(value), checked: draft()[name] === value,
        onchange: () => { type({ [name]: value, checked: false }); showOrHide(); } }),
      text, more ? h('span', { class: 'hint choice-hint' }, more) : null)));
}

function showOrHide() {
  document.getElementById('later-fields').hidden = !draft().later;
  document.getElementById('delay-fields').hidden = !draft().delay;
}

function typed(name, attributes = {}) {
  return h('input', { value: draft()[name] ?? '', oninput: (event) => type({ [name]: event.target.value, checked: false }), ...attributes });
}

// The day is the service's: asked for at each change of the number, and again, since midnight passes.
function paymentDays(signal) {
  const until = h('output', { for: 'paymentDays', class: 'until' });
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    const answer = await ask({ paymentDays: draft().paymentDays.trim() }, { signal, ...poll });
    if (!answer.ok || mine !== asked) return;
    const { paymentLimit } = answer.body;
    until.textContent = paymentLimit ? t('until', { day: paymentLimit }) : '';
  };
  const quiet = (trouble) => { if (trouble.name !== 'AbortError') throw trouble; };
  const input = typed('paymentDays', { class: 'days', inputmode: 'numeric', autocomplete: 'off' });
  input.addEventListener('input', () => show().catch(quiet));
  const box = field({ id: 'paymentDays', label: t('paymentDays'), required: true, input });
  input.after(h('span', { class: 'unit' }, t('daysUnit')), until);
  every(2000, show, signal);
  return h('div', { id: 'later-fields', class: 'inset' }, box);
}

function delayFields() {
  const days = typed('validationDays', { class: 'days', inputmode: 'numeric', autocomplete: 'off' });
  const box = field({ id: 'validationDays', label: t('validationDays'), required: true, input: days });
  days.after(h('span', { class: 'unit' }, t('validationUnit')));
  return h('div', { id: 'delay-fields', class: 'inset' }, box, h('p', {}, t('notify')),
    field({ id: 'notifyEmail', label: t('notifyEmail'), required: true, input: typed('notifyEmail', { type: 'email', autocomplete: 'email' }) }),
    h('label', { class: 'choice' }, h('input', { type: 'checkbox', id: 'remember', checked: draft().remember,
      onchange: (event) => type({ remember: event.target.checked }) }), t('remember')));
}

// FRM-08: the e-mail that is remembered stands there already, as long as no other was typed.
async function fillEmail(signal) {
  if (draft().notifyEmail !== null) return;
  const answer = await look('/remembered-email', { signal }).catch(() => ({}));
  if (!answer.ok || signal.aborted || draft().notifyEmail !== null || !answer.body.email) return;
  note({ notifyEmail: answer.body.email });
  document.getElementById('notifyEmail').value = answer.body.email;
}

// Whether days and e-mail will do is for the service to say, before the next screen is filled in for nothing.
async function next(signal) {
  clear();
  const { later, delay, paymentDays, validationDays, notifyEmail } = draft();
  const answer = await ask({ paymentDays: paymentDays.trim(), validationDays: validationDays.trim(), notifyEmail: notifyEmail ?? '' }, { signal });
  if (!answer.ok) return refuse(answer);
  const { paymentLimit, validationLimit, notifyEmailFits } = answer.body;
  const wrongs = [];
  if (delay && !notifyEmailFits) wrongs.push({ rule: 'FRM-08', field: 'notifyEmail' });
  if (delay && !validationLimit) wrongs.push({ rule: 'FRM-07', field: 'validationDays' });
  if (later && !paymentLimit) wrongs.push({ rule: 'FRM-07', field: 'paymentDays' });
  for (const body of wrongs) refuse({ status: 400, body });  // The last is the first on the screen, and gets the focus.
  if (wrongs.length) return undefined;
  note({ chosen: true });
  return go('/encaisser/demande');
}
