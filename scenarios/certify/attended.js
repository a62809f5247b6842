'use strict';
// Shows the question that is put and sends what is answered. The token stands behind # in the address.
const token = location.hash.slice(1);
const at = (id) => document.getElementById(id);
let shown = { number: -1 };

function element(name, text, more = {}) {
  const made = Object.assign(document.createElement(name), more);
  if (text) made.append(text);
  return made;
}

function choices(sheet, type) {
  return sheet.choices.map((choice, i) => {
    const label = element('label');
    label.append(element('input', '', { type, name: 'answer', value: String(i + 1), required: type === 'radio' }), ` ${i + 1}  ${choice}`);
    return label;
  });
}

function fields(sheet) {
  if (sheet.kind === 'choice') return choices(sheet, 'radio');
  if (sheet.kind === 'several') return choices(sheet, 'checkbox');
  if (sheet.kind === 'done') return [];
  const input = element('input', '', { type: sheet.kind === 'picture' ? 'file' : 'text', name: 'answer', autocomplete: 'off' });
  input.setAttribute('aria-labelledby', 'question');
  if (sheet.kind === 'amount') input.inputMode = 'decimal';
  if (sheet.kind === 'picture') input.accept = 'image/png,image/jpeg';
  return [input];
}

function draw(sheet) {
  at('remark').textContent = sheet.remark;
  at('calls').replaceChildren(...sheet.calls.map((line) => element('li', line)));
  at('given').replaceChildren(...sheet.given.map((line) => element('li', line)));
  at('form').hidden = sheet.over;
  if (sheet.number === shown.number && sheet.over === shown.over) return;
  const words = sheet.over ? ['That is all. This page may be closed.'] : sheet.instruction;
  at('instruction').replaceChildren(...words.map((line) => element('p', line)));
  at('question').textContent = sheet.text;
  at('answers').replaceChildren(...fields(sheet));
  at('way').textContent = sheet.kind === 'picture' ? 'A photograph, PNG or JPEG' : sheet.way;
  at('send').textContent = sheet.kind === 'done' ? 'Done' : 'Answer';
  at('unknown').hidden = !sheet.mayBeUnknown;
  shown = sheet;
  const first = at('answers').querySelector('input') ?? at('send');
  first.focus();
}

async function look() {
  try {
    const answer = await fetch('/sheet', { headers: { 'Parcours-Token': token } });
    const said = await answer.json();
    at('link').textContent = answer.ok ? '' : said.error;
    if (answer.ok) draw(said);
  } catch {
    at('link').textContent = 'Parcours has ended, or cannot be reached.';
  }
}

async function send(path, body) {
  try {
    const answer = await fetch(path, { method: 'POST', body, headers: { 'Parcours-Token': token } });
    if (!answer.ok) at('remark').textContent = (await answer.json()).error;
  } catch {
    at('link').textContent = 'Parcours has ended, or cannot be reached.';
  }
  setTimeout(look, 100);
}

function say(text) {
  return send('/answer', JSON.stringify({ number: shown.number, text }));
}

at('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const inputs = [...at('answers').querySelectorAll('input')];
  const file = inputs.find((input) => input.type === 'file');
  if (file?.files.length) return send(`/picture?number=${shown.number}`, file.files[0]);
  const chosen = inputs.filter((input) => (input.type === 'text' ? true : input.checked)).map((input) => input.value);
  return say(chosen.join(' '));
});
for (const button of document.querySelectorAll('[data-say]')) button.addEventListener('click', () => say(button.dataset.say));

look();
setInterval(look, 1000);
