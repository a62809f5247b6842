// Scanning a QR code: through the camera, from the page of the merchant next door, from an image that was chosen, dropped or
// pasted, or by its text. The service reads it and says whose request it is.
import { announce, h } from '../shared/dom.js';
import { go } from '../shared/frame.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { holdCode, refresh, scan, scanText } from './account.js';
import { cameraPart } from './camera.js';
import { codePart } from './code.js';
import { imagePart } from './image.js';
import { offeredPart } from './offered.js';
import { back, unlessLeft } from './parts.js';

const t = words({
  fr: { title: 'Scanner un QR code', nothing: 'Aucun QR code lisible sur cette image. Il faut une image PNG ou JPEG, nette, où le QR code est entier.', reading: 'Lecture de l’image…' },
  en: { title: 'Scan a QR code', nothing: 'No QR code can be read on this picture. It takes a sharp PNG or JPEG picture with the whole QR code.', reading: 'Reading the picture…' },
});

export const title = () => t('title');

export async function draw(main, { signal }) {
  const told = h('p', { id: 'scan-told', tabindex: -1, hidden: true });
  const tell = (text, tone = 'bad') => {
    told.hidden = !text;
    told.className = `note ${tone}`;
    told.textContent = text ?? '';
  };
  const screen = { signal, tell,
    read: (picture, quiet = false) => {
      if (!quiet) tell(t('reading'), '');
      return heard(scan(picture, signal), quiet, tell, signal);
    },
    readText: (code, tellThere) => heard(scanText(code, signal), false, tellThere, signal) };
  main.append(back(), h('h1', { tabindex: -1 }, t('title')), told, cameraPart(screen), offeredPart(screen), imagePart(screen), codePart(screen));
}

// What came of a scan. 'bound': the request is shown; 'nothing': there is no code on the picture; 'refused': there is, and why
// not is told. quiet: a picture without a code is no news (the camera's).
async function heard(scanned, quiet, tell, signal) {
  const answer = await unlessLeft(scanned);
  if (signal.aborted || answer.status === 401) return 'refused';
  if (answer.ok) {
    refresh();
    if (!answer.body.request?.customer) holdCode(answer.body.answer.number, answer.body.code);
    go(`/demande/${answer.body.answer.number}`);
    return 'bound';
  }
  const nothing = answer.status === 400 && !answer.body?.rule;
  if (nothing && quiet) return 'nothing';
  const text = nothing ? t('nothing') : sentence(answer);
  tell(text);
  announce(text);
  return nothing ? 'nothing' : 'refused';
}
