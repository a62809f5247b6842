// The customer's phone: logging in, money, messages, paying all or part, refusing, and why something is refused.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { accessible, noTroubles, openBrowser, openWindow, picture, settled } from '../browser.mjs';
import { House } from '../house.mjs';
import { merchant } from '../merchant.mjs';
import { handheld, logInAs, openRequest, phone, phoneOf, says } from '../phone.mjs';

let browser, house, shop;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });
beforeEach(async () => {
  house = await House.open();
  shop = await merchant(house);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await house?.close();
});

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test('a customer logs in by number or e-mail, sees his money, and logs out', async () => {
  const page = await phone(browser, house);
  await accessible(page, 'phone-log-in');
  await logInAs(page, 'ts-client2@yopmail.com');
  await says(page, '#available', '200,00 €');
  await accessible(page, 'phone-home');
  await page.reload();
  await says(page, '#available', '200,00 €');
  await page.click('#log-out');
  await page.locator('#identifier').waitFor();
  await page.reload();
  await logInAs(page, '10000004162');
  await says(page, '.owner', 'bob@mail.example');
  noTroubles(page);
});

test('a wrong PIN is told at its field, what was typed stays, and the sixth is not even heard', async () => {
  const page = await phone(browser, house);
  await page.click('form button.main');
  await says(page, '#identifier-wrong', 'Indiquez votre identifiant');
  for (let i = 0; i < 5; ++i) {
    await logInAs(page, '10000003051', '0000');
    await says(page, '#pin-wrong', 'Identifiant ou code PIN erroné');
    await page.waitForFunction(() => document.querySelector('#pin').value === '');
  }
  assert.equal(await page.inputValue('#identifier'), '10000003051');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'pin');
  await accessible(page, 'phone-wrong-pin');
  await logInAs(page, '10000003051');
  await says(page, '#pin-wrong', 'Attendez une minute');
  noTroubles(page);
});

test('two windows are two phones', async () => {
  const alice = await phoneOf(browser, house);
  const bob = await alice.context().newPage();
  await bob.goto(`${house.url}/telephone`);
  await logInAs(bob, 'bob@mail.example');
  await says(bob, '.owner', 'bob@mail.example');
  await alice.reload();
  await says(alice, '.owner', 'ts-client2@yopmail.com');
  noTroubles(alice);
});

test('a push and a mail arrive by themselves, as a banner and in the messages', async () => {
  const page = await phoneOf(browser, house);
  await says(page, 'main', 'Aucune demande en attente');
  await shop.request({ parcours: 'A', basket: 'REF202006241' });
  await says(page, '#banner', 'vous demande 40,00 €');
  await says(page, '#awaiting', '40,00 €');
  assert.match(await page.textContent('#announcements'), /Nouveau message : Demande de paiement/);
  await accessible(page, 'phone-banner');
  await picture(page, 'telephone-banniere');
  await shop.request({ parcours: 'B', basket: 'REF202006246', amount: '50,00' });
  await says(page, '#banner', '50,00 €');
  await says(page, '#nav .count', '2');
  await says(page, '#awaiting', 'à payer jusqu’au 04/07/2020');
  await page.click('#nav a[href="#/messages"]');
  await says(page, '.messages .kind', 'E-mail');
  assert.deepEqual(await page.locator('.messages .kind').allTextContents(), ['E-mail Nouveau', 'Notification Nouveau']);
  assert.deepEqual(await page.locator('.messages .to').allTextContents(), ['à ts-client2@yopmail.com']);
  await page.locator('#nav .count').waitFor({ state: 'detached' });
  await accessible(page, 'phone-messages');
  await page.click('.messages li:last-child a');
  await says(page, 'h1', 'Demande de paiement');
  noTroubles(page);
});

test('paying all of an immediate request ends it', async () => {
  const page = await phoneOf(browser, house);
  await openRequest(page, await shop.request({ parcours: 'A', basket: 'REF202006241', label: 'Location canoë' }));
  await says(page, '.left', '5 min 0 s');
  await says(page, 'dl', 'Location canoë');
  await accessible(page, 'phone-request');
  await page.click('#pay-all');
  await says(page, '#outcome', 'Vous avez payé 40,00 €.');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'outcome');
  await page.click('.back');
  await says(page, '#available', '160,00 €');
  await says(page, '#done', 'Payé');
  noTroubles(page);
});

