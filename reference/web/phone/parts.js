// Small things that several screens of the phone show.
import { h } from '../shared/dom.js';
import { day, euros, stamp } from '../shared/format.js';
import { words } from '../shared/words.js';

const t = words({
  fr: { awaiting_customer: 'À payer', to_validate: 'Réservé', validated: 'Payé', expired: 'Expirée', cancelled: 'Annulée', refused: 'Refusée',
    until: 'à payer jusqu’au {day}', left: 'encore {minutes} min', soon: 'moins d’une minute', late: 'trop tard', back: 'Retour' },
  en: { awaiting_customer: 'To pay', to_validate: 'Held', validated: 'Paid', expired: 'Expired', cancelled: 'Cancelled', refused: 'Refused',
    until: 'pay by {day}', left: '{minutes} min left', soon: 'less than a minute', late: 'too late', back: 'Back' },
});

// What was asked for a screen that has been left meanwhile is nobody's trouble: undefined.
export const unlessLeft = (asked) => asked.catch((trouble) => { if (trouble.name !== 'AbortError') throw trouble; });

export function badge(request) {
  const word = request.status === 'cancelled' && request.cause === 'customer' ? 'refused' : request.status;
  return h('span', { class: `badge ${request.status}` }, t(word));
}

// How long there is left: the limit day where there is one, else minutes.
function limit(request, now) {
  if (!request.payable) return t('late');
  if (request.paymentLimit) return t('until', { day: request.paymentLimit });
  const minutes = Math.ceil((Date.parse(request.paymentDeadline) - Date.parse(now)) / 60_000);
  return minutes > 1 ? t('left', { minutes }) : t('soon');
}

// A request as a row: all of it is the link.
export function row(request, now) {
  const awaits = request.status === 'awaiting_customer';
  return h('li', {}, h('a', { class: 'request', href: `#/demande/${request.number}` },
    h('span', { class: 'who' }, request.merchant),
    h('span', { class: 'sum' }, euros(awaits ? request.requested : request.paid || request.requested)),
    h('span', { class: 'when' }, awaits ? limit(request, now) : stamp(request.lastAction)),
    badge(request)));
}

export const back = (href = '#/') => h('p', {}, h('a', { class: 'back', href }, h('span', { 'aria-hidden': 'true' }, '‹ '), t('back')));
export { day, euros, stamp };
