// A code that is scanned on the customer's phone under qr_binds_on = pay: the scan binds nobody, so that the page must hold the
// code to see the request and to pay it; and the first who pays has it (PAY-09).
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { accessible, noTroubles, openBrowser, picture } from '../browser.mjs';
import { House } from '../house.mjs';
import { merchant } from '../merchant.mjs';
import { phoneOf, says } from '../phone.mjs';

const alice = '10000003051', bob = '10000004162';
let browser, house, shop;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });
beforeEach(async () => {
  house = await House.open({ words: ['--policy', 'qr_binds_on=pay'] });
  shop = await merchant(house);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await house?.close();
});

// { number, png }: of a request with a code.
async function shown(basket = 'REF202006241') {
  const number = await shop.request({ parcours: 'A', mode: 'qr', basket });
  const response = await fetch(`${house.url}/espace/api/operations/${number}/qr.png`, { headers: { Cookie: shop.cookie } });
  assert.equal(response.status, 200);
  return { number, png: Buffer.from(await response.arrayBuffer()) };
}

// What a code says, as a phone without a page reads it.
async function textOf(png) {
  const { body } = await (await house.phone(bob))('POST', '/scan/photo', png);
  return body.code;
}

async function scanScreen(identifier = alice) {
  const page = await phoneOf(browser, house, identifier);
  await page.click('#nav a[href="#/scanner"]');
  await page.locator('#picture').waitFor();
  return page;
}

async function scanned(page, png) {
  await page.setInputFiles('#picture', { name: 'qr.png', mimeType: 'image/png', buffer: png });
  await says(page, 'dl', 'REF202006241');
}

async function paidBy(identifier, cents) {
  const phone = await house.phone(identifier);
  const { requests } = (await phone('GET', '/requests')).body;
  assert.deepEqual(requests.map((one) => one.paid), cents);
}

test('what a photograph shows is seen by its code, outlives a reload and is paid in part', async () => {
  const { png } = await shown();
  const page = await scanScreen();
  await scanned(page, png);
  await page.locator('#pay-all').waitFor();
  assert.equal(await page.locator('#refuse').count(), 0, 'nobody may refuse what is nobody’s');
  await accessible(page, 'phone-code-request');
  await picture(page, 'telephone-demande-au-porteur');
  await paidBy(alice, []);
  await page.click('#part');
  await page.fill('#part-amount', '30');
  await page.reload();
  await says(page, 'dl', 'REF202006241');
  assert.equal(await page.inputValue('#part-amount'), '30');
  await page.click('#pay-part');
  await says(page, '#outcome', 'Vous avez payé 30,00 €.');
  await says(page, '#outcome', 'Il reste 10,00 €');
  await paidBy(alice, [3000]);
  assert.equal(await page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.includes('phone-code-')).length), 0, 'it is hers now: the code is forgotten');
  await page.reload();
  await says(page, '#outcome', 'Vous avez payé 30,00 €.');
  noTroubles(page);
});

test('a picture that was dropped is paid whole, and appears among the requests only then', async () => {
  const { png } = await shown();
  const page = await scanScreen();
  const transfer = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], 'qr.png', { type: 'image/png' }));
    return data;
  }, [...png]);
  await page.dispatchEvent('.zone', 'drop', { dataTransfer: transfer });
  await page.click('#pay-all');
  await says(page, '#outcome', 'Vous avez payé 40,00 €.');
  await page.click('#nav a[href="#/demandes"]');
  await says(page, '.requests', 'Payé');
  await paidBy(alice, [4000]);
  noTroubles(page);
});

test('a code is read by its text; what is none is told at the field, and stays there through a reload', async () => {
  const { png } = await shown();
  const code = await textOf(png), forged = `${code.slice(0, -4)}AAAA`;
  const page = await scanScreen();
  await page.click('#code-read');
  await says(page, '#code-text-wrong', 'Écrivez ou collez le texte du QR code.');
  await page.fill('#code-text', forged);
  await page.click('#code-read');
  await says(page, '#code-text-wrong', 'il a été falsifié');
  assert.equal(await page.locator('#code-text').evaluate((one) => one === document.activeElement), true);
  await accessible(page, 'phone-code-forged');
  await picture(page, 'telephone-texte-refus', { fullPage: true });
  await page.reload();
  assert.equal(await page.inputValue('#code-text'), forged);
  await page.fill('#code-text', ` ${code} `);
  await page.press('#code-text', 'Enter');
  await says(page, 'dl', 'REF202006241');
  await page.click('#pay-all');
  await says(page, '#outcome', 'Vous avez payé 40,00 €.');
  await page.click('#nav a[href="#/scanner"]');
  assert.equal(await page.inputValue('#code-text'), '', 'what was read is no longer there');
  noTroubles(page);
});

test('of two who scan the same code the first who pays has it, and the other is told by itself', async () => {
  const { png } = await shown();
  const one = await scanScreen(alice), two = await scanScreen(bob);
  await scanned(one, png);
  await scanned(two, png);
  await one.click('#pay-all');
  await says(one, '#outcome', 'Vous avez payé 40,00 €.');
  await says(two, 'h1', 'Demande introuvable');
  await says(two, 'main .note', 'Ce QR code n’est plus à payer');
  assert.match(await two.textContent('#announcements'), /n’est plus à payer/);
  assert.equal(await two.locator('#pay-all').count(), 0);
  await accessible(two, 'phone-code-taken');
  await picture(two, 'telephone-deja-paye');
  await two.reload();
  await says(two, 'main .note', 'Ce QR code n’est plus à payer');
  await paidBy(bob, []);
  noTroubles(one, two);
});

test('who pays without knowing yet that another has is told so, and pays nothing', async () => {
  const { number, png } = await shown();
  const page = await scanScreen();
  await scanned(page, png);
  const looks = (url) => url.pathname === `/customer/api/requests/${number}`;
  await page.route(looks, (route) => route.abort());
  const other = await house.phone(bob), code = await textOf(png);
  assert.equal((await other('POST', `/requests/${number}/pay`, { code, amount: '40,00' })).status, 200);
  const refused = page.waitForResponse('**/pay');
  await page.click('#pay-all');
  assert.ok((await refused).status() >= 400);
  await page.unroute(looks);
  await says(page, 'main .note', 'Ce QR code n’est plus à payer');
  await paidBy(alice, []);
  noTroubles(page);
});

test('who logs in after another in the same window has not the other’s codes', async () => {
  const { number, png } = await shown();
  const page = await scanScreen();
  await scanned(page, png);
  await page.click('#nav a[href="#/"]');
  await page.click('#log-out');
  await page.fill('#identifier', bob);
  await page.fill('#pin', '1234');
  await page.click('form button.main');
  await page.locator('#available').waitFor();
  await page.evaluate((hash) => { location.hash = hash; }, `/demande/${number}`);
  await says(page, 'h1', 'Demande introuvable');
  assert.equal(await page.locator('#pay-all').count(), 0);
  noTroubles(page);
});
