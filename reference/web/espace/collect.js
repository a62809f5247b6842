// Encaisser: the four wizards of the guide, a screen a step. Where one is stands in the hash, what was typed in the draft.
import { go } from '../shared/frame.js';
import { draft, drop } from './collect_draft.js';
import { t } from './collect_words.js';
import { drawChoice } from './collect_choice.js';
import { drawRequest } from './collect_request.js';
import { drawConfirmation } from './collect_confirmation.js';
import { drawCode } from './collect_code.js';
import { drawResult } from './collect_result.js';

export const title = () => t('title');

// Going elsewhere before Envoyer drops the draft (FRM-09); logging in again on the way does not.
const stays = /^#\/(encaisser|connexion|point)(\/|\?|$)/;
addEventListener('hashchange', () => { if (!stays.test(location.hash)) drop(); });

export async function draw(main, { path, signal }) {
  const [step, number] = path.split('/');
  main.classList.add('collect');
  signal.addEventListener('abort', () => main.classList.remove('collect'));
  if (step === 'qr' && number) return drawCode(main, number, signal);
  if (step === 'detail' && number) return drawResult(main, number, signal);
  if (step === 'confirmation' && draft().checked) return drawConfirmation(main, signal);
  if (step === 'demande' && draft().chosen) return drawRequest(main, signal);
  return step ? go('/encaisser') : drawChoice(main, signal);
}
