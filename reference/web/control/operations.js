// Operations as a state diagram with their numbers; a state opens the list of those that are there, and what may befall one.
import { h, put } from '../shared/dom.js';
import { euros, stamp } from '../shared/format.js';
import { go } from '../shared/frame.js';
import { words } from '../shared/words.js';
import { badge, named, parcours, statuses } from './facts.js';
import { countTable } from './overview.js';
import { look, order, watch, went } from './room.js';
import { stateDiagram } from './states.js';

const t = words({
  fr: { title: 'Opérations', intro: 'Choisissez un statut pour voir ses opérations.', counts: 'Les mêmes nombres, en tableau', list: 'Liste', all: 'Tous', status: 'Statut', parcours: 'Parcours', none: 'Aucune opération ici.',
    last: 'Dernière action', basket: 'N° de panier', where: 'Point · client', requested: 'Demandé', received: 'Reçu', actions: 'Provoquer', rejects: 'L’émetteur rejette', resume: 'Reprendre les notifications',
    rejected: 'L’émetteur a rejeté {number}.', resumed: 'Les notifications de {number} reprennent.', page: 'Page {n} sur {m} · {total} opérations', one: 'Page 1 sur 1 · 1 opération', previous: 'Précédentes', next: 'Suivantes' },
  en: { title: 'Operations', intro: 'Choose a status to see its operations.', counts: 'The same numbers as a table', list: 'List', all: 'All', status: 'Status', parcours: 'Parcours', none: 'No operation here.',
    last: 'Last action', basket: 'Basket', where: 'Point · customer', requested: 'Requested', received: 'Received', actions: 'Make happen', rejects: 'The issuer rejects', resume: 'Resume notifications',
    rejected: 'The issuer rejected {number}.', resumed: 'The notifications of {number} go on.', page: 'Page {n} of {m} · {total} operations', one: 'Page 1 of 1 · 1 operation', previous: 'Previous', next: 'Next' },
});

const size = 25;

export function drawOperations(main, { query, signal }) {
  const wanted = { status: query.get('statut') ?? '', parcours: query.get('parcours') ?? '', page: Number(query.get('page') ?? 1) };
  const diagram = h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': t('title') }), table = h('div', {}), list = h('div', { id: 'list' });
  main.append(h('h1', { tabindex: -1 }, t('title')), h('p', {}, t('intro')), h('section', { class: 'card' }, diagram, h('details', {}, h('summary', {}, t('counts')), table)),
    h('section', { class: 'card', 'aria-labelledby': 'h-list' }, h('div', { class: 'head' }, h('h2', { id: 'h-list' }, t('list')), filters(wanted)), list));
  watch(1500, async () => {
    const answer = await look(`/sandbox/operations?status=${wanted.status}&parcours=${wanted.parcours}&page=${wanted.page}&size=${size}`, signal);
    if (!answer.ok) return;
    put(diagram, stateDiagram(answer.body.counts, wanted.status, (status) => address({ ...wanted, status, page: 1 })));
    put(table, countTable(answer.body.counts));
    put(list, rows(answer.body), pages(answer.body, wanted));
  }, signal);
}

function address({ status, parcours: way, page }) {
  return `/operations?${new URLSearchParams(Object.entries({ statut: status, parcours: way, page: page > 1 ? page : '' }).filter(([, value]) => value))}`.replace(/\?$/, '');
}

function filters(wanted) {
  const select = (name, all) => {
    const element = h('select', { id: `filter-${name}`, onchange: () => go(address({ ...wanted, [name]: element.value, page: 1 })) },
      h('option', { value: '' }, t('all')), all.map((value) => h('option', { value }, name === 'parcours' ? `${value} · ${named(value)}` : named(value))));
    element.value = wanted[name];
    return h('label', { class: 'inline' }, `${t(name)} `, element);
  };
  return h('div', { class: 'row filters' }, select('status', statuses), select('parcours', parcours));
}

function rows({ rows: all }) {
  if (all.length === 0) return h('p', { class: 'hint' }, t('none'));
  const cell = (key, ...content) => h('td', { 'data-label': t(key) }, ...content);
  return h('table', { class: 'cards' }, h('thead', {}, h('tr', {}, ['last', 'basket', 'status', 'requested', 'received', 'where', 'actions'].map((key) => h('th', { scope: 'col' }, t(key))))),
    h('tbody', {}, all.map((one) => h('tr', { 'data-number': one.number }, cell('last', h('span', { class: 'when' }, stamp(one.lastAction))), cell('basket', h('strong', {}, one.basket), h('span', { class: 'second' }, `${one.number} · ${one.parcours}`)),
      cell('status', badge(one.status), one.cause ? h('span', { class: 'second' }, named(one.cause)) : null), cell('requested', sum(one.requested)), cell('received', sum(one.received)),
      cell('where', `${one.point}`, h('span', { class: 'second' }, one.customer || '–')), h('td', {}, happenings(one))))));
}

const sum = (cents) => h('span', { class: 'when' }, cents ? euros(cents) : '-');

// Whether it may happen is the service's to say: it answers in words when it may not.
function happenings({ number, basket }) {
  const about = h('span', { class: 'visually-hidden' }, ` : ${basket || number}`);
  const act = (verb, words) => async () => went(await order(`/sandbox/operations/${encodeURIComponent(number)}/${verb}`), words);
  return h('div', { class: 'pair' }, h('button', { type: 'button', class: 'small', onclick: act('issuer-rejects', t('rejected', { number })) }, t('rejects'), about),
    h('button', { type: 'button', class: 'small', onclick: act('resume-notifications', t('resumed', { number })) }, t('resume'), about.cloneNode(true)));
}

function pages({ total, page, size: each }, wanted) {
  const last = Math.max(1, Math.ceil(total / each));
  const link = (key, to, there) => (there ? h('a', { class: 'button', href: `#${address({ ...wanted, page: to })}` }, t(key)) : null);
  return h('div', { class: 'row pages' }, link('previous', page - 1, page > 1), h('span', {}, t(total === 1 ? 'one' : 'page', { n: page, m: last, total })), link('next', page + 1, page < last));
}
