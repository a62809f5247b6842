// A gallery of broken pages: each is the pages as they are with one defect of a file, and names the test that notices it. It is
// planted between the service and the browser, so that nothing is built anew: PARCOURS_WEB_BROKEN=id in a test's environment.
//   { id, file: under reference/web, from: a text that stands once in it, to: what stands there instead,
//     caught: [file of tests/, name of the test], tells: what a user would live with }
import { readFileSync } from 'node:fs';
import { control } from './broken/control.mjs';
import { espace } from './broken/espace.mjs';
import { phone } from './broken/phone.mjs';
import { shared } from './broken/shared.mjs';
import { wizard } from './broken/wizard.mjs';

export const defects = [...shared, ...wizard, ...espace, ...phone, ...control];

// Played whenever the tests are: quick ones, of every page and of every kind.
export const representatives = ['english-is-forgotten', 'script-in-the-page', 'days-stay-the-same', 'paid-as-asked', 'columns-swapped',
  'point-sees-rights', 'part-pays-all', 'balance-counts-held', 'minute-is-an-hour', 'wrong-token-is-not-told'];

const web = new URL('../../reference/web/', import.meta.url);

export const fileOf = ({ file }) => readFileSync(new URL(file, web), 'utf8');

// The file with the defect in it. Throws where what it replaces does not stand there exactly once.
export function broken({ id, file, from, to }, text) {
  const pieces = text.split(from);
  if (pieces.length !== 2) throw new Error(`not planted: ${id} replaces “${from}”, which stands ${pieces.length - 1} times in ${file}`);
  return pieces.join(to);
}

const pages = { home: '/', espace: '/espace', phone: '/telephone', control: '/controle' };

// Whether an address is the file's: a page has one of its own, any other file stands under this edition's name.
function isAt(pathname, file) {
  const [folder, name] = file.split('/');
  return name === 'index.html' ? pathname === pages[folder] : pathname.replace(/^\/web\/[^/]+\//, '') === file;
}

// In this window the file comes with its defect, and with the headers that it has without.
export async function plant(context, id) {
  const defect = defects.find((one) => one.id === id);
  if (!defect) throw new Error(`not planted: there is no defect ${id}`);
  await context.route((url) => isAt(url.pathname, defect.file), async (route) => {
    const response = await route.fetch().catch(() => null);  // The service may be down just then: so it is for the page.
    if (!response) return route.abort().catch(() => {});
    const { 'content-length': length, ...headers } = response.headers();  // It is another length now.
    return route.fulfill({ response, headers, body: response.ok() ? broken(defect, await response.text()) : undefined });
  });
}
