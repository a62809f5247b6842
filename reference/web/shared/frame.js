// What every page has around its screens: the ribbon that says this is a sandbox, the service's clock, the language, and
// the screens themselves, one a path after "#": a reload comes back to the same one.
import { find, h, put, announce } from './dom.js';
import { get } from './call.js';
import { every } from './live.js';
import { language, speak, speaks, words } from './words.js';
import { moment } from './format.js';

const t = words({
  fr: { sandbox: 'Bac à sable : aucun argent réel', skip: 'Aller au contenu', clock: 'Heure du service',
    silent: 'Le service ne répond pas. Nouvel essai…', back: 'Le service répond de nouveau.', other: 'English' },
  en: { sandbox: 'Sandbox: no real money', skip: 'Skip to content', clock: 'Service time',
    silent: 'The service does not answer. Trying again…', back: 'The service answers again.', other: 'Français' },
});

const tick = 2000;
let shown = null;  // The screen: { abort }

// screens: { '/operations': { title: () => '…', draw: async (main, { path, query, signal }) => … }, … }: the longest that
// fits is meant, what follows it is `path`. `first`: where an empty hash leads. nav: () => elements beside the brand.
// `home` names the page. Everything is drawn again when the language changes.
export function frame({ home, nav = () => [], screens, first }) {
  find('main').dataset.screens = Object.keys(screens).join(' ');  // For whoever walks through all of them.
  const draw = () => { drawFrame(home, nav); drawScreen(screens, first, false); };
  addEventListener('hashchange', () => { refreshNav(nav); drawScreen(screens, first, true); });
  speaks(draw);
  draw();
  every(tick, watchClock, new AbortController().signal);
}

// Goes to a screen, or draws it anew when it is there already. `replace`: in the place of this one, so that "back" passes over it.
export function go(path, { replace = false } = {}) {
  if (location.hash === `#${path}`) dispatchEvent(new HashChangeEvent('hashchange'));
  else if (replace) location.replace(`#${path}`);
  else location.hash = path;
}

function drawFrame(home, nav) {
  const other = language() === 'fr' ? 'en' : 'fr';
  find('#top').replaceChildren(
    h('a', { class: 'skip', href: '#main', onclick: (event) => { event.preventDefault(); find('main').focus(); } }, t('skip')),
    h('p', { class: 'ribbon' }, h('span', {}, t('sandbox')), h('span', { id: 'clock', title: t('clock') }),
      h('button', { class: 'plain', id: 'language', lang: other, onclick: () => speak(other) }, t('other'))),
    h('div', { class: 'brand' }, h('a', { href: '/' }, 'Parcours'), h('span', {}, home())),
    h('nav', { id: 'nav', 'aria-label': home() }));
  refreshNav(nav);
  watchClock();
}

export function refreshNav(nav) {
  put(find('#nav'), nav());
}

function drawScreen(screens, first, moved) {
  shown?.abort();
  shown = new AbortController();
  const [path, query = ''] = (location.hash.slice(1) || first()).split('?');
  const name = Object.keys(screens).filter((one) => path === one || path.startsWith(`${one}/`)).sort((a, b) => b.length - a.length)[0];
  const screen = screens[name] ?? screens[first()];
  const main = find('main');
  document.title = `${screen.title()} · Parcours`;
  main.replaceChildren();
  const rest = readable(path.slice((name ?? '').length + 1));
  const { signal } = shown;
  Promise.resolve(screen.draw(main, { path: rest, query: new URLSearchParams(query), signal })).then(() => {
    if (moved && !signal.aborted) find('h1', main)?.focus();
  }).catch((trouble) => { if (trouble.name !== 'AbortError') throw trouble; });
}

// What a part of an address stands for; one that is cut or mistyped stands for itself.
export function readable(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

let wasSilent = false;
async function watchClock() {
  const [answer, health] = await Promise.all(['/now', '/healthz'].map((path) => get(path, { headers: { 'Parcours-Poll': '1' } })));
  const isSilent = !answer.ok || !health.ok;  // Not there; or there, and the service behind it is down.
  if (isSilent !== wasSilent) {
    wasSilent = isSilent;
    if (wasSilent) announce(t('silent'));
    else if (document.body.classList.contains('silent')) announce(t('back'));
  }
  document.body.classList.toggle('silent', wasSilent);
  const clock = find('#clock');
  if (clock) clock.textContent = wasSilent ? t('silent') : moment(answer.body.now);
}
