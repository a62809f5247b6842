// Real Chromium for a test: one browser a test file, one context a window of its own. Every request to another place, every
// error of a script and every breach of the Content Security Policy fails the test that caused it.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plant } from './broken.mjs';

const modules = process.env.PARCOURS_WEB_MODULES ?? new URL('../../build/web/node_modules', import.meta.url).pathname;
const require = createRequire(join(modules, 'any.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const defect = process.env.PARCOURS_WEB_BROKEN;  // The pages with a defect, to see that a test notices: broken.mjs.
const pictures = process.env.PARCOURS_WEB_PICTURES ?? new URL('../../build/web/tour', import.meta.url).pathname;

const launched = (words) => ({ executablePath: process.env.PARCOURS_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox',
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...words] });

export async function openBrowser(words = []) {
  const running = process.env.PARCOURS_WEB_BROWSER;  // One for many tests, each played by itself: it is slow to start.
  return running && words.length === 0 ? chromium.connect(running) : chromium.launch(launched(words));
}

// A browser for the tests that this process starts, until it is closed.
export async function lendBrowser() {
  const server = await chromium.launchServer(launched([]));
  process.env.PARCOURS_WEB_BROWSER = server.wsEndpoint();
  return server;
}

// A window with cookies of its own. options: those of playwright's newContext ({ viewport, locale, permissions, … }).
export async function openWindow(browser, house, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 850 }, acceptDownloads: true, ...options });
  if (defect) await plant(context, defect);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.troubles = [];
  page.on('pageerror', (error) => page.troubles.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) page.troubles.push(`policy: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(house.url) && !url.startsWith('blob:') && !url.startsWith('data:')) page.troubles.push(`request: ${url}`);
  });
  page.waiting = new Set();  // What was asked for and is not answered yet.
  page.on('request', (request) => page.waiting.add(request));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => page.waiting.delete(request));
  page.at = (path) => page.goto(house.url + path);
  return page;
}

// Until everything that was asked for is answered and drawn.
export async function settled(page, patience = 10_000) {
  for (const end = Date.now() + patience; page.waiting.size > 0; await new Promise((resolve) => setTimeout(resolve, 10)))
    assert.ok(Date.now() < end, `still not answered: ${[...page.waiting].map((one) => one.url()).join(', ')}`);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

export function noTroubles(...pages) {
  for (const page of pages) assert.deepEqual(page.troubles, []);
}

// No violation of axe's rules of WCAG 2.2 A and AA and its best practices. `what` names the screen in the output.
export async function accessible(page, what) {
  await page.evaluate(axe);  // Through the debugger: the page's own policy stays as it is.
  const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const told = violations.map((one) => `${one.id} (${one.impact}): ${one.help}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  console.log(`axe · ${what}: ${passes.length} rules passed, ${violations.length} violated`);
  assert.deepEqual(told, [], `axe on ${what}`);
}

// A picture for the README's tour: build/web/tour/NAME.png.
export async function picture(page, name, options = {}) {
  if (defect) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled', ...options });
}
