// Who comes in, where he is and what he may do: log-in, lock-out, the mailed link, the point d'accueil, rights (ACC).
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { accessible, noTroubles, openBrowser, openWindow } from '../browser.mjs';
import { folder, House } from '../house.mjs';
import { merchant } from '../merchant.mjs';
import { logInOn } from '../wizard.mjs';

let house, browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });
beforeEach(async () => { house = await House.open(); });
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await house?.close();
});

const title = (page, text) => page.locator('h1', { hasText: text }).waitFor();
const texts = (page, selector) => page.locator(selector).allInnerTexts();

// A control of the page as a person with a keyboard reaches it.
async function tabTo(page, selector, most = 40) {
  for (let tabs = 0; tabs < most; ++tabs) {
    if (await page.evaluate((one) => document.activeElement?.matches(one), selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${selector} is not reached by ${most} tabs`);
}

async function wrongPassword(page, password, login) {
  if (login) await page.fill('#login', login);
  await page.fill('#password', password);
  const answered = page.waitForResponse((response) => response.url().endsWith('/log-in'));
  await page.click('form button.main');
  await answered;
  await page.locator('#refusal .note').waitFor();
}

test('the log-in has the guide’s words, tells what is missing at its field, and leads to where one wanted to go', async () => {
  const page = await openWindow(browser, house);
  await page.at('/espace#/droits');
  await title(page, 'Connexion');
  assert.deepEqual(await texts(page, 'form label'), ['* N° de convention', '* Mot de passe']);
  assert.match(await page.innerText('main'), /\* zone de saisie obligatoire[\s\S]*Mot de passe oublié\s\?[\s\S]*LE SAVIEZ-VOUS[\s\S]*3ème mot de passe erroné/);
  await accessible(page, 'log-in');
  await page.fill('#login', '708900');
  await page.click('form button.main');
  await page.locator('#password-wrong', { hasText: 'À remplir' }).waitFor();
  assert.equal(await page.inputValue('#login'), '708900');
  await page.fill('#password', 'Signataire-1');
  await page.click('form button.main');
  await title(page, 'Gestion des droits');
  noTroubles(page);
});

test('a session that has ended is told at the log-in, which leads back to where one was', async () => {
  const page = await openWindow(browser, house);
  await page.at('/espace#/droits');
  await title(page, 'Connexion');
  assert.equal(await page.locator('#refusal .note').count(), 0);
  await logInOn(page, '708900', 'Signataire-1', null);
  await title(page, 'Gestion des droits');
  await page.context().clearCookies();
  await page.locator('#refusal', { hasText: 'Votre session est terminée. Connectez-vous de nouveau.' }).waitFor();
  await logInOn(page, '708900', 'Signataire-1', null);
  await title(page, 'Gestion des droits');
  noTroubles(page);
});

test('what was typed outlives a change of language and a reload, but the password', async () => {
  const page = await openWindow(browser, house);
  await page.at('/espace');
  await title(page, 'Connexion');
  await page.fill('#login', '70890002');
  await page.click('#language');
  await title(page, 'Log in');
  assert.equal(await page.inputValue('#login'), '70890002');
  await page.reload();
  await title(page, 'Log in');
  assert.equal(await page.inputValue('#login'), '70890002');
  assert.equal(await page.inputValue('#password'), '');
  noTroubles(page);
});

test('a signatory chooses a point before anything else, by keyboard alone, and changes it', async () => {
  const page = await openWindow(browser, house);
  await page.at('/espace');
  await title(page, 'Connexion');
  await tabTo(page, '#login');
  await page.keyboard.type('708900');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Signataire-1');
  await page.keyboard.press('Enter');
  await title(page, 'Choix du point d’accueil');
  assert.equal((await texts(page, '#point option'))[0], 'P001 - CANOE KAYAK CLUB ORLEANS - ST JEAN LE E');
  await accessible(page, 'point');
  await tabTo(page, '#point');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'form button.main');
  await page.keyboard.press('Enter');
  await title(page, 'Vos opérations');
  await page.locator('#nav .where', { hasText: 'P002' }).waitFor();
  assert.deepEqual(await texts(page, '#nav a'), ['Espace d’encaissement', 'En savoir plus', 'Gestion des droits', 'Changer de point']);
  await page.click('text=Changer de point');
  await title(page, 'Choix du point d’accueil');
  assert.equal(await page.inputValue('#point'), 'P002');
  await page.selectOption('#point', 'P001');
  await page.click('form button.main');
  await page.locator('#nav .where', { hasText: 'P001' }).waitFor();
  await page.click('text=Déconnexion');
  await title(page, 'Connexion');
  noTroubles(page);
});

test('a point account is on its own point at once, without the rights of a signatory', async () => {
  const page = await openWindow(browser, house);
  await page.at('/espace');
  await logInOn(page, '70890001', 'Accueil-1', null);
  await title(page, 'Vos opérations');
  assert.deepEqual(await texts(page, '#nav a'), ['Espace d’encaissement', 'En savoir plus']);
  await page.at('/espace#/droits');
  await title(page, 'Vos opérations');
  noTroubles(page);
});

test('the third wrong password blocks, the mailed link unblocks once, and only the new password opens', async () => {
  const page = await openWindow(browser, house);
  await page.at('/espace');
  await wrongPassword(page, 'un', '70890002');
  const first = await page.innerText('#refusal');
  assert.equal(await page.inputValue('#login'), '70890002');
  assert.equal(await page.inputValue('#password'), '');
  await accessible(page, 'log-in refused');
  await wrongPassword(page, 'deux');
  await wrongPassword(page, 'trois');
  await wrongPassword(page, 'Accueil-2');  // ACC-03: the right one too.
  assert.equal(await page.innerText('#refusal'), first);  // ACC-07: one and the same answer.
  assert.match(first, /bloqué.*Mot de passe oublié/s);

  await page.click('a[href="#/mot-de-passe-oublie"]');
  await title(page, 'Mot de passe oublié');
  assert.equal(await page.inputValue('#login'), '70890002');
  await page.click('form button.main');
  await page.locator('.note.good').waitFor();
  await accessible(page, 'forgotten password');
  const mail = (await house.mails()).at(-1);
  const link = mail.body.match(/\/espace#\/nouveau-mot-de-passe\/\S+/)[0];
  await page.at(link);
  await title(page, 'Nouveau mot de passe');
  await page.fill('#new-password', 'Accueil-neuf');
  await accessible(page, 'new password');
  await page.click('form button.main');
  await page.locator('.note.good').waitFor();
  await page.click('text=Se connecter');
  await logInOn(page, '70890002', 'Accueil-neuf', null);
  await title(page, 'Vos opérations');

  const again = await openWindow(browser, house);
  await again.at(link);
  await again.fill('#new-password', 'Autre');
  await again.click('form button.main');
  await again.locator('.note.bad', { hasText: 'déjà servi' }).waitFor();
  noTroubles(page, again);
});

test('lock-outs are seen in the rights, and say how they end', async () => {
  const signatory = await openWindow(browser, house), locked = await openWindow(browser, house);
  await signatory.at('/espace#/droits');
  await logInOn(signatory, '708900', 'Signataire-1', null);
  await title(signatory, 'Gestion des droits');
  const row = signatory.locator('tbody tr', { hasText: '70890001' });
  await row.locator('text=Ouvert').waitFor();
  await locked.at('/espace');
  await wrongPassword(locked, 'un', '70890001');
  await row.locator('text=1 mot de passe erroné').waitFor();
  await wrongPassword(locked, 'deux');
  await wrongPassword(locked, 'trois');
  await row.locator('text=Bloqué : 3 mots de passe erronés').waitFor();
  await row.locator('text=Mot de passe oublié').waitFor();
  await accessible(signatory, 'rights');
  noTroubles(signatory, locked);
});

test('a right taken in one window stops new requests in the other, and what exists goes on', async () => {
  const signatory = await openWindow(browser, house);
  const till = await merchant(house, '70890002');
  const number = await till.request({ parcours: 'B', basket: 'AVANT' });
  await signatory.at('/espace#/droits');
  await logInOn(signatory, '708900', 'Signataire-1', null);
  const right = signatory.locator('[data-login="70890002"]');
  await right.waitFor();
  assert.equal(await right.getAttribute('aria-checked'), 'true');
  await right.focus();
  await signatory.keyboard.press('Space');
  await signatory.locator('[data-login="70890002"][aria-checked=false]').waitFor();
  assert.equal(await signatory.evaluate(() => document.activeElement.dataset.login), '70890002');
  const refused = await till.call('POST', '/operations', { parcours: 'B', amount: '40', basket: 'APRES', mode: 'email', identifier: 'ts-client2@yopmail.com', paymentDays: 1 });
  assert.equal(refused.body.rule, 'ACC-08');
  await till.post(`/operations/${number}/cancel`);
  await signatory.click('[data-login="70890002"]');
  await signatory.locator('[data-login="70890002"][aria-checked=true]').waitFor();
  await till.request({ parcours: 'B', basket: 'APRES' });
  noTroubles(signatory);
});

test('another window of the same browser that changes the point is followed, so that no list stands under a wrong name', async () => {
  const page = await openWindow(browser, house);
  await page.at('/espace');
  await logInOn(page);
  await page.locator('#nav .where', { hasText: 'P001' }).waitFor();
  const other = await page.context().newPage();
  await other.goto(`${house.url}/espace#/point`);
  await other.selectOption('#point', 'P002');
  await other.click('form button.main');
  await title(other, 'Vos opérations');
  await page.locator('#nav .where', { hasText: 'P002' }).waitFor();
  noTroubles(page);
});

test('what the four parcours are is told to everybody, with a diagram and the same in words', async () => {
  const page = await openWindow(browser, house);
  await page.at('/espace#/en-savoir-plus');
  await title(page, 'En savoir plus');
  await page.locator('svg .state.to_validate').waitFor();
  assert.equal(await page.locator('ol li').count(), 7);
  const row = (question) => page.locator('main tr', { hasText: question }).locator('td').allInnerTexts();
  assert.deepEqual(await row('Le client peut payer moins'), ['Oui', 'Non', 'Oui', 'Oui']);
  assert.deepEqual(await row('Le commerçant peut baisser le montant'), ['-', '-', 'En validant', 'En validant']);
  assert.deepEqual(await row('Statut une fois payé'), ['Validé', 'Validé', 'A valider', 'A valider']);
  await accessible(page, 'learn more');
  noTroubles(page);
});

test('a service that is killed and starts again asks for the log-in, and leads back with the filters', async () => {
  const place = folder();
  await house.close();
  house = await House.open({ data: place.path });
  const page = await openWindow(browser, house);
  await page.at('/espace#/operations?status=validated');
  await logInOn(page);
  await title(page, 'Vos opérations');
  await house.kill();
  await page.locator('body.silent').waitFor();
  await house.again();
  await title(page, 'Connexion');
  await logInOn(page);
  await title(page, 'Vos opérations');
  assert.match(page.url(), /#\/operations\?status=validated$/);
  noTroubles(page);
  await house.close();
  place.remove();
});
