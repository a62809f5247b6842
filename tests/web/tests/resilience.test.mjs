// What a till must live with while collecting: a reload, another language, a log-out, a service that dies and comes
// back. Nothing typed is lost.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { noTroubles, openBrowser } from '../browser.mjs';
import { alice, aliceMail, folder, House } from '../house.mjs';
import { choose, collect, fill, heading, list, logIn, numberOf, openTill, press, says } from '../wizard.mjs';

let house, browser, kept, page;
before(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  for (const window of browser.contexts()) await window.close();
  await house?.close();
  kept?.remove();
  kept = folder();
  house = await House.open({ start: '24/06/2020 11:00', data: kept.path });
  page = await openTill(browser, house);
});
after(async () => {
  await browser?.close();
  await house?.close();
  kept?.remove();
});

const values = (...names) => page.locator(names.map((one) => `#${one}`).join(', ')).evaluateAll((all) => all.map((one) => one.value));
const count = async (basket) => (await list(page)).rows.filter((row) => row.basket === basket).length;

// Kills it and starts it again with what it had kept. Sessions are not kept: the page leads to the log-in.
async function powerCut() {
  await house.kill();
  await page.locator('body.silent').waitFor();
  await house.again();
  await page.waitForURL(/#\/connexion/);
  await logIn(page, house);
}

test('a reload and the other language in the middle of each screen keep what was typed', async () => {
  const disturbed = async (check) => {
    for (const disturb of [() => page.reload(), () => page.click('#language'), () => page.click('#language')]) {
      await disturb();
      await check();
    }
  };
  await choose(page, { later: '3', delay: '2', email: 'caisse@canoe.example' });
  await page.check('#remember');
  await disturbed(async () => {
    await page.locator('.until', { hasText: '27/06/2020' }).waitFor();
    assert.deepEqual(await values('paymentDays', 'validationDays', 'notifyEmail'), ['3', '2', 'caisse@canoe.example']);
    assert.equal(await page.isChecked('#remember'), true);
  });
  await press(page, 'Continuer');
  await fill(page, { amount: '40,0', basket: 'À MOITIÉ', identifier: 'ts-cli', label: 'Une & deux' });
  await disturbed(async () => {
    await page.locator('#amount').waitFor();
    assert.deepEqual(await values('amount', 'basket', 'identifier', 'label'), ['40,0', 'À MOITIÉ', 'ts-cli', 'Une & deux']);
  });
  await fill(page, { identifier: aliceMail });
  await press(page, 'Continuer');
  await heading(page, 'Confirmation');  // Reloaded before its answer came, the form is still the form.
  await disturbed(async () => {
    await page.locator('h1', { hasText: 'Confirmation' }).waitFor();
    await page.locator('main dd', { hasText: /27\/06\/2020 \(3 (jours|days)\)/ }).waitFor();
  });
  await press(page, 'Envoyer');
  await heading(page, 'Détail du paiement');
  const number = numberOf(page);
  await disturbed(async () => {
    await page.locator('main dd', { hasText: /27\/06\/2020 \(3 (jours|days)\)/ }).waitFor();
    await page.locator('main dd', { hasText: /^2 (jours|days)$/ }).waitFor();
    assert.equal(numberOf(page), number);
  });
  noTroubles(page);
});

test('a reload on the code’s screen comes back to the same code', async () => {
  const number = await collect(page, {}, { amount: '40', basket: 'CODE', mode: 'qr' });
  await page.reload();
  await page.locator(`img.qr[src*="${number}"]`).waitFor();
  await page.getByRole('button', { name: 'Changer de mode d’encaissement' }).click();
  await heading(page, 'Demande de paiement immédiat');
  assert.deepEqual(await values('amount', 'basket'), ['40', 'CODE']);
  noTroubles(page);
});

test('in a window that typed nothing, a code’s amount and basket are kept all the same when the mode changes', async () => {
  const number = await collect(page, {}, { amount: '40,5', basket: 'CODE', mode: 'qr' });
  const other = await openTill(browser, house, { beside: page });
  await other.at(`/espace#/encaisser/qr/${number}`);
  await other.getByRole('button', { name: 'Changer de mode d’encaissement' }).click();
  await heading(other, 'Demande de paiement immédiat');
  assert.deepEqual(await other.locator('#amount, #basket').evaluateAll((all) => all.map((one) => one.value)), ['40,50', 'CODE']);
  await heading(page, 'Détail du paiement');  // The first window tells the truth by itself.
  await says(page, 'Vous avez annulé cette demande.');
  noTroubles(page);
});

test('leaving before Envoyer drops the draft, and nothing exists', async () => {
  await choose(page, { later: '3' });
  await press(page, 'Continuer');
  await fill(page, { amount: '40', basket: 'QUITTÉ', identifier: aliceMail });
  await press(page, 'Continuer');
  await heading(page, 'Confirmation');
  await page.at('/espace#/operations');
  assert.equal(await count('QUITTÉ'), 0);
  await page.at('/espace#/encaisser/confirmation');
  await heading(page, 'Choix du paiement');
  assert.equal(await page.isChecked('input[name=later][value=false]'), true);
  await choose(page, { later: '3' });
  await press(page, 'Annuler');
  await page.waitForURL(/#\/operations/);
  await page.at('/espace#/encaisser');
  await heading(page, 'Choix du paiement');
  assert.deepEqual(await values('paymentDays'), ['']);
  noTroubles(page);
});

test('the service killed in the middle of the form: logged in again, everything typed is there', async () => {
  await choose(page, { delay: '2', email: 'caisse@canoe.example' });
  await press(page, 'Continuer');
  await fill(page, { amount: '40', basket: 'COUPURE', identifier: alice });
  await house.kill();
  await press(page, 'Continuer');
  await says(page, 'Le service n’a pas répondu.');
  assert.deepEqual(await values('amount', 'basket', 'identifier'), ['40', 'COUPURE', alice]);
  await house.again();
  await press(page, 'Continuer');
  await page.waitForURL(/#\/connexion/);
  await logIn(page, house);
  await page.at('/espace#/encaisser/demande');
  await heading(page, 'Demande de pré-réserve immédiate');
  assert.deepEqual(await values('amount', 'basket', 'identifier'), ['40', 'COUPURE', alice]);
  await press(page, 'Continuer');
  await press(page, 'Envoyer');
  await heading(page, 'Détail du paiement');
  assert.equal(await count('COUPURE'), 1);
  noTroubles(page);
});

test('the service killed while a payment is awaited: the operation is there again, and the payment appears', async () => {
  const number = await collect(page, { later: '3' }, { amount: '40', basket: 'ATTENTE', identifier: aliceMail });
  await powerCut();
  await page.at(`/espace#/encaisser/detail/${number}`);
  await says(page, 'Je peux suivre le paiement');
  await (await house.phone(alice))('POST', `/requests/${number}/pay`, { amount: '40' });
  await says(page, 'Le paiement a bien été réalisé pour un montant de 40,00 €');
  noTroubles(page);
});

test('a service that is silent for a while is waited for, and the screen goes on by itself', async () => {
  const number = await collect(page, {}, { amount: '40', basket: 'SILENCE', mode: 'qr' });
  await page.locator('img.qr').waitFor();
  await page.route('**/*', (route) => route.abort());
  await page.locator('body.silent').waitFor();
  const phone = await house.phone(alice);
  const session = await house.control('POST', '/sandbox/sessions', { door: 'espace', name: '70890001' });
  const code = await (await fetch(`${house.url}/espace/api/operations/${number}/qr.png`, { headers: { Cookie: session.cookie } })).arrayBuffer();
  await phone('POST', '/scan/photo', new Uint8Array(code));
  await phone('POST', `/requests/${number}/pay`, { amount: '40' });
  await page.unroute('**/*');
  await heading(page, 'Détail du paiement');
  await says(page, 'Le paiement a bien été réalisé');
  noTroubles(page);
});

test('Précédent leads back through every screen with everything typed', async () => {
  await choose(page, { later: '3', delay: '2', email: 'caisse@canoe.example' });
  await press(page, 'Continuer');
  await fill(page, { amount: '40,50', basket: 'RETOUR', identifier: aliceMail, label: 'Kayak', clientReference: 'C-12', seller: 'Anne' });
  await press(page, 'Continuer');
  await heading(page, 'Confirmation');
  await page.getByRole('button', { name: 'Précédent' }).click();
  await heading(page, 'Demande de pré-réservation différée');
  assert.deepEqual(await values('amount', 'basket', 'identifier', 'label', 'clientReference', 'seller'), ['40,50', 'RETOUR', aliceMail, 'Kayak', 'C-12', 'Anne']);
  await page.getByRole('button', { name: 'Précédent' }).click();
  await heading(page, 'Choix du paiement');
  assert.deepEqual(await values('paymentDays', 'validationDays', 'notifyEmail'), ['3', '2', 'caisse@canoe.example']);
  await page.fill('#paymentDays', '4');
  await press(page, 'Continuer');
  await heading(page, 'Demande de pré-réservation différée');
  assert.deepEqual(await values('amount', 'basket'), ['40,50', 'RETOUR']);
  await press(page, 'Continuer');
  await page.locator('main dd', { hasText: '28/06/2020 (4 jours)' }).waitFor();
  noTroubles(page);
});

test('what one account typed is not there for another, nor at another point', async () => {
  for (const other of [{ point: 'P002' }, { login: '70890001' }]) {
    await logIn(page, house);
    await choose(page, { later: '3' });
    await press(page, 'Continuer');
    await fill(page, { amount: '40', basket: 'À MOI', identifier: aliceMail });
    await logIn(page, house, other);
    await page.reload();
    await heading(page, 'Choix du paiement');
    assert.deepEqual(await values('paymentDays'), ['']);
    await press(page, 'Continuer');
    await heading(page, 'Demande de paiement immédiat');
    assert.deepEqual(await values('amount', 'basket'), ['', '']);
  }
  noTroubles(page);
});
