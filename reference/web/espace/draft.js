// What was typed and not yet sent: it outlives a change of language, a refusal and a reload, in this window alone.
//   const typed = draft('log-in', { login: '' });   typed.login = '708900';   forget('log-in');
const drafts = new Map();
const placeOf = (name) => `parcours-espace-${name}`;

export function draft(name, empty) {
  if (!drafts.has(name)) {
    const held = { ...empty, ...read(name) };
    drafts.set(name, new Proxy(held, { set(values, key, value) {
      values[key] = value;
      keep(name, values);
      return true;
    } }));
  }
  return drafts.get(name);
}

export function forget(name) {
  drafts.delete(name);
  try { sessionStorage.removeItem(placeOf(name)); } catch { /* Nothing was kept. */ }
}

function read(name) {
  try { return JSON.parse(sessionStorage.getItem(placeOf(name))) ?? {}; } catch { return {}; }
}

function keep(name, values) {
  try { sessionStorage.setItem(placeOf(name), JSON.stringify(values)); } catch { /* Until the page is left, then. */ }
}
