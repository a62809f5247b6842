// Everything at a glance: what falls due, how many operations are where, the last mails and calls, and the ways out.
import { h, put } from '../shared/dom.js';
import { moment, stamp } from '../shared/format.js';
import { words } from '../shared/words.js';
import { badge, distance, doorName, named, parcours, statuses } from './facts.js';
import { look, watch } from './room.js';

const t = words({
  fr: { title: 'Vue d’ensemble', intro: 'Ouvrez le commerçant et le client dans d’autres fenêtres ; faites passer le temps d’ici.',
    espace: 'Ouvrir l’Espace d’encaissement', phone: 'Ouvrir un téléphone', docs: 'Interfaces (API)', window: 'nouvelle fenêtre',
    due: 'Prochaines échéances', operations: 'Opérations', mail: 'Derniers messages', calls: 'Derniers appels', all: 'Tout voir', nothingDue: 'Rien n’est prévu.',
    noMail: 'Personne n’a encore rien reçu.', noCalls: 'Aucun appel pour l’instant.', status: 'Statut', total: 'Total' },
  en: { title: 'Overview', intro: 'Open the merchant and the customer in other windows; move time from here.',
    espace: 'Open the Espace d’encaissement', phone: 'Open a phone', docs: 'Interfaces (API)', window: 'new window',
    due: 'Next deadlines', operations: 'Operations', mail: 'Last messages', calls: 'Last calls', all: 'See all', nothingDue: 'Nothing is due.',
    noMail: 'Nobody has received anything yet.', noCalls: 'No call so far.', status: 'Status', total: 'Total' },
});

const shown = 5;

export function drawOverview(main, { signal }) {
  const card = (key, path) => {
    const body = h('div', {});
    const box = h('section', { class: 'card', 'aria-labelledby': `h-${key}` },
      h('div', { class: 'head' }, h('h2', { id: `h-${key}` }, t(key)),
        h('a', { href: `#${path}` }, t('all'), h('span', { class: 'visually-hidden' }, ` : ${t(key)}`))), body);
    return { box, body };
  };
  const due = card('due', '/heure'), operations = card('operations', '/operations'), mail = card('mail', '/courrier'), calls = card('calls', '/appels');
  main.append(h('h1', { tabindex: -1 }, t('title')), h('p', {}, t('intro')), ways(),
    h('div', { class: 'tiles' }, operations.box, due.box, mail.box, calls.box));
  watch(1500, async () => {
    const [deadlines, counts, notices, wire] = await Promise.all([look(`/sandbox/deadlines?size=${shown}`, signal),
      look('/sandbox/operations?size=1', signal), look('/sandbox/notices', signal), look('/sandbox/calls?bodies=false', signal)]);
    if (deadlines.ok) put(due.body, dueList(deadlines.body));
    if (counts.ok) put(operations.body, countTable(counts.body.counts));
    if (notices.ok) put(mail.body, mailList(notices.body.notices));
    if (wire.ok) put(calls.body, callList(wire.body.calls));
  }, signal);
}

function ways() {
  const out = (href, text, as = '') => h('a', { class: `button ${as}`, href, target: '_blank', rel: 'noopener' }, text,
    h('span', { class: 'visually-hidden' }, ` (${t('window')})`), h('span', { 'aria-hidden': 'true' }, ' ↗'));
  return h('p', { class: 'ways' }, out('/espace', t('espace'), 'main'), out('/telephone', t('phone'), 'main'), out('/docs', t('docs')));
}

function dueList({ now, deadlines }) {
  if (deadlines.length === 0) return h('p', { class: 'hint' }, t('nothingDue'));
  return h('ul', { class: 'lines' }, deadlines.map((one) => h('li', {}, h('strong', {}, moment(one.at)), ` · ${distance(now, one.at)}`,
    h('span', { class: 'second' }, `${one.basket || one.number} (${one.parcours}) · ${named(one.what)}`))));
}

export function countTable(counts) {
  const of = (status) => parcours.map((one) => counts[one]?.[status] ?? 0);
  return h('table', { class: 'counts' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('status')), parcours.map((one) => h('th', { scope: 'col', class: 'number' },
      h('abbr', { title: named(one) }, one))), h('th', { scope: 'col', class: 'number' }, t('total')))),
    h('tbody', {}, statuses.map((status) => h('tr', {}, h('th', { scope: 'row' }, badge(status)), of(status).map((n) => h('td', { class: 'number' }, n)),
      h('td', { class: 'number' }, h('strong', {}, of(status).reduce((sum, n) => sum + n, 0)))))));
}

function mailList(notices) {
  const last = notices.filter((one) => one.channel !== 'api').slice(-shown).reverse();
  if (last.length === 0) return h('p', { class: 'hint' }, t('noMail'));
  return h('ul', { class: 'lines' }, last.map((one) => h('li', {}, h('a', { href: `#/courrier/${one.id}`, lang: 'fr' }, one.subject), ` · ${stamp(one.at)}`,
    h('span', { class: 'second' }, `${named(one.channel)} · ${one.to}`))));
}

function callList(calls) {
  const last = calls.slice(-shown).reverse();
  if (last.length === 0) return h('p', { class: 'hint' }, t('noCalls'));
  return h('ul', { class: 'lines' }, last.map((one) => h('li', {}, h('a', { href: `#/appels/${one.seq}` }, `${one.method} ${one.path}`), ` · ${one.status}`,
    h('span', { class: 'second' }, `${doorName(one.door)} · ${moment(one.at)}`))));
}
