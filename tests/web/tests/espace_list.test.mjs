// "Vos opérations" (LST): the guide's list of step 9 word for word, what keeps itself up to date, filters, order, pages, export.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { accessible, noTroubles, openBrowser, openWindow, picture } from '../browser.mjs';
import { House } from '../house.mjs';
import { merchant } from '../merchant.mjs';
import { logInOn } from '../wizard.mjs';

const golden = [
  ['22/06/2020 14h22', 'REF202006221', 'Paiement immédiat', 'Validé', '+42,00 €', '+42,00 €'],
  ['20/06/2020 00h06', 'REF202006186', 'Paiement différé', 'Expiré', '+25,00 €', '-'],
  ['20/06/2020 00h06', 'REF202006187', 'Paiement différé', 'Expiré', '+40,00 €', '-'],
];

let house, browser, till;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });
beforeEach(async () => {
  house = await House.open({ start: '18/06/2020 09:00' });
  till = await merchant(house);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await house?.close();
});

async function opened(options, hash = '') {
  const page = await openWindow(browser, house, options);
  await page.at(`/espace${hash}`);
  await logInOn(page);
  await page.locator('h1', { hasText: 'Vos opérations' }).waitFor();
  await page.locator('#counts strong').first().waitFor();
  return page;
}

const cells = (row) => Array.from(row.cells, (cell) => cell.innerText.trim()).slice(0, 6);
const rows = (page) => page.locator('#list tbody tr').evaluateAll((all, read) => all.map(eval(read)), `(${cells})`);
const baskets = async (page) => (await rows(page)).map((row) => row[1]);

// Until the page shows it: what it shows is asked for again and again.
async function seen(page, look, wanted) {
  let found;
  for (const until = Date.now() + 10_000; Date.now() < until;) {
    found = await look(page);
    try { return assert.deepEqual(found, wanted); } catch { await page.waitForTimeout(50); }
  }
  assert.deepEqual(found, wanted);
}
const counts = (page) => page.locator('#counts strong').allInnerTexts();

// What the guide's list of step 9 holds: the seven that wait are older, and below.
async function guidesList() {
  for (let n = 1; n <= 7; ++n) await till.request({ parcours: 'B', basket: `ATTENTE-${n}`, paymentDays: 60 });
  await till.request({ parcours: 'B', basket: 'REF202006186', amount: '25', paymentDays: 1 });
  await till.request({ parcours: 'B', basket: 'REF202006187', amount: '40', paymentDays: 1 });
  await house.setClock('2020-06-22T12:22:00.000Z');
  till = await merchant(house);
  const number = await till.request({ parcours: 'A', basket: 'REF202006221', amount: '42' });
  const phone = await house.phone('10000003051');
  const paid = await phone('POST', `/requests/${number}/pay`, { amount: '42' });
  assert.equal(paid.status, 200, JSON.stringify(paid.body));
}

test('the list of step 9 of the guide stands word for word, with its counters', async () => {
  await guidesList();
  const page = await opened();
  await seen(page, async () => (await rows(page)).slice(0, 3), golden);
  assert.deepEqual(await counts(page), ['0', '7']);
  assert.deepEqual(await page.locator('#list th').allInnerTexts().then((all) => all.map((one) => one.trim())),
    ['Dernière action', 'N° de panier', 'Type de paiement', 'Statut', 'Montant demandé', 'Montant reçu', 'Actions']);
  assert.match(await page.innerText('#counts'), /A valider\s: 0\s+● En attente de paiement client\s: 7/);
  await accessible(page, 'operations');
  noTroubles(page);
});

