// The five statuses and the ways between them, drawn; each status is a link with its numbers.
import { s } from '../shared/dom.js';
import { words } from '../shared/words.js';
import { named, parcours, statuses } from './facts.js';

const t = words({
  fr: { diagram: 'Diagramme des statuts', sent: 'Envoyer', paysNow: 'le client paie (A, B)', paysHeld: 'le client paie (C, D)', validates: 'le commerçant valide', late: 'trop tard', ends: 'refus, annulation, rejet', cancels: 'annulation' },
  en: { diagram: 'State diagram', sent: 'Send', paysNow: 'customer pays (A, B)', paysHeld: 'customer pays (C, D)', validates: 'merchant validates', late: 'too late', ends: 'refused, cancelled, rejected', cancels: 'cancelled' },
});

const wide = 250, high = 92;
const boxes = { awaiting_customer: [96, 174], to_validate: [430, 174], validated: [744, 20], expired: [430, 340], cancelled: [744, 340] };

// [path, word, x, y]: from the edge of one box to the edge of another.
const ways = [
  ['M22 220H88', 'sent', 52, 208],
  ['M221 174V66H736', 'paysNow', 470, 56],
  ['M346 220H422', 'paysHeld', 384, 244, 'two'],
  ['M555 174V96H736', 'validates', 648, 120],
  ['M555 266V332', 'late', 564, 304, 'start'],
  ['M221 266V386H422', 'late', 322, 376],
  ['M680 220H869V332', 'cancels', 775, 210],
  ['M180 266V456H869V440', 'ends', 520, 474],
];

export function stateDiagram(counts, chosen, addressOf) {
  return s('svg', { class: 'states', viewBox: '0 0 1004 486', role: 'group', 'aria-label': t('diagram') },
    s('defs', {}, s('marker', { id: 'tip', viewBox: '0 0 10 10', refX: 8, refY: 5, markerWidth: 9, markerHeight: 9, orient: 'auto-start-reverse' }, s('path', { d: 'M0 0L10 5L0 10z' }))),
    s('circle', { class: 'begin', cx: 14, cy: 220, r: 7 }),
    ways.map(([d, word, x, y, look]) => [s('path', { class: 'way', d, 'marker-end': 'url(#tip)' }), label(t(word), x, y, look)]),
    statuses.map((status) => box(status, counts, chosen === status, addressOf)));
}

// Between two boxes there is room for half the words on a line.
function label(text, x, y, look) {
  if (look !== 'two') return s('text', { class: `event ${look ?? ''}`, x, y }, text);
  const [first, second] = [text.replace(/ \(.*/, ''), text.match(/\(.*\)/)?.[0] ?? ''];
  return [s('text', { class: 'event', x, y: y - 34 }, first.split(' ').slice(-1)[0]), s('text', { class: 'event', x, y }, second)];
}

function box(status, counts, isChosen, addressOf) {
  const [x, y] = boxes[status];
  const each = parcours.map((one) => [one, counts[one]?.[status] ?? 0]);
  const total = each.reduce((sum, [, n]) => sum + n, 0);
  const list = each.map(([one, n]) => `${one} ${n}`).join(' · ');
  return s('a', { href: `#${addressOf(isChosen ? '' : status)}`, class: `state ${status}${isChosen ? ' chosen' : ''}`, 'aria-current': isChosen ? 'true' : null },
    s('rect', { x, y, width: wide, height: high, rx: 12 }), s('text', { class: 'name', x: x + wide / 2, y: y + 26 }, named(status)), ' ',
    s('text', { class: 'total', x: x + wide / 2, y: y + 59 }, total), ' ', s('text', { class: 'each', x: x + wide / 2, y: y + 80 }, list));
}
