// Every request he ever had, by pages: those to pay first, then the latest action first.
import { h, put } from '../shared/dom.js';
import { every } from '../shared/live.js';
import { get } from '../shared/call.js';
import { words } from '../shared/words.js';
import { look } from './account.js';
import { row } from './parts.js';

const t = words({
  fr: { title: 'Mes demandes', none: 'Aucune demande pour le moment.', pages: 'Pages', before: 'Précédent', after: 'Suivant', page: 'Page {page} sur {pages}', total: 'Demandes : {total}' },
  en: { title: 'My requests', none: 'No request yet.', pages: 'Pages', before: 'Previous', after: 'Next', page: 'Page {page} of {pages}', total: 'Requests: {total}' },
});

export const title = () => t('title');
const size = 20, pause = 2000;

export async function draw(main, { query, signal }) {
  const page = Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1);
  const place = h('div', {});
  main.append(h('h1', { tabindex: -1 }, t('title')), place);
  every(pause, async () => {
    const [now, list] = await Promise.all([get('/now', { headers: { 'Parcours-Poll': '1' }, signal }), look(`/requests?page=${page}&size=${size}`, { signal })]);
    if (now.ok && list.ok && !signal.aborted) put(place, ...rows(list.body, now.body.now));
  }, signal);
}

function rows({ requests, total, page }, now) {
  const pages = Math.max(1, Math.ceil(total / size));
  const link = (to, text) => to >= 1 && to <= pages && to !== page ? h('a', { class: 'button', href: `#/demandes?page=${to}` }, text) : h('span', {});
  return [
    h('p', { class: 'hint' }, t('total', { total })),
    requests.length ? h('ul', { class: 'requests' }, requests.map((one) => row(one, now))) : h('p', { class: 'card' }, t('none')),
    pages > 1 ? h('nav', { class: 'pages', 'aria-label': t('pages') }, link(Math.min(page - 1, pages), t('before')), h('span', {}, t('page', { page, pages })), link(page + 1, t('after'))) : null];
}
