// Every refusal in words a merchant or a customer understands, by the rule it names, and the member of the form, the code or
// the service's own sentence where one rule has several. What there is no word for is told as the service says it.
import { bound, language } from './words.js';

const texts = {
  'ACC-01': ['Votre session est terminée. Connectez-vous de nouveau.', 'Your session has ended. Log in again.'],
  'ACC-03': ['Ce lien a déjà servi ou est trop ancien. Demandez-en un nouveau avec « Mot de passe oublié ? ».', 'This link was used or is too old. Ask for a new one with “Forgotten password?”.'],
  'ACC-04': ['Choisissez d’abord un point d’accueil.', 'Choose a point d’accueil first.'],
  'ACC-05': ['Cette opération n’existe pas, ou n’est pas la vôtre.', 'There is no such operation, or it is not yours.'],
  'ACC-06': ['Ce point d’accueil n’est pas activé pour le Chèque-Vacances Connect : aucune nouvelle demande n’y est possible.', 'This point d’accueil is not enabled for Chèque-Vacances Connect: it makes no new request.'],
  'ACC-07': ['N° de convention ou mot de passe erroné, ou compte bloqué. Au 3ème mot de passe erroné, l’accès à votre compte est bloqué : pour le débloquer, cliquez sur « Mot de passe oublié ? ».', 'Wrong number or password, or blocked account. The 3rd wrong password blocks the account: “Forgotten password?” unblocks it.'],
  'ACC-08': ['Ce compte n’a pas le droit d’encaisser. Le compte signataire peut le donner dans « Gestion des droits ».', 'This account has no right to collect. The signatory account can give it under “Rights”.'],
  'FRM-01': ['Indiquez un montant d’au moins {minAmount}.', 'Give an amount of at least {minAmount}.'],
  'FRM-02': ['Écrivez le montant ainsi : 40 ou 40,50 ou 40.50.', 'Write the amount like 40 or 40,50 or 40.50.'],
  'FRM-03': ['Indiquez un n° de panier de 1 à 20 caractères.', 'Give a basket number of 1 to 20 characters.'],
  'FRM-03/This basket number is taken.': ['Ce n° de panier sert déjà : indiquez-en un autre.', 'This basket number is in use already: give another one.'],
  'FRM-04': ['255 caractères au plus, sans retour à la ligne.', 'At most 255 characters, on one line.'],
  'FRM-05': ['Un identifiant est fait de 11 chiffres, ou c’est une adresse e-mail.', 'An identifier has 11 digits, or is an e-mail address.'],
  'FRM-05/email': ['Indiquez l’adresse e-mail de votre client.', 'Give your customer’s e-mail address.'],
  'FRM-05/mode': ['Choisissez comment atteindre votre client.', 'Choose how your customer is reached.'],
  'FRM-06': ['Ce client est inconnu, ou son compte est bloqué. Vérifiez l’identifiant avec lui.', 'This customer is unknown, or blocked. Check the identifier with him.'],
  'FRM-07': ['Indiquez un nombre entier de jours, de 1 à {maxPaymentDays}.', 'Give a whole number of days, from 1 to {maxPaymentDays}.'],
  'FRM-07/validationDays': ['Indiquez un nombre entier de jours, de 1 à {maxValidationDays}.', 'Give a whole number of days, from 1 to {maxValidationDays}.'],
  'FRM-08': ['Indiquez une adresse e-mail : vous y serez prévenu des actions de votre client.', 'Give an e-mail address: you are told there of what your customer does.'],
  'FRM-11': ['Ce client a déjà une demande immédiate en attente. Il doit d’abord y répondre, ou elle doit expirer.', 'This customer has an immediate request awaiting already. He answers it first, or it expires.'],
  'LST-05': ['Ce filtre n’est pas lisible.', 'This filter cannot be read.'],
  'PAY-01': ['Cette demande est adressée à un autre client.', 'This request is addressed to another customer.'],
  'PAY-02': ['Ce QR code n’est plus valable : il a servi, a été annulé ou est arrivé trop tard.', 'This QR code is no longer good: it was used, cancelled, or came too late.'],
  'PAY-02/BAD_REQUEST': ['Ce QR code n’est pas un QR code de paiement Chèque-Vacances Connect, ou il a été falsifié.', 'This is no Chèque-Vacances Connect payment code, or it was forged.'],
  'PAY-03': ['Ce montant n’est pas possible pour cette demande.', 'This amount is not possible for this request.'],
  'PAY-05': ['Cette demande est déjà payée.', 'This request is paid already.'],
  'PAY-06': ['Votre solde est insuffisant.', 'Your balance is too low.'],
  'PAY-09': ['Un autre client a scanné ce QR code avant vous.', 'Another customer scanned this code before you.'],
  'PAY-10': ['Votre compte est bloqué : vous ne pouvez ni scanner, ni payer, ni refuser.', 'Your account is blocked: you can neither scan, pay nor refuse.'],
  'REP-01': ['Cette action a déjà été envoyée autrement. Rechargez la page.', 'This action was sent in another way before. Reload the page.'],
  'STA-01': ['L’opération a changé entre-temps : son statut ne le permet plus.', 'The operation has changed meanwhile: its status no longer allows this.'],
  'TIM-01': ['Trop tard : la limite de paiement est passée.', 'Too late: the payment limit has passed.'],
  'TIM-05': ['Trop tard : la date limite de validation est passée.', 'Too late: the validation limit has passed.'],
  'VAL-01': ['Le montant peut être baissé, jamais augmenté, et doit rester positif.', 'The amount may be lowered, never raised, and stays above zero.'],
  'VAL-03': ['Cette opération a déjà été validée ou annulée.', 'This operation was validated or cancelled already.'],
  'VAL-05': ['Une opération validée ne peut pas être annulée.', 'A validated operation cannot be cancelled.'],
};

const lost = ['Le service n’a pas répondu. Votre action est peut-être passée : réessayez, elle ne comptera qu’une fois.',
  'The service did not answer. Your action may have arrived: try again, it counts once.'];

// What to say of an answer that is not ok: its sentence. `facts`: amounts and days of GET /espace/api/form.
export function sentence(answer, facts = {}) {
  const at = language() === 'fr' ? 0 : 1;
  if (answer.lost) return lost[at];
  const { rule = '', field = '', errorCode = '', errorMessage = '' } = answer.body ?? {};
  const found = texts[`${rule}/${field}`] ?? texts[`${rule}/${errorCode}`] ?? texts[`${rule}/${errorMessage}`] ?? texts[rule];
  const told = found ? found[at] : errorMessage || `HTTP ${answer.status}`;
  return bound(told.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? '…'));
}
