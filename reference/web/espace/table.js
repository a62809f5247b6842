// The table of "Vos opérations" (LST-01). Rows are kept by their number: what has not changed is not touched, so focus, scroll
// and a screen reader's place stay where they are. On narrow screens each row is a card.
import { find, h } from '../shared/dom.js';
import { words } from '../shared/words.js';
import { actionButton } from './actions.js';
import { badge, told, types } from './labels.js';

const t = words({
  fr: {
    caption: 'Vos opérations, la dernière action en premier sauf autre tri', last_action: 'Dernière action', basket: 'N° de panier',
    type: 'Type de paiement', status: 'Statut', requested: 'Montant demandé', received: 'Montant reçu', actions: 'Actions',
    sort: 'Trier par', asc: '{column}, croissant', desc: '{column}, décroissant',
  },
  en: {
    caption: 'Your operations, latest action first unless sorted otherwise', last_action: 'Last action', basket: 'Basket number',
    type: 'Type of payment', status: 'Status', requested: 'Amount requested', received: 'Amount received', actions: 'Actions',
    sort: 'Sort by', asc: '{column}, ascending', desc: '{column}, descending',
  },
});
const columns = ['last_action', 'basket', 'type', 'status', 'requested', 'received'];
const numbers = new Set(['requested', 'received']);

const sortOf = (query) => ({ by: query.get('sort') || 'last_action', order: query.get('order') || 'desc' });

export function drawTable(list) {
  return h('div', { class: 'list', id: 'list', hidden: true }, drawSortChoice(list),
    h('table', { role: 'table' }, h('caption', { class: 'visually-hidden' }, t('caption')),
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, columns.map((one) => head(list, one)),
        h('th', { scope: 'col', role: 'columnheader' }, t('actions')))),
      h('tbody', { role: 'rowgroup' })));
}

// First as it is most useful: latest and largest first, texts from A on; then the other way round.
function head(list, column) {
  const first = columns.indexOf(column) >= 1 && columns.indexOf(column) <= 3 ? 'asc' : 'desc';
  const other = { asc: 'desc', desc: 'asc' };
  const chosen = () => {
    const { by, order } = sortOf(list.query);
    sortBy(list, column, by === column ? other[order] : first);
  };
  return h('th', { scope: 'col', role: 'columnheader', class: numbers.has(column) ? 'number' : null, 'data-column': column },
    h('button', { class: 'sort', onclick: chosen }, t(column), h('span', { class: 'arrow', 'aria-hidden': 'true' })));
}

function sortBy(list, sort, order) {
  const usual = sort === 'last_action' && order === 'desc';
  return list.show({ sort: usual ? '' : sort, order: usual ? '' : order });
}

// The same choice where the heads of columns are not seen.
function drawSortChoice(list) {
  const select = h('select', { id: 'sort', onchange: () => sortBy(list, ...select.value.split(' ')) },
    columns.flatMap((one) => ['desc', 'asc'].map((order) => h('option', { value: `${one} ${order}` }, t(order, { column: t(one) })))));
  return h('p', { class: 'sort-choice' }, h('label', { for: 'sort' }, t('sort'), ' '), select);
}

export function fill(list, rows) {
  showOrder(list.query);
  const body = find('#list tbody');
  const focus = placeOfFocus(body);
  const isFirst = body.dataset.filled !== 'yes';
  const known = new Map(Array.from(body.children, (row) => [row.dataset.number, row]));
  const wanted = rows.map((row) => kept(known.get(row.number), row, list, isFirst));
  for (const row of [...body.children]) if (!wanted.includes(row)) row.remove();
  wanted.forEach((row, at) => { if (body.children[at] !== row) body.insertBefore(row, body.children[at] ?? null); });
  body.dataset.filled = 'yes';
  find('#list').hidden = rows.length === 0;
  giveBack(body, focus);
}

function showOrder(query) {
  const { by, order } = sortOf(query);
  for (const one of document.querySelectorAll('#list th[data-column]')) {
    if (one.dataset.column === by) one.setAttribute('aria-sort', order === 'asc' ? 'ascending' : 'descending');
    else one.removeAttribute('aria-sort');
  }
  find('#sort').value = `${by} ${order}`;
}

// The row on screen where it says the same, else a new one in its place.
function kept(row, content, list, isFirst) {
  const said = JSON.stringify(content);
  if (row?.dataset.said === said) return row;
  const made = drawRow(content, list);
  made.dataset.said = said;
  if (!isFirst) made.classList.add('fresh');
  row?.replaceWith(made);
  return made;
}

function drawRow(row, list) {
  const cell = (column, ...content) => h('td', { role: 'cell', class: numbers.has(column) ? 'number' : column, 'data-label': t(column) }, ...content);
  return h('tr', { role: 'row', 'data-number': row.number },
    cell('last_action', row.lastAction), cell('basket', row.basket), cell('type', told(types, row.type)),
    cell('status', badge(row.status)), cell('requested', row.requested), cell('received', row.received),
    cell('actions', row.actions.map((action) => actionButton(action, row, list.open))));
}

function placeOfFocus(body) {
  const at = document.activeElement;
  if (!at || !body.contains(at)) return null;
  return { number: at.closest('tr').dataset.number, action: at.dataset.action };
}

// Back to the same action, or, where the operation no longer has it, to its detail.
function giveBack(body, focus) {
  if (!focus || body.contains(document.activeElement)) return;
  const row = find(`tr[data-number="${focus.number}"]`, body);
  const target = row && (find(`[data-action="${focus.action}"]`, row) ?? find('[data-action="detail"]', row));
  target?.focus({ preventScroll: true });
}
