// The text of a code, as a till's program gets it beside the picture: typed or pasted, it is scanned as a picture would be.
import { field, h, wrong } from '../shared/dom.js';
import { keep, kept } from '../shared/kept.js';
import { words } from '../shared/words.js';

const t = words({
  fr: { title: 'Avec le texte du code', label: 'Texte du QR code', hint: 'Il commence par CVC1.', scan: 'Lire ce texte', none: 'Écrivez ou collez le texte du QR code.' },
  en: { title: 'With the text of the code', label: 'Text of the QR code', hint: 'It begins with CVC1.', scan: 'Read this text', none: 'Type or paste the text of the QR code.' },
});
const place = 'phone-typed-code';

export function codePart(screen) {
  const input = h('input', { value: kept(place) ?? '', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', oninput: () => keep(place, input.value) });
  const tell = (text) => {
    wrong('code-text', text);
    if (text) input.focus();
  };
  const read = async (event) => {
    event.preventDefault();
    const code = input.value.trim();
    tell(code ? null : t('none'));
    if (code && await screen.readText(code, tell) === 'bound') keep(place, null);
  };
  return h('section', { class: 'card', 'aria-labelledby': 'code-title' }, h('h2', { id: 'code-title' }, t('title')),
    h('form', { novalidate: true, onsubmit: read }, field({ id: 'code-text', label: t('label'), input, required: true, hint: t('hint') }), h('button', { class: 'large', id: 'code-read' }, t('scan'))));
}
