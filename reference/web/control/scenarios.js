// Scenarios: what just happened as one, one played into the sandbox, and those of the suite to run step by step.
import { call } from '../shared/call.js';
import { field, h, put, wrong } from '../shared/dom.js';
import { go } from '../shared/frame.js';
import { words } from '../shared/words.js';
import { draft, keyed, look, order, say, type, typed } from './room.js';

const t = words({
  fr: { title: 'Scénarios', save: 'Ce qui vient de se passer', saveIntro: 'Depuis le début de ce bac à sable, comme fichier qui le rejoue : « parcours run FICHIER ».', record: 'Enregistrer ce qui vient de se passer comme scénario', journal: 'Télécharger le journal (JSON)',
    yaml: 'Scénario (YAML)', saved: 'Enregistré : {name}', play: 'Importer un scénario', playIntro: 'Tout recommence avec les personnes du fichier, et ses étapes sont jouées ici.', file: 'Fichier YAML', text: 'ou son texte', import: 'Importer', imported: 'Le scénario a été joué ici.',
    noText: 'Choisissez un fichier, ou collez son texte.', stepText: 'Jouer pas à pas', suite: 'Scénarios de la suite', search: 'Chercher par nom, titre ou règle', defect: 'Avec un défaut', noDefect: 'Aucun : le service suit les règles', run: 'Jouer pas à pas',
    found: '{n} scénarios sur {all}', more: 'Les {n} premiers sont montrés : précisez la recherche.', report: 'Dernier rapport de « parcours run »', noReport: 'Aucun rapport pour l’instant : « parcours run » en écrit un.', window: 'nouvelle fenêtre', noSuite: 'Ce programme ne trouve aucun scénario.' },
  en: { title: 'Scenarios', save: 'What just happened', saveIntro: 'Since this sandbox began, as a file that plays it again: “parcours run FILE”.', record: 'Save what just happened as a scenario', journal: 'Download the journal (JSON)',
    yaml: 'Scenario (YAML)', saved: 'Saved: {name}', play: 'Import a scenario', playIntro: 'Everything begins anew with the people of the file, and its steps are played here.', file: 'YAML file', text: 'or its text', import: 'Import', imported: 'The scenario was played here.',
    noText: 'Choose a file, or paste its text.', stepText: 'Play step by step', suite: 'Scenarios of the suite', search: 'Search by name, title or rule', defect: 'With a defect', noDefect: 'None: the service keeps the rules', run: 'Play step by step',
    found: '{n} scenarios of {all}', more: 'The first {n} are shown: narrow the search.', report: 'The last report of “parcours run”', noReport: 'No report yet: “parcours run” writes one.', window: 'new window', noSuite: 'This program finds no scenario.' },
});

const shown = 60;
let saved = '';  // The scenario that was saved last, still to be read.

export function drawScenarios(main, { signal }) {
  const part = (key, ...body) => h('section', { class: 'card', 'aria-labelledby': `h-${key}` }, h('h2', { id: `h-${key}` }, t(key)), ...body);
  main.append(h('h1', { tabindex: -1 }, t('title')),
    part('suite', report(signal), suite(signal)),
    h('div', { class: 'tiles' }, part('save', h('p', {}, t('saveIntro')), savePart(signal)), part('play', h('p', {}, t('playIntro')), importForm())));
}

// `parcours run` writes one; before, there is nothing to open.
function report(signal) {
  const place = h('p', {}, reportLink());
  call('HEAD', '/rapport', { signal }).then((answer) => { if (answer.status === 404) place.replaceChildren(t('noReport')); }, () => {});
  return place;
}

function reportLink() {
  return h('a', { href: '/rapport', target: '_blank', rel: 'noopener' }, t('report'), h('span', { class: 'visually-hidden' }, ` (${t('window')})`), h('span', { 'aria-hidden': 'true' }, ' ↗'));
}

function savePart(signal) {
  const view = h('div', {});
  const show = () => put(view, saved ? [h('h3', {}, t('yaml')), h('pre', { id: 'yaml', tabindex: 0, role: 'region', 'aria-label': t('yaml') }, saved)] : null);
  show();
  const save = async (path, name, keepIt) => {
    const answer = await fetchText(path, signal);
    if (!answer.ok) return say(answer.text, 'bad');
    download(answer.text, name);
    if (keepIt) saved = answer.text;
    show();
    return say(t('saved', { name }));
  };
  return h('div', {}, h('div', { class: 'row' }, h('button', { type: 'button', class: 'main', id: 'record', onclick: () => save('/sandbox/export/scenario', 'scenario.yaml', true) }, t('record')),
    h('button', { type: 'button', onclick: () => save('/sandbox/export/journal', 'journal.ndjson', false) }, t('journal'))), view);
}

