// Every call on the wire as it comes, newest first: filtered by door and status, held still, opened one by one.
import { announce, h, put } from '../shared/dom.js';
import { moment } from '../shared/format.js';
import { words } from '../shared/words.js';
import { doorName } from './facts.js';
import { draft, keyed, look, openBeside, type, typed, watch } from './room.js';

const t = words({
  fr: { title: 'Appels', intro: 'Les 500 derniers appels, sans les mots de passe, codes, jetons ni clés. Ceux de cette salle n’y sont pas.', door: 'Porte', status: 'Réponse', all: 'Tous', ok: '2xx : accepté', refused: '4xx : refusé', broken: '5xx ou perdu',
    search: 'Chemin ou code', pause: 'Suspendre', resume: 'Reprendre', paused: 'Suspendu : {n} appels attendent.', none: 'Aucun appel ici pour l’instant.', pick: 'Choisissez un appel pour voir la demande et la réponse.', request: 'Demande', response: 'Réponse',
    at: 'Heure du service', took: 'Durée', rule: 'Règle', code: 'Code', id: 'Nom dans l’API', empty: '(vide)', gone: 'Cet appel n’est plus gardé.', fresh: 'Nouvel appel : {call}', list: 'Appels', lost: 'perdu' },
  en: { title: 'Calls', intro: 'The last 500 calls, without passwords, PINs, tokens or keys. Those of this room are not among them.', door: 'Door', status: 'Answer', all: 'All', ok: '2xx: accepted', refused: '4xx: refused', broken: '5xx or lost',
    search: 'Path or code', pause: 'Pause', resume: 'Go on', paused: 'Paused: {n} calls wait.', none: 'No call here so far.', pick: 'Choose a call to see request and response.', request: 'Request', response: 'Response',
    at: 'Service time', took: 'Took', rule: 'Rule', code: 'Code', id: 'Name in the API', empty: '(empty)', gone: 'This call is no longer kept.', fresh: 'New call: {call}', list: 'Calls', lost: 'lost' },
});

const kept = 500;
let calls = [], last = 0;  // Oldest first, across screens: coming back shows what was there. Without their bodies,
let whole = null;  // but for the one that is opened.

export function drawCalls(main, { path, signal }) {
  const list = h('ol', { class: 'picks', id: 'calls', 'aria-label': t('list') }), pane = h('section', { class: 'card pane', id: 'call' });
  const none = h('p', { class: 'hint' }, t('none')), waiting = h('p', { class: 'hint', role: 'status' }), pause = h('button', { type: 'button', id: 'pause', onclick: () => { type('paused', draft.paused ? 0 : last); redraw(); } });
  const redraw = () => {
    const seen = draft.paused ? calls.filter((one) => one.seq <= draft.paused) : calls;
    pause.textContent = t(draft.paused ? 'resume' : 'pause');
    pause.setAttribute('aria-pressed', String(Boolean(draft.paused)));
    waiting.textContent = draft.paused ? t('paused', { n: calls.length - seen.length }) : '';
    const shown = seen.filter(passes).reverse();
    keyed(list, shown, (one) => one.seq, (one) => pick(one, path));
    list.hidden = shown.length === 0;
    none.hidden = shown.length > 0;
    put(pane, ...opened(path));
  };
  main.append(h('h1', { tabindex: -1 }, t('title')), h('p', {}, t('intro')), h('div', { class: 'row filters' }, filters(redraw), pause, waiting),
    h('div', { class: 'halves' }, h('div', {}, list, none), pane));
  redraw();
  let isOpen = false;
  watch(1000, async () => {
    if (await fetchCalls(signal)) {
      await fetchWhole(path, signal);
      redraw();
    }
    if (!isOpen) openBeside(list, pane, path);
    isOpen = true;
  }, signal);
}

