// The Espace d'encaissement: its screens, who may see which, and the menu.
import { h } from '../shared/dom.js';
import { frame, go } from '../shared/frame.js';
import { words } from '../shared/words.js';
import { load, logOut, session } from './session.js';
import * as collect from './collect.js';
import * as logIn from './log_in.js';
import * as operations from './operations.js';

const t = words({
  fr: { home: 'Espace d’encaissement', operations: 'Espace d’encaissement', out: 'Déconnexion' },
  en: { home: 'Espace d’encaissement', operations: 'Collections', out: 'Log out' },
});

// A screen for who is logged in, and at a point d'accueil where `atPoint` (ACC-04). Others are led to where they become so;
// the hash says where they wanted to go.
function guarded(screen, { atPoint = true } = {}) {
  return { ...screen, draw: async (main, where) => {
    if (!(await load(where.signal))) return go('/connexion');
    if (atPoint && !session().point) return go('/point');
    return screen.draw(main, where);
  } };
}

function nav() {
  if (!session()) return [];
  const link = (path, text) => h('a', { href: `#${path}`, 'aria-current': location.hash.startsWith(`#${path}`) ? 'page' : null }, text);
  return [link('/operations', t('operations')), h('button', { class: 'plain end', onclick: logOut }, t('out'))];
}

frame({ home: () => t('home'), nav, first: () => '/operations', screens: {
  '/connexion': logIn,
  '/operations': guarded(operations),
  '/encaisser': guarded(collect),
} });
