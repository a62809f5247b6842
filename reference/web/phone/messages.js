// What was sent to the customer: pushes and mails, the latest first. And the banner above any screen when one arrives.
import { announce, find, h, put } from '../shared/dom.js';
import { words } from '../shared/words.js';
import { follow, seen, unseen } from './account.js';
import { icon } from './icons.js';
import { stamp } from './parts.js';

const t = words({
  fr: { title: 'Messages', push: 'Notification', mail: 'E-mail', none: 'Aucun message. Les demandes des commerçants arrivent ici.', fresh: 'Nouveau',
    open: 'Voir la demande', close: 'Fermer', banner: 'Nouveau message', to: 'à {to}' },
  en: { title: 'Messages', push: 'Notification', mail: 'E-mail', none: 'No message. Merchants’ requests arrive here.', fresh: 'New',
    open: 'See the request', close: 'Close', banner: 'New message', to: 'to {to}' },
});

export const title = () => t('title');

// The service writes them in French, whatever the language of the page.
export function message(notice, isNew = false) {
  return h('li', {}, h('a', { class: 'message', href: `#/demande/${notice.operation}` }, icon(notice.channel),
    h('span', { class: 'kind' }, t(notice.channel), isNew === true ? [' ', h('span', { class: 'badge fresh' }, t('fresh'))] : null),
    h('span', { class: 'when' }, stamp(notice.at)),
    notice.channel === 'mail' ? h('span', { class: 'to' }, t('to', { to: notice.to })) : null,
    h('span', { class: 'text', lang: 'fr' }, h('strong', {}, notice.subject), h('br'), notice.body)));
}

export async function draw(main, { signal }) {
  const place = h('div', {});
  main.append(h('h1', { tabindex: -1 }, t('title')), place);
  const fresh = new Set();
  follow(({ notices }) => {
    for (const one of unseen()) fresh.add(one.id);
    seen();
    put(place, notices.length ? h('ul', { class: 'messages' }, notices.map((one) => message(one, fresh.has(one.id)))) : h('p', { class: 'card' }, t('none')));
  }, signal);
}

// Shows the latest message above the screen, hiding nothing of it, until it is looked at, closed, or the screen changes.
export function banner(notice) {
  dismiss();
  announce(`${t('banner')} : ${notice.subject}. ${notice.body}`);
  find('main').before(h('aside', { id: 'banner', 'aria-label': t('banner') }, icon(notice.channel),
    h('p', { lang: 'fr' }, h('strong', {}, notice.subject), h('br'), notice.body),
    h('a', { class: 'button', href: `#/demande/${notice.operation}` }, t('open')),
    h('button', { onclick: dismiss }, t('close'))));
}

export function dismiss() {
  document.getElementById('banner')?.remove();
}
