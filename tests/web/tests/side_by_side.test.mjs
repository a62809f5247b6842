// The README's first try, as a person makes it: a merchant, a customer and a tester in three windows of one browser, each on
// his own page; and the report of the last run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { noTroubles, openBrowser, openWindow } from '../browser.mjs';
import { aliceMail, folder, House, program } from '../house.mjs';
import { logInAs, says } from '../phone.mjs';
import { choose, fill, heading, logInOn, press } from '../wizard.mjs';

const place = folder(), report = `${place.path}/report.html`;
let house, browser;
before(async () => {
  house = await House.open({ words: ['--report', report] });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.close();
  place.remove();
});

test('a code shown in one window is scanned and paid in the next, and the first says what remains; the third moves time', async () => {
  const till = await openWindow(browser, house);
  await till.at('/espace');
  await logInOn(till);
  await till.locator('main', { hasText: 'Vos opérations' }).waitFor();
  await choose(till);
  await press(till, 'Continuer');
  await fill(till, { amount: '40,00', basket: 'REF202006241', mode: 'qr' });
  await press(till, 'Continuer');
  await heading(till, 'QR Code de paiement');

  const phone = await till.context().newPage();
  await phone.goto(`${house.url}/telephone`);
  await logInAs(phone, aliceMail);
  await phone.locator('#available').waitFor();
  await phone.goto(`${house.url}/telephone#/scanner`);
  await says(phone, '.offer', 'Panier REF202006241');
  await phone.click('.offer button');
  await phone.click('#part');
  await phone.fill('#part-amount', '30');
  await phone.click('#pay-part');
  await says(phone, '#outcome', 'Vous avez payé 30,00 €.');

  await says(till, 'main', 'Il reste 10,00 € à régler par le moyen de votre choix');
  const room = await till.context().newPage();
  await room.goto(`${house.url}/controle#jeton=${house.token}`);
  await room.locator('#bar-now', { hasText: '24/06/2020 09:00:00' }).waitFor();
  await room.getByRole('button', { name: '+1 h', exact: true }).click();
  await till.locator('#clock', { hasText: '24/06/2020 10:00:00' }).waitFor();
  noTroubles(till);
});

test('the last report is a page that shows itself whole under its own policy', async () => {
  const run = spawnSync(program, ['run', 'guide-vector-4-partial-by-qr', '--report', `html=${report}`], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stdout + run.stderr);
  const page = await openWindow(browser, house);
  await page.at('/rapport');
  await page.locator('body', { hasText: 'guide-vector-4-partial-by-qr' }).waitFor();
  noTroubles(page);
});
