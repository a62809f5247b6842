// The language of the pages: French, as in the guide, or English. A page gives its words in both and gets a function:
//   const t = words({ fr: { paid: 'Payé {amount}' }, en: { paid: 'Paid {amount}' } });   t('paid', { amount: '40,00 €' })
// When the language changes, `speaks` tells whoever draws. What was typed must live outside what is drawn.
const kept = 'parcours-language';
const ears = new Set();
let spoken = read();

function read() {
  try { return localStorage.getItem(kept) === 'en' ? 'en' : 'fr'; } catch { return 'fr'; }
}

export const language = () => spoken;

export function speak(language) {
  spoken = language;
  try { localStorage.setItem(kept, language); } catch { /* A browser that keeps nothing: for this page only. */ }
  document.documentElement.lang = language;
  for (const ear of ears) ear(language);
}

export function speaks(ear) {
  ears.add(ear);
}

// French sets a blank before : ; ? ! » € and after «: one at which no line ends.
export function bound(text) {
  return spoken === 'fr' ? text.replace(/ (?=[:;?!»€])/g, '\u00a0').replace(/« /g, '«\u00a0') : text;
}

// Both languages have the same words: a page in which one is missing does not start at all.
export function words(dictionary) {
  const missing = [['fr', 'en'], ['en', 'fr']].flatMap(([one, other]) =>
    Object.keys(dictionary[one]).filter((key) => !(key in dictionary[other])).map((key) => `${key} in ${other}`));
  if (missing.length > 0) throw new Error(`words are missing: ${missing.join(', ')}`);
  return (key, values = {}) => {
    const text = dictionary[spoken][key];
    if (text === undefined) throw new Error(`no word "${key}" in ${spoken}`);
    return bound(text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? ''));
  };
}

document.documentElement.lang = spoken;
