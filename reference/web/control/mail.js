// Everybody's mail, pushes and notifications to tills; one is read beside the list. What comes is told.
import { announce, h, put, s } from '../shared/dom.js';
import { moment, stamp } from '../shared/format.js';
import { words } from '../shared/words.js';
import { named } from './facts.js';
import { draft, keyed, look, openBeside, typed, watch } from './room.js';

const t = words({
  fr: { title: 'Courrier', intro: 'Tout ce que le service a envoyé : e-mails, notifications de téléphones, notifications à la caisse.', to: 'Destinataire', all: 'Tous',
    channel: 'Envoi', list: 'Messages', none: 'Aucun message ici pour l’instant.', pick: 'Choisissez un message pour le lire.', at: 'Envoyé le', operation: 'Opération',
    link: 'Ouvrir le lien : choisir un nouveau mot de passe', again: 'nouvelle fenêtre', fresh: 'Nouveau message pour {to} : {subject}',
    gone: 'Ce message n’existe plus : tout a recommencé depuis.', state: 'État {state} annoncé à la caisse' },
  en: { title: 'Mail', intro: 'All the service has sent: mails, pushes to phones, notifications to the till.', to: 'To', all: 'All',
    channel: 'Sent as', list: 'Messages', none: 'No message here so far.', pick: 'Choose a message to read it.', at: 'Sent on', operation: 'Operation',
    link: 'Open the link: choose a new password', again: 'new window', fresh: 'New message for {to}: {subject}',
    gone: 'This message is gone: everything began anew since.', state: 'State {state} told to the till' },
});

export function drawMail(main, { path, signal }) {
  const list = h('ol', { class: 'picks', id: 'mails', 'aria-label': t('list') }), pane = h('section', { class: 'card pane', id: 'reading' });
  const filters = h('div', { class: 'row filters' });
  let notices = [], last = null;
  const redraw = () => {
    put(filters, addressFilter(notices, redraw), channelFilter(redraw));
    keyed(list, shownOf(notices), (one) => one.id, (one) => pick(one, path));
    list.hidden = list.childElementCount === 0;
    none.hidden = !list.hidden;
    put(pane, ...reading(notices, path));
  };
  const none = h('p', { class: 'hint', hidden: true }, t('none'));
  main.append(h('h1', { tabindex: -1 }, t('title')), h('p', {}, t('intro')), filters, h('div', { class: 'halves' }, h('div', {}, list, none), pane));
  watch(1500, async () => {
    const answer = await look('/sandbox/notices', signal);
    if (!answer.ok) return;
    notices = answer.body.notices;
    const newest = notices.at(-1);
    if (last !== null && newest && newest.id > last) announce(t('fresh', { to: newest.to, subject: subject(newest) }));
    const isFirst = last === null;
    last = newest?.id ?? 0;
    redraw();
    if (isFirst) openBeside(list, pane, path);
  }, signal);
}

const subject = (one) => (one.channel === 'api' ? t('state', { state: one.body }) : one.subject);

function shownOf(notices) {
  return notices.filter((one) => (!draft.mailTo || one.to === draft.mailTo) && (!draft.mailChannel || one.channel === draft.mailChannel)).reverse();
}

function addressFilter(notices, redraw) {
  const all = [...new Set([...notices.map((one) => one.to), ...(draft.mailTo ? [draft.mailTo] : [])])].sort();
  return h('label', { class: 'inline' }, `${t('to')} `, typed('mailTo', { tag: 'select', id: 'mail-to', heard: redraw },
    h('option', { value: '' }, t('all')), all.map((to) => h('option', { value: to }, to))));
}

function channelFilter(redraw) {
  return h('label', { class: 'inline' }, `${t('channel')} `, typed('mailChannel', { tag: 'select', id: 'mail-channel', heard: redraw },
    h('option', { value: '' }, t('all')), ['mail', 'push', 'api'].map((channel) => h('option', { value: channel }, named(channel)))));
}

// Drawn where not every machine has a letter for it.
const icons = { mail: () => '✉', api: () => '⇄',
  push: () => s('svg', { viewBox: '0 0 16 16' }, s('rect', { x: 4, y: 1, width: 8, height: 14, rx: 2 }), s('path', { d: 'M7 12.5h2' })) };
// The service writes its letters in French; what is told to tills is told in the reader's language.
const lang = (one) => (one.channel === 'api' ? null : 'fr');

function pick(one, path) {
  return h('li', {}, h('a', { href: `#/courrier/${one.id}`, 'aria-current': String(one.id) === path ? 'true' : null },
    h('span', { class: 'icon', 'aria-hidden': 'true' }, icons[one.channel]()), h('strong', { lang: lang(one) }, subject(one)),
    h('span', { class: 'second' }, `${named(one.channel)} · ${one.to} · ${stamp(one.at)}`)));
}

function reading(notices, path) {
  if (!path) return [h('p', { class: 'hint' }, t('pick'))];
  const one = notices.find((notice) => String(notice.id) === path);
  if (!one) return [h('p', { class: 'hint' }, t('gone'))];
  return [h('h2', { lang: lang(one) }, subject(one)),
    h('dl', { class: 'facts' }, h('dt', {}, t('to')), h('dd', {}, one.to), h('dt', {}, t('channel')), h('dd', {}, named(one.channel)),
      h('dt', {}, t('at')), h('dd', {}, moment(one.at)),
      one.operation ? [h('dt', {}, t('operation')), h('dd', {}, one.operation)] : null),
    h('p', { class: 'letter', lang: lang(one) }, one.body), one.token ? recovery(one.token) : null];
}

// The link of a forgotten password, as the person would follow it.
function recovery(token) {
  return h('p', {}, h('a', { class: 'button main', id: 'recovery', href: `/espace#/nouveau-mot-de-passe/${encodeURIComponent(token)}`, target: '_blank', rel: 'noopener' },
    t('link'), h('span', { class: 'visually-hidden' }, ` (${t('again')})`), h('span', { 'aria-hidden': 'true' }, ' ↗')));
}