test('counters and rows change by themselves, the actions with them, and focus stays where it is', async () => {
  const page = await opened();
  await seen(page, counts, ['0', '0']);
  const number = await till.request({ parcours: 'C', basket: 'REF202006248' });
  await seen(page, counts, ['0', '1']);
  const actions = (basket) => page.locator(`tr:has-text("${basket}") [data-action]`).evaluateAll((all) => all.map((one) => one.dataset.action));
  assert.deepEqual(await actions('REF202006248'), ['cancel', 'detail']);
  await page.focus(`tr[data-number="${number}"] [data-action=cancel]`);
  const phone = await house.phone('10000003051');
  await phone('POST', `/requests/${number}/pay`, { amount: '40' });
  await seen(page, counts, ['1', '0']);
  assert.deepEqual(await actions('REF202006248'), ['validate', 'cancel', 'detail']);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.action), 'cancel');
  assert.match(await page.innerText('#announcements'), /A valider\s: 1/);
  await till.request({ parcours: 'B', basket: 'AUTRE' });
  await seen(page, baskets, ['REF202006248', 'AUTRE'].sort((a, b) => (a === 'AUTRE' ? 1 : -1)));
  assert.equal(await page.evaluate(() => document.activeElement.closest('tr').dataset.number), number);
  await till.post(`/operations/${number}/validate`);
  await seen(page, counts, ['0', '1']);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.action), 'detail');
  noTroubles(page);
});

