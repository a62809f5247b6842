// The first page: the three doors, in two languages, with nothing from elsewhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, noTroubles, openBrowser, openWindow, picture } from '../browser.mjs';
import { House } from '../house.mjs';

let house, browser;
before(async () => {
  house = await House.open();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

test('three doors lead to three pages', async () => {
  const page = await openWindow(browser, house);
  await page.at('/');
  const hrefs = await page.locator('main a.button').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assert.deepEqual(hrefs, ['/espace', '/telephone', '/controle']);
  await page.locator('#clock', { hasText: '24/06/2020 09:00:00' }).waitFor();
  await accessible(page, 'home');
  await picture(page, 'home');
  noTroubles(page);
});

test('no French line begins with : ; ? ! » nor ends with «', async () => {
  const page = await openWindow(browser, house);
  await page.at('/');
  await page.locator('h1', { hasText: 'Jouez un encaissement' }).waitFor();
  const text = (await page.locator('main p').allTextContents()).join('\n');
  assert.match(text, /«\u00a0parcours serve\u00a0»/);
  assert.doesNotMatch(text, / [:;?!»]|« /);
  noTroubles(page);
});

test('the switch turns every word, and is remembered', async () => {
  const page = await openWindow(browser, house);
  await page.at('/');
  await page.locator('h1', { hasText: 'Jouez un encaissement' }).waitFor();
  await page.click('#language');
  await page.locator('h1', { hasText: 'Play a collection' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await page.reload();
  await page.locator('h1', { hasText: 'Play a collection' }).waitFor();
  noTroubles(page);
});

test('a page that is not there is not found, and the others carry a policy without inline script', async () => {
  assert.equal((await fetch(`${house.url}/web/edition/shared/nothing.js`)).status, 404);
  for (const path of ['/', '/espace', '/telephone', '/controle']) {
    const policy = (await fetch(house.url + path)).headers.get('content-security-policy');
    assert.match(policy, /script-src 'self';/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  }
});
