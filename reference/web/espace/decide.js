// What a merchant decides about an operation: VALIDER LA PRÉ-RÉSERVATION and ANNULER L'OPÉRATION. Each dialog asks for the
// operation as it is now, and where the service refuses, tells why and what the operation has become (TIM-05, VAL-03, VAL-05).
import { dialog, field, h, put, wrong } from '../shared/dom.js';
import { newKey } from '../shared/call.js';
import { day, euros } from '../shared/format.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { act, look } from './session.js';
import { badge } from './labels.js';

const t = words({
  fr: {
    validateTitle: 'VALIDER LA PRÉ-RÉSERVATION', amount: 'Montant', paidOn: 'Date du paiement', limit: 'Date limite de validation après encaissement',
    leave: 'Fermer sans valider', validate: 'Valider', close: 'Fermer', know: 'LE SAVIEZ-VOUS ?',
    lower: 'À cette étape, vous pouvez modifier à la baisse le montant que votre client règlera.',
    cancelTitle: 'ANNULER L’OPÉRATION', cancelAsk: 'Voulez-vous annuler l’opération suivante ?', collected: 'Montant encaissé', requested: 'Montant demandé',
    basket: 'N° de panier', sureA: 'Êtes-vous sûr de vouloir annuler cette demande de paiement immédiat ?', sureB: 'Êtes-vous sûr de vouloir annuler cette demande de paiement différé ?',
    sureC: 'Êtes-vous sûr de vouloir annuler cette demande de pré-réserve ?', sureD: 'Êtes-vous sûr de vouloir annuler cette demande de pré-réserve ?',
    no: 'NON', yes: 'OUI', as: 'L’opération est maintenant :', received: 'Montant reçu', status: 'Statut',
  },
  en: {
    validateTitle: 'VALIDATE THE RESERVATION', amount: 'Amount', paidOn: 'Day of payment', limit: 'Last day of validation after the payment',
    leave: 'Close without validating', validate: 'Validate', close: 'Close', know: 'DID YOU KNOW?',
    lower: 'Here you may lower the amount that your customer will pay.',
    cancelTitle: 'CANCEL THE OPERATION', cancelAsk: 'Do you want to cancel the following operation?', collected: 'Amount collected', requested: 'Amount requested',
    basket: 'Basket number', sureA: 'Are you sure that you want to cancel this request for immediate payment?', sureB: 'Are you sure that you want to cancel this request for deferred payment?',
    sureC: 'Are you sure that you want to cancel this reservation?', sureD: 'Are you sure that you want to cancel this reservation?',
    no: 'NO', yes: 'YES', as: 'The operation is now:', received: 'Amount received', status: 'Status',
  },
});

// operation: { number, … }, as a row or a detail has it. True: it was validated, wholly or for less.
export async function validateDialog(operation) {
  const now = await look(`/operations/${operation.number}`);
  if (!now.ok || !now.body.actions.includes('validate')) return told(t('validateTitle'), now);
  const input = h('input', { value: plain(now.body.received), inputmode: 'decimal', autocomplete: 'off', onkeydown: enterValidates });
  return decide({ title: t('validateTitle'), operation: now.body, no: t('leave'), yes: t('validate'),
    body: [facts([t('basket'), now.body.basket]), field({ id: 'decide-amount', label: t('amount'), required: true, input }),
      facts([t('paidOn'), day(now.body.paidAt)], [t('limit'), now.body.validationLimit]),
      h('p', { class: 'note' }, h('strong', {}, t('know')), ' ', t('lower'))],
    ask: (key) => act(`/operations/${operation.number}/validate`, { amount: input.value }, { key }) });
}

// A browser takes the first button for the one that Enter means, which is to leave.
function enterValidates(event) {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  event.target.form.requestSubmit(event.target.form.querySelector('button.main'));
}

// True: it was cancelled (or, where the service gives money back, refunded).
export async function cancelDialog(operation) {
  const now = await look(`/operations/${operation.number}`);
  if (!now.ok) return told(t('cancelTitle'), now);
  const o = now.body;
  return decide({ title: t('cancelTitle'), operation: o, no: t('no'), yes: t('yes'),
    body: [h('p', {}, t('cancelAsk')), facts([t('basket'), o.basket], o.received ? [t('collected'), euros(o.received)] : [t('requested'), euros(o.requested)]),
      h('p', { class: 'note warn' }, t(`sure${o.parcours}`))],
    ask: (key) => act(`/operations/${o.number}/cancel`, {}, { key }) });
}

// Asks, and keeps the dialog open on a refusal: at the amount where it speaks of that, else with the operation as it is now.
// One key while nobody knows whether it arrived.
async function decide({ title, operation, no, yes, body, ask }) {
  const place = h('div', { class: 'decide' }, body), refusal = h('div', { role: 'alert' });
  let key = newKey(), busy = false, isOver = false;
  const before = async (value) => {
    if (value !== 'yes') return true;
    if (busy || isOver) return false;
    busy = true;
    const answer = await ask(key);
    if (answer.ok || answer.status === 401) return true;
    isOver = await refused(answer, operation, place, refusal);
    busy = false;
    if (!answer.lost) key = newKey();
    return false;
  };
  const answered = await dialog({ title, body: h('div', {}, place, refusal), before,
    buttons: [{ label: no, value: 'no' }, { label: yes, value: 'yes', main: true }] });
  return answered === 'yes';
}

// Whether it is over: nothing is left to be decided here, and the dialog says why and, with it, what the operation is now.
async function refused(answer, operation, place, refusal) {
  const text = sentence(answer);
  const input = document.getElementById('decide-amount');
  wrong('decide-amount', '');
  refusal.replaceChildren();
  if (answer.body?.field === 'amount' && input) {
    wrong('decide-amount', text);
    input.focus();
    return false;
  }
  const isOver = answer.status === 409 || answer.status === 404;
  const now = isOver ? await look(`/operations/${operation.number}`) : answer;
  refusal.append(h('p', { class: 'note bad' }, text));
  if (!isOver) return false;
  if (now.ok) put(place, asNow(now.body));
  const buttons = refusal.closest('dialog').querySelectorAll('.buttons button');
  buttons[0].textContent = t('close');
  buttons[1].hidden = true;
  buttons[0].focus();
  return true;
}

async function told(title, answer) {
  const body = answer.ok ? asNow(answer.body) : h('p', { class: 'note bad' }, sentence(answer));
  await dialog({ title, body, buttons: [{ label: t('close'), value: 'no', main: true }] });
  return false;
}

function asNow(o) {
  return h('div', {}, h('p', {}, t('as')), facts([t('basket'), o.basket], [t('status'), badge(o.status)],
    [t('requested'), euros(o.requested)], [t('received'), o.received ? euros(o.received) : '-']));
}

const facts = (...pairs) => h('dl', { class: 'facts' }, pairs.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
const plain = (cents) => `${Math.trunc(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
