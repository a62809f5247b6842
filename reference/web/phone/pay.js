// Paying a request, all of it or a part, and refusing it. What may be paid is the service's word (`payable`). One action
// has one key, kept with it until an answer has come: asked again after a lost answer or a reload it counts once (REP-01).
import { dialog, field, h, wrong } from '../shared/dom.js';
import { newKey } from '../shared/call.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { act, codeOf, refresh } from './account.js';
import { keep, kept } from '../shared/kept.js';
import { euros } from './parts.js';

const t = words({
  fr: { all: 'Payer {amount}', part: 'Payer une partie', amount: 'Montant à payer', bounds: 'De {min} à {max}. Le reste sera à régler chez le commerçant.', payPart: 'Payer ce montant',
    whole: 'Cette demande se paie en une seule fois.', refuse: 'Refuser', sure: 'Refuser cette demande ?',
    sureText: '{merchant} ne recevra pas {amount}. Une demande refusée ne peut plus être payée.', no: 'NON', yes: 'OUI', available: 'Votre solde disponible ne couvre pas {amount}.', covered: 'Vous pouvez payer jusqu’à {amount}.',
    unsure: 'Votre dernier paiement est resté sans réponse. Recommencez : il ne comptera qu’une fois.' },
  en: { all: 'Pay {amount}', part: 'Pay a part', amount: 'Amount to pay', bounds: 'From {min} to {max}. The rest is settled with the merchant.', payPart: 'Pay this amount',
    whole: 'This request is paid at one go.', refuse: 'Refuse', sure: 'Refuse this request?',
    sureText: '{merchant} does not receive {amount}. A refused request can no longer be paid.', no: 'NO', yes: 'YES', available: 'Your available balance does not cover {amount}.', covered: 'You can pay up to {amount}.',
    unsure: 'Your last payment was left without an answer. Do it again: it counts once.' },
});

const draftOf = (number) => kept(`phone-request-${number}`) ?? {};
const change = (number, more) => keep(`phone-request-${number}`, { ...draftOf(number), ...more });
const rulesOfAmount = ['FRM-02', 'PAY-03', 'PAY-06'];

export function form(screen, request) {
  const { payable, number } = request, draft = draftOf(number), parts = payable.min < payable.max;
  const short = payable.covered < payable.max;
  return h('div', { class: 'pay' },
    h('p', { class: 'note bad', id: 'refusal', role: 'alert', hidden: true }),
    draft.attempt ? h('p', { class: 'note warn', id: 'unsure' }, t('unsure')) : null,
    short ? h('p', { class: 'note warn', id: 'short' }, t('available', { amount: euros(payable.max) }), payable.covered ? ` ${t('covered', { amount: euros(payable.covered) })}` : '') : null,
    h('button', { class: 'main large', id: 'pay-all', onclick: () => pay(screen, { amountCents: payable.max }) }, t('all', { amount: euros(payable.max) })),
    parts ? partOf(screen, payable, draft) : h('p', { class: 'hint' }, t('whole')),
    request.refusable ? h('button', { class: 'large', id: 'refuse', onclick: () => refuse(screen) }, t('refuse')) : null);
}

// Behind a button: a field for the amount. What was typed, and whether it is open, is kept.
function partOf(screen, payable, draft) {
  const input = h('input', { value: draft.amount ?? '', inputmode: 'decimal', autocomplete: 'off', oninput: () => change(screen.number, { amount: input.value }) });
  const box = h('form', { id: 'part-form', hidden: !draft.open, novalidate: true, onsubmit: (event) => { event.preventDefault(); pay(screen, { amount: input.value }); } },
    field({ id: 'part-amount', label: t('amount'), required: true, input, hint: t('bounds', { min: euros(payable.min), max: euros(payable.max) }) }),
    h('button', { class: 'main large', id: 'pay-part' }, t('payPart')));
  const opener = h('button', { class: 'large', id: 'part', 'aria-expanded': String(Boolean(draft.open)), 'aria-controls': 'part-form', onclick: () => {
    box.hidden = !box.hidden;
    opener.setAttribute('aria-expanded', String(!box.hidden));
    change(screen.number, { open: !box.hidden });
    if (!box.hidden) input.focus();
  } }, t('part'));
  return [opener, box];
}

// The attempt of before where it asked for the same, so that it is the same action; else a new one.
function attemptOf(number, body) {
  const before = draftOf(number).attempt;
  const same = before && JSON.stringify(before.body) === JSON.stringify(body);
  const attempt = { body, key: same ? before.key : newKey() };
  change(number, { attempt });
  return attempt;
}

// Whether it is known what became of it. A log-in that is wanted first says nothing of it.
const isDefinite = (answer) => !answer.lost && answer.status !== 401 && answer.status < 500;

async function pay(screen, body) {
  const { number, signal } = screen;
  tell(null);
  const attempt = attemptOf(number, body);
  busy(screen, true);
  const answer = await act(`/requests/${number}/pay`, { ...body, code: codeOf(number) || undefined }, attempt.key);
  busy(screen, false);
  refresh();
  if (isDefinite(answer)) change(number, { attempt: undefined });
  if (signal.aborted || answer.status === 401) return;  // After the log-in the attempt is still here.
  if (answer.ok) return screen.show(answer.body.request, null, true);
  await screen.refresh();
  if (!signal.aborted) tell(answer, 'amount' in body);
}

// At the field where it concerns what was typed there, else above the buttons.
function tell(answer, typed = false) {
  const text = answer ? sentence(answer) : null;
  const atField = typed && rulesOfAmount.includes(answer?.body?.rule);
  wrong('part-amount', atField ? text : null);
  if (atField) return document.getElementById('part-amount').focus();
  const note = document.getElementById('refusal');
  if (!note) return;
  note.hidden = !text;
  note.textContent = text ?? '';
}

function busy(screen, on) {
  for (const button of screen.panel.querySelectorAll('button')) button.disabled = on;
  screen.panel.toggleAttribute('aria-busy', on);
}

async function refuse(screen) {
  const { request, number, signal } = screen;
  const yes = await dialog({ title: t('sure'), body: h('p', {}, t('sureText', { merchant: request.merchant, amount: euros(request.requested) })),
    buttons: [{ label: t('no'), value: 'no' }, { label: t('yes'), value: 'yes', main: true }] });
  if (yes !== 'yes' || signal.aborted) return document.getElementById('refuse')?.focus();
  const key = draftOf(number).refusal ?? newKey();
  change(number, { refusal: key });
  busy(screen, true);
  const answer = await act(`/requests/${number}/refuse`, {}, key);
  busy(screen, false);
  refresh();
  if (isDefinite(answer)) change(number, { refusal: undefined });
  if (signal.aborted || answer.status === 401) return;
  if (answer.ok && !answer.body.request) return screen.leave();
  if (answer.ok) return screen.show(answer.body.request, null, true);
  await screen.refresh();
  if (!signal.aborted && !answer.ok) tell(answer);
}
