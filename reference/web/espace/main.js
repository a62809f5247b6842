// The Espace d'encaissement: its screens, who may see which, and the menu.
import { h } from '../shared/dom.js';
import { frame, refreshNav } from '../shared/frame.js';
import { words } from '../shared/words.js';
import * as collect from './collect.js';
import * as detail from './detail.js';
import * as learn from './learn.js';
import * as logIn from './log_in.js';
import * as operations from './operations.js';
import * as password from './password.js';
import * as point from './point.js';
import * as rights from './rights.js';
import { isSignatory, load, logOut, pointName, redirect, session } from './session.js';

const t = words({
  fr: { home: 'Espace d’encaissement', menu: 'Encaissement', operations: 'Espace d’encaissement', learn: 'En savoir plus', rights: 'Gestion des droits',
    change: 'Changer de point', at: 'Point {point}', out: 'Déconnexion' },
  en: { home: 'Espace d’encaissement', menu: 'Collection', operations: 'Your operations', learn: 'Learn more', rights: 'Rights',
    change: 'Change point', at: 'Point {point}', out: 'Log out' },
});

const first = '/operations';

// A screen for who is logged in, and at a point d'accueil where `atPoint` (ACC-04). Others are led to where they become so;
// the hash says where they wanted to go.
function guarded(screen, { atPoint = true } = {}) {
  return { ...screen, draw: async (main, where) => {
    if (!(await load(where.signal))) return redirect('/connexion');
    refreshNav(nav);
    if (atPoint && !session().point) return redirect('/point');
    return screen.draw(main, where);
  } };
}

// A screen for everybody, with the menu of who is logged in.
function open(screen) {
  return { ...screen, draw: async (main, where) => {
    if (await load(where.signal)) refreshNav(nav);
    return screen.draw(main, where);
  } };
}

function nav() {
  if (!session()) return [];
  const at = location.hash.slice(1).split('?')[0];
  const link = (path, text, ...others) => h('a', { href: `#${path}`,
    'aria-current': [path, ...others].some((one) => at === one || at.startsWith(`${one}/`)) || (at === '' && path === first) ? 'page' : null }, text);
  return [h('span', { class: 'menu' }, t('menu')), link(first, t('operations'), '/operation', '/encaisser'), link('/en-savoir-plus', t('learn')),
    isSignatory() ? link('/droits', t('rights')) : null,
    h('span', { class: 'end where', title: pointName() }, session().point ? t('at', { point: session().point }) : session().login),
    isSignatory() && session().point ? link('/point', t('change')) : null,
    h('button', { class: 'plain', onclick: logOut }, t('out'))].filter(Boolean);
}

frame({ home: () => t('home'), nav, first: () => first, screens: {
  '/connexion': logIn,
  '/mot-de-passe-oublie': password.forgotten,
  '/nouveau-mot-de-passe': password.fresh,
  '/point': guarded(point, { atPoint: false }),
  '/operations': guarded(operations),
  '/operation': guarded(detail),
  '/encaisser': guarded(collect),
  '/droits': guarded(rights, { atPoint: false }),
  '/en-savoir-plus': open(learn),
} });
