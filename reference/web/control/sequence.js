// A history as a sequence diagram: a lifeline for everybody who takes part, an arrow for what was sent, a band for what
// concerns all. One event is the present: what follows it is pale.
import { s } from '../shared/dom.js';

const left = 84, least = 156, most = 300, page = 760, head = 44, row = 46, letter = 6.6, margin = 72;

// The till's side on the left, the service in the middle, customers and their letters on the right.
const sides = { till: 0, cashier: 1, merchant: 1, signatory: 1, service: 3, mail: 5, mailbox: 5, push: 5 };
const sideOf = (name) => sides[name] ?? 4;
const isWorld = (name) => !name || name === 'clock' || name === 'network';
const isBand = (event) => event.kind === 'time' || event.kind === 'expectation' || (isWorld(event.from) && isWorld(event.to));

const detailsOf = (event) => event.details.map(([name, value]) => `${name} ${value}`).join(' · ');
export const eventText = (event) => [event.label, detailsOf(event)].filter(Boolean).join(' · ');

const fitted = (text, room) => {
  const most = Math.max(4, Math.floor(room / letter));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
};

// { element, to(n, scroller) }: `to` makes event n the present and brings it into view. choose(n): event n was pressed.
export function sequence(events, parted, choose) {
  const names = [...new Set(events.filter((event) => !isBand(event)).flatMap((event) => [event.from, event.to]).filter((name) => !isWorld(name)))]
    .map((name, n) => [name, n]).sort((a, b) => sideOf(a[0]) - sideOf(b[0]) || a[1] - b[1]).map(([name]) => name);
  const gap = Math.min(most, Math.max(least, (page - left - 2 * margin) / Math.max(1, names.length - 1)));
  const place = Object.fromEntries(names.map((name, n) => [name, left + margin + n * gap]));
  const width = Math.max(560, left + 2 * margin + Math.max(0, names.length - 1) * gap), height = head + events.length * row + 12;
  const drawn = { place, width, parted, names };
  const rows = events.map((event, n) => s('g', { class: `event ${event.kind}${event.seq === parted ? ' parted' : ''}`, onclick: () => choose(n) }, drawEvent(event, n, events[n - 1], drawn)));
  const element = s('svg', { class: 'sequence', viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' }, names.map((name) => lifeline(name, place[name], height, gap)), rows);
  return { element, to: (at, scroller) => present(rows, at, scroller) };
}

function present(rows, at, scroller) {
  rows.forEach((one, n) => {
    one.classList.toggle('now', n === at);
    one.classList.toggle('later', n > at);
  });
  const top = head + at * row, half = scroller.clientHeight / 2;
  scroller.scrollTo({ top: Math.max(0, top - half), behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}

function lifeline(name, x, height, gap) {
  const half = Math.min(gap / 2 - 4, Math.max(38, name.length * letter / 2 + 14));
  return s('g', { class: `life${name === 'service' ? ' hub' : ''}` }, s('path', { d: `M${x} 36V${height - 4}` }), s('rect', { x: x - half, y: 6, width: 2 * half, height: 28, rx: 14 }), s('text', { x, y: 25 }, fitted(name, 2 * half - 8)));
}

function drawEvent(event, n, before, drawn) {
  const y = head + n * row;
  const hour = event.at.slice(11, 19), isNewDay = event.at.slice(0, 10) !== before?.at.slice(0, 10);
  return [s('rect', { class: 'row', x: 2, y: y + 1, width: drawn.width - 4, height: row - 2, rx: 6 }), s('title', {}, eventText(event)),
    isNewDay ? s('text', { class: 'date', x: 8, y: y + 15 }, event.at.slice(0, 10)) : null,
    isNewDay || hour !== before?.at.slice(11, 19) ? s('text', { class: 'time', x: 8, y: y + 31 }, hour) : null,
    isBand(event) ? band(event, y, drawn) : arrow(event, y, drawn)];
}

// What was expected after the parting did not come; what was expected before did.
function band(event, y, { width, parted }) {
  const broken = event.kind === 'expectation' && parted >= 0 && event.seq >= parted;
  const glyph = event.kind === 'expectation' ? (broken ? '✕ ' : '✓ ') : event.kind === 'time' ? '◷ ' : event.kind === 'fault' ? '↯ ' : '';
  return [s('rect', { class: `band ${event.kind}${broken ? ' broken' : ''}`, x: left, y: y + 9, width: width - left - 12, height: 28, rx: 14 }),
    s('text', { class: 'said', x: left + 14, y: y + 28 }, fitted(glyph + eventText(event), width - left - 40))];
}

function arrow(event, y, { place, width }) {
  const from = place[isWorld(event.from) ? event.to : event.from], to = place[isWorld(event.to) ? event.from : event.to];
  const line = y + 27;
  if (from === to) return [s('path', { class: 'msg', d: `M${from + 4} ${y + 15}h12a6 6 0 0 1 0 14h-5` }), tip(from + 2, y + 29, -1), said(event, from + 26, y + 21, width - from - 34, 'start')];
  const way = to > from ? 1 : -1, middle = (from + to) / 2, room = Math.abs(to - from) - 16;
  return [s('path', { class: 'msg', d: `M${from} ${line}H${to - 8 * way}` }), tip(to - way, line, way), said(event, middle, line - 7, room, 'middle')];
}

const tip = (x, y, way) => s('path', { class: 'tip', d: `M${x} ${y}l${-9 * way} -4.5v9z` });

function said(event, x, y, room, anchor) {
  const mark = event.kind === 'notice' ? '✉ ' : event.kind === 'fault' ? '↯ ' : '';
  const more = detailsOf(event);
  return [s('text', { class: `said ${anchor}`, x, y }, fitted(mark + event.label, room)), more ? s('text', { class: `more ${anchor}`, x, y: y + 21 }, fitted(more, room)) : null];
}
