// Every screen of every page, in both languages: axe finds nothing, nothing needs scrolling sideways at 360 px or at 200 % of
// size, and the table below leaves no screen out. Its pictures are the README's tour.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, noTroubles, openBrowser, openWindow, picture, settled } from '../browser.mjs';
import { isEnglish } from '../dictionaries.mjs';
import { alice, House } from '../house.mjs';
import { merchant } from '../merchant.mjs';
import { logInAs } from '../phone.mjs';
import { logInOn } from '../wizard.mjs';

let house, browser, made;
before(async () => {
  house = await House.open({ start: '24/06/2020 09:00' });
  browser = await openBrowser();
  made = await aMorning();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

// An operation of each kind and status, so that no screen is empty.
async function aMorning() {
  const shop = await merchant(house), phone = await house.phone(alice);
  const pay = (number, amount) => phone('POST', `/requests/${number}/pay`, { amount });
  const paid = await shop.request({ parcours: 'A', basket: 'REF202006221', amount: '42,00' });
  await pay(paid, '42,00');
  const part = await shop.request({ parcours: 'D', basket: 'REF2020062410', amount: '50,00' });
  await pay(part, '30,00');
  const booked = await shop.request({ parcours: 'C', basket: 'REF202006248' });
  await pay(booked, '40,00');
  await shop.post(`/operations/${booked}/validate`, { amount: '35,00' });
  const dropped = await shop.request({ parcours: 'B', basket: 'REF202004211', amount: '25,00' });
  await shop.post(`/operations/${dropped}/cancel`);
  const waiting = await shop.request({ parcours: 'B', basket: 'REF202006246' });
  const code = await shop.request({ parcours: 'A', mode: 'qr', basket: 'REF202006241' });
  await shop.post('/recovery', { login: '70890002' });
  return { waiting, part, code };
}

// What a page is opened with, and each of its screens by the name of its picture. Longer paths stand for the screen that they begin with.
const pages = {
  '/': { enter: () => {}, screens: () => ({ '/': 'home' }) },
  '/espace': {
    enter: async (page) => {
      await logInOn(page);
      await page.locator('tbody tr').first().waitFor();
    },
    strangers: { '/connexion': 'espace-connexion', '/mot-de-passe-oublie': 'espace-mot-de-passe-oublie', '/nouveau-mot-de-passe/jeton': 'espace-nouveau-mot-de-passe' },
    screens: () => ({ '/point': 'espace-point', '/operations': 'espace-operations', [`/operation/${made.part}`]: 'espace-detail', '/encaisser': 'espace-encaisser',
      '/droits': 'espace-droits', '/en-savoir-plus': 'espace-en-savoir-plus' }),
  },
  '/telephone': {
    viewport: { width: 390, height: 844 },
    enter: async (page) => {
      await logInAs(page, alice);
      await page.locator('#available').waitFor();
    },
    strangers: { '/connexion': 'telephone-connexion' },
    screens: () => ({ '/': 'telephone', '/scanner': 'telephone-scanner', '/demandes': 'telephone-demandes', [`/demande/${made.waiting}`]: 'telephone-demande', '/messages': 'telephone-messages' }),
  },
  '/controle': {
    enter: async (page) => {
      await page.goto(`${house.url}/controle#jeton=${house.token}`);
      await page.locator('#bar-now').waitFor();
    },
    strangers: { '/': 'controle-jeton' },
    screens: () => ({ '/': 'controle', '/heure': 'controle-heure', '/courrier': 'controle-courrier', '/personnes': 'controle-personnes', '/operations': 'controle-operations',
      '/appels': 'controle-appels', '/pannes': 'controle-pannes', '/scenarios': 'controle-scenarios', '/pas-a-pas/guide-vector-4-partial-by-qr': 'controle-pas-a-pas' }),
  },
};

// On the screen, with what it asks the service for.
async function stand(page, path, hash) {
  await page.goto(`${house.url}${path}#${hash}`);
  await page.locator('main h1').waitFor();
  await page.waitForFunction(() => !document.querySelector('main')?.matches('[aria-busy=true]'));
  await settled(page);
}

async function isAsWideAs(page, width, what) {
  await page.setViewportSize({ width, height: 740 });
  const over = await page.evaluate(() => [document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ...[...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.wide, .visually-hidden')).slice(0, 3).map((one) => `${one.tagName}.${one.className}#${one.id}`)]);
  assert.ok(over[0] <= 0, `${what} at ${width} px is ${over[0]} px too wide: ${over.slice(1).join(', ')}`);
}

async function isGood(page, path, hash, name, viewport) {
  await page.setViewportSize(viewport);
  await stand(page, path, hash);
  page.titles.push(await page.locator('main h1').innerText());
  await accessible(page, name);
  await picture(page, name);
  await isAsWideAs(page, 360, name);
  await isAsWideAs(page, viewport.width / 2, `${name} at 200 %`);
  await page.setViewportSize(viewport);
  await page.click('#language');
  await accessible(page, `${name}, English`);
  await settled(page);
  await isEnglish(page, name);
  await page.click('#language');
}

for (const [path, { enter, strangers = {}, screens, viewport = { width: 1200, height: 850 } }] of Object.entries(pages)) {
  test(`${path}: every screen can be used by everybody`, async () => {
    const page = await openWindow(browser, house, { viewport });
    page.titles = [];
    for (const [hash, name] of Object.entries(strangers)) await isGood(page, path, hash, name, viewport);
    await page.at(path);
    await enter(page);
    for (const [hash, name] of Object.entries(screens())) await isGood(page, path, hash, name, viewport);
    const known = (await page.locator('main').getAttribute('data-screens')).split(' ');
    const walked = [...Object.keys(strangers), ...Object.keys(screens())];
    const left = known.filter((screen) => !walked.some((one) => one === screen || (screen !== '/' && one.startsWith(`${screen}/`))));
    assert.deepEqual(left, [], `screens of ${path} that this test does not walk through`);
    assert.equal(new Set(page.titles).size, page.titles.length, `each screen is another one: ${page.titles.join(', ')}`);
    noTroubles(page);
    await page.context().close();
  });
}
