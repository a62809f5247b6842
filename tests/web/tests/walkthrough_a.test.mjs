// The guide's parcours A, step by step with its values: by QR code, read from the printed page; by identifier; from one to the
// other.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noTroubles, openBrowser, picture } from '../browser.mjs';
import { alice, aliceMail, House } from '../house.mjs';
import { choose, fact, fill, heading, list, numberOf, openTill, operation, press, says } from '../wizard.mjs';

let house, browser;
before(async () => {
  house = await House.open({ start: '24/06/2020 11:00' });
  browser = await openBrowser();
});
afterEach(async () => {
  for (const window of browser.contexts()) await window.close();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

async function toRequest(page) {
  await choose(page);
  await press(page, 'Continuer');
  await heading(page, 'Demande de paiement immédiat');
}

test('the guide’s steps 10 to 15 with a QR code that is read from the printed page, and 30,00 of 40,00 paid', async () => {
  const page = await openTill(browser, house);
  const phone = await house.phone(alice);
  await page.addInitScript(() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; });
  await choose(page);
  await accessible(page, 'encaisser-1');
  await picture(page, 'encaisser-1-choix');
  await press(page, 'Continuer');
  await heading(page, 'Demande de paiement immédiat');
  await page.getByLabel('Montant (20,00 € minimum)').waitFor();
  await says(page, 'Un QR code unique du montant renseigné sera généré pour la transaction');
  await fill(page, { amount: '40,00', basket: 'REF202006241', label: 'Kayak & <b>eau</b>', clientReference: 'C-12', seller: 'Anne' });
  await accessible(page, 'encaisser-A-2');
  await picture(page, 'encaisser-A-2-demande');
  await press(page, 'Continuer');
  await heading(page, 'QR Code de paiement');
  assert.equal(await fact(page, 'Montant'), '40,00 €');
  assert.equal(await page.getByRole('button', { name: 'Envoyer' }).isDisabled(), true);
  await page.locator('img.qr').evaluate((image) => image.decode());
  await accessible(page, 'encaisser-A-3-qr');
  await picture(page, 'encaisser-A-3-qr');
  await press(page, 'Imprimer');
  assert.equal(await page.evaluate(() => window.printed), 1);
  const number = numberOf(page);

  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('button', { name: 'Imprimer' }).isVisible(), false);
  assert.equal(await page.locator('#top').isVisible(), false);
  for (const text of ['40,00 €', 'REF202006241', 'CANOE KAYAK CLUB ORLEANS', 'Valable jusqu’au 24/06/2020 11:05:00'])
    assert.equal(await page.getByText(text).first().isVisible(), true, text);
  const { width } = await page.locator('img.qr').boundingBox();
  assert.ok(width / 96 * 2.54 >= 8, `the printed code is ${width} px wide`);
  await picture(page, 'encaisser-A-3-imprime');
  const scanned = await phone('POST', '/scan/photo', await page.screenshot());
  await page.emulateMedia({ media: 'screen' });
  assert.equal(scanned.status, 200);
  assert.equal(scanned.body.request.number, number);
  await says(page, 'Votre client a scanné le QR code.');

  assert.equal((await phone('POST', `/requests/${number}/pay`, { amount: '30,00' })).status, 200);
  await heading(page, 'Détail du paiement');
  await says(page, 'Le paiement a bien été réalisé pour un montant de 30,00 €');
  await says(page, 'Il reste 10,00 € à régler par le moyen de votre choix');
  assert.equal(await fact(page, 'Mode d’encaissement'), 'QR Code');
  await accessible(page, 'encaisser-A-4');
  await picture(page, 'encaisser-A-4-reste');
  const kept = await operation(page, number);
  assert.deepEqual([kept.status, kept.label, kept.clientReference, kept.seller], ['validated', 'Kayak & <b>eau</b>', 'C-12', 'Anne']);
  await press(page, 'Fermer');
  await page.waitForURL(/#\/operations/);
  noTroubles(page);
});

test('what is printed fits on one sheet of paper', async () => {
  const page = await openTill(browser, house);
  await toRequest(page);
  await fill(page, { amount: '25', basket: 'PAPIER' });
  await press(page, 'Continuer');
  await page.locator('img.qr').evaluate((image) => image.decode());
  const paper = await page.pdf({ format: 'A4' });
  assert.equal(paper.subarray(0, 5).toString(), '%PDF-');
  assert.equal(paper.toString('latin1').match(/\/Type\s*\/Page\b/g).length, 1, 'one sheet');
  noTroubles(page);
});

test('by identifier: confirmation, waiting, paid', async () => {
  const page = await openTill(browser, house);
  const phone = await house.phone(alice);
  await toRequest(page);
  await fill(page, { amount: '40.00', basket: 'REF202006242', mode: 'identifier', identifier: aliceMail });
  await picture(page, 'encaisser-A-2-identifiant');
  await press(page, 'Continuer');
  await heading(page, 'Confirmation');
  assert.equal(await fact(page, 'Montant'), '40,00 €');
  assert.equal(await fact(page, 'Mode d’encaissement'), `Identifiant ANCV : ${aliceMail}`);
  await accessible(page, 'encaisser-A-3');
  await picture(page, 'encaisser-A-3-confirmation');
  assert.equal((await phone('GET', '/requests')).body.requests.some((one) => one.basket === 'REF202006242'), false);  // FRM-09
  await press(page, 'Envoyer');
  await heading(page, 'Détail du paiement');
  await says(page, 'Le paiement est en attente de validation par votre client.');
  await accessible(page, 'encaisser-A-4-attente');
  await picture(page, 'encaisser-A-4-attente');
  const number = numberOf(page);
  assert.equal((await phone('GET', '/inbox')).body.notices.at(-1).channel, 'push');
  await phone('POST', `/requests/${number}/pay`, { amount: '40,00' });
  await says(page, 'Le paiement a bien été réalisé pour un montant de 40,00 €');
  assert.equal(await page.getByText('Il reste').count(), 0);

  await press(page, 'Annuler');  // VAL-05: it stands there, and is refused.
  await press(page, 'OUI');
  await says(page, 'Une opération validée ne peut pas être annulée.');
  await accessible(page, 'annuler-refuse');
  await picture(page, 'espace-annuler-refus');
  await page.locator('dialog').getByRole('button', { name: 'Fermer' }).click();
  assert.equal((await operation(page, number)).status, 'validated');
  noTroubles(page);
});

test('changing the mode voids the code, keeps amount and basket, and makes a new operation', async () => {
  const page = await openTill(browser, house);
  const phone = await house.phone(alice);
  await toRequest(page);
  await fill(page, { amount: '40,00', basket: 'REF202006243', seller: 'Bruno' });
  await press(page, 'Continuer');
  await heading(page, 'QR Code de paiement');
  const first = numberOf(page);
  const code = await (await page.request.get(`${house.url}/espace/api/operations/${first}/qr.png`)).body();
  await page.getByRole('button', { name: 'Changer de mode d’encaissement' }).click();
  await heading(page, 'Demande de paiement immédiat');
  assert.deepEqual(await page.locator('#amount, #basket, #seller').evaluateAll((all) => all.map((one) => one.value)), ['40,00', 'REF202006243', 'Bruno']);
  await says(page, 'Le QR code précédent est annulé : il ne peut plus être payé.');
  assert.equal((await operation(page, first)).status, 'cancelled');
  const late = await phone('POST', '/scan/photo', new Uint8Array(code));
  assert.deepEqual([late.status, late.body.rule], [409, 'PAY-02']);
  await fill(page, { identifier: alice });
  await press(page, 'Continuer');
  await press(page, 'Envoyer');
  await heading(page, 'Détail du paiement');
  assert.notEqual(numberOf(page), first);
  await press(page, 'Annuler');
  await says(page, 'Êtes-vous sûr de vouloir annuler cette demande de paiement immédiat ?');
  await press(page, 'OUI');
  await says(page, 'Vous avez annulé cette demande.');
  noTroubles(page);
});

test('each refusal stands at its field, has the focus there, and takes nothing that was typed', async () => {
  const page = await openTill(browser, house);
  await toRequest(page);
  const focused = () => page.waitForFunction(() => document.activeElement.getAttribute('aria-invalid') === 'true').then(() => page.evaluate(() => document.activeElement.id));
  const refusals = [
    [{ amount: '', basket: 'R1' }, 'amount', 'Indiquez un montant d’au moins 20,00 €.'],
    [{ amount: '19,99' }, 'amount', 'Indiquez un montant d’au moins 20,00 €.'],
    [{ amount: 'vingt' }, 'amount', 'Écrivez le montant ainsi : 40 ou 40,50 ou 40.50.'],
    [{ amount: '20,00', basket: '' }, 'basket', 'Indiquez un n° de panier de 1 à 20 caractères'],
    [{ basket: 'R1', label: 'x'.repeat(256) }, 'label', '255 caractères au plus'],
    [{ label: '', mode: 'identifier', identifier: '123' }, 'identifier', 'Un identifiant est fait de 11 chiffres'],
  ];
  for (const [values, field, text] of refusals) {
    await fill(page, values);
    assert.equal(await page.locator('.wrong:visible').count(), 0, 'what is typed anew is not called wrong any more');
    await press(page, 'Continuer');
    await page.locator(`#${field}-wrong`, { hasText: text }).waitFor();
    assert.equal(await focused(), field);
    assert.equal(await page.locator('.wrong:visible').count(), 1);
  }
  await accessible(page, 'encaisser-A-2-refus');
  await picture(page, 'encaisser-A-2-refus');
  await fill(page, { identifier: '99999999999' });  // FRM-06 is known at Envoyer: it leads back to what was typed.
  await press(page, 'Continuer');
  await press(page, 'Envoyer');
  await page.locator('#identifier-wrong', { hasText: 'Ce client est inconnu, ou son compte est bloqué.' }).waitFor();
  assert.equal(await focused(), 'identifier');
  assert.deepEqual(await page.locator('#amount, #basket').evaluateAll((all) => all.map((one) => one.value)), ['20,00', 'R1']);
  assert.equal((await list(page)).rows.some((row) => row.basket === 'R1'), false);
  noTroubles(page);
});

test('what is left empty is told at once at every field, the first in focus', async () => {
  const page = await openTill(browser, house);
  await toRequest(page);
  await fill(page, { mode: 'identifier' });
  await press(page, 'Continuer');
  await page.locator('#basket-wrong', { hasText: 'Indiquez un n° de panier' }).waitFor();
  assert.deepEqual(await page.locator('[aria-invalid=true]').evaluateAll((all) => all.map((one) => one.id)), ['amount', 'basket', 'identifier']);
  await page.waitForFunction(() => document.activeElement.id === 'amount');
  noTroubles(page);
});

test('Annuler on the code’s screen cancels, and leaving it does not', async () => {
  const page = await openTill(browser, house);
  await toRequest(page);
  await fill(page, { amount: '21', basket: 'QR-QUITTE' });
  await press(page, 'Continuer');
  await heading(page, 'QR Code de paiement');
  const number = numberOf(page);
  await page.at('/espace#/operations');
  assert.equal((await operation(page, number)).status, 'awaiting_customer');
  await page.at(`/espace#/encaisser/qr/${number}`);
  await heading(page, 'QR Code de paiement');
  await press(page, 'Annuler');
  await press(page, 'NON');
  assert.equal((await operation(page, number)).status, 'awaiting_customer');
  await press(page, 'Annuler');
  await page.locator('dialog').waitFor();
  await page.goBack();
  await heading(page, 'Vos opérations');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.goForward();
  await heading(page, 'QR Code de paiement');
  assert.equal((await operation(page, number)).status, 'awaiting_customer');
  await press(page, 'Annuler');
  await press(page, 'OUI');
  await heading(page, 'Détail du paiement');
  await says(page, 'Vous avez annulé cette demande.');
  noTroubles(page);
});

test('an amount with cents is shown and asked for to the cent', async () => {
  const page = await openTill(browser, house);
  const phone = await house.phone(alice);
  for (const [typed, shown, cents] of [['40,5', '40,50 €', 4050], ['20.05', '20,05 €', 2005]]) {
    await toRequest(page);
    await fill(page, { amount: typed, basket: `CENTIMES-${cents}`, mode: 'identifier', identifier: alice });
    await press(page, 'Continuer');
    await heading(page, 'Confirmation');
    assert.equal(await fact(page, 'Montant'), shown);
    await press(page, 'Envoyer');
    await heading(page, 'Détail du paiement');
    assert.equal(await fact(page, 'Montant'), shown);
    const number = numberOf(page);
    assert.equal((await operation(page, number)).requested, cents);
    await phone('POST', `/requests/${number}/pay`, { amount: shown.replace(' €', '') });
    await says(page, `Le paiement a bien été réalisé pour un montant de ${shown}`);
  }
  noTroubles(page);
});
