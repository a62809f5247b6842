// One operation: all that is known of it, its code while it waits, what happened to it, and what can be done. It keeps itself
// up to date: whoever looks at it in two windows sees the same.
import { announce, h, put } from '../shared/dom.js';
import { euros, moment } from '../shared/format.js';
import { every } from '../shared/live.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { actionButton, open } from './actions.js';
import { badge, causes, events, modes, statuses, told, types } from './labels.js';
import { look } from './session.js';

const t = words({
  fr: {
    title: 'Détail de l’opération', back: 'Retour à vos opérations', number: 'N° de transaction', basket: 'N° de panier', type: 'Type de paiement',
    parcours: 'Parcours', status: 'Statut', requested: 'Montant demandé', received: 'Montant reçu', paid: 'Payé par le client', validated: 'Montant validé',
    rest: 'Il reste {amount} à régler par le moyen de votre choix', mode: 'Mode d’encaissement', contact: 'Identifiant ou e-mail du client',
    customer: 'Identifiant Chèque-Vacances Connect', created: 'Envoyée le', last: 'Dernière action', paidAt: 'Date du paiement',
    payUntil: 'Date limite de paiement', payBefore: 'À payer avant', validateUntil: 'Date limite de validation après encaissement', validateBefore: 'À valider avant',
    label: 'Libellé de la transaction', reference: 'Référence client', seller: 'Identifiant Vendeur', paymentId: 'N° de paiement de la caisse', shop: 'Identifiant du point (shopId)',
    facts: 'L’opération', history: 'Historique', when: 'Quand', what: 'Quoi', amount: 'Montant', then: 'Statut ensuite', code: 'QR code à présenter à votre client, {amount}',
    qr: 'QR Code de paiement', changed: 'Statut : {status}', none: '-', apiState: 'État pour les caisses (API)',
  },
  en: {
    title: 'Detail of the operation', back: 'Back to your operations', number: 'Transaction number', basket: 'Basket number', type: 'Type of payment',
    parcours: 'Parcours', status: 'Status', requested: 'Amount requested', received: 'Amount received', paid: 'Paid by the customer', validated: 'Amount validated',
    rest: '{amount} remain to be settled by other means', mode: 'Mode', contact: 'Customer’s identifier or e-mail',
    customer: 'Chèque-Vacances Connect identifier', created: 'Sent', last: 'Last action', paidAt: 'Paid at',
    payUntil: 'Payment limit', payBefore: 'To be paid before', validateUntil: 'Validation limit after payment', validateBefore: 'To be validated before',
    label: 'Label', reference: 'Customer reference', seller: 'Seller', paymentId: 'Till’s payment number', shop: 'Point’s identifier (shopId)',
    facts: 'The operation', history: 'History', when: 'When', what: 'What', amount: 'Amount', then: 'Status then', code: 'QR code to show to your customer, {amount}',
    qr: 'Payment QR code', changed: 'Status: {status}', none: '-', apiState: 'State for tills (API)',
  },
});
const pause = 1500;

export const title = () => t('title');

export async function draw(main, { path: number, signal }) {
  const place = h('div', { id: 'operation' });
  main.append(h('p', { class: 'no-print' }, h('a', { href: '#/operations' }, `‹ ${t('back')}`)), h('h1', { tabindex: -1 }, t('title')), place);
  let status = '';
  const ask = async () => {
    const answer = await look(`/operations/${encodeURIComponent(number)}`, { signal, headers: { 'Parcours-Poll': '1' } });
    if (answer.lost || answer.status === 401) return;
    if (!answer.ok) return put(place, h('p', { class: 'note bad' }, sentence(answer)));
    show(place, answer.body, ask);
    if (status && status !== answer.body.status) announce(t('changed', { status: told(statuses, answer.body.status) }));
    status = answer.body.status;
  };
  await ask();
  every(pause, ask, signal);
}

