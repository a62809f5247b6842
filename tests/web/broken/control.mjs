// Broken in the control room.
const steps = ['control_clock', 'a minute, an hour and a day go by at a press'];
const next = ['control_clock', 'the next deadline is named, and at it the request has expired'];
const token = ['control_clock', 'the token is asked for, a wrong one is told, and the one of the address does not stay there'];
const moment = ['control_clock', 'the clock is set to a moment of Paris; the past is refused at the field and what was typed stays'];
const mark = ['control_clock', 'a mark of the timeline leads to just before its deadline, and to it'];
const pace = ['control_clock', 'time runs at the pace chosen, and stands when it is stopped'];
const calls = ['control_calls', 'calls are narrowed to refusals and to a door'];
const paused = ['control_calls', 'the list stands still while it is paused, and catches up afterwards'];
const opened = ['control_calls', 'a call appears by itself; opened, it shows request and response and nothing secret'];
const asked = ['control_calls', 'the list is asked for without what was said, and only the call that is opened is asked for whole'];
const diagram = ['control_calls', 'the diagram counts operations by status; a status opens their list; the issuer may reject one'];
const faults = ['control_faults', 'a profile of faults befalls a till’s calls from then on, and is shown as the one at work'];
const dies = ['control_faults', 'the service dies at a press, the page says so, and it starts again with what it had kept'];
const defect = ['control_faults', 'a defect is found by its rule and switched on after a warning; the banner stays until it is off'];
const credit = ['control_people', 'a credit is seen in the wallet, and a wrong amount is told at its field'];
const held = ['control_people', 'what is paid and not validated yet is seen as held'];
const blocks = ['control_people', 'a customer is blocked and unblocked, and what is shown is what holds'];
const stepped = ['control_scenario', 'a scenario of the suite is stepped through forwards and backwards, and things stand as they did then'];
const parted = ['control_scenario', 'with a defect the scenario fails, and the event where it parts is marked'];
const saved = ['control_scenario', 'what just happened is saved as a file that parcours run judges to pass'];
const suite = ['control_scenario', 'the suite is searched by a rule, and the report of the last run has a way to it'];

