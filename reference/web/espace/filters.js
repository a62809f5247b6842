// Filters of the list, combined by and (LST-05). What is typed stands in a draft until it is applied, then in the hash.
import { field, find, h, wrong } from '../shared/dom.js';
import { words } from '../shared/words.js';
import { draft } from './draft.js';
import { statuses, told, types } from './labels.js';

const t = words({
  fr: {
    filters: 'Filtres', active: 'Filtres ({count} en cours)', from: 'Du', to: 'Au', basket: 'N° de panier', type: 'Type de paiement',
    status: 'Statut', minAmount: 'Montant demandé, au moins', maxAmount: 'Montant demandé, au plus', all: 'Tous', apply: 'Filtrer', clear: 'Effacer les filtres',
    badDay: 'Écrivez le jour ainsi : 24/06/2020.', badAmount: 'Écrivez le montant ainsi : 40 ou 40,50.', bad: 'Ce filtre n’est pas lisible.', day: 'jj/mm/aaaa',
  },
  en: {
    filters: 'Filters', active: 'Filters ({count} on)', from: 'From', to: 'To', basket: 'Basket number', type: 'Type of payment',
    status: 'Status', minAmount: 'Amount requested, at least', maxAmount: 'Amount requested, at most', all: 'All', apply: 'Filter', clear: 'Clear filters',
    badDay: 'Write the day like 24/06/2020.', badAmount: 'Write the amount like 40 or 40,50.', bad: 'This filter cannot be read.', day: 'dd/mm/yyyy',
  },
});
const names = ['from', 'to', 'basket', 'type', 'status', 'minAmount', 'maxAmount'];

export const countOf = (query) => names.filter((name) => query.get(name)).length;

export function drawFilters(list) {
  const typed = draft('filters', {});
  if (typed.of !== String(list.query)) Object.assign(typed, Object.fromEntries(names.map((name) => [name, list.query.get(name) ?? ''])), { of: String(list.query) });
  const input = (name, options = {}) => {
    const made = h('input', { value: typed[name], autocomplete: 'off', ...options, oninput: () => { typed[name] = made.value; } });
    return field({ id: name, label: t(name), input: made });
  };
  const choice = (name, words) => {
    const made = h('select', { onchange: () => { typed[name] = made.value; } }, h('option', { value: '' }, t('all')),
      Object.keys(words).map((word) => h('option', { value: word, selected: typed[name] === word }, told(words, word))));
    return field({ id: name, label: t(name), input: made });
  };
  const apply = async (event) => {
    event.preventDefault();
    const answer = await list.show(Object.fromEntries(names.map((name) => [name, (typed[name] ?? '').trim()])));
    typed.of = String(list.query);
    if (!showRefusal(answer)) find('#filters summary').textContent = label(list);
  };
  const clear = () => {
    for (const name of names) find(`#${name}`).value = typed[name] = '';
    find('#filters form').requestSubmit();
  };
  return h('details', { class: 'card', id: 'filters', open: countOf(list.query) > 0 },
    h('summary', {}, label(list)),
    h('form', { class: 'filters', novalidate: true, onsubmit: apply },
      input('from', { placeholder: t('day'), inputmode: 'numeric' }), input('to', { placeholder: t('day'), inputmode: 'numeric' }),
      input('basket'), choice('type', types), choice('status', statuses),
      input('minAmount', { inputmode: 'decimal' }), input('maxAmount', { inputmode: 'decimal' }),
      h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: clear }, t('clear')), h('button', { class: 'main' }, t('apply')))));
}

const label = (list) => (countOf(list.query) > 0 ? t('active', { count: countOf(list.query) }) : t('filters'));

// At the field the service names, which is shown for it. False: it speaks of none of them.
export function showRefusal(answer) {
  const at = answer.ok ? '' : answer.body?.field ?? '';
  const said = { from: 'badDay', to: 'badDay', minAmount: 'badAmount', maxAmount: 'badAmount' }[at] ?? 'bad';
  for (const name of names) wrong(name, name === at ? t(said) : null);
  if (!names.includes(at)) return false;
  find('#filters').open = true;
  find(`#${at}`).focus();
  return true;
}
