// Time: moved by steps, to a moment or to a deadline, left to run or stopped; and what falls due, on an axis and as a table.
import { field, h, put, wrong } from '../shared/dom.js';
import { moment } from '../shared/format.js';
import { words } from '../shared/words.js';
import { day, hour, isReal, minute, moveClock, nowOfService, pace, setPace } from './bar.js';
import { distance, fromTyped, named, typedMoment } from './facts.js';
import { draft, look, say, type, typed, watch } from './room.js';
import { timeline } from './timeline.js';

const t = words({
  fr: { title: 'Heure et échéances', move: 'Régler l’heure', at: 'Aller au', go: 'Y aller', hint: 'Heure de Paris. L’horloge ne va que vers le futur.',
    unreadable: 'Indiquez un jour et une heure.', past: 'L’heure ne recule pas : il est déjà {now}.', steps: 'Pas', speed: 'Vitesse :', stop: 'Arrêtée', times: '× {n}',
    m1: '+1 minute', h1: '+1 heure', d1: '+1 jour', w1: '+7 jours', next: 'À la prochaine échéance',
    real: 'Cette horloge est celle du monde réel : ni pas, ni vitesse, ni arrêt ne sont possibles. Relancez avec « parcours serve --clock virtual » ou « --clock x60 ».',
    virtual: 'Horloge virtuelle : elle ne bouge que d’ici. Vous pouvez aussi la laisser courir.', scaled: 'Horloge accélérée : elle court à la vitesse choisie, et se déplace d’ici.',
    due: 'Échéances à venir', window: 'Montrer', w24: '24 heures', w7: '7 jours', w31: '31 jours', nothing: 'Rien n’est prévu.', none: 'Aucune échéance dans la période montrée sur l’axe.',
    when: 'Quand', operation: 'Opération', what: 'Ce qui arrive', goTo: 'Aller', before: 'Juste avant', to: 'À l’échéance', of: 'échéance de {basket}, {at}',
    many: '{shown} échéances montrées sur {total}.', before_hint: '« Juste avant » : une milliseconde avant, quand tout est encore possible.', left: 'Délai' },
  en: { title: 'Time and deadlines', move: 'Set the time', at: 'Go to', go: 'Go', hint: 'Paris time. The clock only goes forward.',
    unreadable: 'Give a day and a time.', past: 'The clock does not go back: it is {now} already.', steps: 'Steps', speed: 'Pace:', stop: 'Stopped', times: '× {n}',
    m1: '+1 minute', h1: '+1 hour', d1: '+1 day', w1: '+7 days', next: 'To the next deadline',
    real: 'This clock is the real world’s: no step, pace or stop is possible. Start again with “parcours serve --clock virtual” or “--clock x60”.',
    virtual: 'Virtual clock: it moves from here only. You may let it run, too.', scaled: 'Fast clock: it runs at the pace chosen, and is moved from here.',
    due: 'Deadlines to come', window: 'Show', w24: '24 hours', w7: '7 days', w31: '31 days', nothing: 'Nothing is due.', none: 'No deadline in this period.',
    when: 'When', operation: 'Operation', what: 'What happens', goTo: 'Go', before: 'Just before', to: 'To the deadline', of: 'deadline of {basket}, {at}',
    many: '{shown} deadlines shown of {total}.', before_hint: '“Just before”: one millisecond before, when everything is still possible.', left: 'Left' },
});

const shown = 200;

export function drawTime(main, { signal }) {
  const modes = h('div', {}), due = h('div', { id: 'due' });
  let last = null;
  const redraw = () => { if (last) put(due, ...dueView(last, redraw)); };
  main.append(h('h1', { tabindex: -1 }, t('title')),
    h('section', { class: 'card', 'aria-labelledby': 'h-move' }, h('h2', { id: 'h-move' }, t('move')), modes, setForm()),
    h('section', { class: 'card', 'aria-labelledby': 'h-due' },
      h('div', { class: 'head' }, h('h2', { id: 'h-due' }, t('due')), windowChoice(redraw)), due, h('p', { class: 'hint' }, t('before_hint'))));
  watch(1000, async () => {
    const [clock, deadlines] = await Promise.all([look('/sandbox/clock', signal), look(`/sandbox/deadlines?size=${shown}`, signal)]);
    if (clock.ok) put(modes, ...modeView(clock.body));
    if (deadlines.ok) last = deadlines.body;
    redraw();
  }, signal);
}

