// What the pages weigh and how soon the list stands, with few and with many operations in the same run:
//   tests/web/web_test.sh --figures [operations]        (100000)
// The weights are a test too (tests/weight.test.mjs); the times are not: they are the machine's.
import { Agent, request } from 'node:http';
import { openBrowser, openWindow } from './browser.mjs';
import { House } from './house.mjs';
import { weigh } from './weight.mjs';

const many = Number(process.argv[2] ?? 100_000), few = 50, tries = 11, side = 32;

const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];

async function logIn(house) {
  const response = await fetch(`${house.url}/espace/api/log-in`, { method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login: '70890001', password: 'Accueil-1' }) });
  return { token: (await response.json()).csrf, cookie: response.headers.get('set-cookie').split(';')[0] };
}

// Requests B, which wait, over some connections at once.
async function fill(house, count) {
  const { token, cookie } = await logIn(house);
  const agent = new Agent({ keepAlive: true, maxSockets: side });
  let next = 0;
  const one = (index) => new Promise((resolve, reject) => {
    const body = JSON.stringify({ parcours: 'B', amount: '40,00', basket: `REF${index}`, mode: 'email', identifier: 'ts-client2@yopmail.com', paymentDays: 10 });
    const sent = request(`${house.url}/espace/api/operations`, { method: 'POST', agent,
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), Cookie: cookie, 'X-CSRF-Token': token } },
    (response) => { response.resume(); response.on('end', () => (response.statusCode === 201 ? resolve() : reject(new Error(`HTTP ${response.statusCode}`)))); });
    sent.on('error', reject);
    sent.end(body);
  });
  await Promise.all(Array.from({ length: side }, async () => { while (next < count) await one(next++); }));
  agent.destroy();
}

// Milliseconds from the start of the navigation until the first row stands; a window of its own each time.
async function firstRows(browser, house) {
  const page = await openWindow(browser, house);
  const { cookie } = await logIn(house);
  const [name, value] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: house.url }]);
  const times = [];
  for (let i = 0; i < tries; ++i) {
    await page.goto('about:blank');
    await page.at('/espace#/operations');
    times.push(await page.evaluate(() => new Promise((resolve) => {
      const look = () => (document.querySelector('tbody tr td') ? requestAnimationFrame(() => resolve(performance.now())) : requestAnimationFrame(look));
      look();
    })));
  }
  await page.context().close();
  return { median: median(times), worst: Math.max(...times) };
}

async function answerTime(house) {
  const { cookie } = await logIn(house);
  const times = [];
  for (let i = 0; i < tries; ++i) {
    const start = performance.now();
    await (await fetch(`${house.url}/espace/api/operations?size=50`, { headers: { Cookie: cookie } })).text();
    times.push(performance.now() - start);
  }
  return median(times);
}

const browser = await openBrowser();
const rows = [];
for (const count of [few, many]) {
  const house = await House.open();
  await fill(house, count);
  rows.push({ operations: count, 'first page of the API, ms': (await answerTime(house)).toFixed(1), ...await firstRows(browser, house).then((time) =>
    ({ 'first rows on screen, ms': time.median.toFixed(0), 'worst, ms': time.worst.toFixed(0) })) });
  if (count === few) console.table(await weigh(house));
  await house.close();
}
console.table(rows);
console.log(`${many} operations: ${(Number(rows[1]['first rows on screen, ms']) / Number(rows[0]['first rows on screen, ms'])).toFixed(2)} times the ${few} of the same run`);
await browser.close();
