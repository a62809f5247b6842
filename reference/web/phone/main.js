// The customer's phone: its screens, who may see them, the tab bar, and the banner of new messages.
import { h } from '../shared/dom.js';
import { frame, go, refreshNav } from '../shared/frame.js';
import { words } from '../shared/words.js';
import { follow, owner, unseen } from './account.js';
import { icon } from './icons.js';
import { keep } from '../shared/kept.js';
import { banner, dismiss } from './messages.js';
import * as history from './history.js';
import * as home from './home.js';
import * as logIn from './log_in.js';
import * as messages from './messages.js';
import * as request from './request.js';
import * as scan from './scan.js';

const t = words({
  fr: { home: 'Téléphone du client', start: 'Accueil', scan: 'Scanner', requests: 'Demandes', messages: 'Messages', fresh: 'non lus : {count}' },
  en: { home: 'The customer’s phone', start: 'Home', scan: 'Scan', requests: 'Requests', messages: 'Messages', fresh: 'unread: {count}' },
});

// A screen for whose phone it is. Anybody else logs in first and comes back here.
function guarded(screen) {
  return { ...screen, draw: (main, where) => {
    if (owner()) return screen.draw(main, where);
    keep('phone-wanted', location.hash.slice(1) || '/');
    return go('/connexion');
  } };
}

function nav() {
  if (!owner()) return [];
  const here = location.hash.slice(1) || '/';
  const tab = (path, name, text, extra = null) =>
    h('a', { href: `#${path}`, 'aria-current': (path === '/' ? here === '/' : here.startsWith(path)) ? 'page' : null }, icon(name), h('span', {}, text), extra);
  const fresh = unseen().length;
  return [tab('/', 'home', t('start')), tab('/scanner', 'scan', t('scan')), tab('/demandes', 'list', t('requests')),
    tab('/messages', 'push', t('messages'), fresh ? h('span', { class: 'count' }, String(fresh), h('span', { class: 'visually-hidden' }, ` ${t('fresh', { count: fresh })}`)) : null)];
}

frame({ home: () => t('home'), nav, first: () => '/', screens: {
  '/connexion': logIn, '/': guarded(home), '/scanner': guarded(scan), '/demandes': guarded(history), '/demande': guarded(request), '/messages': guarded(messages),
} });

let follows = false;
function listen() {
  dismiss();
  if (!owner() || follows) return;
  follows = true;
  follow(({ fresh }) => {
    refreshNav(nav);
    const told = fresh.find((one) => location.hash !== `#/demande/${one.operation}`);  // What is looked at needs no telling.
    if (told && !location.hash.startsWith('#/messages')) banner(told);
  }, new AbortController().signal);
}
addEventListener('hashchange', listen);
listen();