function modeView(clock) {
  if (clock.mode === 'real') return [h('p', { class: 'note warn' }, t('real'))];
  const step = (label, body) => h('button', { type: 'button', onclick: () => moveClock(body) }, t(label));
  const speed = (scale, label) => h('button', { type: 'button', 'aria-pressed': String(clock.scale === scale), onclick: () => setPace(scale) }, label);
  return [h('p', {}, t(clock.mode)),
    h('div', { class: 'row', role: 'group', 'aria-label': t('steps') }, step('m1', { advanceMs: minute }), step('h1', { advanceMs: hour }),
      step('d1', { advanceMs: day }), step('w1', { advanceMs: 7 * day }),
      h('button', { type: 'button', disabled: !clock.nextDeadline, onclick: () => moveClock({ toNext: true }) }, t('next'))),
    h('div', { class: 'row paces', role: 'group', 'aria-label': t('speed') }, h('span', {}, t('speed')), speed(0, t('stop')),
      [1, 60, 3600].map((n) => speed(n, t('times', { n }))))];
}

function setForm() {
  const input = typed('clock', { type: 'datetime-local', step: 1, value: nowOfService() ? typedMoment(nowOfService()) : '' });
  return h('form', { class: 'row set', novalidate: true, hidden: isReal(), onsubmit: (event) => { event.preventDefault(); setTo(input.value); } },
    field({ id: 'clock-at', label: t('at'), input, hint: t('hint') }), h('button', { type: 'submit', class: 'main' }, t('go')));
}

async function setTo(text) {
  const to = fromTyped(text);
  const now = pace()?.now;
  say('');
  wrong('clock-at', to ? '' : t('unreadable'));
  if (!to) return;
  if (!(await moveClock({ set: to })) && to < now) wrong('clock-at', t('past', { now: moment(now) }));
}

const windows = [['w24', day], ['w7', 7 * day], ['w31', 31 * day]];

function windowChoice(redraw) {
  const select = typed('window', { tag: 'select', value: 'w24', heard: redraw }, windows.map(([key]) => h('option', { value: key }, t(key))));
  return h('label', { class: 'inline' }, `${t('window')} `, select);
}

function dueView({ now, total, deadlines }, redraw) {
  const length = windows.find(([key]) => key === (draft.window ?? 'w24'))[1];
  const end = new Date(Date.parse(now) + length).toISOString();
  const near = deadlines.filter((one) => one.at <= end);
  if (deadlines.length === 0) return [h('p', { class: 'hint' }, t('nothing'))];
  const choose = (at) => { type('due', draft.due === at ? '' : at); redraw(); };
  return [timeline({ now, end, deadlines: near, chosen: draft.due, choose }), near.length === 0 ? h('p', { class: 'hint' }, t('none')) : null,
    choice(near.filter((one) => one.at === draft.due)), table(now, deadlines), total > deadlines.length ? h('p', { class: 'hint' }, t('many', { shown: deadlines.length, total })) : null];
}

const justBefore = (at) => new Date(Date.parse(at) - 1).toISOString();

function moves(one) {
  const about = h('span', { class: 'visually-hidden' }, ` : ${t('of', { basket: one.basket || one.number, at: moment(one.at) })}`);
  return h('div', { class: 'pair' }, h('button', { type: 'button', class: 'small', disabled: isReal(), onclick: () => moveClock({ set: justBefore(one.at) }) }, t('before'), about),
    h('button', { type: 'button', class: 'small', disabled: isReal(), onclick: () => moveClock({ set: one.at }) }, t('to'), about.cloneNode(true)));
}

function choice(chosen) {
  if (chosen.length === 0) return null;
  return h('div', { class: 'note', id: 'chosen' }, h('strong', {}, moment(chosen[0].at)),
    h('ul', {}, chosen.map((one) => h('li', {}, `${one.basket || one.number} (${one.parcours}) · ${named(one.what)}`))), moves(chosen[0]));
}

function table(now, deadlines) {
  return h('table', { class: 'cards' }, h('thead', {}, h('tr', {}, ['when', 'left', 'operation', 'what', 'goTo'].map((key) => h('th', { scope: 'col' }, t(key))))),
    h('tbody', {}, deadlines.map((one) => h('tr', {}, h('td', { 'data-label': t('when') }, h('span', { class: 'when' }, moment(one.at))), h('td', { class: 'left', 'data-label': t('left') }, distance(now, one.at)),
      h('td', { 'data-label': t('operation') }, h('strong', {}, one.basket || '–'), h('span', { class: 'second' }, `${one.number} · ${one.parcours}`)),
      h('td', { 'data-label': t('what') }, named(one.what)), h('td', {}, moves(one))))));
}
