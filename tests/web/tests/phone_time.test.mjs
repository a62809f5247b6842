// Time and trouble on the customer's phone: what expires while it is looked at, the limit day, answers that are lost, and a
// service that is killed in the middle of a payment.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { noTroubles, accessible, openBrowser, picture } from '../browser.mjs';
import { House, folder } from '../house.mjs';
import { merchant } from '../merchant.mjs';
import { logInAs, openRequest, phoneOf, says } from '../phone.mjs';

let browser, house, shop, place;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });
beforeEach(async () => {
  place = folder();
  house = await House.open({ data: place.path });
  shop = await merchant(house);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await house?.close();
  place.remove();
});

const paidOnce = async (number, cents) => {
  const alice = await house.phone('10000003051');
  assert.equal((await alice('GET', '/balance')).body.available, 20_000 - cents);
  const { request } = (await alice('GET', `/requests/${number}`)).body;
  assert.equal(request.paid, cents);
  assert.equal(request.history.filter((line) => line.includes(' pay ')).length, 1);
};

test('an immediate request counts down by the service’s clock, and expires while it is looked at', async () => {
  const page = await phoneOf(browser, house);
  await openRequest(page, await shop.request({ parcours: 'A', basket: 'REF1' }));
  await says(page, '.left', '5 min 0 s');
  await house.advance(4 * 60_000 + 30_000);
  await says(page, '.left', '0 min 30 s');
  await house.advance(30_000);
  await says(page, '#outcome', 'Trop tard : cette demande a expiré sans être payée.');
  assert.match(await page.textContent('#announcements'), /La demande a changé. Trop tard/);
  assert.equal(await page.locator('#pay-all').count(), 0);
  await accessible(page, 'phone-expired');
  await picture(page, 'telephone-trop-tard');
  noTroubles(page);
});

test('on its limit day a deferred request can be paid until midnight, and not after', async () => {
  const page = await phoneOf(browser, house);
  const first = await shop.request({ parcours: 'B', basket: 'REF1', paymentDays: 1 }), second = await shop.request({ parcours: 'B', basket: 'REF2', paymentDays: 1 });
  await openRequest(page, first);
  await says(page, 'dl', '25/06/2020');
  await house.setClock('2020-06-25T21:59:59.000Z');
  await page.click('#pay-all');
  await says(page, '#outcome', 'Vous avez payé 40,00 €.');
  await openRequest(page, second);
  await page.locator('#pay-all').waitFor();
  await house.setClock('2020-06-25T22:00:00.000Z');
  await says(page, '#outcome', 'Trop tard : la limite de paiement est passée.');
  await page.click('.back');
  await says(page, '#awaiting', 'trop tard');  // It reads awaiting until the night sweep (TIM-07).
  await house.setClock('2020-06-25T22:06:00.000Z');
  await says(page, '#done', 'Expirée');
  noTroubles(page);
});

test('a payment that comes too late, because the page did not know yet, is refused in words', async () => {
  const page = await phoneOf(browser, house);
  const number = await shop.request({ parcours: 'B', basket: 'REF1', paymentDays: 1 });
  await openRequest(page, number);
  await page.route('**/requests/*', (route) => route.abort());
  await house.setClock('2020-06-25T22:00:00.000Z');
  await page.click('#pay-all');
  await says(page, '#refusal', 'Trop tard : la limite de paiement est passée.');
  noTroubles(page);
});

test('a payment whose answer is lost is asked for again with the same key, and counts once', async () => {
  const page = await phoneOf(browser, house);
  const number = await shop.request({ parcours: 'A', basket: 'REF1' });
  await openRequest(page, number);
  const keys = [];
  await page.route('**/pay', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    await route.fetch();  // It arrives, and its answer does not.
    return route.abort();
  });
  await page.click('#pay-all');
  await says(page, '#outcome', 'Vous avez payé 40,00 €.');
  assert.ok(keys.length >= 1 && new Set(keys).size === 1, keys.join(' '));
  await paidOnce(number, 4000);
  noTroubles(page);
});

for (const [when, arrives] of [['before it has arrived', false], ['after it has arrived', true]]) {
  test(`a service killed in the middle of a payment, ${when}, and started again: one effect`, async () => {
    const page = await phoneOf(browser, house);
    const number = await shop.request({ parcours: 'D', basket: 'REF1' });
    await openRequest(page, number);
    await page.click('#part');
    await page.fill('#part-amount', '30,00');
    let killed = null;
    await page.route('**/pay', async (route) => {
      if (!killed && arrives) await route.fetch();
      killed ??= house.kill();
      await killed;
      return route.abort();
    });
    await page.click('#pay-part');
    await says(page, '#refusal', 'Le service n’a pas répondu.');
    await says(page, '.ribbon', 'Le service ne répond pas');
    await accessible(page, `phone-no-answer-${arrives}`);
    await picture(page, 'telephone-sans-reponse');
    assert.equal(await page.inputValue('#part-amount'), '30,00', 'nothing typed is lost');
    await page.unroute('**/pay');
    await house.again();
    await says(page, 'main', 'Votre session est terminée');
    await logInAs(page, '10000003051');
    if (arrives) {
      await says(page, '#outcome', 'Vous avez payé 30,00 €.');
    } else {
      await says(page, '#unsure', 'il ne comptera qu’une fois');
      assert.equal(await page.inputValue('#part-amount'), '30,00');
      await page.click('#pay-part');
      await says(page, '#outcome', 'Vous avez payé 30,00 €.');
    }
    await paidOnce(number, 3000);
    noTroubles(page);
  });
}

test('a reload in the middle of a payment leaves it to be done again, once', async () => {
  const page = await phoneOf(browser, house);
  const number = await shop.request({ parcours: 'A', basket: 'REF1' });
  await openRequest(page, number);
  const keys = [];
  let reloaded = false;
  await page.route('**/pay', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    return reloaded ? route.continue() : undefined;  // Never answered.
  });
  await page.click('#pay-all');
  await page.waitForFunction(() => document.querySelector('#pay-all').disabled);
  reloaded = true;
  await page.reload();
  await says(page, '#unsure', 'il ne comptera qu’une fois');
  await page.click('#pay-all');
  await says(page, '#outcome', 'Vous avez payé 40,00 €.');
  assert.equal(new Set(keys).size, 1);
  assert.ok(keys.length >= 2);
  await paidOnce(number, 4000);
  noTroubles(page);
});
