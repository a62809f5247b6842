// What goes wrong on purpose from the control room: the network of tills, a service that dies, and one with a defect.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, noTroubles, openBrowser, picture } from '../browser.mjs';
import { openRoom, sideways } from '../control.mjs';
import { merchant } from '../merchant.mjs';
import { House } from '../house.mjs';
import { openTill } from '../wizard.mjs';

const patience = 60_000;  // Beginning anew hashes everybody's password, at its real cost.

let house, browser;
before(async () => {
  house = await House.open({ start: '24/06/2020 11:30' });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

// A till's call that cannot be read: 400 from a service in good health. 0: the connection was cut.
const call = () => fetch(`${house.url}/acquisition/api/public/v1/payment-transactions/`, { method: 'POST', body: '{}' }).then((answer) => answer.status, () => 0);
const three = async () => [await call(), await call(), await call()].sort();
const tile = (page, name) => page.locator('#faults .tile', { has: page.locator(`h3:text-is("${name}")`) });

test('a profile of faults befalls a till’s calls from then on, and is shown as the one at work', async () => {
  const page = await openRoom(browser, house, '/pannes');
  assert.deepEqual(await three(), [400, 400, 400]);
  await tile(page, 'errors').locator('button').click();
  await tile(page, 'errors').locator('text=Actif').waitFor();
  assert.deepEqual(await three(), [400, 400, 500]);
  await page.reload();
  await tile(page, 'errors').locator('text=Actif').waitFor();
  await tile(page, 'lost-calls').locator('button').click();
  await tile(page, 'lost-calls').locator('text=Actif').waitFor();
  assert.deepEqual(await three(), [0, 400, 400]);
  await tile(page, 'none').locator('button').click();
  await tile(page, 'none').locator('text=Actif').waitFor();
  assert.deepEqual(await three(), [400, 400, 400]);
  noTroubles(page);
});

test('the service dies at a press, the page says so, and it starts again with what it had kept', async () => {
  const page = await openRoom(browser, house, '/pannes');
  const number = await (await merchant(house)).request({ parcours: 'B', basket: 'REF202006246', paymentDays: 4 });
  const till = await openTill(browser, house);
  await till.at(`/espace#/operation/${number}`);
  await till.locator('#operation', { hasText: 'REF202006246' }).waitFor();
  await page.locator('#service button', { hasText: 'Le faire tomber maintenant' }).click();
  await page.locator('#service', { hasText: 'Il est en panne' }).waitFor();
  await page.locator('#bar-warnings', { hasText: 'Le service est en panne.' }).waitFor();
  await picture(page, 'controle-en-panne');
  await till.locator('body.silent').waitFor();
  assert.match(await till.innerText('#operation'), /REF202006246/, 'what cannot be asked for is not said to be gone');
  await page.locator('#service button', { hasText: 'Redémarrer' }).click();
  await page.locator('#service', { hasText: 'Il fonctionne.' }).waitFor();
  await page.screen('/operations');
  await page.locator(`[data-number=${number}]`, { hasText: 'REF202006246' }).waitFor();
  noTroubles(page);
});

test('a defect is found by its rule and switched on after a warning; the banner stays until it is off', async () => {
  const page = await openRoom(browser, house, '/pannes');
  await page.fill('#defect-search', 'frm-01-minimum-a-cent-too-low');
  const found = page.locator('.defects li');
  await found.locator('button', { hasText: 'Activer' }).click();
  await page.locator('dialog', { hasText: 'efface les opérations' }).waitFor();
  await accessible(page, 'control-defect-dialog');
  await page.locator('dialog button', { hasText: 'NON' }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await assert.rejects((await merchant(house)).request({ parcours: 'A', mode: 'qr', basket: 'REF1', amount: '19,99' }), /FRM-01/);
  await found.locator('button', { hasText: 'Activer' }).click();
  await page.locator('dialog button', { hasText: 'OUI' }).click();
  await page.locator('#bar-warnings', { hasText: 'frm-01-minimum-a-cent-too-low' }).waitFor({ timeout: patience });
  await (await merchant(house)).request({ parcours: 'A', mode: 'qr', basket: 'REF1', amount: '19,99' });
  await accessible(page, 'control-faults');
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await sideways(page), 0);
  await picture(page, 'controle-pannes-360');
  await page.locator('#defect button', { hasText: 'Revenir' }).click();
  await page.locator('dialog button', { hasText: 'OUI' }).click();
  await page.locator('#bar-warnings', { hasText: 'défaut' }).waitFor({ state: 'hidden', timeout: patience });
  await assert.rejects((await merchant(house)).request({ parcours: 'A', mode: 'qr', basket: 'REF1', amount: '19,99' }), /FRM-01/);
  noTroubles(page);
});

test('beginning anew keeps the settings, with a defect and without', async () => {
  const own = await House.open({ words: ['--policy', 'immediate_ttl_s=250'] });
  try {
    const secondsLeft = async () => {
      await (await merchant(own)).request({ parcours: 'A', basket: 'REF1' });
      const { now, deadlines } = await own.control('GET', '/sandbox/deadlines');
      return (Date.parse(deadlines[0].at) - Date.parse(now)) / 1000;
    };
    const sure = async (page, told) => {
      await page.locator('dialog button', { hasText: 'OUI' }).click();
      await page.locator('#said', { hasText: told }).waitFor({ timeout: patience });
    };
    assert.equal(await secondsLeft(), 250);
    const page = await openRoom(browser, own, '/pannes');
    await page.getByRole('button', { name: 'Tout recommencer' }).click();
    await sure(page, 'Tout a recommencé.');
    assert.equal(await secondsLeft(), 250);
    await page.fill('#defect-search', 'tim-03-a-second-too-long');
    await page.locator('.defects li button').click();
    await sure(page, 'Tout a recommencé avec le défaut');
    assert.equal(await secondsLeft(), 251);
    await page.locator('#defect button', { hasText: 'Revenir' }).click();
    await sure(page, 'Tout a recommencé, sans défaut.');
    assert.equal(await secondsLeft(), 250);
    noTroubles(page);
  } finally {
    await own.close();
  }
});
