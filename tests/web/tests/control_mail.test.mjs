// The mailbox: whatever the service sent is read there, and a forgotten password is found again through it.
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

const espace = (path, body) => fetch(`${house.url}/espace/api${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });

test('a push and a mail come by themselves, and are read', async () => {
  const page = await openRoom(browser, house, '/courrier');
  await page.locator('text=Aucun message ici').waitFor();
  await shop.request({ parcours: 'A', basket: 'REF202006241' });
  await page.locator('#mails a', { hasText: 'Notification' }).click();
  await page.locator('#reading', { hasText: 'CANOE KAYAK CLUB ORLEANS - ST JEAN LE E vous demande 40,00 €.' }).waitFor();
  await shop.request({ parcours: 'B', basket: 'REF202006246', paymentDays: 4 });
  await page.locator('#mails a', { hasText: 'E-mail' }).click();
  await page.locator('#reading', { hasText: 'Date limite de paiement : 28/06/2020' }).waitFor();
  await accessible(page, 'control-mail');
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await sideways(page), 0);
  await picture(page, 'controle-courrier-360');
  noTroubles(page);
});

test('the list is narrowed to one address, and the choice outlives a reload', async () => {
  const page = await openRoom(browser, house, '/courrier');
  await page.locator('#mails li').nth(1).waitFor();
  await page.selectOption('#mail-to', '10000003051');
  await page.locator('#mails li').nth(1).waitFor({ state: 'detached' });
  assert.match(await page.textContent('#mails'), /10000003051/);
  await page.reload();
  await page.locator('#mails li').first().waitFor();
  assert.equal(await page.inputValue('#mail-to'), '10000003051');
  assert.equal(await page.locator('#mails li').count(), 1);
  noTroubles(page);
});

test('a forgotten password is found again through the link in the mail, once', async () => {
  const page = await openRoom(browser, house, '/courrier');
  assert.equal((await espace('/recovery', { login: '70890001' })).status, 200);
  await page.locator('#mails a', { hasText: 'Mot de passe oublié' }).click();
  const href = await page.locator('#recovery').getAttribute('href');
  const token = href.match(/^\/espace#\/nouveau-mot-de-passe\/(.+)$/)?.[1];
  assert.ok(token, href);
  const set = () => espace('/password', { token: decodeURIComponent(token), password: 'Nouveau-mot-1' });
  assert.equal((await set()).status, 200);
  assert.notEqual((await set()).status, 200);
  assert.equal((await espace('/log-in', { login: '70890001', password: 'Nouveau-mot-1' })).status, 200);
  const [opened] = await Promise.all([page.context().waitForEvent('page'), page.click('#recovery')]);
  await opened.waitForLoadState();
  assert.equal(new URL(opened.url()).hash, `#/nouveau-mot-de-passe/${token}`);
  noTroubles(page);
});

test('letters are French in English too, and are marked so', async () => {
  assert.equal((await espace('/recovery', { login: '70890002' })).status, 200);
  const page = await openRoom(browser, house, '/courrier');
  await page.locator('#mails a', { hasText: 'Mot de passe oublié' }).first().click();
  await page.click('#language');
  await page.locator('h1', { hasText: 'Mail' }).waitFor();
  await page.locator('#reading .letter').waitFor();
  assert.deepEqual(await page.locator('#reading h2, #reading .letter, #mails strong').evaluateAll((all) => [...new Set(all.map((one) => one.lang))]), ['fr']);
  await page.screen('/');
  await page.locator('a[href^="#/courrier/"]').first().waitFor();
  assert.deepEqual(await page.locator('a[href^="#/courrier/"]').evaluateAll((all) => [...new Set(all.map((one) => one.lang))]), ['fr']);
  noTroubles(page);
});