test('a part is paid by the amount typed, and the rest is settled with the merchant', async () => {
  const page = await phoneOf(browser, house);
  await openRequest(page, await shop.request({ parcours: 'A', basket: 'REF202006241' }));
  await page.click('#part');
  await says(page, '#part-amount-hint', 'De 0,01 € à 40,00 €');
  for (const [typed, told] of [['', 'Écrivez le montant'], ['trente', 'Écrivez le montant'], ['40,01', 'Ce montant n’est pas possible'], ['0', 'Ce montant n’est pas possible']]) {
    await page.fill('#part-amount', typed);
    await page.click('#pay-part');
    await says(page, '#part-amount-wrong', told);
    assert.equal(await page.inputValue('#part-amount'), typed);
    await page.waitForFunction(() => document.activeElement.id === 'part-amount');
  }
  await accessible(page, 'phone-part-refused');
  await page.fill('#part-amount', '30');
  await page.reload();
  await page.locator('#part-amount').waitFor();
  assert.equal(await page.inputValue('#part-amount'), '30', 'kept through a reload');
  await page.click('#language');
  await says(page, '#pay-part', 'Pay this amount');
  assert.equal(await page.inputValue('#part-amount'), '30', 'and a change of language');
  await page.click('#language');
  await picture(page, 'telephone-une-partie');
  await page.click('#pay-part');
  await says(page, '#outcome', 'Vous avez payé 30,00 €.');
  await says(page, '#outcome', 'Il reste 10,00 € à régler chez le commerçant.');
  await accessible(page, 'phone-paid');
  await picture(page, 'telephone-paye');
  noTroubles(page);
});

test('a deferred request without validation is paid as a whole only', async () => {
  const page = await phoneOf(browser, house);
  await openRequest(page, await shop.request({ parcours: 'B', basket: 'REF202006246' }));
  await says(page, 'main', 'Cette demande se paie en une seule fois.');
  assert.equal(await page.locator('#part').count(), 0);
  await says(page, 'dl', '04/07/2020');
  await page.click('#pay-all');
  await says(page, '#outcome', 'Vous avez payé 40,00 €.');
  noTroubles(page);
});

test('what is paid on a pre-reservation is held until the merchant validates, and what he lowers comes back', async () => {
  const page = await phoneOf(browser, house);
  const number = await shop.request({ parcours: 'D', basket: 'REF2020062410', amount: '50,00' });
  await openRequest(page, number);
  await says(page, 'main', 'Pré-réservation');
  await page.click('#pay-all');
  await says(page, '#outcome', '50,00 € sont réservés jusqu’à la validation du commerçant.');
  await says(page, '#outcome', '26/06/2020');
  await shop.post(`/operations/${number}/validate`, { amount: '45,00' });
  await says(page, '#outcome', 'Le commerçant a validé 45,00 €. 5,00 € vous ont été rendus.');
  assert.match(await page.textContent('#announcements'), /La demande a changé/);
  await page.click('.back');
  await says(page, '#available', '155,00 €');
  noTroubles(page);
});

test('what is held stands beside the balance', async () => {
  const page = await phoneOf(browser, house);
  await openRequest(page, await shop.request({ parcours: 'C', basket: 'REF202006248' }));
  await page.click('#pay-all');
  await says(page, '#outcome', 'réservés');
  await page.click('.back');
  await says(page, '#held', 'Réservé : 40,00 €');
  await says(page, '#available', '160,00 €');
  await accessible(page, 'phone-home-held');
  noTroubles(page);
});

test('a request is refused after one question, and NON changes nothing', async () => {
  const page = await phoneOf(browser, house);
  const number = await shop.request({ parcours: 'A', basket: 'REF1' });
  await openRequest(page, number);
  await page.click('#refuse');
  await says(page, 'dialog', 'Refuser cette demande ?');
  await accessible(page, 'phone-refuse');
  await picture(page, 'telephone-refuser');
  await page.click('dialog button[value=no]');
  await page.locator('dialog').waitFor({ state: 'detached' });
  assert.equal((await shop.get(`/operations/${number}`)).status, 'awaiting_customer');
  await page.click('#refuse');
  await page.click('dialog button[value=yes]');
  await says(page, '#outcome', 'Vous avez refusé cette demande.');
  assert.equal((await shop.get(`/operations/${number}`)).cause, 'customer');
  await page.click('.back');
  await says(page, '#done', 'Refusée');
  noTroubles(page);
});

