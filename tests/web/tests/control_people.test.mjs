// People in the control room: money from outside, who is blocked, which point makes requests, and the doors to them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, noTroubles, openBrowser, picture, settled } from '../browser.mjs';
import { openRoom, sideways } from '../control.mjs';
import { merchant } from '../merchant.mjs';
import { House } from '../house.mjs';

let house, browser, shop;
before(async () => {
  house = await House.open({ start: '24/06/2020 11:30' });
  browser = await openBrowser();
  shop = await merchant(house);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const row = (page, name) => page.locator(`tr[data-name=${name}]`);

test('a credit is seen in the wallet, and a wrong amount is told at its field', async () => {
  const page = await openRoom(browser, house, '/personnes');
  await row(page, 'alice').locator('text=200,00 €').waitFor();
  await page.fill('#credit-alice', 'beaucoup');
  await row(page, 'alice').getByRole('button', { name: 'Créditer' }).click();
  await page.locator('#credit-alice-wrong', { hasText: 'Écrivez le montant ainsi' }).waitFor();
  for (let look = 0; look < 2; ++look) await page.waitForResponse((response) => response.request().method() === 'GET' && response.url().endsWith('/sandbox/people'));
  await settled(page);
  await page.locator('#credit-alice-wrong', { hasText: 'Écrivez le montant ainsi' }).waitFor();
  assert.equal(await page.getAttribute('#credit-alice', 'aria-invalid'), 'true');
  assert.equal(await page.inputValue('#credit-alice'), 'beaucoup');
  await page.fill('#credit-alice', '50,50');
  await page.press('#credit-alice', 'Enter');
  await row(page, 'alice').locator('text=250,50 €').waitFor();
  await accessible(page, 'control-people');
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await sideways(page), 0);
  await picture(page, 'controle-personnes-360');
  noTroubles(page);
});

test('what is paid and not validated yet is seen as held', async () => {
  const page = await openRoom(browser, house, '/personnes');
  const number = await shop.request({ parcours: 'C', basket: 'REF202006248' });
  const alice = await house.phone('10000003051');
  assert.equal((await alice('POST', `/requests/${number}/pay`, { amount: '40,00' })).status, 200);
  await row(page, 'alice').locator('text="40,00 €"').waitFor();
  await shop.validate(number);
  await row(page, 'alice').locator('text="0,00 €"').waitFor();
  noTroubles(page);
});

test('a customer is blocked and unblocked, and what is shown is what holds', async () => {
  const page = await openRoom(browser, house, '/personnes');
  await row(page, 'bob').locator('button', { hasText: 'Bloquer' }).click();
  await row(page, 'bob').locator('.badge', { hasText: 'Bloqué' }).waitFor();
  await assert.rejects(shop.request({ parcours: 'A', basket: 'REF1', identifier: '10000004162' }), /FRM-06/);
  await page.reload();
  await row(page, 'bob').locator('.badge', { hasText: 'Bloqué' }).waitFor();
  await row(page, 'bob').locator('button', { hasText: 'Débloquer' }).click();
  await row(page, 'bob').locator('.badge', { hasText: 'Actif' }).waitFor();
  await shop.request({ parcours: 'A', basket: 'REF2', identifier: '10000004162' });
  noTroubles(page);
});

test('a point that is disabled makes no new request', async () => {
  const page = await openRoom(browser, house, '/personnes');
  await row(page, 'P001').locator('button', { hasText: 'Désactiver' }).click();
  await row(page, 'P001').locator('.badge', { hasText: 'Désactivé' }).waitFor();
  await assert.rejects(shop.request({ parcours: 'A', mode: 'qr', basket: 'REF3' }), /ACC-06/);
  await row(page, 'P001').locator('button', { hasText: 'Activer' }).click();
  await row(page, 'P001').locator('.badge', { hasText: 'Activé' }).waitFor();
  await shop.request({ parcours: 'A', mode: 'qr', basket: 'REF3' });
  noTroubles(page);
});

test('the phone and the Espace open in windows of their own', async () => {
  const page = await openRoom(browser, house, '/personnes');
  for (const [name, path] of [['Téléphone', '/telephone'], ['Espace', '/espace']]) {
    const [opened] = await Promise.all([page.context().waitForEvent('page'), page.locator('main table a', { hasText: name }).first().click()]);
    await opened.waitForLoadState();
    assert.equal(new URL(opened.url()).pathname, path);
  }
  noTroubles(page);
});
