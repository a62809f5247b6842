// One request: who asks for how much and until when; paying it, or a part; refusing it; and what became of it, which this
// screen tells by itself as it happens.
import { announce, h, put } from '../shared/dom.js';
import { get } from '../shared/call.js';
import { every } from '../shared/live.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { codeOf, holdCode, look } from './account.js';
import { outcome } from './outcome.js';
import { back, badge, euros, unlessLeft } from './parts.js';
import { form } from './pay.js';

const t = words({
  fr: { title: 'Demande de paiement', gone: 'Demande introuvable', basket: 'N° de panier', label: 'Libellé', number: 'N° de transaction',
    asked: 'Montant demandé', limit: 'Limite de paiement', left: 'Temps restant', seconds: '{minutes} min {seconds} s',
    reserve: 'Pré-réservation : la somme est réservée à votre paiement, et débitée quand le commerçant valide.', changed: 'La demande a changé.', refused: 'Vous avez refusé cette demande.', taken: 'Ce QR code n’est plus à payer : un autre client l’a fait, ou la demande n’existe plus.', wait: 'Chargement…' },
  en: { title: 'Payment request', gone: 'No such request', basket: 'Basket number', label: 'Label', number: 'Transaction number',
    asked: 'Amount requested', limit: 'Payment limit', left: 'Time left', seconds: '{minutes} min {seconds} s',
    reserve: 'Pre-reservation: your payment holds the money, which is taken when the merchant validates.', changed: 'The request has changed.', refused: 'You refused this request.', taken: 'This code is no longer to be paid: another customer did, or the request is gone.', wait: 'Loading…' },
});

export const title = () => t('title');
const pause = 1000;

export async function draw(main, { path: number, signal }) {
  const heading = h('h1', { tabindex: -1 }, t('title')), facts = h('div', {}), left = h('p', { class: 'left' }), panel = h('div', {}, h('p', {}, t('wait')));
  main.append(back(), heading, facts, left, panel);
  const screen = { number, heading, facts, left, panel, signal, state: '', request: null, asks: 0, drawn: 0 };
  screen.show = (request, now, mine = false) => show(screen, request, now, mine);
  screen.refresh = () => unlessLeft(refresh(screen));
  screen.leave = () => gone(screen, t('refused'));  // on_refusal = stay: it is no longer his to see.
  every(pause, screen.refresh, signal);
}

// An older answer never overtakes a later one.
async function refresh(screen) {
  const asked = ++screen.asks;
  const [now, answer] = await Promise.all([get('/now', { headers: { 'Parcours-Poll': '1' }, signal: screen.signal }), look(addressOf(screen.number), { signal: screen.signal })]);
  if (screen.signal.aborted || screen.isGone || asked < screen.drawn || !now.ok) return;
  screen.drawn = asked;
  if (answer.ok) show(screen, answer.body.request, now.body.now, false);
  else if (answer.status === 404) gone(screen, codeOf(screen.number) ? t('taken') : sentence(answer));
}

function addressOf(number) {
  const code = codeOf(number);
  return `/requests/${encodeURIComponent(number)}${code ? `?code=${encodeURIComponent(code)}` : ''}`;
}

function gone(screen, why) {
  screen.isGone = true;
  screen.heading.textContent = t('gone');
  screen.facts.replaceChildren();
  screen.left.textContent = '';
  screen.panel.replaceChildren(h('p', { class: 'note bad' }, why));
  announce(why);
}

// `mine`: this is what came of what was done here. Then the result gets the focus; otherwise what changed is announced.
function show(screen, request, now, mine) {
  if (mine) screen.drawn = ++screen.asks;
  const first = screen.request === null;
  screen.request = request;
  if (request.customer) holdCode(request.number, null);
  put(screen.facts, ...told(request));
  const seconds = Math.max(0, Math.floor((Date.parse(request.paymentDeadline) - Date.parse(now ?? request.lastAction)) / 1000));
  const counts = request.payable && !request.paymentLimit && now;
  screen.left.textContent = counts ? `${t('left')} : ${t('seconds', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })}` : '';
  const state = JSON.stringify([request.status, request.cause, request.received, request.paid, request.payable]);
  if (state === screen.state) return;
  screen.state = state;
  const result = outcome(request);
  if (!result) return put(screen.panel, form(screen, request));
  const box = h('div', { class: `note ${result.tone}`, id: 'outcome', tabindex: -1 }, result.told.map((one) => h('p', {}, one)));
  screen.panel.replaceChildren(box);
  if (mine) box.focus();
  else if (!first) announce(`${t('changed')} ${result.told.join(' ')}`);
}

function told(request) {
  const pair = (name, value) => (value ? [h('dt', {}, name), h('dd', {}, value)] : []);
  return [h('section', { class: 'balance', 'aria-label': t('asked') },
    h('p', {}, request.merchant), h('p', { class: 'small' }, t('asked')), h('p', { class: 'big', id: 'asked' }, euros(request.requested)), h('p', {}, badge(request))),
  h('dl', { class: 'facts card' },
    pair(t('basket'), request.basket), pair(t('label'), request.label), pair(t('limit'), request.paymentLimit),
    pair(t('number'), request.number)),
  request.payable && 'CD'.includes(request.parcours) ? h('p', { class: 'hint' }, t('reserve')) : null];
}
