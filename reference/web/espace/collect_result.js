// Screen 4, « Détail du paiement »: waiting, then what became of it, by itself.
import { announce, find, h, put } from '../shared/dom.js';
import { euros } from '../shared/format.js';
import { go } from '../shared/frame.js';
import { daysOf, drop } from './collect_draft.js';
import { facts, note, steps, watch } from './collect_parts.js';
import { cancelDialog } from './decide.js';
import { badge } from './labels.js';
import { days, inDays, t } from './collect_words.js';

export function drawResult(main, number, signal) {
  let shown = null;
  main.append(...steps(4, t('detail')), h('div', { class: 'card' }, h('div', { id: 'facts' }), h('div', { id: 'state' }), h('div', { class: 'buttons' },
    h('button', { type: 'button', id: 'cancel', disabled: true, onclick: async () => { if (shown) await cancelDialog(shown); } }, t('cancel')),
    h('button', { type: 'button', class: 'main', onclick: () => { drop(); go('/operations'); } }, t('close')))));
  watch(number, signal, (operation) => {
    const told = texts(operation);
    if (shown && shown.status !== operation.status) announce(told.map(([, text]) => text).join(' '));
    shown = operation;
    find('#cancel').disabled = false;
    put(find('#facts'), summary(operation));
    put(find('#state'), told.map(([kind, text]) => note(kind, text)));
  }, () => put(find('#state'), note('bad', t('gone'))));
}

function summary(o) {
  const { paymentDays, validationDays } = daysOf(o.number);
  const limit = o.validationLimit ? [t('validationLimit'), o.paidAt ? o.validationLimit : inDays(o.validationLimit, validationDays)]
    : validationDays ? [t('validationDelay'), days(validationDays)] : null;
  return facts([t('amount'), euros(o.requested)], [t('basket'), o.basket],
    o.parcours === 'A' ? [t('modeTaken'), o.mode === 'qr' ? t('modeQr') : o.contact] : [t(`identifier${o.parcours}`), o.contact],
    o.paymentLimit ? [t('paymentLimit'), inDays(o.paymentLimit, paymentDays)] : null, limit,
    [t('status'), badge(o.status)]);
}

// What to say of an operation as it is now: pairs of a note's kind and its text.
function texts(o) {
  switch (o.status) {
    case 'awaiting_customer': return waiting(o);
    case 'expired': return [['warn', t(o.paid ? 'expiredPaid' : 'expired')]];
    case 'cancelled': return [['bad', t(cancelled(o))]];
    default: return paid(o);
  }
}

function waiting(o) {
  if (o.parcours === 'B') return [['', t('follow')]];
  if (o.parcours === 'D') return [['', t('decideLater')]];
  return [['', t('waiting')], ...(o.parcours === 'C' ? [['', t('decideLater')]] : [])];
}

function paid(o) {
  if (!o.received) return [['warn', t('refunded')]];
  return [['good', t('paid', { amount: euros(o.received) })], ...(o.remaining ? [['warn', t('rest', { amount: euros(o.remaining) })]] : [])];
}

const cancelled = ({ cause, paid }) => ({ merchant: paid ? 'cancelledMerchantPaid' : 'cancelledMerchant', customer: 'cancelledCustomer',
  issuer: 'cancelledIssuer', deadline: 'cancelledDeadline' })[cause] ?? 'cancelledMerchant';
