// Scanning on the customer's phone: a dropped or chosen picture, the code on the page next door, the camera; and why a code
// is refused.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessible, noTroubles, openBrowser, picture } from '../browser.mjs';
import { House, folder } from '../house.mjs';
import { merchant } from '../merchant.mjs';
import { handheld, phoneOf, says } from '../phone.mjs';

const place = folder(), film = join(place.path, 'film.y4m');
const camera = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
let browser, house, shop;
before(async () => { browser = await openBrowser(camera); });
after(async () => {
  await browser?.close();
  place.remove();
});
beforeEach(async () => {
  house = await House.open();
  shop = await merchant(house);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await house?.close();
});

const allowed = { ...handheld, permissions: ['camera'] };

async function codeOf(number) {
  const response = await fetch(`${house.url}/espace/api/operations/${number}/qr.png`, { headers: { Cookie: shop.cookie } });
  assert.equal(response.status, 200);
  return Buffer.from(await response.arrayBuffer());
}

async function shown(basket = 'REF202006241') {
  const number = await shop.request({ parcours: 'A', mode: 'qr', basket });
  return { number, png: await codeOf(number) };
}

async function scanScreen(identifier = '10000003051', options = handheld) {
  const page = await phoneOf(browser, house, identifier, options);
  await page.click('#nav a[href="#/scanner"]');
  await page.locator('#picture').waitFor();
  return page;
}

const choose = (page, png, name = 'qr.png') => page.setInputFiles('#picture', { name, mimeType: 'image/png', buffer: png });

// Drops a picture on the page, as a hand would from the desktop.
async function drop(page, png) {
  const transfer = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], 'qr.png', { type: 'image/png' }));
    return data;
  }, [...png]);
  await page.dispatchEvent('.zone', 'drop', { dataTransfer: transfer });
}

// A picture as the browser draws it: of a code in a room, of nothing, of another code's payload.
const drawn = (page, png, width, height, size) => page.evaluate(async ([bytes, w, ht, side]) => {
  const canvas = document.createElement('canvas');
  canvas.width = w;
  canvas.height = ht;
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#999';
  pen.fillRect(0, 0, w, ht);
  if (bytes) {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    pen.imageSmoothingEnabled = false;
    pen.drawImage(bitmap, (w - side) / 2, (ht - side) / 2, side, side);
  }
  const { data } = pen.getImageData(0, 0, w, ht);
  const grey = Array.from({ length: w * ht }, (_, i) => data[4 * i]);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  return { grey, png: [...new Uint8Array(await blob.arrayBuffer())] };
}, [png ? [...png] : null, width, height, size]);

// What the camera will see: the picture in grey, frame after frame (YUV4MPEG2).
async function makeFilm(page, png) {
  const width = 640, height = 480;
  const { grey } = await drawn(page, png, width, height, 400);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.from(grey), Buffer.alloc(width * height / 2, 128)]);
  writeFileSync(film, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), frame, frame, frame]));
}

test('a picture that was chosen binds the request, which is then paid', async () => {
  const { png } = await shown();
  const page = await scanScreen();
  await accessible(page, 'phone-scan');
  await choose(page, png);
  await says(page, 'h1', 'Demande de paiement');
  await says(page, 'dl', 'REF202006241');
  await page.click('#pay-all');
  await says(page, '#outcome', 'Vous avez payé 40,00 €.');
  noTroubles(page);
});

test('a picture that was dropped binds the request', async () => {
  const { png } = await shown();
  const page = await scanScreen();
  await drop(page, png);
  await says(page, 'dl', 'REF202006241');
  noTroubles(page);
});

test('a picture that was pasted binds the request', async () => {
  const { png } = await shown();
  const page = await scanScreen();
  await page.evaluate((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }));
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
  }, [...png]);
  await says(page, 'dl', 'REF202006241');
  noTroubles(page);
});

test('the code on the page next door is offered by itself, and scanned from there', async () => {
  const { png } = await shown();
  const page = await scanScreen();
  await says(page, 'main', 'Aucun QR code n’est affiché dans une autre fenêtre');
  const neighbour = await page.context().newPage();  // As the Espace answers on its screen with a code.
  await neighbour.goto(`${house.url}/`);
  await neighbour.evaluate((bytes) => {
    const channel = new BroadcastChannel('parcours-qr');
    channel.onmessage = ({ data }) => {
      if (data.ask) channel.postMessage({ picture: new Blob([new Uint8Array(bytes)], { type: 'image/png' }), basket: 'REF202006241', amount: '40,00 €' });
    };
  }, [...png]);
  await page.bringToFront();
  await says(page, '.offer', 'Panier REF202006241');
  assert.match(await page.textContent('#announcements'), /Un QR code est affiché dans une page voisine\s: panier REF202006241, 40,00\s€/);
  await accessible(page, 'phone-scan-offered');
  await picture(page, 'telephone-scanner-voisine');
  await page.click('.offer button');
  await says(page, 'dl', 'REF202006241');
  noTroubles(page);
});

test('an offer goes when the page next door does', async () => {
  const { png } = await shown();
  const page = await scanScreen();
  const neighbour = await page.context().newPage();
  await neighbour.goto(`${house.url}/`);
  await neighbour.evaluate((bytes) => {
    const channel = new BroadcastChannel('parcours-qr');
    channel.onmessage = () => channel.postMessage({ picture: new Blob([new Uint8Array(bytes)], { type: 'image/png' }), basket: 'REF1', amount: 4000 });
  }, [...png]);
  await page.bringToFront();
  await says(page, '.offer', '40,00 €');
  await neighbour.close();
  await page.locator('.offer').waitFor({ state: 'detached' });
  noTroubles(page);
});

