// A customer's phone as a page, for tests.
import { openWindow } from './browser.mjs';

export const handheld = { viewport: { width: 390, height: 844 } };

// A window with a phone whose customer has not logged in.
export async function phone(browser, house, options = handheld) {
  const page = await openWindow(browser, house, options);
  await page.at('/telephone');
  await page.locator('#identifier').waitFor();
  return page;
}

// As a person would: the identifier, the PIN, the button.
export async function logInAs(page, identifier, pin = '1234') {
  await page.fill('#identifier', identifier);
  await page.fill('#pin', pin);
  await page.click('form button.main');
}

export async function phoneOf(browser, house, identifier = '10000003051', options = handheld) {
  const page = await phone(browser, house, options);
  await logInAs(page, identifier);
  await page.locator('#available').waitFor();
  return page;
}

// Waits until the screen says it.
export const says = (page, selector, text) => page.locator(selector, { hasText: text }).first().waitFor();

export async function openRequest(page, basketOrNumber) {
  await page.goto(page.url().replace(/#.*|$/, `#/demande/${basketOrNumber}`));
  await page.locator('#asked').waitFor();
}
