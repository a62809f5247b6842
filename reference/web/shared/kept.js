// What a window remembers through a reload, for itself alone: each window is a till, a phone or a control room of its own.
// Values are any JSON; a browser that keeps nothing remembers until the page is left.
const nameOf = (name) => `parcours-${name}`;

export function kept(name) {
  try { return JSON.parse(sessionStorage.getItem(nameOf(name))); } catch { return null; }
}

// null: forgotten.
export function keep(name, value) {
  try {
    if (value === null) sessionStorage.removeItem(nameOf(name));
    else sessionStorage.setItem(nameOf(name), JSON.stringify(value));
  } catch { /* Until the page is left, then. */ }
}
