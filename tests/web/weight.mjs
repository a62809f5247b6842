// What a page weighs: every file that it can load, as it travels. Found by following its links and imports, so that a file
// which only some screen loads counts too.
export const wanted = /(?:href|src)="(\/web\/[^"]+)"|(?:from|import)\s*\(?\s*['"](\.\.?\/[^'"]+)['"]/g;

export const pages = ['/', '/espace', '/telephone', '/controle'];

export async function filesOf(house, page) {
  const sizes = new Map(), waiting = [new URL(page, house.url)];
  while (waiting.length > 0) {
    const url = waiting.pop();
    if (sizes.has(url.pathname)) continue;
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url.pathname}: HTTP ${response.status}`);
    const text = await response.text();
    sizes.set(url.pathname, Buffer.byteLength(text));
    for (const [, link, imported] of text.matchAll(wanted)) waiting.push(new URL(link ?? imported, url));
  }
  return sizes;
}

export async function weigh(house) {
  const rows = [];
  for (const page of pages) {
    const sizes = await filesOf(house, page);
    rows.push({ page, files: sizes.size, 'kB': ([...sizes.values()].reduce((sum, one) => sum + one, 0) / 1000).toFixed(1) });
  }
  return rows;
}
