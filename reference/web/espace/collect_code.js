// Screen 3, « QR Code de paiement »: the code to be scanned from the screen or from paper. The operation exists; what becomes of
// it appears by itself. Phones in the same browser get the picture when they ask for it.
import { announce, find, h, put } from '../shared/dom.js';
import { euros, moment } from '../shared/format.js';
import { go } from '../shared/frame.js';
import { act, pointName } from './session.js';
import { typeAgain } from './collect_draft.js';
import { refuse, steps, tell, trouble, watch, working } from './collect_parts.js';
import { cancelDialog } from './decide.js';
import { t } from './collect_words.js';

const ended = (number) => location.replace(`#/encaisser/detail/${number}`);

export function drawCode(main, number, signal) {
  main.append(...steps(3, t('qrTitle')), h('div', { class: 'card', id: 'code' }));
  let shown = null;
  watch(number, signal, (operation) => {
    if (operation.status !== 'awaiting_customer' || operation.mode !== 'qr') return ended(number);
    if (!shown) drawSheet(operation, signal);
    if (shown && !shown.customer && operation.customer) announce(t('qrScanned'));
    put(find('#code-state'), h('p', { class: 'note' }, t(operation.customer ? 'qrScanned' : 'qrShow')));
    const image = find('#code img');
    if (image.complete && !image.naturalWidth) image.src = image.getAttribute('src');  // The service was silent just then.
    shown = operation;
    return undefined;
  }, () => put(find('#code'), h('p', { class: 'note bad' }, t('gone')), h('a', { class: 'button', href: '#/operations' }, t('toList'))));
}

function drawSheet(operation, signal) {
  const { number, basket, requested } = operation;
  const path = `/espace/api/operations/${number}`;
  find('#code').replaceChildren(
    h('div', { class: 'sheet' },
      h('img', { class: 'qr', src: `${path}/qr.svg`, alt: t('qrAlt', { amount: euros(requested), basket }) }),
      h('dl', { class: 'facts collect-facts' },
        h('dt', {}, t('amount')), h('dd', { class: 'big' }, euros(requested)),
        h('dt', {}, t('basket')), h('dd', {}, basket),
        h('dt', {}, t('qrFor')), h('dd', {}, pointName()),
        h('dd', { class: 'valid' }, t('qrValid', { moment: moment(operation.paymentDeadline) })))),
    h('div', { id: 'code-state' }), trouble(), buttons(operation));
  offer(operation, `${path}/qr.png`, signal);
}

function buttons(operation) {
  const change = h('button', { type: 'button', class: 'first', onclick: working(() => change, () => changeMode(operation)) }, t('changeMode'),
    h('span', { 'aria-hidden': 'true' }, ' ›'));
  const cancel = async () => { if (await cancelDialog(operation)) ended(operation.number); };
  return h('div', { class: 'buttons' }, change,
    h('button', { type: 'button', class: 'main', onclick: () => print() }, t('print')),
    h('button', { type: 'button', onclick: cancel }, t('cancel')),
    h('button', { type: 'button', disabled: true, 'aria-describedby': 'send-off' }, t('send')),
    h('p', { id: 'send-off', class: 'hint all' }, t('sendOff')));
}

// FRM-10: the code is void, amount and basket are kept.
async function changeMode(operation) {
  tell('');
  const answer = await act(`/operations/${operation.number}/change-mode`);
  if (answer.status === 401) return undefined;
  if (!answer.ok) return refuse(answer);  // The next look shows what it is now.
  typeAgain(operation);
  return go('/encaisser/demande');
}

// The phone's page in another window of this browser asks; who answers is the screen that shows a code.
function offer({ basket, requested }, path, signal) {
  const channel = new BroadcastChannel('parcours-qr');
  signal.addEventListener('abort', () => channel.close());
  let picture = null;
  channel.addEventListener('message', async ({ data }) => {
    if (!data?.ask) return;
    picture ??= await fetch(path, { signal }).then((response) => (response.ok ? response.blob() : null)).catch(() => null);
    if (picture && !signal.aborted) channel.postMessage({ picture, basket, amount: requested });
  });
}
