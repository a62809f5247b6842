// Broken in the Espace around Encaisser: log-in, rights, the list, filters, the detail.
const golden = ['espace_list', 'the list of step 9 of the guide stands word for word, with its counters'];
const live = ['espace_list', 'counters and rows change by themselves, the actions with them, and focus stays where it is'];
const filters = ['espace_list', 'filters narrow together, stay after a reload, and one that cannot be read is told at its field'];
const eachFilter = ['espace_list', 'each filter narrows by what it says, its bounds included'];
const sorts = ['espace_list', 'every column sorts both ways, and the export stands in the same order'];
const exported = ['espace_list', 'Exporter gives the list as filtered, row by row as on the screen'];
const paging = ['espace_list', 'pages are turned to the first, the next, the last, any, and a reload comes back to it'];
const detail = ['espace_list', 'the detail tells everything, with the whole history, and keeps itself up to date'];
const logIn = ['espace_access', 'the log-in has the guide’s words, tells what is missing at its field, and leads to where one wanted to go'];
const typed = ['espace_access', 'what was typed outlives a change of language and a reload, but the password'];
const points = ['espace_access', 'a signatory chooses a point before anything else, by keyboard alone, and changes it'];
const pointAccount = ['espace_access', 'a point account is on its own point at once, without the rights of a signatory'];
const blocked = ['espace_access', 'the third wrong password blocks, the mailed link unblocks once, and only the new password opens'];
const lockOuts = ['espace_access', 'lock-outs are seen in the rights, and say how they end'];
const right = ['espace_access', 'a right taken in one window stops new requests in the other, and what exists goes on'];
const learn = ['espace_access', 'what the four parcours are is told to everybody, with a diagram and the same in words'];
const listByKeys = ['keyboard', 'filters, order and pages by keys; the order of the stops is that of the screen; what comes by itself takes no focus'];

