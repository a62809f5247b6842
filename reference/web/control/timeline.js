// What falls due, as marks on an axis of time. Marks that would cover each other are one, with their number.
import { h } from '../shared/dom.js';
import { moment } from '../shared/format.js';
import { words } from '../shared/words.js';
import { fromTyped, named, typedMoment } from './facts.js';

const t = words({
  fr: { axis: 'Échéances sur l’axe du temps', now: 'Maintenant', one: '{at} : {basket}, {what}', many: '{at} : {n} échéances jusqu’à {last}' },
  en: { axis: 'Deadlines on the axis of time', now: 'Now', one: '{at}: {basket}, {what}', many: '{at}: {n} deadlines until {last}' },
});

const oneHour = 3_600_000, oneDay = 24 * oneHour;
const apart = 4;  // Hundredths of the axis: nearer ones are one mark.
const kinds = { reminder: '✉', sweep: '☾' };

// choose(at): a mark was pressed. `chosen`: the moment whose mark is shown as pressed.
export function timeline({ now, end, deadlines, chosen, choose }) {
  const from = Date.parse(now), length = Date.parse(end) - from;
  const place = (at) => Math.min(100, Math.max(0, ((Date.parse(at) - from) / length) * 100));
  const axis = h('div', { class: 'axis', role: 'group', 'aria-label': t('axis') },
    ticks(from, length).map((tick) => at(h('span', { class: 'tick', 'aria-hidden': 'true' }, tick.label), tick.place)),
    groups(deadlines, place).map((group) => at(mark(group, chosen, choose), group.place)));
  return axis;
}

// A computed place is no inline style: the policy lets scripts set it.
function at(element, place) {
  element.dataset.place = place.toFixed(2);
  element.style.left = `${place.toFixed(2)}%`;
  return element;
}

function groups(deadlines, place) {
  const found = [];
  for (const one of deadlines) {
    const last = found.at(-1), here = place(one.at);
    if (last && here - last.place < apart) last.all.push(one);
    else found.push({ place: here, all: [one] });
  }
  return found;
}

function mark({ all }, chosen, choose) {
  const first = all[0], same = all.every((one) => one.at === first.at && one.what === first.what);
  const text = all.length === 1 ? t('one', { at: moment(first.at), basket: first.basket || first.number, what: named(first.what) })
    : t('many', { at: moment(first.at), n: all.length, last: moment(all.at(-1).at) });
  return h('button', { type: 'button', class: `mark ${same ? first.what : 'mixed'}`, 'aria-pressed': String(first.at === chosen), title: text, 'aria-label': text,
    onclick: () => choose(first.at) }, all.length > 1 ? String(all.length) : kinds[first.what] ?? '●');
}

// Words under the axis where Paris has round hours, or midnights when it is long: what stands left of "26/06" is before that day.
function ticks(from, length) {
  const byHour = length <= 2 * oneDay, step = byHour ? 4 * oneHour : Math.ceil(length / (7 * oneDay)) * oneDay;
  const midnight = Date.parse(`${typedMoment(from).slice(0, 10)}T00:00:00Z`);
  const found = [{ place: 0, label: t('now') }];
  for (let n = 1; ; ++n) {
    const wall = new Date(midnight + n * step).toISOString().slice(0, 19);
    const place = ((Date.parse(fromTyped(wall)) - from) / length) * 100;
    if (place > 100) return found;
    if (place >= 2 * apart) found.push({ place, label: byHour ? `${wall.slice(11, 13)}h` : `${wall.slice(8, 10)}/${wall.slice(5, 7)}` });
  }
}
