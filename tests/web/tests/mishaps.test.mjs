// What goes wrong while a page is open: a session ends, a right is taken, a customer is blocked, time leaps, the service is down, a
// button is pressed twice. Nothing typed is lost, nothing is sent twice, and every page goes on by itself.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { noTroubles, openBrowser } from '../browser.mjs';
import { openRoom } from '../control.mjs';
import { aliceMail, House } from '../house.mjs';
import { merchant } from '../merchant.mjs';
import { phoneOf } from '../phone.mjs';
import { choose, collect, fill, heading, list, logIn, openTill, press, says, until } from '../wizard.mjs';

let house, browser;
before(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  for (const window of browser.contexts()) await window.close();
  await house?.close();
  house = await House.open({ start: '24/06/2020 11:00' });
});
after(async () => {
  await browser?.close();
  await house?.close();
});

test('a session ended by a new password elsewhere takes nothing typed with it', async () => {
  const page = await openTill(browser, house, { login: '70890001' });
  await choose(page, { later: '3' });
  await press(page, 'Continuer');
  await fill(page, { amount: '41,50', basket: 'GARDÉ', identifier: aliceMail, label: 'Location' });
  const anyone = await merchant(house, '708900', null);
  await anyone.post('/recovery', { login: '70890001' });
  const token = (await house.mails()).map((one) => one.body.match(/(?:jeton=|mot-de-passe\/|token[=: ]+)([\w-]{16,})/)?.[1] ?? one.body.match(/[0-9a-f]{32,}/)?.[0]).find(Boolean);
  assert.ok(token, JSON.stringify(await house.mails()));
  assert.equal((await anyone.call('POST', '/password', { token, password: 'Nouveau-77' })).status, 200);
  await press(page, 'Continuer');
  await page.waitForURL(/#\/connexion/);
  await page.fill('#login', '70890001');
  await page.fill('#password', 'Nouveau-77');
  await page.click('form button.main');
  await heading(page, 'Demande de paiement différé');
  assert.deepEqual(await page.locator('#amount, #basket, #identifier, #label').evaluateAll((all) => all.map((one) => one.value)), ['41,50', 'GARDÉ', aliceMail, 'Location']);
  noTroubles(page);
});

test('the right taken while the wizard is open: the refusal says who gives it back, and what was typed sends then', async () => {
  const page = await openTill(browser, house, { login: '70890001' });
  const signatory = await merchant(house);
  const right = (mayCollect) => signatory.post('/accounts/70890001/right', { mayCollect });
  await choose(page, { later: '3' });
  await press(page, 'Continuer');
  await fill(page, { amount: '40', basket: 'DROIT', identifier: aliceMail });
  await press(page, 'Continuer');
  await heading(page, 'Confirmation');
  await right(false);
  await press(page, 'Envoyer');
  await says(page, 'Ce compte n’a pas le droit d’encaisser.');
  await right(true);
  await press(page, 'Envoyer');
  await heading(page, 'Détail du paiement');
  assert.equal((await list(page)).total, 1);
  noTroubles(page);
});

test('blocked while paying, unblocked, paid; and the clock far ahead while every screen is open', async () => {
  const shop = await merchant(house);
  const number = await shop.request({ parcours: 'B', basket: 'BLOQUÉ' }), late = await shop.request({ parcours: 'B', basket: 'TARD' });
  const phone = await phoneOf(browser, house);
  await phone.goto(`${house.url}/telephone#/demande/${number}`);
  await phone.locator('#pay-all').waitFor();
  await house.control('POST', '/sandbox/people', { do: 'block', customer: 'alice' });
  await phone.click('#pay-all');
  await phone.locator('#refusal', { hasText: /bloqué/ }).waitFor();
  await house.control('POST', '/sandbox/people', { do: 'unblock', customer: 'alice' });
  await phone.click('#pay-all');
  await phone.locator('main', { hasText: 'Vous avez payé 40,00 €' }).waitFor();
  const till = await openTill(browser, house, { login: '70890001' }), form = await till.context().newPage(), room = await openRoom(browser, house, '/heure');
  form.troubles = till.troubles;
  await till.at(`/espace#/encaisser/detail/${late}`);
  await form.goto(`${house.url}/espace#/encaisser`);
  await form.getByLabel('En paiement différé').check();
  await form.fill('#paymentDays', '3');
  await phone.goto(`${house.url}/telephone#/demande/${late}`);
  await phone.locator('#pay-all').waitFor();
  await house.setClock('2060-01-01T00:00:00.000Z');
  // Whoever's session has ended by then is led to the log-in; whoever's has not sees what is so.
  await until(async () => /expiré|Connexion/.test(await till.locator('main').innerText()), 'the till shows the past');
  await until(async () => /expiré|Se connecter|Connexion/.test(await phone.locator('main').innerText()), 'the phone shows the past');
  await room.clock('01/01/2060 01:00');
  await until(async () => /2060|Connexion/.test(await form.locator('main').innerText()), 'the form shows the past');
  noTroubles(till, phone, room);
});

test('a service that is down, or that fails now and then, is told as such, and every page goes on by itself', async () => {
  const shop = await merchant(house);
  const number = await shop.request({ parcours: 'B', basket: 'PANNE' });
  const till = await openTill(browser, house, { login: '70890001' }), phone = await phoneOf(browser, house), room = await openRoom(browser, house);
  await till.at('/espace#/operations');
  await till.locator('tbody tr', { hasText: 'PANNE' }).waitFor();
  await house.control('POST', '/sandbox/crash', {});
  for (const page of [till, phone]) await page.locator('body.silent').waitFor();
  await room.locator('#bar-warnings', { hasText: 'en panne' }).waitFor();
  await house.control('POST', '/sandbox/recover', {});
  for (const page of [till, phone]) await page.locator('body:not(.silent)').waitFor();
  await logIn(till, house, { login: '70890001' });
  const { profiles } = await house.control('GET', '/sandbox/faults');
  for (const profile of profiles.map((one) => one.name ?? one)) {
    await house.control('POST', '/sandbox/faults', { profile });
    await till.at(`/espace#/encaisser/detail/${number}`);
    await says(till, 'Je peux suivre le paiement');
  }
  noTroubles(till, phone, room);
});

test('Back and Forward through the wizard never send again', async () => {
  const page = await openTill(browser, house, { login: '70890001' });
  const number = await collect(page, { later: '3' }, { amount: '40', basket: 'RETOUR', identifier: aliceMail });
  for (const step of ['goBack', 'goBack', 'goBack', 'goForward', 'goForward', 'goForward', 'goForward']) {
    await page[step]();
    await page.locator('main h1').waitFor();
  }
  await page.at('/espace#/encaisser/confirmation');
  await page.reload();
  await page.locator('main h1').waitFor();
  assert.deepEqual((await list(page)).rows.map((one) => one.number), [number]);
  assert.equal((await house.mails()).length, 1);
  noTroubles(page);
});

test('every button that sends, pressed twice in a breath, has one effect', async () => {
  const twice = (page, name) => page.getByRole('button', { name, exact: true }).evaluate((button) => { button.click(); button.click(); });
  const page = await openTill(browser, house, { login: '70890001' }), phone = await phoneOf(browser, house), shop = await merchant(house);
  const sent = [];
  for (const one of [page, phone]) one.on('request', (request) => { if (request.method() === 'POST' && !/scan/.test(request.url())) sent.push(new URL(request.url()).pathname.split('/').pop()); });
  const once = (what) => { assert.deepEqual(sent.filter((one) => one === what), [what]); sent.length = 0; };
  const open = async (number) => { await phone.goto(`${house.url}/telephone#/demande/${number}`); await phone.locator('#pay-all').waitFor(); };
  const booked = await shop.request({ parcours: 'C', basket: 'DEUX-C' });
  await open(booked);
  await twice(phone, 'Payer 40,00 €');
  await phone.locator('main', { hasText: 'Vous avez payé 40,00 €' }).waitFor();
  once('pay');
  await page.at(`/espace#/operation/${booked}`);
  await page.locator('main [data-action=validate]').click();
  await page.fill('#decide-amount', '30');
  await twice(page.locator('dialog'), 'Valider');
  await page.locator('dialog').waitFor({ state: 'detached' });
  once('validate');
  const refused = await shop.request({ parcours: 'B', basket: 'DEUX-R' });
  await open(refused);
  await phone.click('#refuse');
  await twice(phone, 'OUI');
  await phone.locator('main', { hasText: 'Vous avez refusé' }).waitFor();
  once('refuse');
  const dropped = await shop.request({ parcours: 'B', basket: 'DEUX-O' });
  await page.at(`/espace#/operation/${dropped}`);
  await page.locator('main [data-action=cancel]').click();
  await page.locator('dialog').waitFor();
  await twice(page, 'OUI');
  await page.locator('dialog').waitFor({ state: 'detached' });
  once('cancel');
  noTroubles(page, phone);
});
