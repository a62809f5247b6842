// "Vos opérations": counters, filters, the list by pages, its export. It keeps itself up to date, without moving what one
// looks at; filters, order and page stand in the hash, so that a reload finds them again.
import { announce, find, h, put } from '../shared/dom.js';
import { every } from '../shared/live.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { open } from './actions.js';
import { countOf, drawFilters, showRefusal } from './filters.js';
import { pager } from './pager.js';
import { look, pointName } from './session.js';
import { drawTable, fill } from './table.js';

const t = words({
  fr: {
    title: 'Vos opérations', collect: 'ENCAISSER', toValidate: 'A valider : ', awaiting: 'En attente de paiement client : ',
    export: 'Exporter', exportCsv: 'Exporter en CSV', counters: 'Compteurs',
    none: 'Aucune opération pour l’instant. Cliquez sur « Encaisser » pour en créer une.', noneFiltered: 'Aucune opération ne correspond à ces filtres.',
    told: 'A valider : {toValidate}. En attente de paiement client : {awaiting}.', loading: 'Chargement…',
  },
  en: {
    title: 'Your operations', collect: 'COLLECT', toValidate: 'To validate: ', awaiting: 'Awaiting the customer: ',
    export: 'Export', exportCsv: 'Export as CSV', counters: 'Counters',
    none: 'No operation yet. Press “Collect” to make one.', noneFiltered: 'No operation passes these filters.',
    told: 'To validate: {toValidate}. Awaiting the customer: {awaiting}.', loading: 'Loading…',
  },
});
const pause = 1500;

export const title = () => t('title');

// One list on screen: what is asked for, where it stands, what was answered last.
export async function draw(main, { query, signal }) {
  const list = { query, answer: null, told: '' };
  list.look = (query) => look(`/operations?${query}`, { signal, headers: { 'Parcours-Poll': '1' } });
  list.ask = async () => {
    const { query } = list, answer = await list.look(query);
    if (query === list.query) answered(list, answer);
  };
  list.show = (changes, { page = '1' } = {}) => show(list, { ...changes, page });
  list.open = (row, action) => open(row, action, list.ask);
  main.append(
    h('div', { class: 'head' }, h('h1', { tabindex: -1 }, t('title')), h('p', { class: 'hint' }, pointName()),
      h('a', { class: 'button main start', href: '#/encaisser' }, t('collect'))),
    h('div', { class: 'counts' },
      h('p', { id: 'counts', 'aria-label': t('counters'), role: 'group' }),
      h('div', { class: 'row exports' }, h('a', { class: 'button', id: 'xlsx', download: true }, t('export')),
        h('a', { id: 'csv', download: true }, t('exportCsv')))),
    drawFilters(list), drawTable(list),
    h('p', { id: 'nothing', class: 'card', role: 'status' }, t('loading')), h('nav', { id: 'pages', hidden: true, class: 'row' }));
  links(list);
  every(pause, list.ask, signal);
}

// Other rows, another order, another page: a step of the browser's history, without a new screen. What the service cannot
// read leaves everything as it is. The service's answer.
async function show(list, changes) {
  const query = new URLSearchParams(list.query);
  for (const [name, value] of Object.entries(changes)) value && !(name === 'page' && value === '1') ? query.set(name, value) : query.delete(name);
  const answer = await list.look(query);
  if (!answer.ok) return answer;
  list.query = query;
  history.pushState(null, '', query.size > 0 ? `#/operations?${query}` : '#/operations');
  links(list);
  answered(list, answer);
  return answer;
}

function links(list) {
  const query = new URLSearchParams(list.query);
  for (const name of ['page', 'size']) query.delete(name);
  for (const kind of ['xlsx', 'csv']) find(`#${kind}`).href = `/espace/api/operations/export.${kind}?${query}`;
}

function answered(list, answer) {
  if (!find('#counts') || answer.lost || answer.status === 401) return;
  if (!answer.ok) {
    if (!showRefusal(answer)) find('#nothing').hidden = false;
    return put(find('#nothing'), sentence(answer));
  }
  const { toValidate, awaiting, rows, total } = list.answer = answer.body;
  put(find('#counts'), count('to_validate', t('toValidate'), toValidate), count('awaiting_customer', t('awaiting'), awaiting));
  fill(list, rows);
  pager(find('#pages'), list);
  find('#nothing').hidden = total > 0;
  put(find('#nothing'), countOf(list.query) > 0 ? t('noneFiltered') : t('none'));
  const told = t('told', { toValidate, awaiting });
  if (list.told && list.told !== told) announce(told);
  list.told = told;
}

function count(status, text, number) {
  return h('span', { class: `count ${status}` }, h('span', { class: 'dot', 'aria-hidden': 'true' }, '●'), ' ', text, h('strong', {}, String(number)));
}
