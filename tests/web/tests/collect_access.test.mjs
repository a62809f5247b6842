// Encaisser for everybody: by keyboard alone, on 360 pixels, at 200 %, in English, and with the code offered to a phone in the
// same browser.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noTroubles, openBrowser, picture, settled } from '../browser.mjs';
import { isEnglish } from '../dictionaries.mjs';
import { alice, House } from '../house.mjs';
import { choose, collect, decide, fill, heading, numberOf, openTill, operation, press, says } from '../wizard.mjs';

let house, browser;
before(async () => {
  house = await House.open({ start: '24/06/2020 11:00' });
  browser = await openBrowser();
});
afterEach(async () => {
  for (const window of browser.contexts()) await window.close();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const focus = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);

// Tab until the focus is where `wanted` says, as somebody without a mouse does.
async function tabTo(page, wanted) {
  for (let presses = 0; presses < 40; ++presses) {
    await page.keyboard.press('Tab');
    if ((await focus(page)).trim() === wanted) return;
  }
  assert.fail(`the keyboard does not lead to ${wanted}`);
}

test('a deferred request from first to last by keyboard alone', async () => {
  const page = await openTill(browser, house);
  await page.at('/espace#/encaisser');
  await heading(page, 'Choix du paiement');
  await page.locator('input[name=later]').first().focus();
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'paymentDays');
  await page.keyboard.type('3');
  await tabTo(page, 'Continuer');
  await page.keyboard.press('Enter');
  await heading(page, 'Demande de paiement différé');
  await page.waitForFunction(() => document.activeElement.tagName === 'H1');
  for (const [field, text] of [['amount', '40'], ['basket', 'CLAVIER'], ['identifier', 'mail@mail.com']]) {
    await tabTo(page, field);
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');  // A form is sent from any of its fields.
  await heading(page, 'Confirmation');
  await page.waitForFunction(() => document.activeElement.tagName === 'H1');
  await tabTo(page, 'Envoyer');
  await page.keyboard.press('Space');
  await heading(page, 'Détail du paiement');
  await page.waitForFunction(() => document.activeElement.tagName === 'H1');
  const number = numberOf(page);
  await page.locator('#cancel:enabled').waitFor();
  await tabTo(page, 'cancel');
  await page.keyboard.press('Enter');
  await says(page, 'Voulez-vous annuler l’opération suivante ?');
  await page.keyboard.press('Escape');
  assert.equal((await operation(page, number)).status, 'awaiting_customer');
  await page.waitForFunction(() => document.activeElement.id === 'cancel');
  await page.keyboard.press('Enter');
  await page.locator('dialog').waitFor();
  await tabTo(page, 'OUI');
  await page.keyboard.press('Enter');
  await says(page, 'Vous avez annulé cette demande.');
  noTroubles(page);
});

for (const [width, name] of [[360, '360 pixels'], [600, '200 % of a screen of 1200']]) {
  test(`nothing scrolls sideways on ${name}`, async () => {
    const page = await openTill(browser, house, { viewport: { width, height: 740 } });
    const phone = await house.phone(alice);
    const fits = async (what) => {
      const [wants, has] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(wants <= has, `${what} is ${wants} pixels wide on ${has}`);
      await picture(page, `${what}-${width}`, { fullPage: true });
    };
    await choose(page, { later: '3', delay: '2', email: 'une-adresse-bien-longue@un-domaine-bien-long.example' });
    await fits('encaisser-1');
    await press(page, 'Continuer');
    await fill(page, { amount: 'quarante', basket: 'REF2020062410', identifier: 'x' });
    await press(page, 'Continuer');
    await page.locator('#amount-wrong').waitFor();
    await fits('encaisser-2');
    await fill(page, { amount: '40', identifier: 'une-adresse-bien-longue@un-domaine-bien-long.example' });
    await press(page, 'Continuer');
    await heading(page, 'Confirmation');
    await fits('encaisser-3');
    const number = await collect(page, {}, { amount: '40', basket: 'QR', mode: 'qr' });
    await page.locator('img.qr').evaluate((image) => image.decode());
    await accessible(page, `encaisser-3-qr-${width}`);
    await fits('encaisser-3-qr');
    const code = await (await page.request.get(`${house.url}/espace/api/operations/${number}/qr.png`)).body();
    await phone('POST', '/scan/photo', new Uint8Array(code));
    await phone('POST', `/requests/${number}/pay`, { amount: '30' });
    await says(page, 'Il reste 10,00 €');
    await fits('encaisser-4');
    await decide(page, 'cancel', number);
    await fits('annuler');
    noTroubles(page);
  });
}

test('in English every word of the wizard is English', async () => {
  const page = await openTill(browser, house);
  const phone = await house.phone(alice);
  await page.addInitScript(() => localStorage.setItem('parcours-language', 'en'));
  const step = async (name, title) => {
    await heading(page, title);
    await settled(page);
    await isEnglish(page, title);
    if (name) await press(page, name);
  };
  await page.at('/espace#/encaisser');
  await heading(page, 'Choice of payment');
  await page.getByLabel('By deferred payment').check();
  await page.fill('#paymentDays', '0');
  await press(page, 'Continue');
  await says(page, 'Give a whole number of days, from 1 to 365.');
  await page.fill('#paymentDays', '10');
  await says(page, 'That is 04/07/2020');
  await step('Continue', 'Choice of payment');
  await heading(page, 'Request for deferred payment');
  await page.getByLabel('Amount (20,00 € at least)').fill('40');
  await fill(page, { basket: 'ENGLISH', identifier: 'mail@mail.com' });
  await step('Continue', 'Request for deferred payment');
  await says(page, '04/07/2020 (10 days)');
  await picture(page, 'encaisser-anglais');
  await step('Send', 'Confirmation');
  await says(page, 'I can follow the payment in the list of my operations');
  await step(null, 'Payment detail');

  await page.at('/espace#/operations');
  await page.at('/espace#/encaisser');
  await page.locator('input[name=delay][value=true]').check();
  await fill(page, { validationDays: '2', notifyEmail: 'mail@mail.com' });
  await step('Continue', 'Choice of payment');
  await fill(page, { amount: '40', basket: 'HELD', identifier: alice });
  await step('Continue', 'Request for immediate reservation');
  await step('Send', 'Confirmation');
  await says(page, 'The payment waits for your customer’s validation.');
  await step(null, 'Payment detail');
  const number = numberOf(page);
  await phone('POST', `/requests/${number}/pay`, { amount: '30' });
  await says(page, '10,00 € remain to be settled');
  await step(null, 'Payment detail');
  for (const [what, title] of [['validate', 'VALIDATE THE RESERVATION'], ['cancel', 'CANCEL THE OPERATION']]) {
    const dialog = await decide(page, what, number);
    await dialog.getByRole('heading', { name: title }).waitFor();
    await isEnglish(page, title);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }

  await page.at('/espace#/operations');
  await page.at('/espace#/encaisser');
  await step('Continue', 'Choice of payment');
  await fill(page, { amount: '40', basket: 'CODE' });
  await step('Continue', 'Request for immediate payment');
  await step(null, 'Payment QR code');
  noTroubles(page);
});

test('a phone in the same browser is given the code that is shown, and nothing when none is', async () => {
  const page = await openTill(browser, house);
  const other = await openTill(browser, house, { beside: page });
  await other.at('/');
  const ask = () => other.evaluate(() => new Promise((resolve) => {
    const channel = new BroadcastChannel('parcours-qr');
    channel.onmessage = async ({ data }) => {
      channel.close();
      resolve({ ...data, picture: data.picture && [data.picture.type, ...new Uint8Array(await data.picture.arrayBuffer())] });
    };
    channel.postMessage({ ask: true });
    setTimeout(() => { channel.close(); resolve(null); }, 1500);
  }));
  const number = await collect(page, {}, { amount: '40', basket: 'VOISIN', mode: 'qr' });
  await page.locator('img.qr').waitFor();
  const given = await ask();
  assert.deepEqual([given.basket, given.amount, given.picture[0]], ['VOISIN', 4000, 'image/png']);
  const scanned = await (await house.phone(alice))('POST', '/scan/photo', new Uint8Array(given.picture.slice(1)));
  assert.equal(scanned.body.request.number, number);
  await page.at('/espace#/operations');
  assert.equal(await ask(), null);
  noTroubles(page);
});
