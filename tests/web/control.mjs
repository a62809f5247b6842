// The control room in a window of its own, for its tests.
import { openWindow } from './browser.mjs';

// Opens the room at a screen ("/heure"), as whoever has the token.
export async function openRoom(browser, house, screen = '/', options = {}) {
  const page = await openWindow(browser, house, options);
  page.screen = async (path) => {
    await page.evaluate((hash) => { location.hash = hash; }, path);
    await page.locator('main h1').waitFor();
  };
  page.clock = (text) => page.locator('#bar-now', { hasText: text }).waitFor();
  await page.at(`/controle#jeton=${house.token}`);
  await page.locator('#bar-now').waitFor();
  if (screen !== '/') await page.screen(screen);
  return page;
}

// How far the page can be scrolled sideways, in pixels: none at all.
export const sideways = (page) => page.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth
  || Math.max(0, ...[...document.querySelectorAll('main *')].filter((one) => !one.closest('.wide, .visually-hidden, thead, svg, pre, .axis'))
    .map((one) => Math.floor(one.getBoundingClientRect().right - innerWidth))));
