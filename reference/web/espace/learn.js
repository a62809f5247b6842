// "En savoir plus": the four parcours in our own words, side by side, and the life of an operation as a diagram.
import { h, s } from '../shared/dom.js';
import { words } from '../shared/words.js';
import { told, statuses } from './labels.js';

const t = words({
  fr: {
    title: 'En savoir plus', which: 'Quel parcours choisir ?',
    intro: 'Une opération est une demande de paiement, d’un point d’accueil à un client. Deux questions la décrivent : le client paie-t-il tout de suite, et voulez-vous un délai pour confirmer ensuite ?',
    aTitle: 'Paiement immédiat', aText: 'Le client est devant vous. Il scanne un QR code ou reçoit une demande dans son application, et paie aussitôt. C’est fini : rien à valider.',
    bTitle: 'Paiement différé', bText: 'Vous laissez quelques jours au client. Il reçoit un e-mail et paie la totalité avant la date limite, incluse. Son paiement vaut validation.',
    cTitle: 'Pré-réservation immédiate', cText: 'Le client paie aussitôt, mais la somme est seulement mise de côté : vous confirmez, en baissant au besoin le montant, ou vous annulez avant votre date limite.',
    dTitle: 'Pré-réservation différée', dText: 'Le client a quelques jours pour payer ; à partir de son paiement, vous avez quelques jours pour confirmer. Sans confirmation, tout lui est rendu.',
    compare: 'Les quatre parcours côte à côte', question: 'Question', yes: 'Oui', no: 'Non',
    pays: 'Quand le client paie', payA: 'Tout de suite', payB: 'Sous N jours', payC: 'Tout de suite', payD: 'Sous N jours',
    delay: 'Délai de validation du commerçant', delayA: 'Aucun', delayB: 'Aucun', delayC: 'M jours', delayD: 'M jours',
    reach: 'Comment le client est atteint', reachA: 'QR code, ou identifiant et notification', reachB: 'E-mail', reachC: 'Identifiant ou e-mail, et notification', reachD: 'E-mail',
    less: 'Le client peut payer moins', lower: 'Le commerçant peut baisser le montant', lowerA: '-', lowerB: '-', lowerC: 'En validant', lowerD: 'En validant',
    paid: 'Statut une fois payé', life: 'La vie d’une opération', scroll: 'Diagramme des statuts, défilable',
    diagram: 'De l’envoi au statut final', description: 'Cinq statuts reliés par des flèches ; la liste qui suit dit la même chose en mots.',
    send: 'Envoyer', payAB: 'Le client paie (A, B)', payC1: 'Le client', payC2: 'paie (C, D)', validates: 'Vous validez', late: 'Limite passée', cancels: 'Vous annulez',
    refuses: 'Le client refuse, ou vous annulez', unpaid: 'La limite de paiement passe',
    line1: 'Envoyer la demande : elle est « En attente de paiement client ».',
    line2: 'Le client paie en A ou B : « Validé », définitivement.',
    line3: 'Le client paie en C ou D : « A valider ». L’argent est mis de côté, il n’est pas encore à vous.',
    line4: 'Vous validez avant votre limite : « Validé ». Ce que vous avez baissé retourne aussitôt au client.',
    line5: 'Le client refuse, ou vous annulez avant le paiement ou la validation : « Annulé ». Ce qui était payé lui est rendu en entier.',
    line6: 'Une limite passe : « Expiré ». Une demande immédiate expire à l’instant même ; les autres dans la nuit qui suit le dernier jour, à 00h06. Ce qui était payé est rendu en entier.',
    line7: '« Validé », « Expiré » et « Annulé » sont définitifs.',
  },
  en: {
    title: 'Learn more', which: 'Which parcours?',
    intro: 'An operation is a request for money, from a point d’accueil to a customer. Two questions describe it: does the customer pay at once, and do you want a delay to confirm afterwards?',
    aTitle: 'Immediate payment', aText: 'The customer stands before you. He scans a QR code or gets a request in his app, and pays at once. That is all: nothing to validate.',
    bTitle: 'Deferred payment', bText: 'You leave the customer some days. He gets an e-mail and pays the whole before the limit, that day included. His payment validates.',
    cTitle: 'Immediate reservation', cText: 'The customer pays at once, but the money is only put aside: you confirm, lowering the amount if need be, or cancel before your limit.',
    dTitle: 'Deferred reservation', dText: 'The customer has some days to pay; from his payment on you have some days to confirm. Without that everything goes back to him.',
    compare: 'The four parcours side by side', question: 'Question', yes: 'Yes', no: 'No',
    pays: 'When the customer pays', payA: 'At once', payB: 'Within N days', payC: 'At once', payD: 'Within N days',
    delay: 'Merchant’s validation delay', delayA: 'None', delayB: 'None', delayC: 'M days', delayD: 'M days',
    reach: 'How the customer is reached', reachA: 'QR code, or identifier and push', reachB: 'E-mail', reachC: 'Identifier or e-mail, and push', reachD: 'E-mail',
    less: 'The customer may pay less', lower: 'The merchant may lower the amount', lowerA: '-', lowerB: '-', lowerC: 'When validating', lowerD: 'When validating',
    paid: 'Status once paid', life: 'The life of an operation', scroll: 'Diagram of statuses, scrollable',
    diagram: 'From sending to the final status', description: 'Five statuses joined by arrows; the list below says the same in words.',
    send: 'Send', payAB: 'The customer pays (A, B)', payC1: 'The customer', payC2: 'pays (C, D)', validates: 'You validate', late: 'Limit passed', cancels: 'You cancel',
    refuses: 'The customer refuses, or you cancel', unpaid: 'The payment limit passes',
    line1: 'You send the request: it is awaiting the customer.',
    line2: 'The customer pays in A or B: validated, for good.',
    line3: 'The customer pays in C or D: to validate. The money is put aside, it is not yours yet.',
    line4: 'You validate before your limit: validated. What you lowered goes back to the customer at once.',
    line5: 'The customer refuses, or you cancel before payment or validation: cancelled. What was paid goes back in full.',
    line6: 'A limit passes: expired. An immediate request expires at that very moment; the others in the night after the last day, at 00h06. What was paid goes back in full.',
    line7: 'Validated, expired and cancelled are final.',
  },
});
const letters = ['A', 'B', 'C', 'D'];

