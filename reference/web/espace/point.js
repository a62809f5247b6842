// "Choix du point d'accueil": a signatory account says where it collects, also when there is one point only (ACC-04).
import { field, h, wrong } from '../shared/dom.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { draft, forget } from './draft.js';
import { act, become, goOn, isSignatory, session } from './session.js';

const t = words({
  fr: { title: 'Choix du point d’accueil', intro: 'Sélectionnez le point d’accueil sur lequel vous souhaitez encaisser.',
    point: 'Point d’accueil', submit: 'Valider' },
  en: { title: 'Choice of the point d’accueil', intro: 'Select the point d’accueil at which you collect.',
    point: 'Point d’accueil', submit: 'Choose' },
});

export const title = () => t('title');

export async function draw(main, { query }) {
  if (!isSignatory()) return goOn(query);
  const { point, points } = session();
  const typed = draft('point', { code: point });
  const chosen = points.some((one) => one.code === typed.code) ? typed.code : point || points[0]?.code;
  const select = h('select', { onchange: () => { typed.code = select.value; } },
    points.map((one) => h('option', { value: one.code, selected: one.code === chosen }, `${one.code} - ${one.name}`)));
  const form = h('form', { class: 'card', onsubmit: async (event) => {
    event.preventDefault();
    const answer = await act('/point', { code: select.value });
    if (!answer.ok) return wrong('point', sentence(answer));
    forget('point');
    become(answer.body);
    goOn(query);
  } },
    h('p', {}, t('intro')),
    field({ id: 'point', label: t('point'), required: true, input: select }),
    h('div', { class: 'buttons' }, h('button', { class: 'main' }, t('submit'))));
  main.append(h('div', { class: 'narrow' }, h('h1', { tabindex: -1 }, t('title')), form));
}
