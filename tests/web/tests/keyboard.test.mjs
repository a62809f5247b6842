// Without a mouse: the guide's parcours, the list, dialogs, the phone and the control room by keys alone. What has the focus is
// seen, its order is that of the screen, and nothing that comes by itself takes it away.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { noTroubles, openBrowser, openWindow } from '../browser.mjs';
import { openRoom } from '../control.mjs';
import { alice, House } from '../house.mjs';
import { merchant } from '../merchant.mjs';
import { phone } from '../phone.mjs';
import { heading, list, numberOf, openTill, says, until } from '../wizard.mjs';

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

// What has the focus: its name, whether it is seen that it has it, and where it stands.
const focused = (page) => page.evaluate(() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const name = (one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.textContent || '').replace(/\s+/g, ' ').trim();
  // Inside a moment the browser itself marks day, month, …, one by one, where no style is asked for.
  const drawn = one.matches('.states .state') && parseFloat(getComputedStyle(one.querySelector('rect')).strokeWidth) >= 4;  // Its frame is thicker.
  const outlined = drawn || one.type === 'datetime-local' || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return { tag: one.tagName, id: one.id, name, seen: outlined && box.width > 0 && box.right > 0 && box.bottom > 0, top: box.top + scrollY, place: one.closest('main') ? 'main' : 'other' };
});

const isBare = ({ tag, id }) => tag === 'BODY' || tag === 'HTML' || id === 'main';

// Tab until what has the focus is meant: its id or its name. Each stop on the way shows that it has the focus.
async function tabTo(page, wanted, key = 'Tab') {
  const stops = [];
  for (let i = 0; i < 80; ++i) {
    await page.keyboard.press(key);
    const at = await focused(page);
    if (!isBare(at)) assert.ok(at.seen, `it is not seen that ${at.tag} “${at.name}” has the focus`);
    if (wanted instanceof RegExp ? wanted.test(at.name) : at.id === wanted) return stops;
    stops.push(at);
  }
  return assert.fail(`${wanted} is not reached: ${stops.map((one) => one.name).join(' | ')}`);
}

