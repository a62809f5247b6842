// Elements from JavaScript, without markup in texts: what somebody typed is always text.

// h('button', { class: 'main', disabled: false, onclick: f }, 'Valider'). Null and false are left out; arrays are flattened.
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false));
  return element;
}

// An element of SVG.
export function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false));
  return element;
}

export const find = (selector, within = document) => within.querySelector(selector);

// Changes only what is different, so that a list which is refreshed keeps its focus (by its id,
// its address, or its place) and a screen reader where it reads.
export function put(element, ...children) {
  const wanted = h('div', {}, ...children);
  if (wanted.innerHTML === element.innerHTML) return;
  const reached = () => [...element.querySelectorAll('a, button, input, select, textarea, summary')];
  const active = element.contains(document.activeElement) ? document.activeElement : null;
  const place = reached().indexOf(active), name = nameOf(active);
  element.replaceChildren(...wanted.childNodes);
  if (name) find(name, element)?.focus();
  else if (active) reached()[place]?.focus();
}

// What an element is known by when it is drawn again: its id or its address; null: its place alone.
function nameOf(element) {
  const href = element?.getAttribute('href');
  return element?.id ? `#${CSS.escape(element.id)}` : href ? `a[href="${CSS.escape(href)}"]` : null;
}

// Tells a screen reader what changed by itself.
export function announce(text) {
  find('#announcements').textContent = text;
}

// A labelled field: the label, the input, what is wrong with it, said to screen readers as such, until it is typed anew.
//   field({ id: 'amount', label: 'Montant', required: true, input: h('input', {…}), hint: '…' })
// `wrong(element, text)` shows what is wrong, or takes it away.
export function field({ id, label, input, required = false, hint = null }) {
  input.id = id;
  if (!input.name) input.name = id;
  const described = [hint ? `${id}-hint` : '', `${id}-wrong`].join(' ').trim();
  input.setAttribute('aria-describedby', described);
  if (required) input.setAttribute('aria-required', 'true');
  input.addEventListener('input', () => wrong(id, ''));
  return h('div', { class: 'field' },
    h('label', { for: id }, required ? h('span', { class: 'star', 'aria-hidden': 'true' }, '* ') : null, label),
    input,
    hint ? h('p', { class: 'hint', id: `${id}-hint` }, hint) : null,
    h('p', { class: 'wrong', id: `${id}-wrong`, hidden: true }));
}

export function wrong(id, text) {
  const place = document.getElementById(`${id}-wrong`);
  const input = document.getElementById(id);
  if (!place) return false;
  place.textContent = text ?? '';
  place.hidden = !text;
  if (input) text ? input.setAttribute('aria-invalid', 'true') : input.removeAttribute('aria-invalid');
  return true;
}

// A dialog in front of the page, with focus inside and Escape to leave; another screen leaves it too. Resolves with the value
// of the button pressed, `null` when it was left. buttons: [{ label, value, main }]. `before`, asked with the value, may refuse to close it (false).
export function dialog({ title, body, buttons, before = async () => true }) {
  return new Promise((resolve) => {
    let answered = null;
    const seen = new AbortController();
    const box = h('dialog', { 'aria-labelledby': 'dialog-title', onclose: () => { seen.abort(); box.remove(); resolve(answered); } },
      h('form', { method: 'dialog', onsubmit: async (event) => {
        event.preventDefault();
        const value = event.submitter?.value ?? buttons.find((one) => one.main)?.value ?? null;
        if (!(await before(value))) return;
        answered = value;
        box.close();
      } },
        h('h2', { id: 'dialog-title' }, title), body,
        h('div', { class: 'buttons' }, buttons.map((one) =>
          h('button', { type: 'submit', value: one.value, class: one.main ? 'main' : '' }, one.label)))));
    addEventListener('hashchange', () => box.close(), { signal: seen.signal });
    document.body.append(box);
    box.showModal();
  });
}