test('the camera reads the code, one picture at a time, and is switched off', async () => {
  const { png } = await shown();
  const page = await scanScreen('10000003051', allowed);
  await makeFilm(page, null);
  let atOnce = 0, most = 0, sent = 0;
  await page.route('**/scan/photo', async (route) => {
    most = Math.max(most, ++atOnce);
    ++sent;
    const response = await route.fetch();
    --atOnce;
    await route.fulfill({ response });
  });
  await page.click('#camera');
  await says(page, 'main', 'Présentez le QR code devant la caméra');
  while (sent < 3) await page.waitForResponse('**/scan/photo');
  assert.equal(await page.locator('#scan-told:visible').count(), 0, 'a room without a code is no news');
  await accessible(page, 'phone-scan-camera');
  await page.click('#camera');
  await makeFilm(page, png);
  await page.click('#camera');
  await says(page, 'dl', 'REF202006241');
  assert.equal(most, 1);
  assert.equal(await page.locator('video').count(), 0);
  noTroubles(page);
});

test('the camera goes off when the screen is left', async () => {
  const page = await scanScreen('10000003051', allowed);
  await makeFilm(page, null);
  await page.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => (window.stream = await ask(wanted));
  });
  await page.click('#camera');
  await page.waitForResponse('**/scan/photo');
  await page.click('.back');
  await page.waitForFunction(() => window.stream.getTracks().every((track) => track.readyState === 'ended'));
  noTroubles(page);
});

test('a camera that is not allowed is told in words', async () => {
  const page = await scanScreen();
  await page.click('#camera');
  await says(page, '#scan-told', 'L’accès à la caméra est refusé.');
  await accessible(page, 'phone-scan-denied');
  noTroubles(page);
});

test('a code that the camera sees and that is refused is said once, with the camera off', async () => {
  const { number, png } = await shown();
  await shop.post(`/operations/${number}/cancel`);
  const page = await scanScreen('10000003051', allowed);
  await makeFilm(page, png);
  await page.click('#camera');
  await says(page, '#scan-told', 'Ce QR code n’est plus valable');
  await says(page, '#camera', 'Allumer la caméra');
  noTroubles(page);
});

test('a forged code, a spent one, a late one, another customer’s: each is refused in words', async () => {
  const page = await scanScreen();
  await choose(page, await forgedCode());
  await says(page, '#scan-told', 'il a été falsifié');
  const told = () => page.locator('#scan-told').evaluate((one) => { one.textContent = ''; });

  const spent = await shown('REF-SPENT'), alice = await house.phone('10000003051');
  assert.equal((await alice('POST', '/scan/photo', spent.png)).status, 200);
  assert.equal((await alice('POST', `/requests/${spent.number}/pay`, { amount: '40,00' })).status, 200);
  await told();
  await choose(page, spent.png);
  await says(page, '#scan-told', 'Ce QR code n’est plus valable : il a servi');

  const bobs = await shown('REF-BOB'), bob = await house.phone('10000004162');
  assert.equal((await bob('POST', '/scan/photo', bobs.png)).status, 200);
  await choose(page, bobs.png);
  await says(page, '#scan-told', 'Un autre client a scanné ce QR code avant vous.');
  await accessible(page, 'phone-scan-refused');
  await picture(page, 'telephone-scanner-refus');

  const late = await shown('REF-LATE');
  await house.advance(5 * 60_000);
  await choose(page, late.png);
  await says(page, '#scan-told', 'Ce QR code n’est plus valable');
  noTroubles(page);
});

// A code of a service with another secret: genuine to the eye, forged to this one.
async function forgedCode() {
  const other = await House.open({ words: [], seed: 8 });
  try {
    const stranger = await merchant(other);
    const number = await stranger.request({ parcours: 'A', mode: 'qr', basket: 'FORGED' });
    const response = await fetch(`${other.url}/espace/api/operations/${number}/qr.png`, { headers: { Cookie: stranger.cookie } });
    return Buffer.from(await response.arrayBuffer());
  } finally {
    await other.close();
  }
}

test('a picture without a code, and what is no picture, are told as such, and the next one is read', async () => {
  const { png } = await shown();
  const page = await scanScreen();
  const empty = await drawn(page, null, 300, 200, 0);
  await choose(page, Buffer.from(empty.png));
  await says(page, '#scan-told', 'Aucun QR code lisible sur cette image.');
  await page.locator('#scan-told').evaluate((one) => { one.textContent = ''; });
  await page.setInputFiles('#picture', { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('bonjour') });
  await says(page, '#scan-told', 'Aucun QR code lisible sur cette image.');
  await choose(page, png);
  await says(page, 'dl', 'REF202006241');
  noTroubles(page);
});

test('a blocked customer cannot scan, and is told why', async () => {
  const { png } = await shown();
  const page = await scanScreen('chloe@mail.example');
  await choose(page, png);
  await says(page, '#scan-told', 'Votre compte est bloqué');
  noTroubles(page);
});

test('a scan that finds nobody logged in any more leads to the log-in and back to the scanner', async () => {
  const page = await scanScreen();
  await page.evaluate(() => fetch('/customer/api/sessions', { method: 'DELETE', headers: { Authorization: `Bearer ${JSON.parse(sessionStorage.getItem('parcours-phone-who')).token}` } }));
  await says(page, 'main', 'Votre session est terminée');
  await page.fill('#pin', '1234');
  assert.equal(await page.inputValue('#identifier'), '10000003051');
  await page.click('form button.main');
  await says(page, 'h1', 'Scanner un QR code');
  noTroubles(page);
});
