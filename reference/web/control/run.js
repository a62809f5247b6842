// One scenario, run in a world of its own, and stepped through: what was sent, who answered, and how things stood then.
import { h, put } from '../shared/dom.js';
import { euros } from '../shared/format.js';
import { words } from '../shared/words.js';
import { sentence } from '../shared/refusals.js';
import { badge } from './facts.js';
import { draft, order } from './room.js';
import { eventText, sequence } from './sequence.js';

const t = words({
  fr: { title: 'Pas à pas', running: 'Le scénario est joué…', back: 'Tous les scénarios', again: 'Rejouer', first: 'Premier', previous: 'Précédent', next: 'Suivant', last: 'Dernier', play: 'Lecture', stop: 'Pause', at: 'Événement {n} sur {m}', slider: 'Événement',
    steps: 'Aller', details: 'Ce qui se passe', stood: 'Comment les choses sont alors', operations: 'Opérations', wallets: 'Clients', noOperation: 'Aucune opération encore.', basket: 'Panier', status: 'Statut', requested: 'Demandé', received: 'Reçu',
    who: 'Client', available: 'Disponible', held: 'Réservé', diverges: 'Ici l’histoire s’écarte de ce qui était attendu', toDivergence: 'Aller à l’écart', expected: 'Attendu', actual: 'Obtenu', with: 'avec le défaut {name}', reason: 'Raison', list: 'Les événements, en tableau', keys: 'Touches : ← → pas à pas, Début et Fin.',
    pass: 'Réussi', fail: 'Échoué', other: 'Verdict : {verdict}', diagram: 'Diagramme de séquence', empty: 'Rien ne s’est passé.', from: 'De', to: 'Vers', when: 'Quand', what: 'Quoi', number: 'N°' },
  en: { title: 'Step by step', running: 'The scenario is run…', back: 'All scenarios', again: 'Run again', first: 'First', previous: 'Previous', next: 'Next', last: 'Last', play: 'Play', stop: 'Pause', at: 'Event {n} of {m}', slider: 'Event',
    steps: 'Go', details: 'What happens', stood: 'How things stand then', operations: 'Operations', wallets: 'Customers', noOperation: 'No operation yet.', basket: 'Basket', status: 'Status', requested: 'Requested', received: 'Received',
    who: 'Customer', available: 'Available', held: 'Held', diverges: 'Here the history leaves what was expected', toDivergence: 'Go to the divergence', expected: 'Expected', actual: 'Actual', with: 'with the defect {name}', reason: 'Reason', list: 'The events as a table', keys: 'Keys: ← → step by step, Home and End.',
    pass: 'Passed', fail: 'Failed', other: 'Verdict: {verdict}', diagram: 'Sequence diagram', empty: 'Nothing happened.', from: 'From', to: 'To', when: 'When', what: 'What', number: 'No.' },
});

const pause = 900;  // Milliseconds an event is seen for when it plays by itself.
let last = null;    // The run that was seen last, so that a change of language runs nothing anew: { key, result, at, isOfSuite }

export async function drawRun(main, { path, query, signal }) {
  const defect = query.get('defaut') ?? '';
  const body = path ? { id: path } : { yaml: draft.yaml ?? '' };
  const key = JSON.stringify([body, defect]);
  const place = h('div', {}, h('p', { role: 'status' }, t('running')));
  main.append(h('p', {}, h('a', { href: '#/scenarios' }, `← ${t('back')}`)), h('h1', { tabindex: -1 }, t('title')), place);
  const run = async () => {
    const answer = await order('/sandbox/scenarios/run', defect ? { ...body, defect } : body, { signal });
    if (!answer.ok) return put(place, h('p', { class: 'note bad' }, answer.body?.errorMessage ?? sentence(answer)));
    last = { key, result: answer.body, at: 0, isOfSuite: path !== '' };
    return show(main, place, defect, signal, run);
  };
  if (last?.key === key) show(main, place, defect, signal, run);
  else await run();
}

function show(main, place, defect, signal, again) {
  const { case: one, states } = last.result;
  const heading = main.querySelector('h1');
  heading.textContent = one.title || one.id;
  if (last.isOfSuite) heading.lang = 'en';
  if (one.history.length === 0) return put(place, h('p', { class: 'hint' }, t('empty')));
  const player = new Player(one, states, signal);
  place.replaceChildren(verdict(one, defect, player, again), player.element);
  player.to(Math.min(last.at, one.history.length - 1));
}

const partedAt = (one) => one.divergesAt ?? one.diverges_at ?? -1;

function verdict(one, defect, player, again) {
  const good = one.verdict === 'pass';
  const fact = (key, value) => (value ? [h('dt', {}, t(key)), h('dd', {}, value)] : null);
  return h('div', { class: `note ${good ? 'good' : one.verdict === 'fail' ? 'bad' : 'warn'}`, id: 'verdict' },
    h('p', {}, h('strong', {}, good ? `✓ ${t('pass')}` : one.verdict === 'fail' ? `✕ ${t('fail')}` : t('other', { verdict: one.verdict })), defect ? ` · ${t('with', { name: defect })}` : '', ` · ${one.id} `, one.rules.map((rule) => h('span', { class: 'rule' }, rule))),
    good ? null : h('dl', { class: 'facts' }, fact('reason', one.reason), fact('expected', one.expected), fact('actual', one.actual)),
    h('div', { class: 'row' }, partedAt(one) >= 0 ? h('button', { type: 'button', class: 'small', id: 'to-divergence', onclick: () => player.toSeq(partedAt(one)) }, t('toDivergence')) : null,
      h('button', { type: 'button', class: 'small', onclick: again }, t('again'))));
}

