// The token that "parcours serve" prints: asked for once, kept for as long as this tab is open.
import { field, h, wrong } from '../shared/dom.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { look, lookAgain, typed, useToken } from './room.js';

const t = words({
  fr: { title: 'Jeton de contrôle', intro: 'La salle de contrôle déplace l’heure, lit le courrier de tous et provoque des pannes : il faut son jeton.',
    label: 'Jeton', hint: '« parcours serve » l’affiche au démarrage, à la fin de l’adresse de la salle de contrôle.', enter: 'Entrer',
    missing: 'Le jeton est obligatoire.', bad: 'Ce jeton n’est pas celui de ce service.' },
  en: { title: 'Control token', intro: 'The control room moves time, reads everybody’s mail and makes faults: it needs its token.',
    label: 'Token', hint: '“parcours serve” prints it when it starts, at the end of the control room’s address.', enter: 'Enter',
    missing: 'The token is mandatory.', bad: 'This is not the token of this service.' },
});

export function drawToken(main) {
  const input = typed('token', { autocomplete: 'off', spellcheck: 'false', maxlength: 200 });
  main.append(h('div', { class: 'card narrow' }, h('h1', { tabindex: -1 }, t('title')), h('p', {}, t('intro')),
    h('form', { onsubmit: (event) => { event.preventDefault(); enter(input.value.trim()); } },
      field({ id: 'token', label: t('label'), required: true, input, hint: t('hint') }),
      h('div', { class: 'buttons' }, h('button', { class: 'main', type: 'submit' }, t('enter'))))));
}

async function enter(text) {
  if (!text) return refused(t('missing'));
  useToken(text);
  const answer = await look('/sandbox/clock');
  if (answer.ok) {
    lookAgain();
    dispatchEvent(new HashChangeEvent('hashchange'));
    return;
  }
  useToken('');
  // What `look` drew anew is there by now: the refusal stands in the form that is seen.
  await new Promise((resolve) => setTimeout(resolve));
  refused(answer.status === 401 ? t('bad') : sentence(answer));
}

function refused(text) {
  wrong('token', text);
  document.getElementById('token')?.focus();
}