export const control = [
  { id: 'minute-is-an-hour', file: 'control/bar.js', caught: steps, from: '{ advanceMs: minute }', to: '{ advanceMs: hour }', tells: '+1 min moves an hour, and the code has expired.' },
  { id: 'next-deadline-is-a-day', file: 'control/bar.js', caught: next, from: 'moveClock({ toNext: true })', to: 'moveClock({ advanceMs: day })', tells: 'The moment that was to be watched is passed over.' },
  { id: 'clock-does-not-stop', file: 'control/bar.js', caught: pace, from: 'setPace(clock.frozen ? 1 : 0)', to: 'setPace(1)', tells: 'Arrêter lets it run.' },
  { id: 'death-is-not-told', file: 'control/bar.js', caught: dies, from: 'isUp ? null : h(', to: 'isUp || !isUp ? null : h(', tells: 'The service is down, and the room says nothing of it.' },
  { id: 'refusals-and-all-the-rest', file: 'control/calls.js', caught: calls, from: 'one.status >= 400 && one.status < 500', to: 'one.status >= 200 && one.status < 500', tells: '“Refused” shows what was accepted.' },
  { id: 'pause-does-not-hold', file: 'control/calls.js', caught: paused, from: 'draft.paused ? calls.filter((one) => one.seq <= draft.paused) : calls', to: 'calls', tells: 'The call one is reading slides away.' },
  { id: 'answer-is-not-shown', file: 'control/calls.js', caught: opened, from: "body('response', bodies.response)", to: "body('response', bodies.request)", tells: 'The answer shown is the question.' },
  { id: 'whole-list-asked-for', file: 'control/calls.js', caught: asked, from: '&bodies=false', to: '', tells: 'Each opening of the list fetches megabytes.' },
  { id: 'next-call-is-opened', file: 'control/calls.js', caught: opened, from: 'after=${one.seq - 1}&limit=1', to: 'after=${one.seq}&limit=1', tells: 'An opened call shows neither request nor response.' },
  { id: 'secrets-are-asked-for', file: 'control/calls.js', caught: opened, from: "body('request', bodies.request)", to: "body('request', bodies.request.replace('•••', draft.secret ?? 'Accueil-1'))", tells: 'A password is on the screen that everybody looks at.' },
  { id: 'paris-is-greenwich', file: 'control/facts.js', caught: moment, from: 'for (let i = 0; i < 2; ++i) instant += ', to: 'for (let i = 0; i < 0; ++i) instant += ', tells: 'The clock is set two hours off.' },
  { id: 'address-ignored', file: 'control/mail.js', caught: ['control_mail', 'the list is narrowed to one address, and the choice outlives a reload'], from: '(!draft.mailTo || one.to === draft.mailTo)', to: '(true)', tells: 'Everybody’s mail is shown, whoever was chosen.' },
  { id: 'recovery-link-without-its-token', file: 'control/mail.js', caught: ['control_mail', 'a forgotten password is found again through the link in the mail, once'],
    from: '/espace#/nouveau-mot-de-passe/${encodeURIComponent(token)}', to: '/espace#/mot-de-passe-oublie', tells: 'The link of the mail leads nowhere.' },
  { id: 'room-without-a-token', file: 'control/main.js', caught: token, from: 'hasToken() ? draw(main, at) : drawToken(main, at)', to: 'hasToken() || drawToken ? draw(main, at) : null', tells: 'An empty room, and nobody says what is missing.' },
  { id: 'status-chosen-in-vain', file: 'control/operations.js', caught: diagram, from: 'status=${wanted.status}&', to: 'status=&', tells: 'A press on “Annulé” shows everything.' },
  { id: 'refusal-read-as-done', file: 'control/room.js', caught: diagram, from: "say(sentence(answer), 'bad');", to: 'say(words);', tells: 'What was refused reads as done.' },
  { id: 'token-stays-in-the-address', file: 'control/room.js', caught: token, from: "history.replaceState(null, '', `${location.pathname}#/`);", to: '', tells: 'The token is on the screen, in the history and in every screenshot.' },
  { id: 'typed-clock-forgotten', file: 'control/room.js', caught: moment, from: '  keep(typing, draft);', to: '', tells: 'A reload forgets the moment typed.' },
  { id: 'total-of-the-last-one', file: 'control/overview.js', caught: diagram, from: 'reduce((sum, n) => sum + n, 0)', to: 'reduce((sum, n) => n, 0)', tells: 'The table’s total is that of parcours D.' },
  { id: 'credit-of-fifty', file: 'control/people.js', caught: credit, from: 'customer: name, amount }', to: "customer: name, amount: /^\\d/.test(amount) ? '50' : amount }", tells: 'Whatever is typed, 50 € are credited.' },
  { id: 'refused-for-a-moment', file: 'control/people.js', caught: credit, from: 'refusals[name] = words; ', to: '', tells: 'The credit is not made, and why is gone before it can be read.' },
  { id: 'held-is-available', file: 'control/people.js', caught: held, from: 'euros(wallet.held)', to: 'euros(wallet.available)', tells: 'What is held cannot be seen.' },
  { id: 'blocks-the-blocked', file: 'control/people.js', caught: blocks, from: "one.blocked ? 'unblock' : 'block'", to: "'block'", tells: 'Who was blocked stays blocked.' },
  { id: 'back-goes-forward', file: 'control/run.js', caught: stepped, from: "step('previous', '◀', () => this.at - 1)", to: "step('previous', '◀', () => this.at + 1)", tells: 'One cannot go back.' },
  { id: 'past-shows-the-future', file: 'control/run.js', caught: stepped, from: 'one.seq <= seq)', to: 'one.seq <= seq + 1_000_000)', tells: 'At the first event everything is paid already.' },
  { id: 'keys-do-not-step', file: 'control/run.js', caught: stepped, from: 'ArrowRight: this.at + 1', to: 'ArrowRight: this.at', tells: '→ does nothing.' },
  { id: 'divergence-unmarked', file: 'control/sequence.js', caught: parted, from: "event.seq === parted ? ' parted' : ''", to: "event.seq === parted ? '' : ''", tells: 'The diagram does not show where the history goes wrong.' },
  { id: 'another-event-is-now', file: 'control/sequence.js', caught: parted, from: "toggle('now', n === at)", to: "toggle('now', n === at + 1)", tells: 'The event that is marked is not the one that is told.' },
  { id: 'saved-for-nothing', file: 'control/scenarios.js', caught: saved, from: "save('/sandbox/export/scenario', 'scenario.yaml', true)", to: "save('/sandbox/export/journal', 'scenario.yaml', true)", tells: 'The file saved is no scenario.' },
  { id: 'search-finds-all', file: 'control/scenarios.js', caught: suite, from: '.toLowerCase().includes(wanted))', to: '.toLowerCase().includes(wanted) || true)', tells: 'The search changes nothing.' },
  { id: 'played-without-the-defect', file: 'control/scenarios.js', caught: parted, from: '${draft.runDefect ? `?defaut=${encodeURIComponent(draft.runDefect)}` : \'\'}', to: '', tells: 'The scenario passes, though a defect was chosen.' },
  { id: 'totals-of-nothing', file: 'control/states.js', caught: diagram, from: 'reduce((sum, [, n]) => sum + n, 0)', to: 'reduce((sum, [, n]) => n, 0)', tells: 'The diagram counts parcours D only.' },
  { id: 'just-before-is-too-late', file: 'control/time.js', caught: mark, from: 'Date.parse(at) - 1', to: 'Date.parse(at)', tells: '“Juste avant” is the deadline itself: everything has expired.' },
  { id: 'past-refused-in-silence', file: 'control/time.js', caught: moment, from: "wrong('clock-at', t('past', { now: moment(now) }));", to: 'void now;', tells: 'The clock does not move, and the field does not say why.' },
  { id: 'marks-at-the-wrong-place', file: 'control/timeline.js', caught: ['control_clock', 'a mark stands on the axis where its time is'], from: '/ length) * 100))', to: '/ length) * 50))', tells: 'A deadline at the end of the day stands at noon.' },
  { id: 'days-begin-anywhere', file: 'control/timeline.js', caught: ['control_clock', 'a mark stands on the axis where its time is'],
    from: '${typedMoment(from).slice(0, 10)}T00:00:00Z', to: '${typedMoment(from)}Z', tells: 'A deadline at midnight stands before the day whose end it is.' },
  { id: 'letters-read-as-english', file: 'control/mail.js', caught: ['control_mail', 'letters are French in English too, and are marked so'],
    from: "(one.channel === 'api' ? null : 'fr')", to: 'null', tells: 'A screen reader reads a French letter with an English voice.' },
  { id: 'report-that-is-none', file: 'control/scenarios.js', caught: suite, from: "if (answer.status === 404) place", to: 'if (answer.lost) place', tells: 'The link to the last report leads to a line of JSON.' },
  { id: 'wrong-token-is-not-told', file: 'control/token.js', caught: token, from: "answer.status === 401 ? t('bad')", to: "answer.status === 401 ? ''", tells: 'The wrong token does nothing, and nobody says why.' },
  { id: 'another-fault', file: 'control/troubles.js', caught: faults, from: "order('/sandbox/faults', { profile: name })", to: "order('/sandbox/faults', { profile: 'none' })", tells: 'Nothing goes wrong, though a fault was chosen.' },
  { id: 'settings-lost-anew', file: 'control/troubles.js', caught: ['control_faults', 'beginning anew keeps the settings, with a defect and without'],
    from: 'keepPolicies: true, ', to: '', tells: 'A service started with --policy is another one after “Tout recommencer”.' },
  { id: 'begins-anew-unasked', file: 'control/troubles.js', caught: defect, from: "if (await sure() === 'yes') await beginAnew({ defect: name }", to: 'if (await sure()) await beginAnew({ defect: name }', tells: 'NON forgets every operation.' },
];
