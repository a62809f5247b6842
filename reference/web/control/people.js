// Customers and their money, points d'accueil and accounts: what may be changed from outside, and the doors to them.
import { h, put, wrong } from '../shared/dom.js';
import { euros } from '../shared/format.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { look, order, say, type, typed, watch, went } from './room.js';

const t = words({
  fr: { title: 'Personnes', customers: 'Clients et téléphones', points: 'Points d’accueil', accounts: 'Comptes de l’Espace', name: 'Client', available: 'Disponible', held: 'Réservé',
    state: 'État', actions: 'Actions', blocked: 'Bloqué', active: 'Actif', block: 'Bloquer', unblock: 'Débloquer', credit: 'Créditer', amount: 'Montant à créditer', pin: 'code secret {pin}',
    phone: 'Téléphone', window: 'nouvelle fenêtre', espace: 'Espace', point: 'Point d’accueil', convention: 'Convention', enabled: 'Activé', disabled: 'Désactivé',
    enable: 'Activer', disable: 'Désactiver', login: 'N° de connexion', password: 'Mot de passe au départ', email: 'E-mail', role: 'Compte', signatory: 'Signataire', ofPoint: 'Point {point}',
    credited: 'Crédit de {amount} pour {name}.', did: '{name} : {state}', missing: 'Indiquez un montant.', secret: 'connu de son titulaire seul', shop: 'shopId' },
  en: { title: 'People', customers: 'Customers and phones', points: 'Points d’accueil', accounts: 'Accounts of the Espace', name: 'Customer', available: 'Available', held: 'Held',
    state: 'State', actions: 'Actions', blocked: 'Blocked', active: 'Active', block: 'Block', unblock: 'Unblock', credit: 'Credit', amount: 'Amount to credit', pin: 'PIN {pin}',
    phone: 'Phone', window: 'new window', espace: 'Espace', point: 'Point d’accueil', convention: 'Convention', enabled: 'Enabled', disabled: 'Disabled',
    enable: 'Enable', disable: 'Disable', login: 'Login number', password: 'Password at the start', email: 'E-mail', role: 'Account', signatory: 'Signatory', ofPoint: 'Point {point}',
    credited: '{amount} credited to {name}.', did: '{name}: {state}', missing: 'Give an amount.', secret: 'known to its holder only', shop: 'shopId' },
});

export function drawPeople(main, { signal }) {
  const customers = h('div', { id: 'customers' }), points = h('div', { id: 'points' }), accounts = h('div', { id: 'accounts' });
  const part = (key, body) => h('section', { class: 'card', 'aria-labelledby': `h-${key}` }, h('h2', { id: `h-${key}` }, t(key)), body);
  main.append(h('h1', { tabindex: -1 }, t('title')), part('customers', customers), part('points', points), part('accounts', accounts));
  watch(1500, async () => {
    const answer = await look('/sandbox/people', signal);
    if (!answer.ok) return;
    const world = answer.body;
    putRows(customers, ['name', 'available', 'held', 'state', 'actions'], world.customers.map((one) => customerRow(one, world.wallets[one.name])));
    putRows(points, ['point', 'convention', 'shop', 'state', 'actions'], world.points.map(pointRow));
    putRows(accounts, ['role', 'login', 'password', 'email'], world.accounts.map(accountRow));
  }, signal);
}

// While somebody types an amount the table stays as it is: nothing is taken out from under the cursor.
function putRows(place, columns, rows) {
  const at = document.activeElement;
  if (at?.tagName === 'INPUT' && at.value && place.contains(at)) return;
  put(place, h('table', { class: 'cards' }, h('thead', {}, h('tr', {}, columns.map((key) => h('th', { scope: 'col' }, t(key))))), h('tbody', {}, rows)));
}

const cell = (key, ...content) => h('td', { 'data-label': t(key) }, ...content);
const whom = (name) => h('span', { class: 'visually-hidden' }, ` : ${name}`);
const mark = (good, yes, no) => h('span', { class: `badge ${good ? 'validated' : 'cancelled'}` }, t(good ? yes : no));
const out = (href, text, name) => h('a', { href, target: '_blank', rel: 'noopener' }, text, h('span', { class: 'visually-hidden' }, ` : ${name} (${t('window')})`), h('span', { 'aria-hidden': 'true' }, ' ↗'));

async function change(body, words) {
  return went(await order('/sandbox/people', body), words);
}

function customerRow(one, wallet) {
  const turn = one.blocked ? 'unblock' : 'block';
  return h('tr', { 'data-name': one.name }, cell('name', h('strong', {}, one.name), h('span', { class: 'second' }, `${one.identifier} · ${one.email} · ${t('pin', { pin: one.pin })}`)),
    cell('available', wallet ? euros(wallet.available) : '–'), cell('held', wallet ? euros(wallet.held) : '–'), cell('state', mark(!one.blocked, 'active', 'blocked')),
    h('td', {}, h('div', { class: 'row tight' }, creditForm(one.name),
      h('button', { type: 'button', class: 'small', onclick: () => change({ do: turn, customer: one.name }, t('did', { name: one.name, state: t(one.blocked ? 'active' : 'blocked') })) }, t(turn), whom(one.name)), out('/telephone', t('phone'), one.name))));
}

// What was refused stays where it was typed, however often the table is drawn anew, until it is typed anew: name -> () => text.
const refusals = {};

function creditForm(name) {
  const key = `credit-${name}`, refused = refusals[name];
  const input = typed(key, { heard: () => { delete refusals[name]; wrong(key, ''); }, 'aria-invalid': refused ? 'true' : null, id: key, inputmode: 'decimal', size: 7, 'aria-label': `${t('amount')} : ${name}`, placeholder: '50,00', autocomplete: 'off', 'aria-describedby': `${key}-wrong` });
  return h('form', { class: 'row tight', novalidate: true, onsubmit: (event) => { event.preventDefault(); credit(name, input.value.trim()); } }, input,
    h('button', { type: 'submit', class: 'small' }, t('credit'), whom(name)), h('p', { class: 'wrong', id: `${key}-wrong`, hidden: !refused }, refused?.()));
}

async function credit(name, amount) {
  const key = `credit-${name}`;
  const refuse = (words) => { refusals[name] = words; wrong(key, words()); };
  if (!amount) return refuse(() => t('missing'));
  const answer = await order('/sandbox/people', { do: 'credit', customer: name, amount });
  if (!answer.ok) return refuse(() => sentence(answer));
  type(key, '');
  document.getElementById(key).value = '';
  say(t('credited', { name, amount: `${amount} €` }));
}

function pointRow(one) {
  const turn = one.enabled ? 'disable' : 'enable';
  return h('tr', { 'data-name': one.code }, cell('point', h('strong', {}, one.code), h('span', { class: 'second' }, one.name)), cell('convention', one.convention), cell('shop', one.shop),
    cell('state', mark(one.enabled, 'enabled', 'disabled')),
    h('td', {}, h('button', { type: 'button', class: 'small', onclick: () => change({ do: turn, point: one.code }, t('did', { name: one.code, state: t(one.enabled ? 'disabled' : 'enabled') })) }, t(turn), whom(one.code))));
}

function accountRow(one) {
  return h('tr', {}, cell('role', one.point ? t('ofPoint', { point: one.point }) : t('signatory'), ' ', out('/espace', t('espace'), one.login)), cell('login', one.login),
    cell('password', one.password ? h('code', {}, one.password) : h('span', { class: 'hint' }, t('secret'))), cell('email', one.email));
}
