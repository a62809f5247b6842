// The guide's parcours B, step by step with its values: N days to pay, no delay of validation.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noTroubles, openBrowser, picture } from '../browser.mjs';
import { alice, aliceMail, House } from '../house.mjs';
import { choose, collect, fact, fill, heading, list, numberOf, openTill, press, says } from '../wizard.mjs';

let house, browser;
before(async () => {
  house = await House.open({ start: '24/06/2020 11:06' });
  browser = await openBrowser();
});
afterEach(async () => {
  for (const window of browser.contexts()) await window.close();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

test('the guide’s steps 10 to 18: REF202006246 sent at 11h06, paid at 11h15', async () => {
  const page = await openTill(browser, house);
  await choose(page, { later: '10' });
  await says(page, 'Soit le 04/07/2020');
  await picture(page, 'encaisser-B-1');
  await accessible(page, 'encaisser-B-1');
  await page.fill('#paymentDays', '4');
  await says(page, 'Soit le 28/06/2020');
  await press(page, 'Continuer');
  await heading(page, 'Demande de paiement différé');
  assert.equal(await page.locator('#mode-qr').count(), 0);
  await fill(page, { amount: '40,00', basket: 'REF202006246' });
  await page.getByLabel('E-mail de mon client').fill(aliceMail);
  await accessible(page, 'encaisser-B-2');
  await press(page, 'Continuer');
  await heading(page, 'Confirmation');
  assert.equal(await fact(page, 'Montant'), '40,00 €');
  assert.equal(await fact(page, 'E-mail de mon client'), aliceMail);
  assert.equal(await fact(page, 'Date limite du paiement'), '28/06/2020 (4 jours)');
  await accessible(page, 'encaisser-B-3');
  await picture(page, 'encaisser-B-3');
  await press(page, 'Envoyer');
  await heading(page, 'Détail du paiement');
  await says(page, 'Je peux suivre le paiement dans la liste de mes opérations');
  assert.equal(await fact(page, 'Date limite de paiement'), '28/06/2020 (4 jours)');
  await accessible(page, 'encaisser-B-4');
  await picture(page, 'encaisser-B-4');
  const row = async () => (await list(page)).rows.find((one) => one.basket === 'REF202006246');
  assert.deepEqual({ ...(await row()), number: '' }, { lastAction: '24/06/2020 11h06', basket: 'REF202006246', type: 'Paiement différé',
    status: 'En attente de paiement client', requested: '+40,00 €', received: '-', actions: ['cancel', 'detail'], number: '' });

  const number = numberOf(page);
  const phone = await house.phone(alice);
  await house.setClock('2020-06-24T09:15:00.000Z');
  const part = await phone('POST', `/requests/${number}/pay`, { amount: '39,99' });
  assert.deepEqual([part.status, part.body.rule], [400, 'PAY-03']);
  await phone('POST', `/requests/${number}/pay`, { amount: '40,00' });
  await says(page, 'Le paiement a bien été réalisé pour un montant de 40,00 €');
  const paid = await row();
  assert.deepEqual([paid.lastAction, paid.status, paid.received], ['24/06/2020 11h15', 'Validé', '+40,00 €']);
  noTroubles(page);
});

test('a number of days that is none is refused at its field, in words, with the service’s own bound', async () => {
  const page = await openTill(browser, house);
  for (const days of ['', '0', '366', '2,5', 'dix', '-1']) {
    await choose(page, { later: days || ' ' });
    await press(page, 'Continuer');
    await page.locator('#paymentDays-wrong', { hasText: 'Indiquez un nombre entier de jours, de 1 à 365.' }).waitFor();
    assert.equal(await page.locator('.until').textContent(), '');
  }
  await page.fill('#paymentDays', '365');
  await press(page, 'Continuer');
  await heading(page, 'Demande de paiement différé');
  noTroubles(page);
});

test('what is no e-mail is refused as such, and a basket number in use as in use', async (t) => {
  const own = await House.open({ words: ['--policy', 'basket_unique=point'] });
  t.after(() => own.close());
  const page = await openTill(browser, own);
  await collect(page, { later: '1' }, { amount: '25,00', basket: 'REF202006186', identifier: aliceMail });
  await choose(page, { later: '1' });
  await press(page, 'Continuer');
  await fill(page, { amount: '25,00', basket: 'REF202006186', identifier: alice });
  await press(page, 'Continuer');
  await page.locator('#identifier-wrong', { hasText: 'Indiquez l’adresse e-mail de votre client.' }).waitFor();
  await fill(page, { identifier: aliceMail });
  await press(page, 'Continuer');
  await page.locator('#basket-wrong', { hasText: 'Ce n° de panier sert déjà' }).waitFor();
  await press(page, 'Annuler');
  noTroubles(page);
});

test('an unpaid request expires at the night sweep, and its screen says so by itself', async (t) => {
  const own = await House.open({ start: '18/06/2020 10:00' });
  t.after(() => own.close());
  const page = await openTill(browser, own);
  const number = await collect(page, { later: '1' }, { amount: '25,00', basket: 'REF202006186', identifier: 'mail@mail.com' });
  assert.equal(await fact(page, 'Date limite de paiement'), '19/06/2020 (1 jour)');
  await own.setClock('2020-06-19T22:05:59.999Z');
  await says(page, 'Je peux suivre le paiement');
  await own.setClock('2020-06-19T22:06:00.000Z');
  await says(page, 'La demande a expiré : votre client n’a pas payé à temps.');
  await page.locator('#announcements', { hasText: 'La demande a expiré' }).waitFor({ state: 'attached' });
  const [row] = (await list(page)).rows;
  assert.deepEqual([row.number, row.lastAction, row.status, row.received], [number, '20/06/2020 00h06', 'Expiré', '-']);
  noTroubles(page);
});

test('the customer’s refusal appears by itself', async () => {
  const page = await openTill(browser, house);
  const number = await collect(page, { later: '4' }, { amount: '30', basket: 'REFUS', identifier: aliceMail });
  await (await house.phone(alice))('POST', `/requests/${number}/refuse`, {});
  await says(page, 'Votre client a refusé cette demande.');
  await accessible(page, 'encaisser-B-4-refus');
  await picture(page, 'encaisser-B-4-refus');
  noTroubles(page);
});

test('“Soit le” is another day once midnight has passed', async (t) => {
  const own = await House.open({ start: '24/06/2020 23:59' });
  t.after(() => own.close());
  const page = await openTill(browser, own);
  await choose(page, { later: '10' });
  await says(page, 'Soit le 04/07/2020');
  await own.advance(60_000);
  await says(page, 'Soit le 05/07/2020');
  noTroubles(page);
});

test('the days of a request are told of that request only', async () => {
  const page = await openTill(browser, house);
  const first = await collect(page, { later: '4' }, { amount: '30', basket: 'JOURS-4', identifier: aliceMail });
  await collect(page, { later: '7' }, { amount: '30', basket: 'JOURS-7', identifier: aliceMail });
  assert.equal(await fact(page, 'Date limite de paiement'), '01/07/2020 (7 jours)');
  await page.at(`/espace#/encaisser/detail/${first}`);
  await page.locator('main dd', { hasText: 'JOURS-4' }).waitFor();
  assert.equal(await fact(page, 'Date limite de paiement'), '28/06/2020');  // How many days they were is kept of the last one.
  noTroubles(page);
});
