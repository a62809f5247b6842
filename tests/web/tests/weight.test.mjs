// What the pages weigh, and that all of what is served is used.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { House } from '../house.mjs';
import { filesOf, pages, weigh } from '../weight.mjs';

let house;
before(async () => { house = await House.open(); });
after(async () => { await house?.close(); });

test('a page weighs less than 150 kB with everything it can load', async () => {
  const rows = await weigh(house);
  console.table(rows);
  for (const row of rows) assert.ok(Number(row.kB) < 150, `${row.page}: ${row.kB} kB`);
  assert.ok(rows.every((row) => row.files > 4), 'files were found');
});

test('a page that came already is not sent again, and its files are kept under an address of their own edition', async () => {
  for (const page of pages) {
    for (const path of (await filesOf(house, page)).keys()) {
      const { headers } = await fetch(house.url + path);
      if (path.startsWith('/web/')) {
        assert.match(headers.get('cache-control'), /immutable/, path);
        continue;
      }
      const again = await fetch(house.url + path, { headers: { 'If-None-Match': headers.get('etag') } });
      assert.equal(again.status, 304, path);
    }
  }
  const other = await fetch(`${house.url}/web/0000000000000000/shared/dom.js`);
  assert.equal(other.headers.get('cache-control'), 'no-store', 'what another edition asks for is not kept as that edition');
});
