// The guide's parcours D, step by step with its values: N days to pay, then M days to validate.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, noTroubles, openBrowser, picture } from '../browser.mjs';
import { alice, aliceMail, House } from '../house.mjs';
import { choose, decide, fact, fill, heading, list, numberOf, openTill, operation, press, says } from '../wizard.mjs';

let house, browser;
before(async () => {
  house = await House.open({ start: '24/06/2020 11:40' });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

test('the guide’s steps 10 to 19: REF2020062410, 50,00 €, N = 3, M = 2, paid at 11:59:35', async () => {
  const page = await openTill(browser, house);
  const phone = await house.phone(alice);
  await choose(page, { later: '3', delay: '2', email: 'mail@mail.com' });
  await says(page, 'Soit le 27/06/2020');
  await accessible(page, 'encaisser-D-1');
  await picture(page, 'encaisser-D-1', { fullPage: true });
  await press(page, 'Continuer');
  await heading(page, 'Demande de pré-réservation différée');
  await fill(page, { amount: '50.00', basket: 'REF2020062410' });
  await page.getByLabel('E-mail de mon client').fill(aliceMail);
  await accessible(page, 'encaisser-D-2');
  await picture(page, 'encaisser-D-2', { fullPage: true });
  await press(page, 'Continuer');
  await heading(page, 'Confirmation');
  assert.equal(await fact(page, 'Montant'), '50,00 €');
  assert.equal(await fact(page, 'E-mail de mon client'), aliceMail);
  assert.equal(await fact(page, 'Date limite du paiement'), '27/06/2020 (3 jours)');
  assert.equal(await fact(page, 'Délai limite de validation après encaissement'), '2 jours');
  await says(page, 'Je pourrai confirmer ou annuler la réservation depuis ma liste des opérations.');
  await accessible(page, 'encaisser-D-3');
  await picture(page, 'encaisser-D-3');
  await press(page, 'Envoyer');
  await heading(page, 'Détail du paiement');
  assert.equal(await fact(page, 'Date limite de paiement'), '27/06/2020 (3 jours)');
  assert.equal(await fact(page, 'Délai limite de validation après encaissement'), '2 jours');
  await says(page, 'Je pourrai confirmer ou annuler la réservation depuis ma liste des opérations.');
  await accessible(page, 'encaisser-D-4');
  await picture(page, 'encaisser-D-4');

  const number = numberOf(page);
  await house.setClock('2020-06-24T09:59:35.000Z');
  await phone('POST', `/requests/${number}/pay`, { amount: '50,00' });
  await says(page, 'Le paiement a bien été réalisé pour un montant de 50,00 €');
  assert.equal(await fact(page, 'Date limite de validation après encaissement'), '26/06/2020');  // Counted from the payment, not 29/06.
  const mail = (await house.mails()).find((one) => one.to === 'mail@mail.com');
  for (const text of [number, aliceMail, '24/06/2020 à 11:59:35', '50,00 €']) assert.ok(mail.body.includes(text), text);
  const [row] = (await list(page)).rows;
  assert.deepEqual([row.type, row.status, row.requested, row.received], ['Pré-réservation', 'A valider', '+50,00 €', '+50,00 €']);

  const dialog = await decide(page, 'validate', number);
  await press(page, 'Valider');
  await dialog.waitFor({ state: 'detached' });
  assert.equal((await operation(page, number)).status, 'validated');
  await page.locator('.badge', { hasText: 'Validé' }).waitFor();
  noTroubles(page);
});