test('a balance that is too low refuses the payment, says so before and after, and lets a part be paid', async () => {
  const page = await phoneOf(browser, house);
  await openRequest(page, await shop.request({ parcours: 'D', basket: 'REF-GRAND', amount: '250,00' }));
  await says(page, '#short', 'Vous pouvez payer jusqu’à 200,00 €.');
  await page.click('#pay-all');
  await says(page, '#refusal', 'Votre solde est insuffisant.');
  await page.click('#part');
  await page.fill('#part-amount', '200,01');
  await page.click('#pay-part');
  await says(page, '#part-amount-wrong', 'Votre solde est insuffisant.');
  await accessible(page, 'phone-balance-too-low');
  await picture(page, 'telephone-solde-trop-bas');
  await page.fill('#part-amount', '200');
  await page.click('#pay-part');
  await says(page, '#outcome', 'Il reste 50,00 €');
  noTroubles(page);
});

test('a whole-only request that the balance does not cover can be paid once it does', async () => {
  const page = await phoneOf(browser, house);
  await openRequest(page, await shop.request({ parcours: 'B', basket: 'REF-GRAND', amount: '250,00' }));
  await page.click('#pay-all');
  await says(page, '#refusal', 'Votre solde est insuffisant.');
  await house.control('POST', '/sandbox/people', { do: 'credit', customer: '10000003051', amount: '100,00' });
  await page.locator('#short').waitFor({ state: 'detached' });
  await page.click('#pay-all');
  await says(page, '#outcome', 'Vous avez payé 250,00 €.');
  noTroubles(page);
});

test('a blocked customer is told so, and pays once he is unblocked', async () => {
  const page = await phoneOf(browser, house, 'chloe@mail.example');
  const number = await shop.request({ parcours: 'B', basket: 'REF-CHLOE', identifier: 'chloe@mail.example' });
  await openRequest(page, number);
  await page.click('#pay-all');
  await says(page, '#refusal', 'Votre compte est bloqué');
  await house.control('POST', '/sandbox/people', { do: 'unblock', customer: '10000005273' });
  await page.click('#pay-all');
  await says(page, '#outcome', 'Vous avez payé 40,00 €.');
  noTroubles(page);
});

test('a request that is cancelled while it is looked at says so by itself', async () => {
  const page = await phoneOf(browser, house);
  const number = await shop.request({ parcours: 'A', basket: 'REF1' });
  await openRequest(page, number);
  await shop.post(`/operations/${number}/cancel`);
  await says(page, '#outcome', 'Le commerçant a annulé cette demande.');
  assert.match(await page.textContent('#announcements'), /La demande a changé. Le commerçant a annulé/);
  assert.equal(await page.locator('#pay-all').count(), 0);
  noTroubles(page);
});

test('paying what another window of his has paid is refused in words, and shows what it is now', async () => {
  const page = await phoneOf(browser, house);
  const number = await shop.request({ parcours: 'A', basket: 'REF1' });
  await openRequest(page, number);
  await page.route('**/requests/*', (route) => route.abort());  // It learns nothing by itself.
  const other = await house.phone('10000003051');
  assert.equal((await other('POST', `/requests/${number}/pay`, { amount: '40,00' })).status, 200);
  await page.click('#pay-all');
  await says(page, '#refusal', 'Cette demande est déjà payée.');
  await page.unroute('**/requests/*');
  await says(page, '#outcome', 'Vous avez payé 40,00 €.');
  noTroubles(page);
});

test('another customer’s request reads as if it did not exist', async () => {
  const number = await shop.request({ parcours: 'A', basket: 'REF1' });
  const page = await phoneOf(browser, house, 'bob@mail.example');
  await page.goto(`${house.url}/telephone#/demande/${number}`);
  await says(page, 'h1', 'Demande introuvable');
  await accessible(page, 'phone-no-such-request');
  noTroubles(page);
});

