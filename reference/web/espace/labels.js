// The words of statuses, types, causes and of what happened, in both languages. The service says them by a word ("to_validate")
// or by the guide's French label ("A valider"): both lead here.
import { h } from '../shared/dom.js';
import { language } from '../shared/words.js';

export const statuses = {
  awaiting_customer: ['En attente de paiement client', 'Awaiting the customer’s payment'],
  to_validate: ['A valider', 'To validate'],
  validated: ['Validé', 'Validated'],
  expired: ['Expiré', 'Expired'],
  cancelled: ['Annulé', 'Cancelled'],
};

export const types = {
  immediate: ['Paiement immédiat', 'Immediate payment'],
  deferred: ['Paiement différé', 'Deferred payment'],
  pre_reservation: ['Pré-réservation', 'Reservation'],
};

export const causes = {
  merchant: ['par le commerçant', 'by the merchant'],
  customer: ['par le client', 'by the customer'],
  issuer: ['par l’émetteur', 'by the issuer'],
  deadline: ['date limite passée', 'limit passed'],
};

export const modes = {
  qr: ['QR Code', 'QR code'], identifier: ['Identifiant ANCV', 'ANCV identifier'], email: ['E-mail', 'E-mail'],
  none: ['Client à nommer par la caisse', 'Customer to be named by the till'],
};

export const events = {
  request: ['Demande de paiement envoyée', 'Request sent'],
  scan: ['QR code scanné par le client', 'QR code scanned by the customer'],
  name: ['Client désigné par la caisse', 'Customer named by the till'],
  pay: ['Payé par le client', 'Paid by the customer'],
  refuse: ['Refusé par le client', 'Refused by the customer'],
  'change mode': ['Mode d’encaissement changé', 'Mode changed'],
  cancel: ['Annulé par le commerçant', 'Cancelled by the merchant'],
  'issuer rejects': ['Rejeté par l’émetteur', 'Rejected by the issuer'],
  validate: ['Validé par le commerçant', 'Validated by the merchant'],
  'payment deadline': ['Limite de paiement passée', 'Payment limit passed'],
  'validation deadline': ['Date limite de validation passée', 'Validation limit passed'],
  reminder: ['Rappel envoyé au commerçant', 'Reminder sent to the merchant'],
};

// The text of a word, in the language spoken; a word or label that is not there stands as it is.
export function told(words, wordOrLabel) {
  return (words[wordOrLabel] ?? words[wordOf(words, wordOrLabel)] ?? [wordOrLabel, wordOrLabel])[language() === 'fr' ? 0 : 1];
}

function wordOf(words, wordOrLabel) {
  return words[wordOrLabel] ? wordOrLabel : Object.keys(words).find((word) => words[word][0] === wordOrLabel);
}

export function badge(status) {
  return h('span', { class: `badge ${wordOf(statuses, status) ?? ''}` }, told(statuses, status));
}