async function fetchText(path, signal) {
  const answer = await look(path, signal);
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  return { ok: answer.ok, text: answer.ok ? text : answer.body?.errorMessage ?? String(answer.status) };
}

function download(text, name) {
  const href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = h('a', { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

function importForm() {
  const text = typed('yaml', { tag: 'textarea', rows: 6, spellcheck: 'false', class: 'code-text' });
  const file = h('input', { type: 'file', accept: '.yaml,.yml,text/yaml', onchange: async () => { if (file.files[0]) { text.value = await file.files[0].text(); type('yaml', text.value); } } });
  return h('form', { novalidate: true, onsubmit: (event) => { event.preventDefault(); if (event.submitter?.value === 'step') stepText(text.value); else importText(text.value); } },
    field({ id: 'scenario-file', label: t('file'), input: file }), field({ id: 'scenario-text', label: t('text'), input: text }),
    h('div', { class: 'buttons' }, h('button', { type: 'submit', value: 'step' }, t('stepText')), h('button', { type: 'submit', class: 'main' }, t('import'))));
}

async function importText(text) {
  wrong('scenario-text', text.trim() ? '' : t('noText'));
  if (!text.trim()) return;
  const answer = await order('/sandbox/import', undefined, { raw: text, headers: { 'Content-Type': 'application/yaml' } });
  if (!answer.ok) return void wrong('scenario-text', answer.body?.errorMessage ?? String(answer.status));
  say(t('imported'));
}

function stepText(text) {
  wrong('scenario-text', text.trim() ? '' : t('noText'));
  if (text.trim()) go('/pas-a-pas/');
}

function suite(signal) {
  const list = h('ul', { class: 'defects', id: 'suite' }), count = h('p', { class: 'hint', role: 'status' }), defects = h('div', {});
  let known = null;
  const redraw = () => { if (known) drawSuite(known, list, count); };
  const search = typed('scenario', { type: 'search', id: 'scenario-search', heard: redraw });
  put(defects, defectChoice([]));
  Promise.all([look('/sandbox/scenarios', signal), look('/sandbox/defects', signal)]).then(([scenarios, all]) => {
    known = scenarios.ok ? scenarios.body.scenarios : [];
    if (all.ok) put(defects, defectChoice(all.body.defects));
    redraw();
  }, () => {});
  return h('div', {}, h('div', { class: 'row stretch' }, h('div', { class: 'field' }, h('label', { for: 'scenario-search' }, t('search')), search), defects), count, list);
}

function defectChoice(all) {
  const select = typed('runDefect', { tag: 'select', id: 'run-defect' }, h('option', { value: '' }, t('noDefect')), all.map((one) => h('option', { value: one.name }, `${one.name} (${one.rules.join(' ')})`)));
  return h('div', { class: 'field' }, h('label', { for: 'run-defect' }, t('defect')), select);
}

const address = (one) => `/pas-a-pas/${encodeURIComponent(one.id)}${draft.runDefect ? `?defaut=${encodeURIComponent(draft.runDefect)}` : ''}`;

function drawSuite(all, list, count) {
  const wanted = (draft.scenario ?? '').trim().toLowerCase();
  const found = all.filter((one) => `${one.id} ${one.title} ${one.rules.join(' ')} ${one.tags.join(' ')}`.toLowerCase().includes(wanted));
  count.textContent = all.length === 0 ? t('noSuite') : `${t('found', { n: found.length, all: all.length })}${found.length > shown ? ` · ${t('more', { n: shown })}` : ''}`;
  keyed(list, found.slice(0, shown), (one) => one.id, (one) => h('li', {}, h('div', {}, h('strong', { lang: 'en' }, one.title), ' ', one.rules.slice(0, 6).map((rule) => h('span', { class: 'rule' }, rule)),
    h('span', { class: 'second' }, one.id)), h('button', { type: 'button', class: 'small', onclick: () => go(address(one)) }, t('run'), h('span', { class: 'visually-hidden' }, ` : ${one.title}`))));
}
