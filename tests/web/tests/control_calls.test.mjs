// Calls as they come, without what is secret; and operations as a diagram of states.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, noTroubles, openBrowser, picture } from '../browser.mjs';
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

const logIn = (password) => fetch(`${house.url}/espace/api/log-in`, { method: 'POST', body: JSON.stringify({ login: '70890001', password }), headers: { 'Content-Type': 'application/json' } });
const line = (page, text) => page.locator('#calls a', { hasText: text });

test('a call appears by itself; opened, it shows request and response and nothing secret', async () => {
  const page = await openRoom(browser, house, '/appels');
  await logIn('Accueil-1');
  await line(page, '/espace/api/log-in').click();
  await page.locator('#call', { hasText: '70890001' }).waitFor();
  await page.locator('#call', { hasText: '•••' }).waitFor();
  assert.match(await page.locator('#call pre').first().textContent(), /"password"/);
  assert.match(await page.locator('#call pre').last().textContent(), /"points"/);
  assert.doesNotMatch(await page.content(), /Accueil-1/);
  await accessible(page, 'control-calls');
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await sideways(page), 0);
  await picture(page, 'controle-appels-360');
  noTroubles(page);
});

test('the list is asked for without what was said, and only the call that is opened is asked for whole', async () => {
  await logIn('faux');
  const page = await openRoom(browser, house);
  const heard = [];
  page.on('response', (response) => { if (response.url().includes('/sandbox/calls')) heard.push(response); });
  await page.screen('/appels');
  await line(page, '/espace/api/log-in').first().click();
  await page.locator('#call pre', { hasText: '"errorCode"' }).waitFor();
  await page.locator('#call pre', { hasText: '70890001' }).waitFor();
  await page.reload();  // Of a link: the call that it names.
  await page.locator('#call pre', { hasText: '70890001' }).waitFor();
  const answers = await Promise.all(heard.map(async (response) => ({ query: new URL(response.url()).searchParams, calls: (await response.json().catch(() => ({ calls: [] }))).calls })));
  const whole = answers.filter(({ calls }) => calls.some((one) => one.request || one.response));
  assert.ok(whole.length >= 1);
  assert.ok(whole.every(({ query, calls }) => query.get('limit') === '1' && calls.length === 1), 'one at a time');
  assert.ok(answers.some(({ query, calls }) => query.get('bodies') === 'false' && calls.length > 0));
  noTroubles(page);
});

test('calls are narrowed to refusals and to a door', async () => {
  const page = await openRoom(browser, house, '/appels');
  await logIn('faux');
  await shop.request({ parcours: 'A', mode: 'qr', basket: 'REF1' });
  await line(page, 'POST /espace/api/operations').waitFor();
  await page.selectOption('#callStatus', 'refused');
  await line(page, '/espace/api/operations').waitFor({ state: 'detached' });
  await line(page, '/espace/api/log-in').first().waitFor();
  await page.selectOption('#callDoor', 'pos');
  await page.locator('text=Aucun appel ici').waitFor();
  noTroubles(page);
});

test('the list stands still while it is paused, and catches up afterwards', async () => {
  const page = await openRoom(browser, house, '/appels');
  await page.locator('#calls li').first().waitFor();
  await page.click('#pause');
  await shop.request({ parcours: 'A', mode: 'qr', basket: 'REF-PENDANT' });
  await page.locator('text=1 appels attendent').waitFor();
  const before = await page.locator('#calls li').count();
  await page.click('#pause');
  await page.locator('#calls li').nth(before).waitFor();
  noTroubles(page);
});

test('the diagram counts operations by status; a status opens their list; the issuer may reject one', async () => {
  const page = await openRoom(browser, house, '/operations');
  const number = await shop.request({ parcours: 'A', basket: 'REF202006241' });
  await shop.cancel(await shop.request({ parcours: 'B', basket: 'REF202004211', amount: '25,00', paymentDays: 4 }));
  const state = (name) => page.locator(`.states a.${name}`);
  await page.locator('.states a.cancelled .total', { hasText: /^1$/ }).waitFor();
  await accessible(page, 'control-operations');
  assert.deepEqual(await page.locator('table.counts tr', { hasText: 'Annulé' }).locator('td').allTextContents(), ['0', '1', '0', '0', '1']);
  await state('cancelled').focus();
  await page.keyboard.press('Enter');
  await page.locator('#list tbody tr', { hasText: 'REF202004211' }).waitFor();
  assert.equal(await page.locator('#list tbody tr').count(), 1);
  await page.screen('/operations');
  await page.locator(`[data-number=${number}] button`, { hasText: 'L’émetteur rejette' }).click();
  await page.locator(`[data-number=${number}]`, { hasText: 'par l’émetteur' }).waitFor();
  await page.locator('.states a.cancelled .total', { hasText: /^2$/ }).waitFor();
  await page.locator(`[data-number=${number}] button`, { hasText: 'L’émetteur rejette' }).click();
  await page.locator('#said.bad').waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await sideways(page), 0);
  await picture(page, 'controle-operations-360');
  noTroubles(page);
});
