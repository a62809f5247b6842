// Screen 3, « Confirmation »: what will be sent. Envoyer sends it, once, however often it is pressed and whatever is lost on
// the way.
import { h, put } from '../shared/dom.js';
import { go } from '../shared/frame.js';
import { euros } from '../shared/format.js';
import { every } from '../shared/live.js';
import { act } from './session.js';
import { becomes, draft, drop, form, key, parcours } from './collect_draft.js';
import { ask, clear, facts, note, poll, refuse, steps, trouble, working } from './collect_parts.js';
import { refused } from './collect_request.js';
import { days, inDays, t } from './collect_words.js';

export function drawConfirmation(main, signal) {
  const shown = h('div', {}, summary({}));
  const send = h('button', { class: 'main', type: 'button', onclick: working(() => send, () => sending(send)) }, t('send'));
  main.append(...steps(3, t('confirmation')), h('div', { class: 'card' }, shown,
    parcours() === 'C' || parcours() === 'D' ? note('', t('decideLater')) : null, trouble(),
    h('div', { class: 'buttons' },
      h('button', { type: 'button', class: 'first', onclick: () => go('/encaisser/demande') }, h('span', { 'aria-hidden': 'true' }, '< '), t('before')),
      h('button', { type: 'button', onclick: () => { drop(); go('/operations'); } }, t('cancel')), send)));
  if (draft().refused) refuse(draft().refused);
  const { paymentDays = '', validationDays = '' } = form();
  every(2000, async () => {
    const answer = await ask({ paymentDays, validationDays }, { signal, ...poll });
    if (answer.ok) put(shown, summary(answer.body));
  }, signal);
}

// The days are those of now: the ones that count are taken when it is sent, and on C when it is paid (TIM-11).
function summary({ paymentLimit, validationLimit }) {
  const d = draft(), letter = parcours();
  const cents = typedCents(d.amount);
  return facts([t('amount'), cents === null ? d.amount : euros(cents)],
    letter === 'A' ? [t('modeTaken'), t('modeIdentifier', { identifier: d.identifier.trim() })] : [t(`identifier${letter}`), d.identifier.trim()],
    d.later ? [t('paymentLimitToBe'), paymentLimit ? inDays(paymentLimit, d.paymentDays) : ''] : null,
    letter === 'C' ? [t('validationLimit'), validationLimit ? inDays(validationLimit, d.validationDays) : ''] : null,
    letter === 'D' ? [t('validationDelay'), days(d.validationDays)] : null);
}

// The amount as the service has accepted it, shown as views show it.
function typedCents(typed) {
  const found = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(typed.trim());
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null;
}

async function sending(send) {
  clear();
  send.textContent = t('sending');
  const answer = await act('/operations', form(), { key: key('envoyer') });
  send.textContent = t('send');
  if (!answer.ok) return refused(answer);
  becomes(answer.body.number);
  return location.replace(`#/encaisser/detail/${answer.body.number}`);
}
