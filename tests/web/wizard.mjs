// A merchant at the Espace, for tests: logged in at a point, and the steps of Encaisser as hands do them.
import assert from 'node:assert/strict';
import { openWindow } from './browser.mjs';

// A window in which an account is logged in. Windows of one `till` share its cookies: pass { beside: page }.
export async function openTill(browser, house, { login = '708900', point = 'P001', beside = null, ...options } = {}) {
  if (beside) {
    const page = await beside.context().newPage();
    return Object.assign(page, { troubles: beside.troubles, at: (path) => page.goto(house.url + path) });
  }
  const page = await openWindow(browser, house, options);
  await logIn(page, house, { login, point });
  return page;
}

export async function logIn(page, house, { login = '708900', point = 'P001' } = {}) {
  const { cookie } = await house.control('POST', '/sandbox/sessions', { door: 'espace', name: login, point });
  const [name, value] = cookie.split('=');
  await page.context().addCookies([{ name, value, domain: new URL(house.url).hostname, path: '/espace', httpOnly: true, sameSite: 'Strict' }]);
}

// Logs in on the page, as a person would; chooses the point where one is asked for.
export async function logInOn(page, login = '708900', password = 'Signataire-1', point = 'P001') {
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.click('form button.main');
  if (!point) return;
  await page.selectOption('#point', point);
  await page.click('form button.main');
}

export const heading = (page, text) => page.locator('h1', { hasText: text }).waitFor();
export const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
export const says = (page, text) => page.locator('main, dialog').getByText(text).first().waitFor();
export const numberOf = (page) => page.url().split('/').pop();

// Screen 1. `later` and `delay` are days as typed; absent: « Immédiatement », « Non ».
export async function choose(page, { later, delay, email } = {}) {
  await page.at('/espace#/encaisser');
  await heading(page, 'Choix du paiement');
  await page.getByLabel(later ? 'En paiement différé' : 'Immédiatement').check();
  if (later) await page.fill('#paymentDays', later);
  await page.getByLabel(delay ? 'Oui' : 'Non', { exact: true }).check();
  if (delay) await page.fill('#validationDays', delay);
  if (email) await page.fill('#notifyEmail', email);
}

// Screen 2.
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    if (name === 'mode') await page.check(`#mode-${value}`);
    else await page.fill(`#${name}`, value);
  }
}

// From screen 1 to the operation's own screen.
export async function collect(page, choice, values) {
  await choose(page, choice);
  await press(page, 'Continuer');
  await fill(page, values);
  await press(page, 'Continuer');
  if (values.mode === 'qr') {
    await heading(page, 'QR Code de paiement');
    return numberOf(page);
  }
  await heading(page, 'Confirmation');
  await press(page, 'Envoyer');
  await heading(page, 'Détail du paiement');
  return numberOf(page);
}

// What a definition list shows beside a name, with plain blanks.
export async function fact(page, name) {
  const value = page.locator(`main dt:text-is("${name}") + dd`);
  await value.waitFor();
  return (await value.textContent()).replaceAll('\u00a0', ' ');
}

// Waits until it is so, as a patient eye does.
export async function until(ask, what = 'it never became so', patience = 20_000) {
  const end = Date.now() + patience;
  for (;;) {
    if (await ask()) return;
    if (Date.now() > end) assert.fail(what);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// Opens what a row's ✓ and ✗ open: 'validate' or 'cancel'. Returns the dialog.
export async function decide(page, what, number) {
  await page.evaluate(([name, operation]) => {
    import(new URL('decide.js', document.querySelector('script[type=module]').src).href).then((all) => all[name](operation)).then((done) => { window.decided = done; });
  }, [`${what}Dialog`, { number }]);
  const dialog = page.locator('dialog');
  await dialog.waitFor();
  return dialog;
}

// The merchant's own look at an operation and at the list, with the page's cookie.
export const operation = (page, number) => looked(page, `operations/${number}`);
export const list = (page) => looked(page, 'operations?size=50');
async function looked(page, path) {
  const answer = await page.request.get(new URL(`/espace/api/${path}`, page.url()).href);
  assert.equal(answer.status(), 200);
  return answer.json();
}
