// Names of what the room shows everywhere, and how long things last.
import { h } from '../shared/dom.js';
import { words } from '../shared/words.js';

export const statuses = ['awaiting_customer', 'to_validate', 'validated', 'expired', 'cancelled'];
export const parcours = ['A', 'B', 'C', 'D'];

const t = words({
  fr: {
    awaiting_customer: 'En attente de paiement client', to_validate: 'A valider', validated: 'Validé', expired: 'Expiré', cancelled: 'Annulé',
    A: 'Paiement immédiat', B: 'Paiement différé', C: 'Pré-réservation immédiate', D: 'Pré-réservation différée',
    merchant: 'par le commerçant', customer: 'par le client', issuer: 'par l’émetteur', deadline: 'par l’échéance',
    payment_deadline: 'Le paiement n’est plus possible : l’opération expire', payment_limit: 'Le paiement n’est plus possible : il est trop tard',
    validation_limit: 'La validation n’est plus possible', sweep: 'Passage de nuit : le statut change', reminder: 'Rappel au commerçant par e-mail',
    mail: 'E-mail', push: 'Notification', api: 'Notification à la caisse',
    pos: 'Caisse (API)', espace: 'Espace', phone: 'Téléphone', sandbox: 'Contrôle', open: 'Ouvert',
    day: '{n} j', hour: '{n} h', minute: '{n} min', second: '{n} s', now: 'maintenant', soon: 'dans moins d’une seconde', in: 'dans {time}', ago: 'il y a {time}',
  },
  en: {
    awaiting_customer: 'Awaiting customer’s payment', to_validate: 'To validate', validated: 'Validated', expired: 'Expired', cancelled: 'Cancelled',
    A: 'Immediate payment', B: 'Deferred payment', C: 'Immediate reservation', D: 'Deferred reservation',
    merchant: 'by the merchant', customer: 'by the customer', issuer: 'by the issuer', deadline: 'by its deadline',
    payment_deadline: 'Payment is no longer possible: the operation expires', payment_limit: 'Payment is no longer possible: it is too late',
    validation_limit: 'Validation is no longer possible', sweep: 'Night sweep: the status changes', reminder: 'Reminder to the merchant by e-mail',
    mail: 'E-mail', push: 'Push', api: 'Notification to the till',
    pos: 'Till (API)', espace: 'Espace', phone: 'Phone', sandbox: 'Control', open: 'Open',
    day: '{n} d', hour: '{n} h', minute: '{n} min', second: '{n} s', now: 'now', soon: 'in less than a second', in: 'in {time}', ago: '{time} ago',
  },
});

const known = new Set(['customer', ...statuses, ...parcours, 'merchant', 'issuer', 'deadline', 'payment_deadline', 'payment_limit',
  'validation_limit', 'sweep', 'reminder', 'mail', 'push', 'api', 'pos', 'espace', 'phone', 'sandbox', 'open']);

// A word of the service in the reader's language; one that is not known stays as it is.
export const named = (word) => (known.has(word) ? t(word) : word);
export const doorName = (door) => named(door === 'customer' ? 'phone' : door);
export const badge = (status) => h('span', { class: `badge ${status}` }, named(status));

const units = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1000]];

// "dans 4 min 30 s", "il y a 2 h": the two largest units.
export function distance(from, to) {
  const far = new Date(to) - new Date(from);
  let left = Math.abs(far);
  const said = [];
  for (const [unit, size] of units) {
    const n = Math.floor(left / size);
    if (n === 0 && said.length === 0) continue;
    if (said.length < 2 && n > 0) said.push(t(unit, { n }));
    else break;
    left -= n * size;
  }
  if (said.length === 0) return t(far > 0 ? 'soon' : 'now');
  return t(far > 0 ? 'in' : 'ago', { time: said.join(' ') });
}

const paris = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
  hour: '2-digit', minute: '2-digit', second: '2-digit' });

// A moment as the field of a form writes it, in Paris: "2020-06-24T11:33:00"; and back.
export function typedMoment(instant) {
  const p = Object.fromEntries(paris.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}`;
}

export function fromTyped(text) {
  const wanted = Date.parse(`${text.length === 16 ? `${text}:00` : text}Z`);
  if (Number.isNaN(wanted)) return null;
  let instant = wanted;
  for (let i = 0; i < 2; ++i) instant += wanted - Date.parse(`${typedMoment(instant)}Z`);
  return new Date(instant).toISOString();
}
