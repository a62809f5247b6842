// Whose phone this is, and what the service says of him: his money, his requests, his messages, asked for again and again.
import { add, call, change, get } from '../shared/call.js';
import { every } from '../shared/live.js';
import { go } from '../shared/frame.js';
import { keep, kept } from '../shared/kept.js';

const pause = 1500, requestsAtHand = 20, noticesAtHand = 50;
const quietly = { 'Parcours-Poll': '1' };

let who = kept('phone-who');  // { token, identifier, email }; null: nobody.
let watch = null;
let news = nothing();
const ears = new Set();

add('Authorization', who && `Bearer ${who.token}`);

function nothing() {
  return { known: false, now: null, balance: null, requests: [], total: 0, notices: [], fresh: [] };
}

export const owner = () => who;

// 201: it is his phone from now on. Whatever was answered comes back.
export async function logIn(identifier, pin) {
  const answer = await call('POST', '/customer/api/sessions', { body: { identifier, pin } });
  if (answer.ok) hold(answer.body);
  return answer;
}

export async function logOut() {
  await call('DELETE', '/customer/api/sessions');
  hold(null);
  keep('phone-wanted', null);
  go('/connexion');
}

function hold(session) {
  who = session;
  keep('phone-who', session);
  add('Authorization', session && `Bearer ${session.token}`);
  watch?.abort();
  watch = null;
  news = nothing();
  if (who) start();
}

// A session that has ended (too old, or the service was started again) leads to the log-in, which leads back here.
function checked(answer) {
  if (answer.status === 401 && who) {
    hold(null);
    keep('phone-wanted', location.hash.slice(1));
    keep('phone-ended', true);
    go('/connexion');
  }
  return answer;
}

export const look = async (path, options) => checked(await get(`/customer/api${path}`, { headers: quietly, ...options }));
export const act = async (path, body, key) => checked(await change(`/customer/api${path}`, body, { key }));
export const scan = async (picture, signal) =>
  checked(await call('POST', '/customer/api/scan/photo', { raw: picture, headers: { 'Content-Type': picture.type }, signal }));
export const scanText = async (code, signal) => checked(await call('POST', '/customer/api/scan', { body: { code }, signal }));

// What he scanned: where a scan binds nobody (qr_binds_on = pay), the request is seen and paid by its code. null: it is his now.
const codePlace = (number) => `phone-code-${who?.identifier}-${number}`;
export const holdCode = (number, code) => keep(codePlace(number), code);
export const codeOf = (number) => kept(codePlace(number)) ?? '';

// Tells `ear` what is known, now and whenever it was asked again, until `signal`. fresh: the messages that are new.
export function follow(ear, signal) {
  ears.add(ear);
  signal.addEventListener('abort', () => ears.delete(ear));
  if (who && !watch) start();
  if (news.known) ear({ ...news, fresh: [] });
}

let again = () => {};
function start() {
  watch = new AbortController();
  again = every(pause, ask, watch.signal);
}

// At once: something was done.
export const refresh = () => again();

async function ask(signal) {
  const last = news.notices[0]?.id ?? 0;
  const [now, balance, requests, inbox] = await Promise.all([
    get('/now', { headers: quietly, signal }), look('/balance', { signal }),
    look(`/requests?page=1&size=${requestsAtHand}`, { signal }), look(`/inbox?after=${last}&latest=${noticesAtHand}`, { signal })]);
  if (signal.aborted || ![now, balance, requests, inbox].every((answer) => answer.ok)) return;
  const arrived = inbox.body.notices.reverse();
  news = { known: true, now: now.body.now, balance: balance.body, requests: requests.body.requests, total: requests.body.total,
    notices: [...arrived, ...news.notices].slice(0, noticesAtHand), fresh: news.known ? arrived : [] };
  for (const ear of [...ears]) ear(news);
}

// The messages he has not looked at: those after the last one he saw.
const seenBy = () => `phone-seen-${who?.identifier}`;
export const unseen = () => news.notices.filter((one) => one.id > (kept(seenBy()) ?? 0));
export function seen() {
  if (news.notices.length) keep(seenBy(), news.notices[0].id);
}
