// What was typed and not yet sent: it outlives a change of language, a refusal and a reload, in this window alone.
//   const typed = draft('log-in', { login: '' });   typed.login = '708900';   forget('log-in');
import { keep, kept } from '../shared/kept.js';

const drafts = new Map();
const placeOf = (name) => `espace-${name}`;

export function draft(name, empty) {
  if (!drafts.has(name)) {
    const held = { ...empty, ...kept(placeOf(name)) };
    drafts.set(name, new Proxy(held, { set(values, key, value) {
      values[key] = value;
      keep(placeOf(name), values);
      return true;
    } }));
  }
  return drafts.get(name);
}

export function forget(name) {
  drafts.delete(name);
  keep(placeOf(name), null);
}