// Stands at one event; everything that is seen follows.
class Player {
  constructor(one, states, signal) {
    Object.assign(this, { one, states, events: one.history, parted: partedAt(one), timer: null });
    this.diagram = sequence(this.events, this.parted, (n) => this.to(n));
    this.view = h('div', { class: 'wide stage', tabindex: 0, role: 'region', 'aria-label': t('diagram') }, this.diagram.element);
    this.slider = h('input', { type: 'range', id: 'event', min: 0, max: this.events.length - 1, 'aria-label': t('slider'), oninput: () => this.to(Number(this.slider.value)) });
    this.where = h('p', { id: 'where', class: 'where' });
    this.event = h('div', { id: 'event-details' });
    this.stood = h('div', { id: 'stood' });
    this.playing = h('button', { type: 'button', id: 'play', onclick: () => this.play(!this.timer) }, t('play'));
    this.element = h('div', { class: 'theatre' }, h('div', { class: 'side' }, this.controls(), h('section', { class: 'card', 'aria-live': 'polite' }, h('h2', {}, t('details')), this.event), h('section', { class: 'card' }, h('h2', {}, t('stood')), this.stood)),
      h('div', { class: 'seen' }, this.view, this.asTable()));
    addEventListener('keydown', (event) => this.key(event), { signal });
    signal.addEventListener('abort', () => this.play(false));
  }

  controls() {
    const step = (label, glyph, to) => h('button', { type: 'button', 'aria-label': t(label), title: t(label), id: `step-${label}`, onclick: () => this.to(to()) }, h('span', { 'aria-hidden': 'true' }, glyph));
    const end = this.events.length - 1;
    return h('div', { class: 'card controls' }, this.where, this.slider,
      h('div', { class: 'row tight', role: 'group', 'aria-label': t('steps') }, step('first', '|◀', () => 0), step('previous', '◀', () => this.at - 1), this.playing, step('next', '▶', () => this.at + 1), step('last', '▶|', () => end)),
      h('p', { class: 'hint' }, t('keys')));
  }

  key(event) {
    if (event.target.matches?.('input, select, textarea') || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowLeft: this.at - 1, ArrowRight: this.at + 1, Home: 0, End: this.events.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.to(to);
  }

  toSeq(seq) { this.to(this.events.findIndex((event) => event.seq === seq)); }

  to(wanted) {
    this.at = Math.max(0, Math.min(this.events.length - 1, wanted));
    last.at = this.at;
    const event = this.events[this.at];
    this.where.textContent = t('at', { n: this.at + 1, m: this.events.length });
    this.slider.value = this.at;
    this.slider.setAttribute('aria-valuetext', `${this.where.textContent} : ${event.label}`);
    this.diagram.to(this.at, this.view);
    put(this.event, ...this.details(event));
    put(this.stood, ...stoodAt(this.states, event.seq));
  }

  details(event) {
    return [event.seq === this.parted ? h('p', { class: 'note bad', id: 'parting' }, `▲ ${t('diverges')}`) : null,
      h('p', {}, h('strong', {}, event.label)), h('p', { class: 'second' }, `${event.at} · ${event.kind} · ${event.from || '–'} → ${event.to || '–'}`),
      event.details.length ? h('dl', { class: 'facts' }, event.details.map(([name, value]) => [h('dt', {}, name), h('dd', { lang: event.kind === 'notice' ? 'fr' : null }, value)])) : null];
  }

  play(on) {
    clearInterval(this.timer);
    this.timer = !on ? null : setInterval(() => { this.at + 1 < this.events.length ? this.to(this.at + 1) : this.play(false); }, pause);
    this.playing.textContent = t(on ? 'stop' : 'play');
    this.playing.setAttribute('aria-pressed', String(on));
  }

  asTable() {
    const rows = this.events.map((event, n) => h('tr', {}, h('td', {}, h('button', { type: 'button', class: 'plain', onclick: () => this.to(n) }, n + 1)), h('td', {}, event.at), h('td', {}, event.from || '–'), h('td', {}, event.to || '–'), h('td', {}, eventText(event), event.seq === this.parted ? h('strong', {}, ` ▲ ${t('diverges')}`) : null)));
    return h('details', { class: 'card' }, h('summary', {}, t('list')), h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': t('list') }, h('table', {}, h('thead', {}, h('tr', {}, ['number', 'when', 'from', 'to', 'what'].map((key) => h('th', { scope: 'col' }, t(key))))), h('tbody', {}, rows))));
  }
}

const amounts = new Set(['requested', 'received', 'available', 'held']);

// The state that the last change before or at this event left.
function stoodAt(states, seq) {
  const state = states.filter((one) => one.seq <= seq).at(-1) ?? { operations: [], wallets: {} };
  const table = (caption, columns, rows) => h('table', { class: 'dense' }, h('caption', {}, t(caption)), h('thead', {}, h('tr', {}, columns.map((key) => h('th', { scope: 'col', class: amounts.has(key) ? 'number' : null }, t(key))))), h('tbody', {}, rows));
  return [state.operations.length === 0 ? h('p', { class: 'hint' }, t('noOperation')) : table('operations', ['basket', 'status', 'requested', 'received'],
    state.operations.map((one) => h('tr', {}, h('td', {}, one.basket || one.number, ' ', h('span', { class: 'second' }, `${one.number} · ${one.parcours}`)), h('td', {}, badge(one.status)), h('td', { class: 'number' }, euros(one.requested)), h('td', { class: 'number' }, one.received ? euros(one.received) : '-')))),
  Object.keys(state.wallets).length === 0 ? null : table('wallets', ['who', 'available', 'held'], Object.entries(state.wallets).map(([name, wallet]) => h('tr', {}, h('td', {}, name), h('td', { class: 'number' }, euros(wallet.available)), h('td', { class: 'number' }, euros(wallet.held)))))];
}