export const espace = [
  { id: 'validate-asks-to-cancel', file: 'espace/actions.js', caught: ['mishaps', 'every button that sends, pressed twice in a breath, has one effect'],
    from: '{ validate: validateDialog, cancel: cancelDialog }', to: '{ validate: cancelDialog, cancel: validateDialog }', tells: '✓ asks whether to cancel.' },
  { id: 'actions-without-a-name', file: 'espace/actions.js', caught: listByKeys,
    from: 'const name = `${t(action)} ${operation.basket}`;', to: 'const name = t(action);', tells: 'A screen reader says “Annuler” twenty times and never of what.' },
  { id: 'detail-stands-still', file: 'espace/detail.js', caught: detail, from: 'every(pause, ask, signal);', to: 'void every;', tells: 'The detail shows what was, and offers what is no longer possible.' },
  { id: 'history-cut-short', file: 'espace/detail.js', caught: detail, from: 'lines.map(parts)', to: 'lines.slice(0, 1).map(parts)', tells: 'The payment is missing from the history.' },
  { id: 'spent-code-shown', file: 'espace/detail.js', caught: ['espace_list', 'a code that waits is shown in the detail, and no longer once it is spent'],
    from: "o.mode !== 'qr' || o.status !== 'awaiting_customer'", to: "o.mode !== 'qr'", tells: 'A void code is shown as if it were good.' },
  { id: 'detail-without-the-rest', file: 'espace/detail.js', caught: detail, from: 'o.received > 0 && o.remaining > 0', to: 'o.received > 0 && o.remaining < 0', tells: 'The detail does not say what remains to be settled.' },
  { id: 'session-ends-in-silence', file: 'espace/session.js', caught: ['espace_access', 'a session that has ended is told at the log-in, which leads back to where one was'],
    from: "'&fin=1'", to: "''", tells: 'The merchant stands before the log-in and is not told why.' },
  { id: 'login-not-kept', file: 'espace/draft.js', caught: typed, from: 'keep(placeOf(name), values);', to: '', tells: 'A reload empties the log-in.' },
  { id: 'minimum-ignored', file: 'espace/filters.js', caught: filters,
    from: "[name, (typed[name] ?? '').trim()]", to: "[name, name === 'minAmount' ? '' : (typed[name] ?? '').trim()]", tells: 'The amount typed in the filter changes nothing.' },
  { id: 'last-day-ignored', file: 'espace/filters.js', caught: eachFilter,
    from: "[name, (typed[name] ?? '').trim()]", to: "[name, name === 'to' ? '' : (typed[name] ?? '').trim()]", tells: '“Au” changes nothing: the month’s total is wrong.' },
  { id: 'maximum-is-a-minimum', file: 'espace/filters.js', caught: eachFilter,
    from: "[name, (typed[name] ?? '').trim()]", to: "[name === 'maxAmount' ? 'minAmount' : name, (typed[name] ?? '').trim()]", tells: '“Au plus” shows the operations that are at least that large.' },
  { id: 'type-ignored', file: 'espace/filters.js', caught: eachFilter,
    from: "[name, (typed[name] ?? '').trim()]", to: "[name, name === 'type' ? '' : (typed[name] ?? '').trim()]", tells: 'The type chosen in the filter changes nothing.' },
  { id: 'filter-refused-nowhere', file: 'espace/filters.js', caught: filters, from: 'name === at ? t(said) : null', to: 'null', tells: 'The filter does nothing, and nobody says why.' },
  { id: 'english-says-annule', file: 'espace/labels.js', caught: ['espace_list', 'in English every word is, but the guide’s names'],
    from: "language() === 'fr' ? 0 : 1", to: '0', tells: 'The English list has French statuses.' },
  { id: 'learn-without-the-end', file: 'espace/learn.js', caught: learn, from: '[1, 2, 3, 4, 5, 6, 7].map((line)', to: '[1, 2, 3, 4, 5, 6].map((line)', tells: 'Nobody is told which statuses are final.' },
  { id: 'learn-teaches-wrong', file: 'espace/learn.js', caught: learn, from: "t(one === 'B' ? 'no' : 'yes')", to: "t('yes')", tells: 'The merchant learns that a deferred payment may be paid in part.' },
  { id: 'login-emptied-by-a-refusal', file: 'espace/log_in.js', caught: blocked, from: "if (!answer.lost) password.value = '';", to: "if (!answer.lost) login.value = password.value = '';", tells: 'After a wrong password the number is typed anew, too.' },
  { id: 'password-kept-in-sight', file: 'espace/log_in.js', caught: blocked, from: "if (!answer.lost) password.value = '';", to: '', tells: 'The wrong password stays for the next one at this till.' },
  { id: 'point-sees-rights', file: 'espace/main.js', caught: pointAccount, from: "isSignatory() ? link('/droits'", to: "session() ? link('/droits'", tells: 'A cashier finds the signatory’s menu.' },
  { id: 'no-point-is-asked-for', file: 'espace/main.js', caught: points, from: "if (atPoint && !session().point) return redirect('/point');", to: '', tells: 'A signatory stands before an empty list and does not know why.' },
  { id: 'counters-swapped', file: 'espace/operations.js', caught: golden,
    from: "t('toValidate'), toValidate), count('awaiting_customer', t('awaiting'), awaiting)", to: "t('toValidate'), awaiting), count('awaiting_customer', t('awaiting'), toValidate)", tells: 'Seven to validate, it says, and there is none.' },
  { id: 'list-stands-still', file: 'espace/operations.js', caught: live, from: 'every(pause, list.ask, signal);', to: 'list.ask(); void every;', tells: 'A payment is seen after a reload only.' },
  { id: 'export-of-everything', file: 'espace/operations.js', caught: exported, from: 'export.${kind}?${query}`', to: 'export.${kind}`', tells: 'Exporter gives other rows than the screen shows.' },
  { id: 'filters-lost-at-reload', file: 'espace/operations.js', caught: filters,
    from: "history.pushState(null, '', query.size > 0 ? `#/operations?${query}` : '#/operations');", to: '', tells: 'A reload shows everything again.' },
  { id: 'counters-change-in-silence', file: 'espace/operations.js', caught: live, from: 'if (list.told && list.told !== told) announce(told);', to: 'void announce;', tells: 'Who does not see the counters never hears of a payment.' },
  { id: 'every-second-page', file: 'espace/pager.js', caught: paging, from: 'list.answer.page + 1', to: 'list.answer.page + 2', tells: 'Page 2 is never seen.' },
  { id: 'page-that-is-gone', file: 'espace/pager.js', caught: ['espace_list', 'a page that is no longer there leads to the last one'],
    from: 'if (list.answer.page > pages) return', to: 'if (list.answer.page < 0) return', tells: 'A kept address shows an empty list, though there are operations.' },
  { id: 'saved-without-asking', file: 'espace/password.js', caught: blocked, from: 'if (answer.ok) return saved(form);', to: 'return saved(form);', tells: 'The new password was refused, and the page says that it is kept.' },
  { id: 'always-the-first-point', file: 'espace/point.js', caught: points, from: "await act('/point', { code: select.value })", to: "await act('/point', { code: points[0].code })", tells: 'The money is collected for the wrong point.' },
  { id: 'lock-out-is-hidden', file: 'espace/rights.js', caught: lockOuts, from: '  if (blocked) return', to: '  if (blocked && failures > 3) return', tells: 'The signatory sees that nothing is wrong with the account that cannot log in.' },
  { id: 'right-only-given', file: 'espace/rights.js', caught: right, from: 'mayCollect: !account.mayCollect', to: 'mayCollect: true', tells: 'The right cannot be taken away.' },
  { id: 'switch-loses-the-focus', file: 'espace/rights.js', caught: right, from: 'if (focused) place.querySelector(', to: 'if (focused === 0) place.querySelector(', tells: 'After each switch one begins again at the top.' },
  { id: 'ended-session-is-not-told', file: 'espace/session.js', caught: ['espace_access', 'a service that is killed and starts again asks for the log-in, and leads back with the filters'],
    from: 'answer.status === 401 && held', to: 'answer.status === 419 && held', tells: 'The session is over, and the page waits for ever.' },
  { id: 'always-to-the-list', file: 'espace/session.js', caught: logIn, from: "wanted.startsWith('/') ? wanted : '/operations'", to: "'/operations'", tells: 'After the log-in one is somewhere else.' },
  { id: 'list-of-another-point', file: 'espace/session.js', caught: ['espace_access', 'another window of the same browser that changes the point is followed, so that no list stands under a wrong name'],
    from: '  if (key !== changed) return;', to: '  return;', tells: 'P002’s operations stand under P001’s name.' },
  { id: 'columns-swapped', file: 'espace/table.js', caught: golden,
    from: "cell('requested', row.requested), cell('received', row.received)", to: "cell('requested', row.received), cell('received', row.requested)", tells: 'What was asked for reads as received.' },
  { id: 'sorts-one-way', file: 'espace/table.js', caught: sorts, from: "{ asc: 'desc', desc: 'asc' }", to: "{ asc: 'asc', desc: 'desc' }", tells: 'The second press on a column does nothing.' },
  { id: 'order-told-the-wrong-way', file: 'espace/table.js', caught: sorts, from: "order === 'asc' ? 'ascending' : 'descending'", to: "order === 'asc' ? 'descending' : 'ascending'", tells: 'The arrow points up where the list goes down.' },
  { id: 'list-loses-the-focus', file: 'espace/table.js', caught: live, from: '  giveBack(body, focus);', to: '', tells: 'Each change throws whoever works by keyboard out of the list.' },
  { id: 'rows-without-cards', file: 'espace/espace.css', caught: ['espace_list', 'on a narrow screen rows are cards, nothing scrolls sideways, and axe has nothing to say'],
    from: 'th .sort { text-align: inherit;', to: '.list { min-width: 44rem; }\nth .sort { text-align: inherit;', tells: 'On a phone the amounts lie beyond the edge.' },
];
