// Who is logged in here and at which point d'accueil, as the service knows it. The browser keeps a cookie it cannot read.
import { add, call, change, get } from '../shared/call.js';
import { go } from '../shared/frame.js';

let held = null;  // { kind, login, point, points, csrf }; null: nobody, or not asked yet.

export const session = () => held;
export const isSignatory = () => held?.kind === 'signatory';
export const pointName = (code = held?.point) => held?.points.find((one) => one.code === code)?.name ?? '';

function hold(body) {
  held = body;
  add('X-CSRF-Token', body?.csrf);
}

// As hold(), where the session has become another: the other windows of this browser share its cookie and ask again.
const changed = 'parcours-espace-session';
export function become(body) {
  hold(body);
  try { localStorage.setItem(changed, `${Date.now()} ${Math.random()}`); } catch { /* They find out by a refusal. */ }
}

addEventListener('storage', ({ key }) => {
  if (key !== changed) return;
  hold(null);
  go(location.hash.slice(1));
});

// Asks the service, where this page does not know yet. False: nobody is logged in.
export async function load(signal) {
  if (held) return true;
  const answer = await get('/espace/api/session', { signal });
  if (answer.ok) hold(answer.body);
  return answer.ok;
}

// A look or a change of the Espace API. A session that has ended leads to the log-in, which says so and leads back here.
export async function look(path, options = {}) {
  return kept(await get(`/espace/api${path}`, options));
}
export async function act(path, body = {}, options = {}) {
  return kept(await change(`/espace/api${path}`, body, options));
}

function kept(answer) {
  if (answer.status === 401 && held) {
    hold(null);
    redirect('/connexion', '&fin=1');
  }
  return answer;
}

// To a screen that one has to pass first; it leads back to where one is. "Back" does not lead into it again.
export function redirect(path, more = '') {
  const here = location.hash.slice(1);
  go(`${path}?to=${encodeURIComponent(here)}${more}`, { replace: true });
}

// Where such a screen leads: to where one wanted to go, or to the list.
export function goOn(query) {
  const wanted = query.get('to') ?? '';
  go(wanted.startsWith('/') ? wanted : '/operations', { replace: true });
}

export async function logOut() {
  await call('POST', '/espace/api/log-out', { body: {} });
  become(null);
  go('/connexion');
}
