// "Gestion des droits": the accounts of the points, who may collect, who is locked out (ACC-08). It keeps itself up to date.
import { announce, h } from '../shared/dom.js';
import { every } from '../shared/live.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { act, goOn, isSignatory, look, pointName } from './session.js';

const t = words({
  fr: {
    title: 'Gestion des droits', intro: 'Un compte Point d’accueil sans le droit d’encaisser ne fait plus de nouvelle demande ; ce qui est en cours continue.',
    login: 'Compte', point: 'Point d’accueil', right: 'Droit d’encaisser', access: 'Accès', may: 'Oui', mayNot: 'Non',
    signatory: 'Compte signataire', all: 'Tous les points', always: 'Toujours', open: 'Ouvert',
    blocked: 'Bloqué : {count} mots de passe erronés', once: 'Ouvert, 1 mot de passe erroné', wrong: 'Ouvert, {count} mots de passe erronés',
    unblock: 'Pour débloquer : « Mot de passe oublié ? » à la connexion. Le lien est envoyé à l’adresse e-mail du compte.',
    switch: 'Droit d’encaisser du compte {login}', given: 'Le compte {login} peut encaisser.', taken: 'Le compte {login} ne peut plus encaisser.', list: 'Comptes',
  },
  en: {
    title: 'Rights', intro: 'The account of a point d’accueil without the right to collect makes no new request; what is under way goes on.',
    login: 'Account', point: 'Point d’accueil', right: 'Right to collect', access: 'Access', may: 'Yes', mayNot: 'No',
    signatory: 'Signatory account', all: 'All points', always: 'Always', open: 'Open',
    blocked: 'Blocked: {count} wrong passwords', once: 'Open, 1 wrong password', wrong: 'Open, {count} wrong passwords',
    unblock: 'To unblock: “Forgotten password?” at the log-in. The link goes to the account’s e-mail address.',
    switch: 'Right to collect of account {login}', given: 'Account {login} may collect.', taken: 'Account {login} may no longer collect.', list: 'Accounts',
  },
});

export const title = () => t('title');

export async function draw(main, { query, signal }) {
  if (!isSignatory()) return goOn(query);
  const told = h('div', { role: 'alert' });
  const place = h('div', { class: 'list' });
  main.append(h('h1', { tabindex: -1 }, t('title')), h('p', {}, t('intro')), told, place);
  const ask = async () => {
    const answer = await look('/accounts', { signal, headers: { 'Parcours-Poll': '1' } });
    if (answer.ok) show(place, answer.body.accounts, change);
  };
  const change = async (account) => {
    const answer = await act(`/accounts/${encodeURIComponent(account.login)}/right`, { mayCollect: !account.mayCollect });
    told.replaceChildren(...(answer.ok ? [] : [h('p', { class: 'note bad' }, sentence(answer))]));
    if (answer.ok) announce(t(account.mayCollect ? 'taken' : 'given', { login: account.login }));
    await ask();
  };
  await ask();
  every(2000, ask, signal);
}

function show(place, accounts, change) {
  const said = JSON.stringify(accounts);
  if (place.dataset.said === said) return;
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.login : null;
  place.dataset.said = said;
  const cell = (label, ...content) => h('td', { role: 'cell', 'data-label': t(label) }, ...content);
  place.replaceChildren(h('table', { role: 'table' }, h('caption', { class: 'visually-hidden' }, t('list')),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ['login', 'point', 'right', 'access'].map((one) => h('th', { scope: 'col', role: 'columnheader' }, t(one))))),
    h('tbody', { role: 'rowgroup' }, accounts.map((one) => h('tr', { role: 'row' },
      cell('login', h('strong', {}, one.login)), cell('point', one.point ? `${one.point} - ${pointName(one.point)}` : h('span', {}, t('all'), h('br'), h('span', { class: 'hint' }, t('signatory')))),
      cell('right', one.point ? switchOf(one, change) : t('always')), cell('access', access(one)))))));
  if (focused) place.querySelector(`[data-login="${focused}"]`)?.focus();
}

function switchOf(account, change) {
  return h('button', { role: 'switch', 'aria-checked': String(account.mayCollect), 'aria-label': t('switch', { login: account.login }),
    'data-login': account.login, class: 'switch', onclick: () => change(account) }, h('span', { class: 'knob', 'aria-hidden': 'true' }), t(account.mayCollect ? 'may' : 'mayNot'));
}

function access({ blocked, failures }) {
  if (blocked) return [h('span', { class: 'badge cancelled' }, t('blocked', { count: failures })), h('p', { class: 'hint' }, t('unblock'))];
  if (failures === 0) return t('open');
  return failures === 1 ? t('once') : t('wrong', { count: failures });
}
