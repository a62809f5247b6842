// What this phone remembers through a reload: of this window alone, so that each window is a phone of its own.
export function kept(name) {
  try { return JSON.parse(sessionStorage.getItem(`parcours-phone-${name}`)); } catch { return null; }
}

export function keep(name, value) {
  try {
    if (value === null) sessionStorage.removeItem(`parcours-phone-${name}`);
    else sessionStorage.setItem(`parcours-phone-${name}`, JSON.stringify(value));
  } catch { /* A browser that keeps nothing: until it is reloaded. */ }
}
