// Who is logged in here and at which point d'accueil, as the service knows it. The browser keeps a cookie it cannot read.
import { add, call, change, get } from '../shared/call.js';
import { go } from '../shared/frame.js';

let held = null;  // { kind, login, point, points, csrf }; null: nobody.

export const session = () => held;
export const pointName = () => held?.points.find((one) => one.code === held.point)?.name ?? '';

export function hold(body) {
  held = body;
  add('X-CSRF-Token', body?.csrf);
}

// Asks the service, where this page does not know yet. False: nobody is logged in.
export async function load(signal) {
  if (held) return true;
  const answer = await get('/espace/api/session', { signal });
  if (answer.ok) hold(answer.body);
  return answer.ok;
}

// A look or a change of the Espace API. A session that has ended leads to the log-in, which leads back here.
export async function look(path, options = {}) {
  return kept(await get(`/espace/api${path}`, options));
}
export async function act(path, body = {}, options = {}) {
  return kept(await change(`/espace/api${path}`, body, options));
}

function kept(answer) {
  if (answer.status === 401 && held) {
    hold(null);
    go('/connexion');
  }
  return answer;
}

export async function logOut() {
  await call('POST', '/espace/api/log-out', { body: {} });
  hold(null);
  go('/connexion');
}