async function fetchCalls(signal) {
  const answer = await look(`/sandbox/calls?after=${last}&bodies=false`, signal);
  if (!answer.ok) return false;
  if (answer.body.last < last) { calls = []; last = 0; whole = null; return fetchCalls(signal); }  // The service began anew.
  const fresh = answer.body.calls.filter((one) => one.seq > last);  // Two looks at once tell the same twice.
  if (last > 0 && fresh.length > 0 && !draft.paused) announce(t('fresh', { call: `${fresh.at(-1).method} ${fresh.at(-1).path} ${fresh.at(-1).status}` }));
  calls = [...calls, ...fresh].slice(-kept);
  last = answer.body.last;
  return true;
}

async function fetchWhole(path, signal) {
  const one = opens(path);
  if (!one || whole?.seq === one.seq) return;
  const answer = await look(`/sandbox/calls?after=${one.seq - 1}&limit=1`, signal);
  if (answer.ok) whole = answer.body.calls.find((call) => call.seq === one.seq) ?? null;
}

const opens = (path) => calls.find((call) => String(call.seq) === path);
const isBroken = (one) => one.status === 0 || one.status >= 500;
const groups = { ok: (one) => one.status >= 200 && one.status < 400, refused: (one) => one.status >= 400 && one.status < 500, broken: isBroken };

function passes(one) {
  const text = (draft.callText ?? '').trim().toLowerCase();
  return (!draft.callDoor || one.door === draft.callDoor) && (!draft.callStatus || groups[draft.callStatus](one))
    && (!text || `${one.method} ${one.path} ${one.code} ${one.rule} ${one.id}`.toLowerCase().includes(text));
}

function filters(redraw) {
  const select = (name, label, all) => h('label', { class: 'inline' }, `${label} `, typed(name, { tag: 'select', id: name, heard: redraw }, h('option', { value: '' }, t('all')),
    all.map(([value, text]) => h('option', { value }, text))));
  return [select('callDoor', t('door'), ['pos', 'espace', 'customer', 'open'].map((door) => [door, doorName(door)])),
    select('callStatus', t('status'), ['ok', 'refused', 'broken'].map((group) => [group, t(group)])),
    h('label', { class: 'inline' }, `${t('search')} `, typed('callText', { type: 'search', id: 'callText', heard: redraw }))];
}

const statusMark = (one) => h('span', { class: `code ${isBroken(one) ? 'broken' : one.status >= 400 ? 'refused' : 'ok'}` }, one.status || t('lost'));

function pick(one, path) {
  return h('li', {}, h('a', { href: `#/appels/${one.seq}`, 'aria-current': String(one.seq) === path ? 'true' : null }, statusMark(one), h('strong', {}, one.method), ` ${one.path}`,
    h('span', { class: 'second' }, `${doorName(one.door)} · ${moment(one.at)}${one.code ? ` · ${one.code}` : ''}`)));
}

function opened(path) {
  if (!path) return [h('p', { class: 'hint' }, t('pick'))];
  const one = opens(path), bodies = whole?.seq === one?.seq ? whole : null;
  if (!one) return [h('p', { class: 'hint' }, t('gone'))];
  const fact = (key, value) => (value ? [h('dt', {}, t(key)), h('dd', {}, value)] : null);
  return [h('h2', {}, statusMark(one), ` ${one.method} ${one.path}${one.query ? `?${one.query}` : ''}`),
    h('dl', { class: 'facts' }, fact('door', doorName(one.door)), fact('at', moment(one.at)), fact('took', `${(one.micros / 1000).toFixed(1).replace('.', ',')} ms`), fact('id', one.id), fact('code', one.code), fact('rule', one.rule)),
    bodies ? [body('request', bodies.request), body('response', bodies.response)] : null];
}

function body(key, text) {
  return [h('h3', {}, t(key)), h('pre', { tabindex: 0, role: 'region', 'aria-label': t(key) }, pretty(text) || t('empty'))];
}

function pretty(text) {
  try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
}
