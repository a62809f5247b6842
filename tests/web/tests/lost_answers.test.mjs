// Answers that are lost on the way, and those that change while one looks: nothing happens twice, and nothing is refused for good.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { noTroubles, openBrowser } from '../browser.mjs';
import { aliceMail, House } from '../house.mjs';
import { choose, collect, fact, fill, heading, list, openTill, press, says, until } from '../wizard.mjs';

let house, browser, page;
before(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  for (const window of browser.contexts()) await window.close();
  await house?.close();
  house = await House.open({ start: '24/06/2020 11:00' });
  page = await openTill(browser, house);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const count = async (basket) => (await list(page)).rows.filter((row) => row.basket === basket).length;

// The service does it, and its answer never comes back, `times` times.
function loseAnswers(path, times) {
  let lost = 0;
  return page.route(path, async (route) => {
    if (route.request().method() !== 'POST' || lost === times) return route.continue();
    ++lost;
    await route.fetch();
    return route.abort();
  });
}

test('a lost answer to Envoyer has one effect, asked for again by the page', async () => {
  await loseAnswers('**/espace/api/operations', 1);
  await collect(page, { later: '3' }, { amount: '40', basket: 'PERDU', identifier: aliceMail });
  assert.equal(await count('PERDU'), 1);
  assert.equal((await house.mails()).filter((one) => one.to === aliceMail).length, 1);
  noTroubles(page);
});

test('when every answer is lost the merchant is told, and Envoyer again, even after a reload, has one effect', async () => {
  await loseAnswers('**/espace/api/operations', 3);
  await choose(page, { later: '3' });
  await press(page, 'Continuer');
  await fill(page, { amount: '40', basket: 'PERDU3', identifier: aliceMail });
  await press(page, 'Continuer');
  await press(page, 'Envoyer');
  await says(page, 'Votre action est peut-être passée : réessayez, elle ne comptera qu’une fois.');
  await page.reload();
  await heading(page, 'Confirmation');
  await press(page, 'Envoyer');
  await heading(page, 'Détail du paiement');
  assert.equal(await count('PERDU3'), 1);
  noTroubles(page);
});

test('a lost answer to Continuer makes one QR code', async () => {
  await loseAnswers('**/operations/prepare', 1);
  await collect(page, {}, { amount: '40', basket: 'QR-PERDU', mode: 'qr' });
  assert.equal(await count('QR-PERDU'), 1);
  noTroubles(page);
});

test('a lost answer to Annuler cancels once, and is told as done', async () => {
  const number = await collect(page, { later: '3' }, { amount: '40', basket: 'ANNULÉ', identifier: aliceMail });
  await loseAnswers(`**/operations/${number}/cancel`, 1);
  await press(page, 'Annuler');
  await press(page, 'OUI');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await says(page, 'Vous avez annulé cette demande.');
  noTroubles(page);
});

test('what was refused may be asked for again: a refusal is no remembered answer to the next try', async () => {
  await house.control('POST', '/sandbox/people', { do: 'disable', point: 'P001' });
  await choose(page, { later: '3' });
  await press(page, 'Continuer');
  await fill(page, { amount: '40', basket: 'REFUS', identifier: aliceMail });
  await press(page, 'Continuer');
  await says(page, 'Ce point d’accueil n’est pas activé');
  await house.control('POST', '/sandbox/people', { do: 'enable', point: 'P001' });
  await press(page, 'Continuer');
  await heading(page, 'Confirmation');
  await house.control('POST', '/sandbox/people', { do: 'disable', point: 'P001' });
  await press(page, 'Envoyer');
  await says(page, 'Ce point d’accueil n’est pas activé');
  assert.equal(await count('REFUS'), 0);
  await house.control('POST', '/sandbox/people', { do: 'enable', point: 'P001' });
  await press(page, 'Envoyer');
  await heading(page, 'Détail du paiement');
  assert.equal(await count('REFUS'), 1);
  noTroubles(page);
});

test('the days of the confirmation are those of the day it is seen', async () => {
  await choose(page, { later: '3' });
  await press(page, 'Continuer');
  await fill(page, { amount: '40', basket: 'MINUIT', identifier: aliceMail });
  await press(page, 'Continuer');
  assert.equal(await fact(page, 'Date limite du paiement'), '27/06/2020 (3 jours)');
  await house.setClock('2020-06-24T22:00:00.000Z');
  await until(async () => (await fact(page, 'Date limite du paiement')) === '28/06/2020 (3 jours)', 'midnight did not show');
  noTroubles(page);
});
