// What became of a request, in the customer's words: { tone, told: [sentences] }; null: it awaits him still.
import { euros } from '../shared/format.js';
import { words } from '../shared/words.js';

const t = words({
  fr: { paid: 'Vous avez payé {amount}.', remains: 'Il reste {amount} à régler chez le commerçant.',
    held: '{amount} sont réservés jusqu’à la validation du commerçant.', heldUntil: 'S’il n’a pas validé le {day} au soir, la somme vous revient.',
    lowered: 'Le commerçant a validé {amount}. {back} vous ont été rendus.', refunded: 'Le commerçant vous a remboursé {amount}.',
    refused: 'Vous avez refusé cette demande.', cancelled: 'Le commerçant a annulé cette demande.', issuer: 'Le paiement a été rejeté : rien n’a été débité.',
    deadline: 'Le commerçant n’a pas validé à temps : la demande est annulée.', expired: 'Trop tard : cette demande a expiré sans être payée.',
    unvalidated: 'Le commerçant n’a pas validé à temps : la demande a expiré.', back: '{amount} vous ont été rendus.',
    late: 'Trop tard : la limite de paiement est passée.' },
  en: { paid: 'You paid {amount}.', remains: '{amount} remain to be settled with the merchant.',
    held: '{amount} are held until the merchant validates.', heldUntil: 'If he has not by the evening of {day}, the money comes back to you.',
    lowered: 'The merchant validated {amount}. {back} came back to you.', refunded: 'The merchant paid {amount} back to you.',
    refused: 'You refused this request.', cancelled: 'The merchant cancelled this request.', issuer: 'The payment was rejected: nothing was taken.',
    deadline: 'The merchant did not validate in time: the request is cancelled.', expired: 'Too late: this request expired unpaid.',
    unvalidated: 'The merchant did not validate in time: the request expired.', back: '{amount} came back to you.',
    late: 'Too late: the payment limit has passed.' },
});

export function outcome(request) {
  const makers = { awaiting_customer: awaiting, to_validate: held, validated: settled, expired, cancelled };
  return makers[request.status](request);
}

const awaiting = ({ payable }) => (payable ? null : { tone: 'bad', told: [t('late')] });

function remains({ remaining }) {
  return remaining > 0 ? [t('remains', { amount: euros(remaining) })] : [];
}

function held(request) {
  return { tone: 'good', told: [t('paid', { amount: euros(request.paid) }), t('held', { amount: euros(request.paid) }),
    ...(request.validationLimit ? [t('heldUntil', { day: request.validationLimit })] : []), ...remains(request)] };
}

function settled(request) {
  if (request.received === 0) return { tone: 'warn', told: [t('paid', { amount: euros(request.paid) }), t('refunded', { amount: euros(request.paid) })] };
  const lowered = request.received < request.paid;
  return { tone: 'good', told: [t('paid', { amount: euros(request.paid) }),
    ...(lowered ? [t('lowered', { amount: euros(request.received), back: euros(request.paid - request.received) })] : []), ...remains(request)] };
}

const givenBack = ({ paid }) => (paid > 0 ? [t('back', { amount: euros(paid) })] : []);

function expired(request) {
  return { tone: 'warn', told: [request.paid > 0 ? t('unvalidated') : t('expired'), ...givenBack(request)] };
}

function cancelled(request) {
  const why = { customer: 'refused', merchant: 'cancelled', issuer: 'issuer', deadline: 'deadline' }[request.cause] ?? 'cancelled';
  return { tone: 'warn', told: [t(why), ...(why === 'refused' || why === 'issuer' ? [] : givenBack(request))] };
}
