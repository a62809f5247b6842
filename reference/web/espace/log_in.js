// "Connexion": a login number and a password (ACC-01). Every refusal is one and the same (ACC-07).
import { field, h, wrong } from '../shared/dom.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { draft, forget } from './draft.js';
import { act, become, goOn, load } from './session.js';

const t = words({
  fr: {
    title: 'Connexion', login: 'N° de convention', password: 'Mot de passe', submit: 'Valider',
    mandatory: '* zone de saisie obligatoire', forgotten: 'Mot de passe oublié ?', know: 'LE SAVIEZ-VOUS ?',
    third: 'Au 3ème mot de passe erroné, l’accès à votre compte sera bloqué. Pour le débloquer, veuillez cliquer sur « Mot de passe oublié ? »',
    both: 'Écrivez votre n° de convention et votre mot de passe.', needed: 'À remplir.',
    point: 'Un compte Point d’accueil a son propre numéro.', learn: 'En savoir plus sur les quatre parcours',
  },
  en: {
    title: 'Log in', login: 'Convention number', password: 'Password', submit: 'Log in',
    mandatory: '* mandatory', forgotten: 'Forgotten password?', know: 'DID YOU KNOW?',
    third: 'The 3rd wrong password blocks the account. To unblock it, follow “Forgotten password?”',
    both: 'Write your convention number and your password.', needed: 'To be filled in.',
    point: 'The account of a point d’accueil has a number of its own.', learn: 'Learn more about the four parcours',
  },
});

export const title = () => t('title');

export async function draw(main, { query, signal }) {
  if (await load(signal)) return goOn(query);
  const typed = draft('log-in', { login: '' });
  const login = h('input', { autocomplete: 'username', value: typed.login, oninput: () => { typed.login = login.value; } });
  const password = h('input', { type: 'password', autocomplete: 'current-password' });
  const told = h('div', { role: 'alert', id: 'refusal' });
  if (query.has('fin')) told.append(h('p', { class: 'note warn' }, sentence({ body: { rule: 'ACC-01' } })));
  const button = h('button', { class: 'main' }, t('submit'));
  const form = h('form', { class: 'card', novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    submit({ login, password, button, told }, query);
  } },
    field({ id: 'login', label: t('login'), required: true, input: login, hint: t('point') }),
    field({ id: 'password', label: t('password'), required: true, input: password }),
    told,
    h('p', { class: 'hint' }, t('mandatory')),
    h('div', { class: 'buttons' }, h('a', { href: '#/mot-de-passe-oublie' }, t('forgotten')), button));
  main.append(h('div', { class: 'narrow' }, h('h1', { tabindex: -1 }, t('title')), form,
    h('aside', { class: 'note', 'aria-labelledby': 'know' }, h('h2', { id: 'know' }, t('know')), h('p', {}, t('third'))),
    h('p', {}, h('a', { href: '#/en-savoir-plus' }, t('learn')))));
}

async function submit({ login, password, button, told }, query) {
  button.disabled = true;
  told.replaceChildren();
  const answer = await act('/log-in', { login: login.value.trim(), password: password.value });
  button.disabled = false;
  if (answer.ok) {
    forget('log-in');
    become(answer.body);
    return goOn(query);
  }
  const empty = [login, password].filter((one) => one.value.trim() === '');
  const isIncomplete = answer.body?.rule === 'ACC-01';
  for (const one of [login, password]) wrong(one.id, isIncomplete && empty.includes(one) ? t('needed') : null);
  told.replaceChildren(h('p', { class: 'note bad' }, isIncomplete ? t('both') : sentence(answer)));
  if (!answer.lost) password.value = '';
  (empty[0] ?? password).focus();
}