// Drawn again only when it has changed, so that focus stays.
function show(place, operation, ask) {
  const said = JSON.stringify(operation);
  if (place.dataset.said === said) return;
  const action = place.contains(document.activeElement) ? document.activeElement.dataset.action : null;
  place.dataset.said = said;
  place.replaceChildren(
    h('div', { class: 'card' }, h('div', { class: 'with-code' },
      h('div', {}, h('h2', {}, t('facts')), h('dl', { class: 'facts' }, facts(operation))), code(operation)), rest(operation), buttons(operation, ask)),
    h('section', { class: 'card', 'aria-labelledby': 'history' }, h('h2', { id: 'history' }, t('history')), historyTable(operation.history)));
  if (action) (place.querySelector(`[data-action="${action}"]`) ?? document.querySelector('h1')).focus();
}

function facts(o) {
  const deferred = o.parcours === 'B' || o.parcours === 'D', delayed = o.parcours === 'C' || o.parcours === 'D';
  const type = delayed ? 'pre_reservation' : deferred ? 'deferred' : 'immediate';
  return [
    [t('basket'), o.basket], [t('number'), o.number], [t('status'), [badge(o.status), o.cause ? ` ${told(causes, o.cause)}` : '']],
    [t('type'), `${told(types, type)} (${t('parcours')}\u00a0${o.parcours})`],
    [t('requested'), euros(o.requested)], [t('received'), o.received > 0 ? euros(o.received) : t('none')],
    o.paid > 0 && [t('paid'), euros(o.paid)], o.validated > 0 && [t('validated'), euros(o.validated)],
    [t('mode'), told(modes, o.mode)], o.contact && [t('contact'), o.contact], o.customer && [t('customer'), o.customer],
    [t('created'), moment(o.created)], [t('last'), moment(o.lastAction)], o.paidAt && [t('paidAt'), moment(o.paidAt)],
    o.paymentLimit && [t('payUntil'), o.paymentLimit], o.status === 'awaiting_customer' && [t('payBefore'), moment(o.paymentDeadline)],
    o.validationLimit && [t('validateUntil'), o.validationLimit],
    o.status === 'to_validate' && o.validationDeadline && [t('validateBefore'), moment(o.validationDeadline)],
    o.label && [t('label'), o.label], o.clientReference && [t('reference'), o.clientReference], o.seller && [t('seller'), o.seller],
    o.paymentId && [t('paymentId'), o.paymentId], o.shop && [t('shop'), o.shop], o.apiState && [t('apiState'), o.apiState],
  ].filter(Boolean).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]);
}

// PAY-07: what is left after a payment of a part.
function rest(o) {
  const isPaid = o.received > 0 && o.remaining > 0;
  return isPaid ? h('p', { class: 'note' }, t('rest', { amount: euros(o.remaining) })) : null;
}

function code(o) {
  if (o.mode !== 'qr' || o.status !== 'awaiting_customer') return null;
  return h('figure', { class: 'code' }, h('img', { src: `/espace/api/operations/${o.number}/qr.svg`, alt: t('code', { amount: euros(o.requested) }), width: 220, height: 220 }),
    h('figcaption', {}, t('qr')));
}

function buttons(o, ask) {
  const chosen = o.actions.filter((action) => action !== 'detail').reverse();
  if (chosen.length === 0) return null;
  return h('div', { class: 'buttons no-print' }, chosen.map((action) => actionButton(action, o, () => open(o, action, ask), { withText: true })));
}

// "24/06/2020 11:33:00.000 pay 40,00 € -> to_validate", a line of it.
export function parts(line) {
  const [, when, what, amount = '', status] = line.match(/^(\S+ \S+) (.+?)(?: (-?\d+,\d\d €))? -> (\w+)$/) ?? [null, '', line, '', ''];
  return { when: when.replace(/\.\d+$/, ''), what, amount, status };
}

function historyTable(lines) {
  const cell = (label, ...content) => h('td', { role: 'cell', 'data-label': t(label) }, ...content);
  return h('div', { class: 'list' }, h('table', { role: 'table', 'aria-labelledby': 'history' },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ['when', 'what', 'amount', 'then'].map((one) => h('th', { scope: 'col', role: 'columnheader' }, t(one))))),
    h('tbody', { role: 'rowgroup' }, lines.map(parts).map(({ when, what, amount, status }) => h('tr', { role: 'row' },
      cell('when', when), cell('what', told(events, what)), cell('amount', amount), cell('then', status ? badge(status) : ''))))));
}
