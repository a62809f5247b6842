// What is done with an operation of the list: its detail, or a dialog that asks before it validates or cancels.
import { dialog, h, s } from '../shared/dom.js';
import { go } from '../shared/frame.js';
import { sentence } from '../shared/refusals.js';
import { words } from '../shared/words.js';
import { cancelDialog, validateDialog } from './decide.js';
import { look } from './session.js';

const t = words({
  fr: { validate: 'Valider', cancel: 'Annuler', detail: 'Détail', trouble: 'Impossible', close: 'Fermer' },
  en: { validate: 'Validate', cancel: 'Cancel', detail: 'Detail', trouble: 'Not possible', close: 'Close' },
});
const signs = { validate: () => '✓', cancel: () => '✗', detail: lens };
const dialogs = { validate: validateDialog, cancel: cancelDialog };

const pathOf = (number) => `/operation/${number}`;

// A button with the guide's sign and a name that says of which operation.
export function actionButton(action, operation, chosen, { withText = false } = {}) {
  const name = `${t(action)} ${operation.basket}`;
  if (action === 'detail')
    return h('a', { class: 'button icon', href: `#${pathOf(operation.number)}`, 'aria-label': name, title: t(action), 'data-action': action }, signs[action]());
  return h('button', { class: withText ? action === 'validate' ? 'main' : '' : 'icon', 'aria-label': withText ? null : name,
    title: withText ? null : t(action), 'data-action': action, onclick: () => chosen(operation, action) },
    withText ? [h('span', { 'aria-hidden': 'true' }, signs[action]()), ' ', t(action)] : signs[action]());
}

// Asks the service what the operation is now, then the person; `afterwards` shows what it has become, whatever was answered.
export async function open(operation, action, afterwards) {
  if (action === 'detail') return go(pathOf(operation.number));
  const answer = await look(`/operations/${operation.number}`);
  if (answer.ok) await dialogs[action](answer.body);
  else await dialog({ title: t('trouble'), body: h('p', {}, sentence(answer)), buttons: [{ label: t('close'), value: '', main: true }] });
  afterwards();
}

// Drawn, for not every machine has a letter for it.
function lens() {
  return s('svg', { viewBox: '0 0 20 20', class: 'lens', 'aria-hidden': 'true' }, s('circle', { cx: 8.5, cy: 8.5, r: 5.5 }), s('path', { d: 'M12.8 12.8 18 18' }));
}
