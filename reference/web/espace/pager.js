// Pages of a long list: first, previous, next, last, any by its number, and how many rows a page has.
import { announce, find, h } from '../shared/dom.js';
import { words } from '../shared/words.js';

const t = words({
  fr: { label: 'Pages de la liste', first: 'Première page', previous: 'Page précédente', next: 'Page suivante', last: 'Dernière page',
    page: 'Page', of: 'sur {pages}', size: 'Lignes par page', rows: '{total} opérations', row: '1 opération', told: 'Page {page} sur {pages}' },
  en: { label: 'Pages of the list', first: 'First page', previous: 'Previous page', next: 'Next page', last: 'Last page',
    page: 'Page', of: 'of {pages}', size: 'Rows a page', rows: '{total} operations', row: '1 operation', told: 'Page {page} of {pages}' },
});
const sizes = [20, 50, 100, 200];

// Made once a screen; afterwards only its numbers change, so that nobody loses his place in it.
export function pager(nav, list) {
  const { total, size } = list.answer;
  const pages = Math.max(1, Math.ceil(total / size));
  if (list.answer.page > pages) return list.show({}, { page: String(pages) });
  if (!nav.hasChildNodes()) draw(nav, list);
  nav.hidden = total === 0;
  nav.dataset.pages = pages;
  find('#rows').textContent = total === 1 ? t('row') : t('rows', { total });
  find('#of').textContent = t('of', { pages });
  find('#page').max = pages;
  if (document.activeElement !== find('#page')) find('#page').value = list.answer.page;
  find('#size').value = String(size);
  for (const button of nav.querySelectorAll('button')) button.disabled = isIdle(button.dataset.to, list.answer.page, pages);
}

const isIdle = (to, page, pages) => ((to === 'first' || to === 'previous') ? page <= 1 : page >= pages);

function draw(nav, list) {
  nav.setAttribute('aria-label', t('label'));
  const turn = async (page) => {
    const pages = Number(nav.dataset.pages);
    const wanted = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
    await list.show({}, { page: String(wanted) });
    find('#page').value = wanted;
    announce(t('told', { page: wanted, pages }));
  };
  const where = { first: () => 1, previous: () => list.answer.page - 1, next: () => list.answer.page + 1, last: () => Number(nav.dataset.pages) };
  const button = (to, sign) => h('button', { class: 'icon', 'data-to': to, 'aria-label': t(to), title: t(to), onclick: () => turn(where[to]()) }, sign);
  const page = h('input', { id: 'page', type: 'number', min: 1, onchange: () => turn(Number(page.value)) });
  const size = h('select', { id: 'size', onchange: () => list.show({ size: size.value }) },
    [...new Set([...sizes, list.answer.size])].sort((a, b) => a - b).map((one) => h('option', { value: one }, String(one))));
  nav.append(h('span', { id: 'rows' }), h('span', { class: 'turn' }, button('first', '«'), button('previous', '‹'),
    h('label', { for: 'page' }, t('page')), page, h('span', { id: 'of' }), button('next', '›'), button('last', '»')),
    h('span', {}, h('label', { for: 'size' }, t('size'), ' '), size));
}