test('filters narrow together, stay after a reload, and one that cannot be read is told at its field', async () => {
  await guidesList();
  const page = await opened();
  await page.click('#filters summary');
  await page.fill('#basket', 'ref2020');
  await page.selectOption('#status', 'expired');
  await page.fill('#minAmount', '30');
  await page.click('#filters button.main');
  await seen(page, baskets, ['REF202006187']);
  assert.deepEqual(await counts(page), ['0', '7']);  // LST-04
  await accessible(page, 'operations filtered');
  await picture(page, 'espace-filtres');
  await page.reload();
  await seen(page, baskets, ['REF202006187']);
  assert.equal(await page.inputValue('#basket'), 'ref2020');
  await page.fill('#minAmount', 'beaucoup');
  await page.click('#filters button.main');
  await page.locator('#minAmount-wrong', { hasText: 'Écrivez le montant' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'minAmount');
  assert.equal(await page.getAttribute('#minAmount', 'aria-invalid'), 'true');
  await seen(page, baskets, ['REF202006187']);
  await page.fill('#minAmount', '');
  await page.fill('#from', '21/06/2020');
  await page.selectOption('#status', '');
  await page.click('#filters button.main');
  await seen(page, baskets, ['REF202006221']);
  await page.fill('#from', '23/06/2020');
  await page.click('#filters button.main');
  await page.locator('#nothing', { hasText: 'Aucune opération ne correspond' }).waitFor();
  await page.click('text=Effacer les filtres');
  await seen(page, async () => (await baskets(page)).length, 10);
  await page.goBack();
  await page.locator('#nothing', { hasText: 'Aucune opération ne correspond' }).waitFor();
  noTroubles(page);
});

test('each filter narrows by what it says, its bounds included', async () => {
  await guidesList();
  const page = await opened({}, '#/operations?basket=REF');
  const all = ['REF202006221', 'REF202006186', 'REF202006187'];
  await seen(page, baskets, all);
  const filtered = async (values, wanted) => {
    for (const [name, value] of Object.entries(values)) await (name === 'type' ? page.selectOption('#type', value) : page.fill(`#${name}`, value));
    await page.click('#filters button.main');
    await seen(page, baskets, wanted);
    for (const name of Object.keys(values)) await (name === 'type' ? page.selectOption('#type', '') : page.fill(`#${name}`, ''));
  };
  await filtered({ from: '20/06/2020', to: '20/06/2020' }, all.slice(1));
  await filtered({ to: '22/06/2020' }, all);
  await filtered({ minAmount: '40', maxAmount: '42,00' }, [all[0], all[2]]);
  await filtered({ maxAmount: '39,99' }, [all[1]]);
  await filtered({ type: 'immediate' }, [all[0]]);
  await filtered({ basket: '187' }, [all[2]]);
  noTroubles(page);
});

test('every column sorts both ways, and the export stands in the same order', async () => {
  await guidesList();
  const page = await opened();
  const sorted = async (column, order, first) => {
    await page.click(`th[data-column=${column}] button`);
    await page.locator(`th[data-column=${column}][aria-sort=${order}]`).waitFor();
    await seen(page, async () => (await baskets(page))[0], first);
  };
  await sorted('requested', 'descending', 'REF202006221');
  await sorted('requested', 'ascending', 'REF202006186');
  await sorted('basket', 'ascending', 'ATTENTE-1');
  await sorted('basket', 'descending', 'REF202006221');
  await sorted('status', 'ascending', 'ATTENTE-1');
  await sorted('type', 'ascending', 'REF202006186');
  await sorted('type', 'descending', 'REF202006221');
  await sorted('received', 'descending', 'REF202006221');
  await sorted('last_action', 'descending', 'REF202006221');
  await sorted('last_action', 'ascending', 'ATTENTE-1');
  await page.click('th[data-column=basket] button');
  await seen(page, async () => (await baskets(page))[0], 'ATTENTE-1');
  const shown = await rows(page);
  assert.deepEqual(await spreadsheet(page), shown);
  noTroubles(page);
});

// The downloaded .xlsx as an independent reader has it: the rows below the heads, amounts as their cells' format shows them.
async function spreadsheet(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#xlsx')]);
  const read = `import json, sys, openpyxl
def shown(cell):
    if cell.data_type != "n": return str(cell.value)
    assert cell.number_format.startswith("+0.00"), cell.number_format
    return f"{cell.value:+.2f} €".replace(".", ",")
sheet = openpyxl.load_workbook(open(sys.argv[1], "rb")).active
print(json.dumps([[shown(cell) for cell in row] for row in sheet.iter_rows()]))`;
  const all = JSON.parse(execFileSync('/usr/bin/python3', ['-c', read, await download.path()], { encoding: 'utf8' }));
  assert.deepEqual(all[0], ['Dernière action', 'N° de panier', 'Type de paiement', 'Statut', 'Montant demandé', 'Montant reçu']);
  return all.slice(1);
}

test('Exporter gives the list as filtered, row by row as on the screen', async () => {
  await guidesList();
  const page = await opened({}, '#/operations?status=expired');
  await seen(page, baskets, ['REF202006186', 'REF202006187']);
  assert.deepEqual(await spreadsheet(page), golden.slice(1));
  const [csv] = await Promise.all([page.waitForEvent('download'), page.click('#csv')]);
  assert.match(csv.suggestedFilename(), /^operations-P001\.csv$/);
  noTroubles(page);
});

test('pages are turned to the first, the next, the last, any, and a reload comes back to it', async () => {
  for (let n = 1; n <= 45; ++n) await till.request({ parcours: 'B', basket: `N${String(n).padStart(2, '0')}` });
  const page = await opened({}, '#/operations?size=20&sort=basket&order=asc');
  const at = (first, count) => seen(page, async () => { const all = await baskets(page); return [all[0], all.length]; }, [first, count]);
  await at('N01', 20);
  assert.match(await page.innerText('#pages'), /45 opérations[\s\S]*sur 3/);
  assert.equal(await page.isDisabled('[data-to=previous]'), true);
  await page.click('[data-to=next]');
  await at('N21', 20);
  await page.click('[data-to=last]');
  await at('N41', 5);
  assert.equal(await page.isDisabled('[data-to=next]'), true);
  await page.reload();
  await at('N41', 5);
  await page.fill('#page', '2');
  await page.keyboard.press('Enter');
  await at('N21', 20);
  await page.selectOption('#size', '50');
  await at('N01', 45);
  await accessible(page, 'operations paged');
  noTroubles(page);
});

test('a page that is no longer there leads to the last one', async () => {
  for (let n = 1; n <= 21; ++n) await till.request({ parcours: 'B', basket: `N${String(n).padStart(2, '0')}` });
  const page = await opened({}, '#/operations?size=20&sort=basket&order=asc&page=7');
  await seen(page, baskets, ['N21']);
  assert.equal(await page.inputValue('#page'), '2');
  noTroubles(page);
});

test('the detail tells everything, with the whole history, and keeps itself up to date', async () => {
  const number = await till.request({ parcours: 'C', basket: 'REF202006248', label: 'Séjour', clientReference: 'Client 12', seller: 'Zoé' });
  const page = await opened();
  await page.click(`tr[data-number="${number}"] [data-action=detail]`);
  await page.locator('h1', { hasText: 'Détail de l’opération' }).waitFor();
  await page.locator('dd .badge.awaiting_customer').waitFor();
  const phone = await house.phone('10000003051');
  await phone('POST', `/requests/${number}/pay`, { amount: '30' });
  await page.locator('text=Il reste 10,00 € à régler par le moyen de votre choix').waitFor();
  const facts = await page.innerText('dl.facts');
  for (const one of ['REF202006248', number, 'A valider', '40,00 €', '30,00 €', 'Séjour', 'Client 12', 'Zoé', '10000003051', '20/06/2020']) assert.ok(facts.includes(one), one);
  const history = await page.locator('tbody tr').evaluateAll((all) => all.map((row) => Array.from(row.cells, (cell) => cell.innerText.trim())));
  assert.deepEqual(history, [['18/06/2020 09:00:00', 'Demande de paiement envoyée', '40,00 €', 'En attente de paiement client'],
    ['18/06/2020 09:00:00', 'Payé par le client', '30,00 €', 'A valider']]);
  await page.locator('[data-action=validate]').waitFor();
  await accessible(page, 'detail');
  await till.post(`/operations/${number}/validate`, { amount: '25' });
  await page.locator('dd .badge.validated').waitFor();
  assert.equal(await page.locator('[data-action=validate]').count(), 0);
  assert.match(await page.innerText('#announcements'), /Statut\s: Validé/);
  await page.reload();
  await page.locator('dd .badge.validated').waitFor();
  await page.at('/espace#/operation/faaaaaaaaa');
  await page.locator('.note.bad', { hasText: 'n’existe pas' }).waitFor();
  noTroubles(page);
});

test('a code that waits is shown in the detail, and no longer once it is spent', async () => {
  const number = await till.request({ parcours: 'A', mode: 'qr', basket: 'QR' });
  const page = await openWindow(browser, house);
  await page.at(`/espace#/operation/${number}`);
  await logInOn(page);
  await page.locator('figure img').waitFor();
  assert.equal(await page.locator('figure img').evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), true);
  await accessible(page, 'detail with code');
  await till.post(`/operations/${number}/cancel`);
  await page.locator('dd .badge.cancelled').waitFor();
  assert.equal(await page.locator('figure img').count(), 0);
  noTroubles(page);
});

