// What a merchant has typed in Encaisser and not yet sent. It outlives a reload, a change of language and a log-in, and is
// dropped by leaving (FRM-09). It is one person's at one point d'accueil.
import { newKey } from '../shared/call.js';
import { keep, kept } from '../shared/kept.js';
import { session } from './session.js';

const place = 'collect-draft', sent = 'collect-sent';
const empty = { later: false, delay: false, paymentDays: '', validationDays: '', notifyEmail: null, remember: false,
  amount: '', basket: '', mode: 'qr', identifier: '', label: '', clientReference: '', seller: '',
  chosen: false, checked: false, key: '', refused: null, voided: false };

let held = null;

const owner = () => `${session()?.login} ${session()?.point}`;

export function draft() {
  held ??= kept(place);
  if (held?.owner !== owner()) held = { ...empty, owner: owner() };
  return held;
}

// What was typed. Other words are another action: they get another key.
export function type(changes) {
  Object.assign(draft(), { refused: null, voided: false }, changes, { key: '' });
  keep(place, held);
}

// Where one is: nothing of the request itself.
export function note(changes) {
  Object.assign(draft(), changes);
  keep(place, held);
}

export function drop() {
  held = null;
  keep(place, null);
}

// The key of Continuer or Envoyer as it stands: the same until something else is typed, or the service has refused.
export function key(name) {
  if (!draft().key) note({ key: newKey() });
  return `${draft().key}-${name}`;
}

export function parcours({ later, delay } = draft()) {
  return later ? (delay ? 'D' : 'B') : delay ? 'C' : 'A';
}

// Digits are a number of days; anything else goes as it is, to be refused by the service in its words.
const dayCount = (typed) => (/^\d{1,9}$/.test(typed.trim()) ? Number(typed) : typed);

export function form(d = draft()) {
  const letter = parcours(d);
  const body = { parcours: letter, amount: d.amount, basket: d.basket, label: d.label, clientReference: d.clientReference, seller: d.seller,
    mode: letter === 'A' ? d.mode : letter === 'C' ? 'identifier' : 'email' };
  if (body.mode !== 'qr') body.identifier = d.identifier;
  if (d.later) body.paymentDays = dayCount(d.paymentDays);
  if (d.delay) Object.assign(body, { validationDays: dayCount(d.validationDays), notifyEmail: d.notifyEmail ?? '', rememberEmail: d.remember });
  return body;
}

// An operation as a draft: its QR was given up, its amount and basket are kept (FRM-10).
export function typeAgain(operation) {
  const d = draft();
  const amount = d.amount || `${Math.trunc(operation.requested / 100)},${String(operation.requested % 100).padStart(2, '0')}`;
  type({ amount, basket: d.basket || operation.basket, label: operation.label, clientReference: operation.clientReference,
    seller: operation.seller, later: false, delay: false, mode: 'identifier', chosen: true, checked: false, voided: true });
}

// The draft has become an operation. What it says no more, the days that were asked for, is kept beside it.
export function becomes(number, isKept = false) {
  const { paymentDays, validationDays } = form();
  keep(sent, { number, paymentDays, validationDays });
  if (isKept) note({ key: '' });
  else drop();
}

export function daysOf(number) {
  const one = kept(sent);
  return one?.number === number ? one : {};
}
