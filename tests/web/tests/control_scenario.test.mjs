// What just happened as a scenario that runs elsewhere; scenarios played here, and stepped through in both directions.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessible, noTroubles, openBrowser, picture } from '../browser.mjs';
import { openRoom, sideways } from '../control.mjs';
import { merchant } from '../merchant.mjs';
import { folder, House } from '../house.mjs';

const program = process.env.PARCOURS_PROGRAM ?? new URL('../../../build/release/bin/parcours', import.meta.url).pathname;
const walk = new URL('../../../scenarios/guide/walk-b.yaml', import.meta.url).pathname;

let house, browser, place;
before(async () => {
  place = folder();
  house = await House.open({ start: '24/06/2020 11:30' });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.close();
  place?.remove();
});

const total = async (page) => Number((await page.textContent('#where')).match(/\d+$/)[0]);
const at = (page, n) => page.locator('#where', { hasText: new RegExp(`Événement ${n} sur `) }).waitFor();
const search = async (page, text) => {
  await page.fill('#scenario-search', text);
  return page.locator('#suite li').first();
};

test('what just happened is saved as a file that parcours run judges to pass', async () => {
  const shop = await merchant(house);
  const number = await shop.request({ parcours: 'C', basket: 'REF202006248' });
  const alice = await house.phone('10000003051');
  assert.equal((await alice('POST', `/requests/${number}/pay`, { amount: '40,00' })).status, 200);
  const page = await openRoom(browser, house, '/scenarios');
  await page.click('#bar >> text=+1 h');
  await page.clock('24/06/2020 12:30:00');
  await shop.validate(number, '30,00');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#record')]);
  const file = join(place.path, 'scenario.yaml');
  await download.saveAs(file);
  assert.equal(readFileSync(file, 'utf8'), await page.textContent('#yaml'));
  assert.match(readFileSync(file, 'utf8'), /REF202006248/);
  const told = execFileSync(program, ['run', file], { cwd: place.path, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  console.log(told.trim().split('\n').at(-1));
  await accessible(page, 'control-scenarios');
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await sideways(page), 0);
  await picture(page, 'controle-scenarios-360');
  noTroubles(page);
});

test('a scenario is played into the sandbox; one that cannot be read is refused with its place, and stays typed', async () => {
  const page = await openRoom(browser, house, '/scenarios');
  await page.fill('#scenario-text', 'scenario: [');
  await page.locator('main button', { hasText: 'Importer' }).click();
  await page.locator('#scenario-text-wrong', { hasText: /\S/ }).waitFor();
  assert.equal(await page.inputValue('#scenario-text'), 'scenario: [');
  await page.setInputFiles('#scenario-file', walk);
  await page.locator('main button', { hasText: 'Importer' }).click();
  await page.locator('#said', { hasText: 'Le scénario a été joué ici.' }).waitFor();
  await page.screen('/operations');
  await page.locator('#list tr', { hasText: 'REF202006246' }).waitFor();
  noTroubles(page);
});

test('a scenario of the suite is stepped through forwards and backwards, and things stand as they did then', async () => {
  const page = await openRoom(browser, house, '/scenarios');
  await (await search(page, 'walk-b')).locator('button').click();
  await page.locator('#verdict', { hasText: 'Réussi' }).waitFor();
  const count = await total(page);
  assert.ok(count > 5);
  await at(page, 1);
  await page.click('#step-next');
  await at(page, 2);
  await page.click('#step-last');
  await at(page, count);
  await page.locator('#stood', { hasText: 'Validé' }).waitFor();
  await picture(page, 'controle-rejeu');
  await accessible(page, 'control-run');
  for (let n = count; n > 1; --n) {
    await page.click('#step-previous');
    await at(page, n - 1);
  }
  assert.doesNotMatch(await page.textContent('#stood'), /Validé/);
  await page.locator('h1').focus();
  await page.keyboard.press('ArrowRight');
  await at(page, 2);
  await page.keyboard.press('End');
  await at(page, count);
  await page.keyboard.press('Home');
  await at(page, 1);
  await page.locator('.stage').hover();
  await page.locator('.sequence .event').nth(2).click();
  await at(page, 3);
  await page.locator('#event').focus();
  await page.keyboard.press('ArrowRight');
  await at(page, 4);
  await page.click('#play');
  await page.locator('#where', { hasNotText: 'Événement 4 ' }).waitFor();
  await page.click('#language');
  await page.locator('#where', { hasText: `of ${count}` }).waitFor();
  await page.click('#language');
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await sideways(page), 0);
  await picture(page, 'controle-rejeu-360');
  noTroubles(page);
});

test('with a defect the scenario fails, and the event where it parts is marked', async () => {
  const page = await openRoom(browser, house, '/scenarios');
  await page.locator('#run-defect option').nth(1).waitFor({ state: 'attached' });
  await page.selectOption('#run-defect', 'pay-07-nothing-remains');
  await (await search(page, 'vector-4-partial-by-qr')).locator('button').click();
  await page.locator('#verdict', { hasText: 'Échoué' }).waitFor();
  await page.click('#to-divergence');
  await page.locator('#parting', { hasText: 's’écarte' }).waitFor();
  assert.equal(await page.locator('.sequence .event.parted.now').count(), 1);
  await accessible(page, 'control-run-diverged');
  await picture(page, 'controle-rejeu-ecart');
  await page.click('#step-previous');
  await page.locator('#parting').waitFor({ state: 'detached' });
  noTroubles(page);
});

test('the suite is searched by a rule, and the report of the last run has a way to it', async () => {
  const page = await openRoom(browser, house, '/scenarios');
  await (await search(page, 'PAY-09')).waitFor();
  for (const text of await page.locator('#suite li').allTextContents()) assert.match(text, /Jouer pas à pas/);
  const [found, all] = (await page.textContent('#h-suite ~ div p[role=status]')).match(/(\d+).* sur (\d+)/).slice(1).map(Number);
  assert.ok(found < all && all > 100 && await page.locator('#suite li').count() < all);
  for (const [status, shown] of [[404, 'Aucun rapport pour l’instant'], [200, 'Dernier rapport']]) {
    await page.route('**/rapport', (route) => route.fulfill({ status }));
    await page.screen('/heure');
    await page.screen('/scenarios');
    await page.locator('main', { hasText: shown }).waitFor();
  }
  assert.equal(await page.locator('a[href="/rapport"]').getAttribute('target'), '_blank');
  noTroubles(page);
});
