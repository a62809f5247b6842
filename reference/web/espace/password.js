// "Mot de passe oublié ?": asking for the mailed link, and the new password it leads to (ACC-03).
import { call } from '../shared/call.js';
import { field, find, h, wrong } from '../shared/dom.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { draft } from './draft.js';
import { act } from './session.js';

const t = words({
  fr: {
    forgotten: 'Mot de passe oublié', ask: 'Nous envoyons un lien à usage unique à l’adresse e-mail du compte. Il sert à choisir un nouveau mot de passe, et débloque le compte.',
    login: 'N° de convention', submit: 'Envoyer le lien', needed: 'À remplir.',
    sent: 'Si ce compte existe, un lien vient d’être envoyé à son adresse e-mail.',
    sandbox: 'Dans ce bac à sable, aucun courrier ne part : il se lit dans la salle de contrôle, à l’onglet « Courrier ».',
    control: 'Ouvrir le courrier', back: 'Retour à la connexion',
    fresh: 'Nouveau mot de passe', password: 'Nouveau mot de passe', show: 'Afficher le mot de passe', set: 'Valider',
    done: 'Votre nouveau mot de passe est enregistré ; le compte est débloqué. Connectez-vous.', logIn: 'Se connecter',
    again: 'Demander un autre lien', empty: 'Choisissez un mot de passe.',
  },
  en: {
    forgotten: 'Forgotten password', ask: 'We send a single-use link to the e-mail address of the account. With it you choose a new password, and the account is unblocked.',
    login: 'Convention number', submit: 'Send the link', needed: 'To be filled in.',
    sent: 'If there is such an account, a link was just sent to its e-mail address.',
    sandbox: 'In this sandbox no mail leaves: read it under “Mail” in the control room.',
    control: 'Open the mail', back: 'Back to log-in',
    fresh: 'New password', password: 'New password', show: 'Show the password', set: 'Save',
    done: 'Your new password is kept and the account is unblocked. Log in.', logIn: 'Log in',
    again: 'Ask for another link', empty: 'Choose a password.',
  },
});

export const forgotten = { title: () => t('forgotten'), draw: drawForgotten };
export const fresh = { title: () => t('fresh'), draw: drawFresh };

function drawForgotten(main) {
  const typed = draft('log-in', { login: '' });
  const login = h('input', { autocomplete: 'username', value: typed.login, oninput: () => { typed.login = login.value; } });
  const told = h('div', { role: 'status' });
  const form = h('form', { class: 'card', novalidate: true, onsubmit: async (event) => {
    event.preventDefault();
    wrong('login', login.value.trim() ? null : t('needed'));
    if (!login.value.trim()) return login.focus();
    const answer = await act('/recovery', { login: login.value.trim() });
    told.replaceChildren(answer.ok ? sent() : h('p', { class: 'note bad' }, sentence(answer)));
  } },
    h('p', {}, t('ask')),
    field({ id: 'login', label: t('login'), required: true, input: login }),
    told,
    h('div', { class: 'buttons' }, h('a', { href: '#/connexion' }, t('back')), h('button', { class: 'main' }, t('submit'))));
  main.append(h('div', { class: 'narrow' }, h('h1', { tabindex: -1 }, t('forgotten')), form));
}

function sent() {
  return h('div', { class: 'note good' }, h('p', {}, t('sent')), h('p', {}, t('sandbox'), ' ', h('a', { href: '/controle#/courrier' }, t('control'))));
}

// A lost answer is not asked for again by itself: the link is good once, and only the person can tell what became of it.
function drawFresh(main, { path: token }) {
  const password = h('input', { type: 'password', autocomplete: 'new-password' });
  const told = h('div', { role: 'alert' });
  const form = h('form', { class: 'card', novalidate: true, onsubmit: async (event) => {
    event.preventDefault();
    wrong('new-password', password.value ? null : t('empty'));
    if (!password.value) return password.focus();
    const answer = await call('POST', '/espace/api/password', { body: { token, password: password.value } });
    if (answer.ok) return saved(form);
    told.replaceChildren(h('p', { class: 'note bad' }, sentence(answer)), h('p', {}, h('a', { href: '#/mot-de-passe-oublie' }, t('again'))));
  } },
    field({ id: 'new-password', label: t('password'), required: true, input: password }),
    h('label', { class: 'choice' }, h('input', { type: 'checkbox', onchange: (event) => {
      password.type = event.target.checked ? 'text' : 'password';
    } }), t('show')),
    told,
    h('div', { class: 'buttons' }, h('a', { href: '#/connexion' }, t('back')), h('button', { class: 'main' }, t('set'))));
  main.append(h('div', { class: 'narrow' }, h('h1', { tabindex: -1 }, t('fresh')), form));
}

function saved(form) {
  form.replaceWith(h('div', { class: 'card' }, h('p', { class: 'note good', role: 'status' }, t('done')),
    h('div', { class: 'buttons' }, h('a', { class: 'button main', href: '#/connexion' }, t('logIn')))));
  find('a.main').focus();
}