test('on a narrow screen rows are cards, nothing scrolls sideways, and axe has nothing to say', async () => {
  await guidesList();
  const page = await opened({ viewport: { width: 360, height: 740 } });
  await seen(page, async () => (await rows(page)).length, 10);
  for (const hash of ['#/operations', '#/droits', '#/en-savoir-plus', '#/point']) {
    await page.evaluate((to) => { location.hash = to; }, hash);
    await page.locator('h1').waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${hash} scrolls sideways`);
    await accessible(page, `360 px ${hash}`);
  }
  await page.at('/espace#/operations');
  await seen(page, async () => (await rows(page)).length, 10);
  await picture(page, 'espace-operations-360');
  await page.selectOption('#sort', 'requested asc');
  await seen(page, async () => (await baskets(page))[0], 'REF202006186');
  noTroubles(page);
});

test('in English every word is, but the guide’s names', async () => {
  await guidesList();
  const page = await opened();
  await page.click('#language');
  await page.locator('h1', { hasText: 'Your operations' }).waitFor();
  await seen(page, async () => (await rows(page)).slice(0, 2).map((row) => row.slice(2, 4)), [['Immediate payment', 'Validated'], ['Deferred payment', 'Expired']]);
  await accessible(page, 'operations in English');
  noTroubles(page);
});
