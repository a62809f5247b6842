// The control room's clock: its token, its moves, the deadlines ahead, and what a clock cannot do.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { accessible, noTroubles, openBrowser, openWindow, picture } from '../browser.mjs';
import { openRoom, sideways } from '../control.mjs';
import { merchant } from '../merchant.mjs';
import { House } from '../house.mjs';

let house, browser, shop;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());
beforeEach(async () => {
  house = await House.open({ start: '24/06/2020 11:30' });
  shop = await merchant(house);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await house?.close();
});

test('the token is asked for, a wrong one is told, and the one of the address does not stay there', async () => {
  const page = await openWindow(browser, house);
  await page.at('/controle#/heure');
  await page.locator('h1', { hasText: 'Jeton de contrôle' }).waitFor();
  await accessible(page, 'control-token');
  await page.fill('#token', 'faux');
  await page.press('#token', 'Enter');
  await page.locator('#token-wrong', { hasText: 'n’est pas celui' }).waitFor();
  assert.equal(await page.inputValue('#token'), 'faux');
  await page.fill('#token', house.token);
  await page.press('#token', 'Enter');
  await page.locator('h1', { hasText: 'Heure et échéances' }).waitFor();
  await page.at(`/controle?autre#jeton=${house.token}`);
  await page.locator('#bar-now').waitFor();
  assert.equal(new URL(page.url()).hash, '#/');
  noTroubles(page);
});

test('a minute, an hour and a day go by at a press', async () => {
  const page = await openRoom(browser, house);
  await page.clock('24/06/2020 11:30:00');
  await page.click('#bar >> text=+1 min');
  await page.clock('24/06/2020 11:31:00');
  await page.click('#bar >> text=+1 h');
  await page.clock('24/06/2020 12:31:00');
  await page.click('#bar >> text=+1 jour');
  await page.clock('25/06/2020 12:31:00');
  assert.equal(await house.now(), '2020-06-25T10:31:00.000Z');
  await page.locator('#said', { hasText: '25/06/2020 12:31:00' }).waitFor();
  noTroubles(page);
});

test('the next deadline is named, and at it the request has expired', async () => {
  const number = await shop.request({ parcours: 'A', basket: 'REF202006241' });
  const page = await openRoom(browser, house, '/operations');
  await page.locator('#bar-next', { hasText: '24/06/2020 11:35:00' }).waitFor();
  await page.locator('#bar-next', { hasText: 'REF202006241' }).waitFor();
  await page.locator(`[data-number=${number}]`, { hasText: 'En attente de paiement client' }).waitFor();
  await page.click('#bar >> text=À la prochaine échéance');
  await page.clock('24/06/2020 11:35:00');
  await page.locator(`[data-number=${number}]`, { hasText: 'Expiré' }).waitFor();
  noTroubles(page);
});

test('a deferred request is too late at midnight, and expires in the sweep of the night', async () => {
  const number = await shop.request({ parcours: 'B', basket: 'REF202006186', amount: '25,00', paymentDays: 1 });
  const page = await openRoom(browser, house, '/heure');
  await page.locator('#bar-next', { hasText: '26/06/2020 00:06:00' }).waitFor();
  await page.locator('#due tbody tr', { hasText: 'il est trop tard' }).locator('button', { hasText: 'À l’échéance' }).click();
  await page.clock('26/06/2020 00:00:00');
  await page.screen('/operations');
  await page.locator(`[data-number=${number}]`, { hasText: 'En attente de paiement client' }).waitFor();
  await page.click('#bar >> text=À la prochaine échéance');
  await page.clock('26/06/2020 00:06:00');
  await page.locator(`[data-number=${number}]`, { hasText: 'Expiré' }).waitFor();
  await page.locator(`[data-number=${number}]`, { hasText: '26/06/2020 00h06' }).waitFor();
  noTroubles(page);
});

test('a mark of the timeline leads to just before its deadline, and to it', async () => {
  const number = await shop.request({ parcours: 'A', basket: 'REF202006241' });
  const page = await openRoom(browser, house, '/heure');
  const mark = page.locator('.axis .mark').first();
  await mark.focus();
  await page.keyboard.press('Enter');
  await page.locator('#chosen', { hasText: 'REF202006241' }).waitFor();
  await accessible(page, 'control-time');
  await page.locator('#chosen button', { hasText: 'Juste avant' }).click();
  await page.clock('24/06/2020 11:34:59');
  assert.equal(await house.now(), '2020-06-24T09:34:59.999Z');
  await page.locator('tbody tr', { hasText: 'REF202006241' }).locator('button', { hasText: 'À l’échéance' }).click();
  await page.clock('24/06/2020 11:35:00');
  await page.locator('#due', { hasText: 'Rien n’est prévu.' }).waitFor();
  await page.screen('/operations');
  await page.locator(`[data-number=${number}]`, { hasText: 'Expiré' }).waitFor();
  noTroubles(page);
});

