// Two windows on one operation, and hands that are too quick: whoever comes second is told, and every screen says what is so.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { accessible, noTroubles, openBrowser, picture } from '../browser.mjs';
import { alice, aliceMail, House } from '../house.mjs';
import { choose, collect, decide, fill, heading, list, openTill, operation, press, says } from '../wizard.mjs';

let house, browser, here, there, phone, count = 0;
before(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  for (const window of browser.contexts()) await window.close();
  await house?.close();
  house = await House.open({ start: '24/06/2020 11:00' });
  here = await openTill(browser, house);
  there = await openTill(browser, house, { login: '70890001' });
  phone = await house.phone(alice);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const basket = () => `COURSE-${++count}`;

// A reservation that both windows look at, paid.
async function reserved() {
  const number = await collect(here, { delay: '2', email: 'mail@mail.com' }, { amount: '40', basket: basket(), identifier: alice });
  await phone('POST', `/requests/${number}/pay`, { amount: '40' });
  await there.at(`/espace#/encaisser/detail/${number}`);
  for (const page of [here, there]) await says(page, 'Le paiement a bien été réalisé pour un montant de 40,00 €');
  return number;
}

// An immediate request that both windows look at, unpaid.
async function awaiting() {
  const number = await collect(here, {}, { amount: '40', basket: basket(), mode: 'identifier', identifier: aliceMail });
  await there.at(`/espace#/encaisser/detail/${number}`);
  for (const page of [here, there]) await says(page, 'Le paiement est en attente de validation par votre client.');
  return number;
}

test('validated here, cancelled there: the second is told that it is validated', async () => {
  const number = await reserved();
  const first = await decide(here, 'validate', number), second = await decide(there, 'cancel', number);
  await here.fill('#decide-amount', '30');
  await press(here, 'Valider');
  await first.waitFor({ state: 'detached' });
  await press(there, 'OUI');
  await second.getByText('Une opération validée ne peut pas être annulée.').waitFor();
  assert.match(await second.innerText(), /Statut\s+Validé\s+Montant demandé\s+40,00 €\s+Montant reçu\s+30,00 €/);
  assert.equal(await second.getByRole('button', { name: 'OUI' }).isVisible(), false);
  await accessible(there, 'annuler-trop-tard');
  await picture(there, 'espace-annuler-trop-tard');
  await second.getByRole('button', { name: 'Fermer' }).click();
  for (const page of [here, there]) await says(page, 'Il reste 10,00 € à régler par le moyen de votre choix');
  assert.equal(await there.evaluate(() => window.decided), false);
  noTroubles(here, there);
});

test('cancelled there, validated here: the second is told that it is cancelled', async () => {
  const number = await reserved();
  const first = await decide(here, 'validate', number), second = await decide(there, 'cancel', number);
  await press(there, 'OUI');
  await second.waitFor({ state: 'detached' });
  await press(here, 'Valider');
  await first.getByText('Cette opération a déjà été validée ou annulée.').waitFor();
  assert.match(await first.innerText(), /Statut\s+Annulé\s+Montant demandé\s+40,00 €\s+Montant reçu\s+-/);
  await picture(here, 'espace-valider-trop-tard');
  await here.keyboard.press('Escape');
  for (const page of [here, there]) await says(page, 'Vous avez annulé cette réservation');
  const late = await decide(here, 'validate', number);  // What is no longer to be validated is not asked about.
  assert.equal(await late.getByRole('button', { name: 'Valider' }).count(), 0);
  noTroubles(here, there);
});

test('at midnight of the limit day a validation is too late, and before the sweep the status still reads A valider', async () => {
  const number = await reserved();
  await house.setClock('2020-06-26T21:59:59.000Z');
  const dialog = await decide(here, 'validate', number);
  await house.setClock('2020-06-26T22:00:00.000Z');
  await press(here, 'Valider');
  await dialog.getByText('Trop tard : la date limite de validation est passée.').waitFor();
  assert.match(await dialog.innerText(), /Statut\s+A valider/);
  await house.setClock('2020-06-26T22:06:00.000Z');
  for (const page of [here, there]) await says(page, 'La réservation a expiré sans être validée : le montant est rendu à votre client.');
  assert.equal((await operation(here, number)).received, 0);
  noTroubles(here, there);
});

test('expired first: the payment is refused, and both windows say expired', async () => {
  const number = await awaiting();
  await house.advance(300_000);
  const late = await phone('POST', `/requests/${number}/pay`, { amount: '40' });
  assert.deepEqual([late.status, late.body.rule], [409, 'STA-01']);
  for (const page of [here, there]) await says(page, 'La demande a expiré : votre client n’a pas payé à temps.');
  await press(here, 'Annuler');
  await press(here, 'OUI');
  await says(here, 'L’opération a changé entre-temps : son statut ne le permet plus.');
  noTroubles(here, there);
});

test('paid in the last millisecond: both windows say paid, also after the deadline', async () => {
  const number = await awaiting();
  await house.advance(299_999);
  assert.equal((await phone('POST', `/requests/${number}/pay`, { amount: '40' })).status, 200);
  await house.advance(1);
  for (const page of [here, there]) await says(page, 'Le paiement a bien été réalisé pour un montant de 40,00 €');
  noTroubles(here, there);
});

test('paid while the merchant is being asked whether to cancel: the cancellation is refused with what it is now', async () => {
  const number = await awaiting();
  await press(here, 'Annuler');
  await says(here, 'Montant demandé');
  await phone('POST', `/requests/${number}/pay`, { amount: '25' });
  await press(here, 'OUI');
  await says(here, 'Une opération validée ne peut pas être annulée.');
  assert.match(await here.locator('dialog').innerText(), /Montant reçu\s+25,00 €/);
  await here.keyboard.press('Escape');
  for (const page of [here, there]) await says(page, 'Il reste 15,00 €');
  noTroubles(here, there);
});

test('paid before the mode is changed: the change is refused, and the payment appears', async () => {
  await choose(here);
  await press(here, 'Continuer');
  await fill(here, { amount: '40', basket: basket() });
  await press(here, 'Continuer');
  await heading(here, 'QR Code de paiement');
  const number = here.url().split('/').pop();
  await here.locator('img.qr').waitFor();
  await here.route(`**/operations/${number}`, (route) => route.abort());  // This window has not seen it yet.
  const code = await (await here.request.get(`${house.url}/espace/api/operations/${number}/qr.png`)).body();
  await phone('POST', '/scan/photo', new Uint8Array(code));
  await phone('POST', `/requests/${number}/pay`, { amount: '40' });
  await here.getByRole('button', { name: 'Changer de mode d’encaissement' }).click();
  await says(here, 'L’opération a changé entre-temps');
  await here.unroute(`**/operations/${number}`);
  await heading(here, 'Détail du paiement');
  await says(here, 'Le paiement a bien été réalisé pour un montant de 40,00 €');
  noTroubles(here, there);
});

test('Envoyer and Continuer pressed twice count once', async () => {
  const twice = (page, name) => page.getByRole('button', { name, exact: true }).evaluate((button) => { button.click(); button.click(); });
  const named = basket(), coded = basket();
  await choose(here, { later: '3' });
  await press(here, 'Continuer');
  await fill(here, { amount: '40', basket: named, identifier: aliceMail });
  await press(here, 'Continuer');
  await heading(here, 'Confirmation');
  await twice(here, 'Envoyer');
  await heading(here, 'Détail du paiement');
  await choose(there);
  await press(there, 'Continuer');
  await fill(there, { amount: '40', basket: coded });
  await twice(there, 'Continuer');
  await heading(there, 'QR Code de paiement');
  const { rows } = await list(here);
  for (const one of [named, coded]) assert.equal(rows.filter((row) => row.basket === one).length, 1, one);
  noTroubles(here, there);
});