export const title = () => t('title');

export function draw(main) {
  main.append(h('h1', { tabindex: -1 }, t('title')), h('p', {}, t('intro')), h('h2', {}, t('which')),
    h('ul', { class: 'parcours' }, letters.map((one) => h('li', { class: 'card' },
      h('h3', {}, h('span', { class: 'letter' }, one), t(`${one.toLowerCase()}Title`)), h('p', {}, t(`${one.toLowerCase()}Text`))))),
    h('h2', { id: 'compare' }, t('compare')), comparison(),
    h('h2', {}, t('life')), h('div', { class: 'wide card', tabindex: 0, role: 'region', 'aria-label': t('scroll') }, diagram()),
    h('ol', {}, [1, 2, 3, 4, 5, 6, 7].map((line) => h('li', {}, t(`line${line}`)))));
}

function comparison() {
  const row = (question, cells) => h('tr', { role: 'row' }, h('th', { scope: 'row', role: 'rowheader' }, t(question)),
    letters.map((one, at) => h('td', { role: 'cell', 'data-label': one }, cells(one, at))));
  return h('div', { class: 'list' }, h('table', { role: 'table', 'aria-labelledby': 'compare' },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, h('th', { scope: 'col', role: 'columnheader' }, t('question')), letters.map((one) => h('th', { scope: 'col', role: 'columnheader' }, one)))),
    h('tbody', { role: 'rowgroup' },
      row('pays', (one) => t(`pay${one}`)), row('delay', (one) => t(`delay${one}`)), row('reach', (one) => t(`reach${one}`)),
      row('less', (one) => t(one === 'B' ? 'no' : 'yes')), row('lower', (one) => t(`lower${one}`)),
      row('paid', (one, at) => told(statuses, at < 2 ? 'validated' : 'to_validate')))));
}

// A box of the diagram, its text on as many lines as it has words to break at.
function box(status, x, y, width) {
  const lines = split(told(statuses, status));
  return s('g', { class: `state ${status}` }, s('rect', { x, y, width, height: 52, rx: 8 }),
    lines.map((line, at) => label(line, x + width / 2, y + 31 + (at - (lines.length - 1) / 2) * 17, 'middle')));
}

function split(text) {
  if (text.length < 16) return [text];
  const middle = text.indexOf(' ', text.length / 2 - 3);
  return middle < 0 ? [text] : [text.slice(0, middle), text.slice(middle + 1)];
}

const label = (text, x, y, anchor = 'start') => s('text', { x, y, 'text-anchor': anchor }, text);
const arrow = (path) => s('path', { d: path, class: 'arrow-line', 'marker-end': 'url(#head)' });

function diagram() {
  return s('svg', { viewBox: '0 0 760 370', role: 'img', 'aria-labelledby': 'diagram-title diagram-text', class: 'diagram' },
    s('title', { id: 'diagram-title' }, t('diagram')), s('desc', { id: 'diagram-text' }, t('description')),
    s('defs', {}, s('marker', { id: 'head', viewBox: '0 0 10 10', refX: 9, refY: 5, markerWidth: 8, markerHeight: 8, orient: 'auto-start-reverse' }, s('path', { d: 'M0 0 10 5 0 10z' }))),
    arrow('M8 166H72'), label(t('send'), 8, 158),
    arrow('M160 140V50H578'), label(t('payAB'), 176, 42),
    arrow('M250 166H338'), label(t('payC1'), 294, 142, 'middle'), label(t('payC2'), 294, 158, 'middle'),
    arrow('M470 150 578 66'), label(t('validates'), 500, 92, 'end'),
    arrow('M470 166H578'), label(t('late'), 524, 160, 'middle'),
    arrow('M470 182 578 272'), label(t('cancels'), 504, 244, 'end'),
    arrow('M160 192V292H578'), label(t('refuses'), 176, 284),
    arrow('M110 192V346H746V166H722'), label(t('unpaid'), 176, 362),
    box('awaiting_customer', 74, 140, 176), box('to_validate', 340, 140, 130), box('validated', 580, 24, 140),
    box('expired', 580, 140, 140), box('cancelled', 580, 266, 140));
}
