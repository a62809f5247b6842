// The clock, always at hand above every screen: what time it is, what falls due next, and the moves there are.
import { find, h, put } from '../shared/dom.js';
import { moment } from '../shared/format.js';
import { words } from '../shared/words.js';
import { distance, named } from './facts.js';
import { hasToken, look, order, say, watch, went } from './room.js';

const t = words({
  fr: {
    bar: 'Heure du service', frozen: 'arrêtée', real: 'temps réel', pace: '× {scale}', next: 'Prochaine échéance : ', none: 'Rien n’est prévu.',
    moves: 'Avancer', minute: '+1 min', hour: '+1 h', day: '+1 jour', toNext: 'À la prochaine échéance', run: 'Laisser courir', freeze: 'Arrêter',
    at: 'Il est {now}.', past: 'L’horloge ne va que vers le futur.', cannot: 'Cette horloge est celle du monde réel : elle ne se déplace pas. (parcours serve --clock virtual)',
    ran: 'L’horloge court.', stood: 'L’horloge est arrêtée.', defect: 'Le service a un défaut volontaire : {name}', repair: 'Voir les défauts',
    down: 'Le service est en panne.', recover: 'Voir les pannes',
  },
  en: {
    bar: 'Service time', frozen: 'stopped', real: 'real time', pace: '× {scale}', next: 'Next deadline: ', none: 'Nothing is due.',
    moves: 'Move on', minute: '+1 min', hour: '+1 h', day: '+1 day', toNext: 'To the next deadline', run: 'Let it run', freeze: 'Stop',
    at: 'It is {now}.', past: 'The clock only goes forward.', cannot: 'This clock is the real world’s: it cannot be moved. (parcours serve --clock virtual)',
    ran: 'The clock runs.', stood: 'The clock is stopped.', defect: 'The service has a deliberate defect: {name}', repair: 'See the defects',
    down: 'The service is down.', recover: 'See the faults',
  },
});

export const minute = 60_000, hour = 60 * minute, day = 24 * hour;
const tick = 1000;

let clock = null;      // As the service told it last.
let first = null;      // The deadline that comes first: { at, what, … }
let defect = '', isUp = true;

export const nowOfService = () => clock?.now;
export const pace = () => clock;
export const isReal = () => clock?.mode === 'real';

// Moves the clock: { advanceMs }, { set }, { toNext }. Says what time it is then.
export async function moveClock(body) {
  const answer = await order('/sandbox/clock', body);
  if (answer.ok) clock = answer.body;
  if (answer.status === 400) say(t('past'), 'bad');
  else went(answer, answer.ok ? t('at', { now: moment(answer.body.now) }) : '');
  drawBar();
  return answer.ok;
}

export async function setPace(scale) {
  const answer = await order('/sandbox/clock', scale === 0 ? { freeze: true } : { scale });
  if (answer.ok) clock = answer.body;
  went(answer, t(scale === 0 ? 'stood' : 'ran'));
  drawBar();
}

export function watchBar(signal) {
  watch(tick, async () => {
    if (!hasToken()) return;
    const [time, deadlines, defects, health] = await Promise.all([look('/sandbox/clock', signal), look('/sandbox/deadlines?size=1', signal),
      look('/sandbox/defects', signal), look('/healthz', signal)]);
    if (time.ok) clock = time.body;
    if (deadlines.ok) first = deadlines.body.deadlines[0] ?? null;
    if (defects.ok) defect = defects.body.current;
    if (!health.lost) isUp = health.ok;
    drawBar();
  }, signal);
}

export function drawBar() {
  const bar = find('#bar');
  bar.hidden = !hasToken() || !clock;
  if (bar.hidden) return;
  bar.setAttribute('aria-label', t('bar'));
  if (!find('#said', bar)) bar.replaceChildren(h('div', { id: 'bar-time' }), h('div', { id: 'bar-moves' }), h('div', { id: 'bar-warnings' }),
    h('p', { id: 'said', class: 'note', hidden: true }));
  put(find('#bar-time'), times());
  put(find('#bar-moves'), moves());
  put(find('#bar-warnings'), warnings());
}

const state = () => (clock.mode === 'real' ? t('real') : clock.frozen ? t('frozen') : t('pace', { scale: clock.scale }));

function times() {
  const due = clock.nextDeadline;
  return [
    h('p', { class: 'time' }, h('span', { class: 'visually-hidden' }, `${t('bar')} : `), h('strong', { id: 'bar-now' }, moment(clock.now)),
      ' ', h('span', { class: `state${clock.frozen ? '' : ' runs'}` }, state())),
    h('p', { class: 'due', id: 'bar-next' }, t('next'), due ? [h('strong', {}, moment(due)), ` (${distance(clock.now, due)}) `] : t('none'),
      due && first?.at === due ? h('span', { class: 'what' }, `· ${first.basket || first.number} · ${named(first.what)}`) : null),
  ];
}

function moves() {
  if (clock.mode === 'real') return h('p', { class: 'hint' }, t('cannot'));
  const step = (label, body) => h('button', { type: 'button', onclick: () => moveClock(body) }, label);
  return h('div', { class: 'moves', role: 'group', 'aria-label': t('moves') },
    step(t('minute'), { advanceMs: minute }), step(t('hour'), { advanceMs: hour }), step(t('day'), { advanceMs: day }),
    h('button', { type: 'button', class: 'main', disabled: !clock.nextDeadline, onclick: () => moveClock({ toNext: true }) }, t('toNext')),
    h('button', { type: 'button', 'data-runs': !clock.frozen, onclick: () => setPace(clock.frozen ? 1 : 0) }, t(clock.frozen ? 'run' : 'freeze')));
}

function warnings() {
  return [
    isUp ? null : h('p', { class: 'note bad' }, `${t('down')} `, h('a', { href: '#/pannes' }, t('recover'))),
    defect ? h('p', { class: 'note warn' }, `${t('defect', { name: defect })}. `, h('a', { href: '#/pannes' }, t('repair'))) : null,
  ];
}

