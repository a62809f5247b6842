// Dialogs that validate or cancel an operation.
import { dialog, h } from '../shared/dom.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { act } from './session.js';

const t = words({ fr: { validate: 'VALIDER LA PRÉ-RÉSERVATION', cancel: 'ANNULER L’OPÉRATION', yes: 'OUI', no: 'NON' },
  en: { validate: 'VALIDATE THE PRE-BOOKING', cancel: 'CANCEL THE OPERATION', yes: 'YES', no: 'NO' } });

async function ask(operation, verb) {
  const refusal = h('p', { class: 'note bad', role: 'alert', hidden: true });
  const before = async (value) => {
    if (value !== 'yes') return true;
    const answer = await act(`/operations/${operation.number}/${verb}`);
    refusal.hidden = answer.ok;
    if (!answer.ok) refusal.textContent = sentence(answer);
    return answer.ok;
  };
  return (await dialog({ title: t(verb), body: refusal, before,
    buttons: [{ label: t('no'), value: 'no' }, { label: t('yes'), value: 'yes', main: true }] })) === 'yes';
}

export const validateDialog = (operation) => ask(operation, 'validate');
export const cancelDialog = (operation) => ask(operation, 'cancel');