test('many requests are read by pages, those to pay first', async () => {
  for (let i = 1; i <= 23; ++i) await shop.request({ parcours: 'B', basket: `REF-${i}`, amount: '20,00' });
  const page = await phoneOf(browser, house);
  await page.click('a[href="#/demandes"].more');
  await says(page, '.pages', 'Page 1 sur 2');
  assert.equal(await page.locator('.requests li').count(), 20);
  await accessible(page, 'phone-requests');
  assert.ok((await page.locator('.pages a').boundingBox()).height >= 44, 'a target for fingers');
  await page.click('.pages a');
  await says(page, '.pages', 'Page 2 sur 2');
  assert.equal(await page.locator('.requests li').count(), 3);
  await page.reload();
  await says(page, '.pages', 'Page 2 sur 2');
  noTroubles(page);
});

test('360 pixels and twice the size of letters are enough, with targets for fingers', async () => {
  const number = await shop.request({ parcours: 'D', basket: 'REF-TRES-LONG-123456', amount: '1250,00', label: 'Descente en canoë, deux adultes et trois enfants' });
  for (const [width, zoom] of [[360, 1], [360, 2], [1200, 1]]) {
    const page = await phoneOf(browser, house, '10000003051', { viewport: { width, height: 740 } });
    await page.evaluate((size) => { document.documentElement.style.fontSize = `${size * 100}%`; }, zoom);
    for (const path of ['/', '/scanner', '/demandes', '/messages', `/demande/${number}`]) {
      await page.evaluate((to) => { location.hash = to; }, path);
      await page.locator(`#nav a[href="#/"]`).waitFor();
      await page.locator('main :is(.requests, #camera, .messages, #pay-all)').first().waitFor();
      assert.equal(await sideways(page), false, `${path} at ${width} px, ${zoom * 100} %`);
      const small = await page.locator('main button:visible:not(.plain), #nav a').evaluateAll((all) =>
        all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent));
      assert.deepEqual(small, [], path);
      await accessible(page, `phone ${path.replace(number, 'N')} ${width} px ${zoom * 100} %`);
    }
    if (zoom === 1) await picture(page, `telephone-demande-${width}`);
    noTroubles(page);
    await page.context().close();
  }
});

test('a request is paid with the keyboard alone', async () => {
  await shop.request({ parcours: 'A', basket: 'REF202006241' });
  const page = await phone(browser, house, handheld);
  const tabTo = async (selector) => {
    for (let i = 0; i < 30; ++i) {
      if (await page.evaluate((one) => document.activeElement?.matches(one), selector)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not come to ${selector}`);
  };
  await tabTo('#identifier');
  await page.keyboard.type('10000003051');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1234');
  await page.keyboard.press('Enter');
  await page.locator('#awaiting a').waitFor();
  await tabTo('#awaiting a');
  await page.keyboard.press('Enter');
  await page.locator('#part').waitFor();
  await tabTo('#part');
  await page.keyboard.press('Enter');
  await page.keyboard.type('30,00');
  await page.keyboard.press('Enter');
  await says(page, '#outcome', 'Vous avez payé 30,00 €.');
  noTroubles(page);
});

test('one page weighs less than 60 kB of its own, and everything together less than 150 kB', async () => {
  const page = await openWindow(browser, house, handheld);  // Which has nothing of it yet.
  const sizes = {}, read = [];
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    if (path.startsWith('/web/') || path === '/telephone') read.push(response.body().then((body) => { sizes[path] = body.length; }));
  });
  await page.at('/telephone');
  await page.locator('#identifier').waitFor();
  await settled(page);
  await Promise.all(read);
  const sum = (of) => Object.entries(sizes).filter(([path]) => of(path)).reduce((total, [, size]) => total + size, 0);
  const own = sum((path) => /^\/web\/\w+\/phone\//.test(path) || path === '/telephone'), all = sum(() => true);
  console.log(`weight · phone: ${own} bytes of its own, ${all} bytes with what pages share, ${Object.keys(sizes).length} files`);
  assert.ok(own > 10_000 && own < 60_000 && all < 150_000, `${own} and ${all}`);
});
