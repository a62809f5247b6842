// Whose phone it is: an identifier, or an e-mail, and the PIN.
import { field, h, wrong } from '../shared/dom.js';
import { go } from '../shared/frame.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { logIn, owner } from './account.js';
import { keep, kept } from '../shared/kept.js';

const t = words({
  fr: { title: 'Mon compte Chèque-Vacances', intro: 'Ce téléphone est celui d’un client du bac à sable. Chaque fenêtre est un autre téléphone.',
    identifier: 'Identifiant ou e-mail', identifierHint: '11 chiffres, ou l’adresse e-mail du compte', pin: 'Code PIN', enter: 'Se connecter',
    wrong: 'Identifiant ou code PIN erroné.', many: 'Trop de codes erronés. Attendez une minute, puis réessayez.',
    empty: 'Indiquez votre identifiant.', emptyPin: 'Indiquez votre code PIN.',
    ended: 'Votre session est terminée. Connectez-vous de nouveau : vous reviendrez où vous étiez.' },
  en: { title: 'My Chèque-Vacances account', intro: 'This phone is that of a customer of the sandbox. Each window is a phone of its own.',
    identifier: 'Identifier or e-mail', identifierHint: '11 digits, or the account’s e-mail address', pin: 'PIN', enter: 'Log in',
    wrong: 'Wrong identifier or PIN.', many: 'Too many wrong PINs. Wait a minute, then try again.',
    empty: 'Give your identifier.', emptyPin: 'Give your PIN.',
    ended: 'Your session has ended. Log in again: you come back to where you were.' },
});

export const title = () => t('title');
let pin = '';  // Kept through a change of language, nowhere else.

export async function draw(main, { signal }) {
  if (owner()) return go('/');
  const identifier = h('input', { value: kept('phone-identifier') ?? '', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false',
    oninput: () => keep('phone-identifier', identifier.value) });
  const secret = h('input', { type: 'password', value: pin, inputmode: 'numeric', autocomplete: 'current-password', oninput: () => { pin = secret.value; } });
  const button = h('button', { class: 'main large' }, t('enter'));
  const form = h('form', { class: 'card', novalidate: true, onsubmit: (event) => { event.preventDefault(); enter(identifier.value, button, signal); } },
    field({ id: 'identifier', label: t('identifier'), required: true, hint: t('identifierHint'), input: identifier }),
    field({ id: 'pin', label: t('pin'), required: true, input: secret }), button);
  main.append(h('h1', { tabindex: -1 }, t('title')),
    kept('phone-ended') ? h('p', { class: 'note warn', role: 'status' }, t('ended')) : h('p', { class: 'hint' }, t('intro')), form);
}

async function enter(identifier, button, signal) {
  wrong('identifier', identifier.trim() ? null : t('empty'));
  wrong('pin', pin ? null : t('emptyPin'));
  if (!identifier.trim() || !pin) return document.getElementById(identifier.trim() ? 'pin' : 'identifier').focus();
  button.disabled = true;
  const answer = await logIn(identifier, pin);
  button.disabled = false;
  pin = '';
  if (answer.ok) {
    const wanted = kept('phone-wanted') ?? '/';
    keep('phone-wanted', null);
    keep('phone-ended', null);
    return go(wanted);
  }
  if (signal.aborted) return;
  const field = document.getElementById('pin');
  field.value = '';
  wrong('pin', answer.status === 401 ? t('wrong') : answer.status === 429 ? t('many') : sentence(answer));
  field.focus();
}
