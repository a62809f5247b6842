// A picture that was chosen, dropped or pasted. What is not PNG or JPEG, or is too large to send, is drawn anew first.
import { h } from '../shared/dom.js';
import { words } from '../shared/words.js';

const t = words({
  fr: { title: 'Avec une image', choose: 'Photo ou capture d’écran du QR code', hint: 'Choisissez-la, déposez-la ici, ou collez-la (Ctrl+V).' },
  en: { title: 'With a picture', choose: 'Photograph or screenshot of the QR code', hint: 'Choose it, drop it here, or paste it (Ctrl+V).' },
});
const sent = ['image/png', 'image/jpeg'], largest = 7_000_000, widest = 2500;

export function imagePart(screen) {
  const input = h('input', { type: 'file', id: 'picture', class: 'visually-hidden', accept: 'image/*', 'aria-describedby': 'picture-hint', onchange: () => take(input.files[0]) });
  const take = async (file) => {
    if (file) await screen.read(await asSent(file));
    input.value = '';
  };
  const zone = h('section', { class: 'card zone', 'aria-labelledby': 'picture-title' }, h('h2', { id: 'picture-title' }, t('title')),
    input, h('label', { for: 'picture', class: 'button large' }, t('choose')), h('p', { class: 'hint', id: 'picture-hint' }, t('hint')));
  const over = (on) => (event) => { event.preventDefault(); zone.classList.toggle('over', on); };
  zone.addEventListener('dragover', over(true));
  zone.addEventListener('dragleave', over(false));
  const { signal } = screen;
  // A picture dropped beside the zone would replace the page.
  document.addEventListener('dragover', (event) => event.preventDefault(), { signal });
  document.addEventListener('drop', (event) => { over(false)(event); take(pictureIn(event.dataTransfer)); }, { signal });
  document.addEventListener('paste', (event) => take(pictureIn(event.clipboardData)), { signal });
  return zone;
}

const pictureIn = (transfer) => [...(transfer?.files ?? [])][0];

async function asSent(file) {
  if (sent.includes(file.type) && file.size <= largest) return file;
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, widest / Math.max(bitmap.width, bitmap.height));
    const canvas = h('canvas', { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
    canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  } catch {
    return new Blob([file.slice(0, largest)], { type: 'image/png' });  // Let the service say that it is no picture.
  }
}