async function write(page, id, text) {
  await tabTo(page, id);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

async function pressOn(page, name) {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

// Focus on the heading of the screen that has just come.
const headed = (page, text) => heading(page, text).then(() => until(() => page.evaluate(() => document.activeElement.tagName === 'H1'), `the heading “${text}” did not get the focus`));

test('parcours A by QR and its payment, from log-in to result, by keys alone', async () => {
  const till = await openWindow(browser, house);
  await till.at('/espace');
  await till.locator('#login').waitFor();
  await write(till, 'login', '70890001');
  await write(till, 'password', 'Accueil-1');
  await till.keyboard.press('Enter');
  await heading(till, 'Vos opérations');
  await pressOn(till, /^ENCAISSER$/);
  await headed(till, 'Choix du paiement');
  await pressOn(till, /^Continuer/i);
  await headed(till, 'Demande de paiement immédiat');
  await write(till, 'amount', '40');
  await write(till, 'basket', 'CLAVIER-A');
  await pressOn(till, /^Continuer/);
  await headed(till, 'QR Code de paiement');
  const number = numberOf(till);
  const picture = await (await till.request.get(`${house.url}/espace/api/operations/${number}/qr.png`)).body();
  await (await house.phone(alice))('POST', '/scan/photo', new Uint8Array(picture));
  const hand = await phone(browser, house);
  await write(hand, 'identifier', alice);
  await write(hand, 'pin', '1234');
  await hand.keyboard.press('Enter');
  await hand.locator('#available').waitFor();
  await hand.locator('a.request').first().waitFor();
  await pressOn(hand, /40,00 €/);
  await hand.locator('#part').waitFor();
  await pressOn(hand, 'part');
  await until(async () => (await focused(hand)).id === 'part-amount', 'the amount has no focus');
  await hand.keyboard.type('30');
  await hand.keyboard.press('Enter');
  await hand.locator('main', { hasText: 'Vous avez payé 30,00 €' }).waitFor();
  await until(async () => (await focused(hand)).id === 'outcome', 'the outcome has no focus');
  await says(till, 'Il reste 10,00 € à régler par le moyen de votre choix');
  await pressOn(till, /^Fermer$/);
  await headed(till, 'Vos opérations');
  noTroubles(till, hand);
});

test('parcours C, refused by a dialog that keeps the focus and gives it back, then validated at a lower amount', async () => {
  const till = await openTill(browser, house, { login: '70890001' });
  await till.at('/espace#/encaisser');
  await heading(till, 'Choix du paiement');
  await tabTo(till, /Non/);
  await till.keyboard.press('ArrowDown');
  await write(till, 'validationDays', '2');
  await write(till, 'notifyEmail', 'mail@mail.com');
  await till.keyboard.press('Enter');
  await headed(till, 'Demande de pré-réserve immédiate');
  await write(till, 'amount', '40');
  await write(till, 'basket', 'CLAVIER-C');
  await write(till, 'identifier', alice);
  await till.keyboard.press('Enter');
  await headed(till, 'Confirmation');
  await pressOn(till, /^Envoyer$/);
  await heading(till, 'Détail du paiement');
  const number = numberOf(till);
  await (await house.phone(alice))('POST', `/requests/${number}/pay`, { amount: '40' });
  await says(till, 'Le paiement a bien été réalisé pour un montant de 40,00 €');
  await till.at('/espace#/operations');
  await till.locator('[data-action=cancel]').waitFor();
  await pressOn(till, /^Annuler.* CLAVIER-C$/);
  await till.locator('dialog').waitFor();
  for (let i = 0; i < 6; ++i) {
    await till.keyboard.press(i % 2 ? 'Shift+Tab' : 'Tab');
    const inside = await till.evaluate(() => document.activeElement === document.body || document.querySelector('dialog').contains(document.activeElement));
    assert.ok(inside, 'the focus has left the dialog');
  }
  await till.keyboard.press('Escape');
  await till.locator('dialog').waitFor({ state: 'detached' });
  assert.match((await focused(till)).name, /^Annuler.* CLAVIER-C$/);
  await tabTo(till, /^Valider.* CLAVIER-C$/, 'Shift+Tab');
  await till.keyboard.press('Enter');
  await till.locator('dialog').waitFor();
  await tabTo(till, 'decide-amount');
  await till.keyboard.press('Control+A');
  await till.keyboard.type('30');
  await till.keyboard.press('Enter');
  await till.locator('dialog').waitFor({ state: 'detached' });
  await till.locator('tbody tr', { hasText: '+30,00 €' }).waitFor();
  await until(async () => /CLAVIER-C/.test((await focused(till)).name), 'the row has lost the focus');
  assert.equal((await list(till)).rows[0].received, '+30,00 €');
  noTroubles(till);
});

test('filters, order and pages by keys; the order of the stops is that of the screen; what comes by itself takes no focus', async () => {
  const shop = await merchant(house);
  for (let i = 0; i < 23; ++i) await shop.request({ parcours: 'B', basket: `LISTE-${i}`, amount: `${20 + i},00` });
  const till = await openTill(browser, house, { login: '70890001' });
  await till.at('/espace#/operations?size=20');
  await till.locator('tbody tr').first().waitFor();
  const stops = await tabTo(till, 'size');
  const inMain = stops.filter((one) => one.place === 'main');
  const outOfOrder = inMain.filter((one, i) => i > 0 && one.top < inMain[i - 1].top - 60);
  assert.deepEqual(outOfOrder.map((one) => one.name), []);
  await till.evaluate(() => document.querySelector('h1').focus());
  await pressOn(till, /Page suivante/);
  await until(async () => (await till.locator('#page').inputValue()) === '2', 'the page was not turned');
  await till.evaluate(() => document.querySelector('h1').focus());
  await pressOn(till, /^Montant demandé$/);
  await till.locator('th[data-column=requested][aria-sort=descending]').waitFor();
  await tabTo(till, /^LISTE-/).catch(() => {});
  await till.evaluate(() => document.querySelector('h1').focus());
  await pressOn(till, /^Filtres/);
  await write(till, 'basket', 'LISTE-7');
  await till.keyboard.press('Enter');
  await until(async () => (await till.locator('tbody tr').count()) === 1, 'the filter was not applied');
  const before = await focused(till);
  assert.equal(before.id, 'basket');
  const { number } = (await list(till)).rows.find((one) => one.basket === 'LISTE-7');
  await tabTo(till, /LISTE-7$/);
  const action = (await focused(till)).name;
  await shop.post(`/operations/${(await list(till)).rows.find((one) => one.basket === 'LISTE-8').number}/cancel`);
  await till.locator('#counts', { hasText: '22' }).waitFor();
  assert.equal((await focused(till)).name, action);
  await shop.post(`/operations/${number}/cancel`);
  await till.locator('tbody', { hasText: 'Annulé' }).waitFor();
  assert.match((await focused(till)).name, /LISTE-7$/);
  noTroubles(till);
});

test('the control room: the clock moves, a person is credited and blocked, a scenario is stepped through, by keys alone', async () => {
  const room = await openRoom(browser, house);
  await pressOn(room, /^\+1 h$/);
  await room.clock('24/06/2020 12:00:00');
  assert.equal((await focused(room)).name, '+1 h');
  await room.keyboard.press('Space');
  await room.clock('24/06/2020 13:00:00');
  await room.screen('/personnes');
  await room.locator('#credit-bob').waitFor();
  await write(room, 'credit-bob', '7');
  await room.keyboard.press('Enter');
  await room.locator('#said', { hasText: 'bob' }).waitFor();
  assert.equal((await focused(room)).id, 'credit-bob');
  await pressOn(room, /^Bloquer.*bob$/);
  await room.locator('tr[data-name=bob] button', { hasText: 'Débloquer' }).waitFor();
  assert.match((await focused(room)).name, /^Débloquer.*bob$/);
  await room.screen('/scenarios');
  await room.locator('#suite li').first().waitFor();
  await write(room, 'scenario-search', 'walk-b');
  await pressOn(room, /^Jouer/);
  await room.locator('#verdict').waitFor();
  await tabTo(room, 'step-next');
  await room.keyboard.press('Enter');
  await room.locator('#where', { hasText: 'Événement 2 sur' }).waitFor();
  assert.equal((await focused(room)).id, 'step-next');
  await room.keyboard.press('ArrowLeft');
  await room.locator('#where', { hasText: 'Événement 1 sur' }).waitFor();
  noTroubles(room);
});

test('every stop of every screen shows that it has the focus', async () => {
  const till = await openTill(browser, house), room = await openRoom(browser, house), hand = await phone(browser, house);
  const shop = await merchant(house);
  const number = await shop.request({ parcours: 'B', basket: 'ARRÊTS' });
  await till.at('/espace');
  const walk = async (page, hashes) => {
    for (const hash of hashes) {
      await page.evaluate((to) => { location.hash = to; }, hash);
      await page.locator('main h1').waitFor();
      await until(() => page.evaluate(() => document.activeElement.tagName === 'H1' || document.querySelector('main button, main a, main input') !== null), hash);
      for (let i = 0; i < 40; ++i) {
        await page.keyboard.press('Tab');
        const at = await focused(page);
        if (isBare(at)) break;
        assert.ok(at.seen, `${hash}: it is not seen that ${at.tag} “${at.name}” has the focus`);
      }
    }
  };
  await walk(till, ['/operations', `/operation/${number}`, '/encaisser', '/droits', '/en-savoir-plus', '/point']);
  await walk(room, ['/', '/heure', '/courrier', '/personnes', '/operations', '/appels', '/pannes', '/scenarios']);
  await walk(hand, ['/connexion']);
  noTroubles(till, room, hand);
});