test('the clock is set to a moment of Paris; the past is refused at the field and what was typed stays', async () => {
  const page = await openRoom(browser, house, '/heure');
  await page.fill('#clock-at', '2020-07-04T23:59:30');
  await page.click('text=Y aller');
  await page.clock('04/07/2020 23:59:30');
  await page.fill('#clock-at', '2020-06-01T08:00:30');
  await page.click('text=Y aller');
  await page.locator('#clock-at-wrong', { hasText: 'ne recule pas' }).waitFor();
  await page.locator('#said', { hasText: 'L’horloge ne va que vers le futur.' }).waitFor();
  await page.click('#language');
  await page.locator('h1', { hasText: 'Time and deadlines' }).waitFor();
  assert.match(await page.inputValue('#clock-at'), /^2020-06-01T08:00/);
  await page.reload();
  await page.locator('h1', { hasText: 'Time and deadlines' }).waitFor();
  assert.match(await page.inputValue('#clock-at'), /^2020-06-01T08:00/);
  noTroubles(page);
});

test('time runs at the pace chosen, and stands when it is stopped', async () => {
  const page = await openRoom(browser, house, '/heure');
  await page.click('main >> text="× 3600"');
  await page.locator('#bar .state', { hasText: '× 3600' }).waitFor();
  await page.locator('#bar-now', { hasText: /(1[3-9]|2\d):\d\d:\d\d/ }).waitFor();
  await page.locator('#bar button', { hasText: 'Arrêter' }).click();
  await page.locator('#bar .state', { hasText: 'arrêtée' }).waitFor();
  assert.equal(await house.now(), await house.now());
  noTroubles(page);
});

test('a clock of the real world says what it cannot do, and offers none of it', async () => {
  await house.close();
  house = await House.open({ clock: 'real' });
  const page = await openRoom(browser, house, '/heure');
  await page.locator('main .note', { hasText: 'monde réel' }).waitFor();
  assert.equal(await page.locator('#bar button').count(), 0);
  noTroubles(page);
});

test('the overview and the time are whole on a narrow screen', async () => {
  await shop.request({ parcours: 'A', basket: 'REF202006241' });
  await shop.request({ parcours: 'B', basket: 'REF202006246', paymentDays: 4 });
  const page = await openRoom(browser, house, '/');
  await page.locator('.tiles .lines li').first().waitFor();
  await accessible(page, 'control-overview');
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await sideways(page), 0);
  await accessible(page, 'control-overview at 360 px');
  await picture(page, 'controle-360');
  await page.screen('/heure');
  await page.locator('#due tbody tr').first().waitFor();
  assert.equal(await sideways(page), 0);
  await picture(page, 'controle-heure-360');
  noTroubles(page);
});

test('in English the bar is English too, and says what it said', async () => {
  await shop.request({ parcours: 'A', basket: 'REF202006241' });
  const page = await openRoom(browser, house);
  await page.locator('#bar-next', { hasText: 'Prochaine échéance' }).waitFor();
  await page.click('#language');
  await page.locator('#bar-next', { hasText: 'Next deadline' }).waitFor();
  await page.locator('#bar-next', { hasText: '24/06/2020 11:35:00' }).waitFor();
  assert.deepEqual(await page.locator('#bar-moves button').allInnerTexts(), ['+1 min', '+1 h', '+1 day', 'To the next deadline', 'Let it run']);
  noTroubles(page);
});

test('a mark stands on the axis where its time is', async () => {
  await shop.request({ parcours: 'B', basket: 'REF202006246', paymentDays: 4 });
  const page = await openRoom(browser, house, '/heure');
  await page.locator('main label.inline select').selectOption('w7');
  const axis = await page.locator('.axis').boundingBox(), mark = await page.locator('.axis .mark').first().boundingBox();
  const wanted = (new Date('2020-06-28T22:00:00Z') - new Date('2020-06-24T09:30:00Z')) / (7 * 86_400_000);
  assert.ok(Math.abs((mark.x + mark.width / 2 - axis.x) / axis.width - wanted) < 0.03, `${mark.x} of ${axis.width}, not ${wanted}`);
  const days = await page.locator('.axis .tick').evaluateAll((all) => all.map((one) => [one.textContent, Number(one.dataset.place)]));
  assert.deepEqual(days.map(([text]) => text), ['Maintenant', '26/06', '27/06', '28/06', '29/06', '30/06', '01/07'].filter((text) => days.some(([one]) => one === text)));
  assert.ok(Math.abs(days.find(([text]) => text === '29/06')[1] / 100 - wanted) < 0.001, 'a day begins where its word stands');
  noTroubles(page);
});
