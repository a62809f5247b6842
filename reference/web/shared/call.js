// Calls to the service. What comes back is always a value: { status, body } with the body as JSON, or { lost: true } when
// nobody knows what became of it.

// Headers a page adds to each of its calls: the session's token, a bearer, control's token.
const added = {};
export function add(name, value) {
  if (value) added[name] = value;
  else delete added[name];
}

// One action, one key: the same key again after a lost answer has one effect (REP-01).
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function call(method, path, { body, headers = {}, signal, raw } = {}) {
  const sent = { ...added, ...headers };
  if (body !== undefined) sent['Content-Type'] = 'application/json';
  try {
    const response = await fetch(path, { method, signal, cache: 'no-store', headers: sent,
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)) });
    const text = await response.text();
    return { status: response.status, ok: response.ok, body: read(text), headers: response.headers };
  } catch (trouble) {
    if (trouble.name === 'AbortError') throw trouble;
    return { lost: true, ok: false, status: 0, body: null };
  }
}

function read(text) {
  try { return JSON.parse(text); } catch { return text; }
}

export const get = (path, options) => call('GET', path, options);

// A change, with a key: a lost answer is asked for again, twice, before it is given up. The effect is one.
export async function change(path, body = {}, options = {}) {
  const headers = { 'Idempotency-Key': options.key ?? newKey(), ...options.headers };
  let answer;
  for (let tries = 0; tries < 3; ++tries) {
    answer = await call('POST', path, { ...options, body, headers });
    if (!answer.lost) break;
    await new Promise((resolve) => setTimeout(resolve, 400 * (tries + 1)));
  }
  return answer;
}
