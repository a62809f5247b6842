// The guide's parcours C, step by step with its values: paid at once, validated or cancelled within M days; and the e-mail that
// is remembered.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noTroubles, openBrowser, picture } from '../browser.mjs';
import { alice, aliceMail, House } from '../house.mjs';
import { choose, collect, decide, fact, fill, heading, list, numberOf, openTill, operation, press, says, until } from '../wizard.mjs';

let house, browser;
before(async () => {
  house = await House.open({ start: '24/06/2020 11:30' });
  browser = await openBrowser();
});
afterEach(async () => {
  for (const window of browser.contexts()) await window.close();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const mine = { delay: '2', email: 'caisse@canoe.example' };

test('the guide’s steps 10 to 19, choice 1: REF202006248 paid at 11h33, validated for less', async () => {
  const page = await openTill(browser, house);
  const phone = await house.phone(alice);
  await choose(page, { delay: '2', email: 'mail@mail.com' });
  await says(page, 'jours après encaissement de mon client');
  await says(page, 'Se souvenir de cet e-mail pour les prochains encaissements');
  await accessible(page, 'encaisser-C-1');
  await picture(page, 'encaisser-C-1');
  await press(page, 'Continuer');
  await heading(page, 'Demande de pré-réserve immédiate');
  await fill(page, { amount: '40,00', basket: 'REF202006248' });
  await page.getByLabel('Identifiant ou E-mail de contact Chèque-Vacances Connect').fill(aliceMail);
  await accessible(page, 'encaisser-C-2');
  await picture(page, 'encaisser-C-2');
  await press(page, 'Continuer');
  await heading(page, 'Confirmation');
  assert.equal(await fact(page, 'Identifiant ou E-mail de contact Chèque-Vacances Connect'), aliceMail);
  assert.equal(await fact(page, 'Date limite de validation après encaissement'), '26/06/2020 (2 jours)');
  await says(page, 'Je pourrai confirmer ou annuler la réservation depuis ma liste des opérations.');
  await accessible(page, 'encaisser-C-3');
  await picture(page, 'encaisser-C-3');
  await press(page, 'Envoyer');
  await says(page, 'Le paiement est en attente de validation par votre client.');
  assert.equal(await fact(page, 'Date limite de validation après encaissement'), '26/06/2020 (2 jours)');
  const number = numberOf(page);
  await house.setClock('2020-06-24T09:33:00.000Z');
  await phone('POST', `/requests/${number}/pay`, { amount: '40,00' });
  await says(page, 'Le paiement a bien été réalisé pour un montant de 40,00 €');
  await accessible(page, 'encaisser-C-4');
  await picture(page, 'encaisser-C-4');
  const { rows: [row], toValidate } = await list(page);
  assert.equal(toValidate, 1);
  assert.deepEqual({ ...row, number: '' }, { lastAction: '24/06/2020 11h33', basket: 'REF202006248', type: 'Pré-réservation', status: 'A valider',
    requested: '+40,00 €', received: '+40,00 €', actions: ['validate', 'cancel', 'detail'], number: '' });

  const dialog = await decide(page, 'validate', number);
  await dialog.getByRole('heading', { name: 'VALIDER LA PRÉ-RÉSERVATION' }).waitFor();
  assert.equal(await page.inputValue('#decide-amount'), '40,00');
  assert.match(await dialog.innerText(), /Date du paiement\s+24\/06\/2020\s+Date limite de validation après encaissement\s+26\/06\/2020/);
  await says(page, 'À cette étape, vous pouvez modifier à la baisse le montant que votre client règlera.');
  await accessible(page, 'valider');
  await picture(page, 'espace-valider');
  for (const [typed, text] of [['40,01', 'Le montant peut être baissé, jamais augmenté'], ['0', 'Le montant peut être baissé'], ['x', 'Écrivez le montant ainsi']]) {
    await page.fill('#decide-amount', typed);
    await press(page, 'Valider');
    await page.locator('#decide-amount-wrong', { hasText: text }).waitFor();
    assert.equal(await page.inputValue('#decide-amount'), typed);
  }
  await accessible(page, 'valider-refus');
  await page.fill('#decide-amount', '35.00');
  await page.locator('#decide-amount').press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await until(() => page.evaluate(() => window.decided === true), 'nobody was told that it was validated');
  const now = await operation(page, number);
  assert.deepEqual([now.status, now.received, now.remaining], ['validated', 3500, 500]);
  await says(page, 'Le paiement a bien été réalisé pour un montant de 35,00 €');
  await says(page, 'Il reste 5,00 € à régler par le moyen de votre choix');
  noTroubles(page);
});

test('choice 2: ANNULER L’OPÉRATION gives everything back, NON and Fermer sans valider change nothing', async () => {
  const page = await openTill(browser, house);
  const phone = await house.phone(alice);
  const before = (await phone('GET', '/balance')).body;
  const number = await collect(page, mine, { amount: '40,00', basket: 'REF202006249', identifier: alice });
  await phone('POST', `/requests/${number}/pay`, { amount: '40,00' });
  await says(page, 'Le paiement a bien été réalisé');
  const untouched = await operation(page, number);
  for (const [what, no] of [['validate', 'Fermer sans valider'], ['cancel', 'NON']]) {
    const dialog = await decide(page, what, number);
    await press(page, no);
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(await operation(page, number), untouched);  // VAL-06
  }
  const dialog = await decide(page, 'cancel', number);
  await dialog.getByText('Voulez-vous annuler l’opération suivante ?').waitFor();
  assert.match(await dialog.innerText(), /Montant encaissé\s+40,00 €/);
  await dialog.getByText('Êtes-vous sûr de vouloir annuler cette demande de pré-réserve ?').waitFor();
  await accessible(page, 'annuler');
  await picture(page, 'espace-annuler');
  await press(page, 'OUI');
  await says(page, 'Vous avez annulé cette réservation : le montant est rendu à votre client.');
  const row = (await list(page)).rows.find((one) => one.number === number);
  assert.deepEqual([row.status, row.received], ['Annulé', '-']);
  assert.deepEqual((await phone('GET', '/balance')).body, before);
  noTroubles(page);
});

test('the e-mail stands in the next form where it was to be remembered, and only there', async () => {
  const page = await openTill(browser, house, { point: 'P002' });
  const email = async () => {
    await choose(page, { delay: '2' });
    return page.inputValue('#notifyEmail');
  };
  assert.equal(await email(), '');
  await collect(page, { delay: '2', email: 'une@fois.example' }, { amount: '20', basket: 'M1', identifier: 'bob@mail.example' });
  await page.at('/espace#/operations');
  assert.equal(await email(), '');
  await page.fill('#notifyEmail', 'toujours@canoe.example');
  await page.check('#remember');
  await press(page, 'Continuer');
  await fill(page, { amount: '20', basket: 'M2', identifier: alice });
  await press(page, 'Continuer');
  await press(page, 'Envoyer');
  await heading(page, 'Détail du paiement');
  await page.at('/espace#/operations');
  await choose(page, { delay: '2' });
  await until(async () => (await page.inputValue('#notifyEmail')) === 'toujours@canoe.example', 'the e-mail was not remembered');
  noTroubles(page);
});

test('days and e-mail of the first screen are refused there, each at its field', async () => {
  const page = await openTill(browser, house, { login: '708901', point: 'P003' });
  await choose(page, { delay: '0', email: 'pas une adresse' });
  await press(page, 'Continuer');
  await page.locator('#validationDays-wrong', { hasText: 'de 1 à 365' }).waitFor();
  await page.locator('#notifyEmail-wrong', { hasText: 'Indiquez une adresse e-mail' }).waitFor();
  await page.waitForFunction(() => document.activeElement.id === 'validationDays');
  assert.equal(await page.inputValue('#notifyEmail'), 'pas une adresse');
  await accessible(page, 'encaisser-C-1-refus');
  await picture(page, 'encaisser-C-1-refus');
  noTroubles(page);
});
