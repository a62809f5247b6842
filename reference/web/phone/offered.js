// The codes on the merchant's pages in the same browser: this page asks on a channel, they answer with their pictures.
import { announce, h, put } from '../shared/dom.js';
import { every } from '../shared/live.js';
import { words } from '../shared/words.js';
import { euros } from './parts.js';

const t = words({
  fr: { title: 'Le QR code d’une page voisine', none: 'Aucun QR code n’est affiché dans une autre fenêtre de ce navigateur.', basket: 'Panier {basket}', scan: 'Scanner ce QR code',
    alt: 'QR code du panier {basket}, {amount}', found: 'Un QR code est affiché dans une page voisine : panier {basket}, {amount}.' },
  en: { title: 'The QR code of a page next door', none: 'No QR code is shown in another window of this browser.', basket: 'Basket {basket}', scan: 'Scan this QR code',
    alt: 'QR code of basket {basket}, {amount}', found: 'A page next door shows a QR code: basket {basket}, {amount}.' },
});
const pause = 1500, rounds = 2;

const amountOf = (amount) => (typeof amount === 'number' ? euros(amount) : String(amount));

export function offeredPart(screen) {
  const channel = new BroadcastChannel('parcours-qr');
  const place = h('div', {}), offers = new Map();  // By basket and amount: { picture, url, round }
  let round = 0;
  channel.addEventListener('message', ({ data }) => {
    if (!(data?.picture instanceof Blob)) return;
    const name = `${data.basket} ${data.amount}`, known = offers.get(name);
    if (!known) announce(t('found', { basket: data.basket, amount: amountOf(data.amount) }));
    // The picture at hand stays where it is the same: a new address each time would draw the list anew.
    const same = known && known.picture.size === data.picture.size;
    if (known && !same) URL.revokeObjectURL(known.url);
    offers.set(name, { ...data, url: same ? known.url : URL.createObjectURL(data.picture), round });
    show(place, offers, screen);
  });
  every(pause, async () => {
    ++round;
    for (const [name, one] of offers) if (one.round < round - rounds) URL.revokeObjectURL(one.url), offers.delete(name);
    show(place, offers, screen);
    channel.postMessage({ ask: true });
  }, screen.signal);
  screen.signal.addEventListener('abort', () => {
    channel.close();
    for (const one of offers.values()) URL.revokeObjectURL(one.url);
  });
  return h('section', { class: 'card', 'aria-labelledby': 'offered-title' }, h('h2', { id: 'offered-title' }, t('title')), place);
}

function show(place, offers, screen) {
  if (!offers.size) return put(place, h('p', { class: 'hint' }, t('none')));
  let count = 0;
  put(place, [...offers.values()].map((one) => {
    const amount = amountOf(one.amount), values = { basket: one.basket, amount };
    return h('figure', { class: 'offer' }, h('img', { src: one.url, alt: t('alt', values), width: 132, height: 132 }),
      h('figcaption', {}, h('strong', {}, amount), h('span', {}, t('basket', values)),
        h('button', { class: 'main', id: `offer-${++count}`, onclick: () => screen.read(one.picture) }, t('scan'))));
  }));
}
