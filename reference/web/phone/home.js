// First of all: the money, what awaits an answer, the last messages, and what was done lately.
import { h, put } from '../shared/dom.js';
import { words } from '../shared/words.js';
import { follow, logOut, owner } from './account.js';
import { message } from './messages.js';
import { euros, row } from './parts.js';

const t = words({
  fr: { title: 'Accueil', available: 'Solde disponible', held: 'Réservé', heldHint: 'payé, en attente de la validation du commerçant',
    awaiting: 'Demandes à payer', none: 'Aucune demande en attente. Scannez le QR code du commerçant, ou attendez sa demande.',
    scan: 'Scanner un QR code', messages: 'Derniers messages', noMessage: 'Aucun message.', allMessages: 'Tous les messages',
    history: 'Dernières opérations', noHistory: 'Aucune opération pour le moment.', all: 'Toutes mes demandes ({total})', out: 'Déconnexion', wait: 'Chargement…' },
  en: { title: 'Home', available: 'Available balance', held: 'Held', heldHint: 'paid, awaiting the merchant’s validation',
    awaiting: 'Requests to pay', none: 'No request awaits you. Scan the merchant’s QR code, or wait for his request.',
    scan: 'Scan a QR code', messages: 'Latest messages', noMessage: 'No message.', allMessages: 'All messages',
    history: 'Latest operations', noHistory: 'No operation yet.', all: 'All my requests ({total})', out: 'Log out', wait: 'Loading…' },
});

export const title = () => t('title');
const shown = 5, messagesShown = 2;

export async function draw(main, { signal }) {
  const place = h('div', {}, h('p', {}, t('wait')));
  main.append(h('div', { class: 'head' }, h('h1', { tabindex: -1 }, t('title')), h('button', { class: 'plain', id: 'log-out', onclick: logOut }, t('out'))),
    h('p', { class: 'owner' }, `${owner().email} · ${owner().identifier}`), place);
  follow((news) => put(place, ...sections(news)), signal);
}

function sections({ balance, requests, total, notices, now }) {
  const awaiting = requests.filter((one) => one.status === 'awaiting_customer');
  const done = requests.filter((one) => one.status !== 'awaiting_customer').slice(0, shown);
  return [
    h('section', { class: 'balance', 'aria-label': t('available') },
      h('p', {}, t('available')), h('p', { class: 'big', id: 'available' }, euros(balance.available)),
      balance.held ? h('p', { id: 'held' }, `${t('held')} : ${euros(balance.held)} `, h('span', { class: 'small' }, `(${t('heldHint')})`)) : null),
    h('h2', {}, t('awaiting')),
    awaiting.length ? h('ul', { class: 'requests', id: 'awaiting' }, awaiting.map((one) => row(one, now)))
      : h('p', { class: 'card' }, t('none')),
    h('p', {}, h('a', { class: 'button large', href: '#/scanner' }, t('scan'))),
    h('h2', {}, t('messages')),
    notices.length ? h('ul', { class: 'messages' }, notices.slice(0, messagesShown).map(message)) : h('p', { class: 'hint' }, t('noMessage')),
    notices.length > messagesShown ? h('p', {}, h('a', { class: 'more', href: '#/messages' }, t('allMessages'))) : null,
    h('h2', {}, t('history')),
    done.length ? h('ul', { class: 'requests', id: 'done' }, done.map((one) => row(one, now))) : h('p', { class: 'hint' }, t('noHistory')),
    total ? h('p', {}, h('a', { class: 'more', href: '#/demandes' }, t('all', { total }))) : null];
}
