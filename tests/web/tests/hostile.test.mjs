// What an attacker or a strange customer brings to the pages: texts stay texts, addresses that mean nothing are told as such, and
// no secret is left where others find it.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { noTroubles, openBrowser, openWindow } from '../browser.mjs';
import { openRoom, sideways } from '../control.mjs';
import { alice, House } from '../house.mjs';
import { merchant } from '../merchant.mjs';
import { logInAs, phoneOf } from '../phone.mjs';
import { openTill, until } from '../wizard.mjs';

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

const evil = '<img src=x onerror="window.hit=1">', short = '<s>"\'&amp;\u202E</s>';  // 20 code points at most in a basket.
const narrow = { width: 360, height: 740 };

// On the screen: as text, with no element of it, nothing run, nothing wider than the page.
async function isText(page, hash, texts) {
  await page.setViewportSize(narrow);
  await page.goto(page.url().replace(/#.*$/, '') + hash);
  await page.locator('main h1').waitFor();
  for (const text of texts) await until(async () => (await page.locator('body').textContent()).includes(text), `${hash} does not show ${text}`);
  assert.equal(await page.locator('img[src="x"], main s').count(), 0, `${hash} made elements of a text`);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.equal(await sideways(page), 0, `${hash} is wider than the page`);
}

test('markup, marks of direction and very long words are texts on every screen, and fit 360 px', async () => {
  const emoji = '🏖'.repeat(20), long = `${'x'.repeat(64)}@${'d'.repeat(200)}.example`;
  await house.control('POST', '/sandbox/people', { do: 'add', people: { customers: [{ name: evil, identifier: '10000009990', email: long, pin: '1234', available: '500,00' }],
    points: [{ code: 'P009', name: `${evil} ${'W'.repeat(60)}`, convention: '708900', shop: '777001' }] } });
  const shop = await merchant(house, '708900', 'P009');
  const more = { label: evil, clientReference: '🏖'.repeat(255), seller: '\u202Ereverse' };
  const first = await shop.request({ parcours: 'C', basket: short, identifier: '10000009990', notifyEmail: long, ...more });
  const second = await shop.request({ parcours: 'B', basket: emoji, identifier: long, ...more });
  const till = await openTill(browser, house, { point: 'P009' });
  await till.at('/espace#/operations');
  await isText(till, '#/operations', [short, emoji, evil]);
  await isText(till, `#/operations?basket=${encodeURIComponent(short)}`, [short]);
  await isText(till, `#/operation/${first}`, [short, evil, more.clientReference]);
  await isText(till, `#/operation/${second}`, [emoji, long]);
  await isText(till, `#/encaisser/detail/${second}`, [long]);
  await till.goto(`${house.url}/espace#/operations`);
  await till.locator('tbody tr', { hasText: short }).locator('[data-action=cancel]').click();
  await till.locator('dialog', { hasText: short }).waitFor();
  assert.equal(await sideways(till), 0);
  const phone = await phoneOf(browser, house, '10000009990', { viewport: narrow });
  await isText(phone, '#/', [evil]);
  await isText(phone, `#/demande/${first}`, [short, evil]);
  await isText(phone, '#/messages', [evil]);
  await isText(phone, '#/demandes', [evil]);
  const room = await openRoom(browser, house);
  await isText(room, '#/personnes', [evil, long]);
  await isText(room, '#/operations', [short, emoji]);
  await isText(room, '#/courrier', [long]);
  await isText(room, '#/appels', ['/espace/api/operations']);
  await isText(room, '#/', []);
  await isText(room, '#/heure', [short]);
  noTroubles(till, phone, room);
});

test('an address that means nothing leads to a screen, never to an empty page', async () => {
  const till = await openTill(browser, house), phone = await phoneOf(browser, house), room = await openRoom(browser, house);
  await till.at('/espace#/operations');
  await till.locator('main h1').waitFor();
  const anywhere = ['%', '/__proto__', '?%=%&&', `/${'x'.repeat(5000)}`, evil];
  const meant = new Map([[till, ['/operation/%zz', '/operation/..%2F..%2F', '/encaisser/qr/%zz', '/encaisser/detail/..', '/operations?page=-1&size=zz&sort=%00']],
    [phone, ['/demande/%zz', '/demande/..', '/demandes?page=1e9']], [room, ['/appels/%', '/pas-a-pas/%', '/courrier/%zz']]]);
  for (const [page, own] of meant) {
    for (const hash of [...anywhere, ...own]) {
      await page.evaluate((to) => { document.querySelector('main').replaceChildren(); location.hash = to; }, hash);
      await page.locator('main h1').first().waitFor({ timeout: 5000 }).catch(() => assert.fail(`nothing at #${hash.slice(0, 40)}`));
      assert.equal(await page.locator('main h1').count(), 1);
    }
    await page.reload();
    await page.locator('main h1').waitFor();
    noTroubles(page);
  }
  const stranger = await openWindow(browser, house);
  await stranger.at('/controle#jeton=%');
  await stranger.locator('main h1').waitFor();
  noTroubles(stranger);
});

test('another merchant’s operation is told exactly as one that does not exist', async () => {
  const shop = await merchant(house);
  const number = await shop.request({ parcours: 'B', basket: 'MIEN' });
  const page = await openTill(browser, house, { login: '70890002', point: 'P002' });
  for (const screen of ['operation', 'encaisser/detail', 'encaisser/qr']) {
    const told = [];
    for (const one of [number, '999999999999']) {
      await page.at(`/espace#/${screen}/${one}`);
      await page.locator('main .note.bad').waitFor();
      told.push((await page.locator('main').innerText()).replaceAll(one, ''));
    }
    assert.equal(told[0], told[1], screen);
    assert.match(told[0], /n’existe pas|existe/);
  }
  const bob = await phoneOf(browser, house, 'bob@mail.example');
  const told = [];
  for (const one of [number, '999999999999']) {
    await bob.goto(`${house.url}/telephone#/demande/${one}`);
    await bob.locator('main .note.bad').waitFor();
    told.push((await bob.locator('main').innerText()).replaceAll(one, ''));
  }
  assert.equal(told[0], told[1]);
  noTroubles(page, bob);
});

test('pages forbid frames and foreign scripts, cookies cannot be read, and no secret stays in an address or a store', async () => {
  for (const path of ['/', '/espace', '/telephone', '/controle', '/web/edition/shared/frame.js']) {
    const { headers } = await fetch(house.url + path);
    const policy = headers.get('content-security-policy');
    for (const word of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) assert.ok(policy.includes(word), `${path}: ${word}`);
    assert.ok(!/unsafe|\*/.test(policy));
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
  }
  const entered = await fetch(`${house.url}/espace/api/log-in`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login: '708900', password: 'Signataire-1' }) });
  assert.match(entered.headers.get('set-cookie'), /HttpOnly/);
  assert.match(entered.headers.get('set-cookie'), /SameSite=Strict/);
  const page = await openWindow(browser, house);
  await page.at('/espace');
  await page.fill('#login', '708900');
  await page.fill('#password', 'Signataire-1');
  await page.click('form button.main');
  await page.locator('#point').waitFor();
  const room = await page.context().newPage(), phone = await page.context().newPage();
  await room.goto(`${house.url}/controle#jeton=${house.token}`);
  await room.locator('#bar-now').waitFor();
  await phone.goto(`${house.url}/telephone`);
  await logInAs(phone, alice);
  await phone.locator('#available').waitFor();
  for (const one of [page, room, phone]) {
    const { cookie, local, session, address } = await one.evaluate(() => ({ cookie: document.cookie, local: JSON.stringify(localStorage), session: JSON.stringify(sessionStorage), address: location.href }));
    assert.equal(cookie, '');
    for (const secret of [house.token, 'Signataire-1', 'Bearer', JSON.parse(await phone.evaluate(() => sessionStorage.getItem('parcours-phone-who'))).token]) {
      assert.ok(!local.includes(secret) && !address.includes(secret), `${secret} outlives the window`);
    }
    assert.ok(!session.includes('Signataire-1') && !/"pin"/.test(session));
  }
  await room.evaluate(() => { location.hash = '#/heure'; });
  await room.goBack();
  assert.ok(!room.url().includes('jeton'));
  const frame = await page.context().newPage();
  await frame.route('http://other.example/', (route) => route.fulfill({ contentType: 'text/html', body: `<iframe src="${house.url}/espace"></iframe>` }));
  await frame.goto('http://other.example/');
  await until(async () => frame.frames()[1]?.url().startsWith('chrome-error:'), 'the page can be framed');
  assert.equal(await frame.frames()[1].locator('#top').count(), 0);
  noTroubles(page);
});
