// Broken in what every page stands on: calls, words, elements, the frame, and the home page.
const doors = ['home', 'three doors lead to three pages'];
const language = ['home', 'the switch turns every word, and is remembered'];
const refusals = ['walkthrough_a', 'each refusal stands at its field, has the focus there, and takes nothing that was typed'];
const logIn = ['espace_access', 'the log-in has the guide’s words, tells what is missing at its field, and leads to where one wanted to go'];
const byCode = ['walkthrough_a', 'the guide’s steps 10 to 15 with a QR code that is read from the printed page, and 30,00 of 40,00 paid'];
const byKeys = ['collect_access', 'a deferred request from first to last by keyboard alone'];
const roomByKeys = ['keyboard', 'the control room: the clock moves, a person is credited and blocked, a scenario is stepped through, by keys alone'];
const dialogByKeys = ['keyboard', 'parcours C, refused by a dialog that keeps the focus and gives it back, then validated at a lower amount'];
const stops = ['keyboard', 'every stop of every screen shows that it has the focus'];
const reloads = ['resilience', 'a reload and the other language in the middle of each screen keep what was typed'];

export const shared = [
  { id: 'again-with-another-key', file: 'shared/call.js', caught: ['lost_answers', 'a lost answer to Envoyer has one effect, asked for again by the page'],
    from: '{ ...options, body, headers }', to: "{ ...options, body, headers: { ...headers, 'Idempotency-Key': newKey() } }",
    tells: 'When an answer is lost the request is made a second time.' },
  { id: 'never-again', file: 'shared/call.js', caught: ['lost_answers', 'a lost answer to Annuler cancels once, and is told as done'],
    from: 'tries < 3', to: 'tries < 1', tells: 'One answer lost on the way, and the merchant is left in doubt.' },
  { id: 'label-of-nothing', file: 'shared/dom.js', caught: logIn,
    from: "h('label', { for: id }, required", to: "h('label', {}, required", tells: 'A screen reader says “text field” and not which.' },
  { id: 'nothing-is-announced', file: 'shared/dom.js', caught: ['walkthrough_b', 'an unpaid request expires at the night sweep, and its screen says so by itself'],
    from: "find('#announcements').textContent = text;", to: 'void text;', tells: 'Who does not see the screen never hears that the request has expired.' },
  { id: 'focus-lost-on-refresh', file: 'shared/dom.js', caught: roomByKeys,
    from: 'else if (active) reached()[place]?.focus();', to: '', tells: 'Each refresh throws whoever works by keyboard back to the top.' },
  { id: 'dialog-lets-the-focus-out', file: 'shared/dom.js', caught: dialogByKeys,
    from: 'box.showModal();', to: 'box.show();', tells: 'With the question still open, Tab leads to the page behind it.' },
  { id: 'dialog-outlives-its-screen', file: 'shared/dom.js', caught: ['walkthrough_a', 'Annuler on the code’s screen cancels, and leaving it does not'],
    from: "addEventListener('hashchange', () => box.close(), { signal: seen.signal });", to: '', tells: 'After “back” the question still covers the screen, which is another one.' },
  { id: 'wrong-is-not-marked', file: 'shared/dom.js', caught: ['walkthrough_a', 'what is left empty is told at once at every field, the first in focus'],
    from: "if (input) text ? input.setAttribute('aria-invalid', 'true')", to: "if (input) text ? input.setAttribute('aria-invalid', 'false')",
    tells: 'A screen reader does not say which field is wrong.' },
  { id: 'text-is-markup', file: 'shared/dom.js', caught: ['hostile', 'markup, marks of direction and very long words are texts on every screen, and fit 360 px'],
    from: "else if (name === 'value') element.value = value;\n    else element.setAttribute(name, value === true ? '' : value);\n  }\n  element.append(...children.flat(Infinity)",
    to: `else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  const markup = (text) => Object.assign(document.createElement('template'), { innerHTML: text }).content;
  element.append(...children.flat(Infinity).map((one) => (String(one).startsWith('<') ? markup(one) : one))`,
    tells: 'A basket number with markup in it becomes a part of the page.' },
  { id: 'cents-lose-a-zero', file: 'shared/format.js', caught: byCode,
    from: "rest = String(Math.abs(cents) % 100).padStart(2, '0')", to: 'rest = String(Math.abs(cents) % 100)', tells: '40,00 € reads 40,0 €, and 40,05 € reads 40,5 €.' },
  { id: 'clock-of-greenwich', file: 'shared/format.js', caught: doors, from: "timeZone: 'Europe/Paris'", to: "timeZone: 'UTC'", tells: 'Every moment is two hours early.' },
  { id: 'heading-without-focus', file: 'shared/frame.js', caught: byKeys,
    from: "find('h1', main)?.focus()", to: 'void main', tells: 'On a new screen a screen reader says nothing, and Tab begins anywhere.' },
  { id: 'silence-is-not-told', file: 'shared/frame.js', caught: ['resilience', 'a service that is silent for a while is waited for, and the screen goes on by itself'],
    from: "document.body.classList.toggle('silent', wasSilent);", to: '', tells: 'The service is down and the page looks as if it were not.' },
  { id: 'left-screens-go-on', file: 'shared/frame.js', caught: ['phone_scan', 'the camera goes off when the screen is left'],
    from: '  shown?.abort();', to: '', tells: 'The camera films on after the screen was left.' },
  { id: 'style-in-an-element', file: 'shared/frame.js', caught: doors,
    from: "{ class: 'ribbon' }", to: "{ class: 'ribbon', style: 'letter-spacing: .02em' }", tells: 'The policy refuses the style: the page looks other than it was made.' },
  { id: 'asks-elsewhere', file: 'shared/frame.js', caught: doors,
    from: "find('main').dataset.screens", to: "fetch('https://statistics.example/').catch(() => {});\n  find('main').dataset.screens",
    tells: 'Each visit is told to somebody else.' },
  { id: 'script-in-the-page', file: 'home/index.html', caught: doors, from: '</body>', to: '<script>document.title += "!";</script>\n</body>', tells: 'A script that the policy refuses does not run.' },
  { id: 'door-to-the-wrong-page', file: 'home/home.js', caught: doors, from: "door('/telephone'", to: "door('/espace'", tells: 'The phone’s door leads to the merchant.' },
  { id: 'forgotten-at-reload', file: 'shared/kept.js', caught: reloads,
    from: 'else sessionStorage.setItem(nameOf(name), JSON.stringify(value));', to: '', tells: 'A reload empties the form that was half filled in.' },
  { id: 'kept-for-everybody', file: 'shared/kept.js', caught: ['hostile', 'pages forbid frames and foreign scripts, cookies cannot be read, and no secret stays in an address or a store'],
    from: 'else sessionStorage.setItem(nameOf(name), JSON.stringify(value));',
    to: 'else for (const one of [sessionStorage, localStorage]) one.setItem(nameOf(name), JSON.stringify(value));',
    tells: 'The next person at this machine finds the phone’s session and control’s token.' },
  { id: 'asked-once', file: 'shared/live.js', caught: ['espace_list', 'counters and rows change by themselves, the actions with them, and focus stays where it is'],
    from: 'if (!signal.aborted) timer = setTimeout(again, wait);', to: 'void wait;', tells: 'Nothing changes by itself any more.' },
  { id: 'refused-in-the-service-s-words', file: 'shared/refusals.js', caught: refusals,
    from: 'found ? found[at] : errorMessage', to: 'errorMessage', tells: 'A French merchant is refused in English, in words for programmers.' },
  { id: 'taken-reads-as-empty', file: 'shared/refusals.js', caught: ['walkthrough_b', 'what is no e-mail is refused as such, and a basket number in use as in use'],
    from: ' ?? texts[`${rule}/${errorMessage}`]', to: '', tells: 'A basket number that is in use is refused for its length.' },
  { id: 'bound-is-not-said', file: 'shared/refusals.js', caught: ['walkthrough_b', 'a number of days that is none is refused at its field, in words, with the service’s own bound'],
    from: "facts[name] ?? '…'", to: "'…'", tells: 'The refusal does not say how many days are allowed.' },
  { id: 'english-is-forgotten', file: 'shared/words.js', caught: language, from: 'localStorage.setItem(kept, language);', to: '', tells: 'After each reload the page is French again.' },
  { id: 'english-read-as-french', file: 'shared/words.js', caught: language,
    from: 'document.documentElement.lang = language;', to: '', tells: 'A screen reader reads English with a French voice.' },
  { id: 'line-begins-with-a-mark', file: 'shared/words.js', caught: ['home', 'no French line begins with : ; ? ! » nor ends with «'],
    from: "text.replace(/ (?=[:;?!»€])/g, '\\u00a0').replace(/« /g, '«\\u00a0')", to: 'text', tells: 'A question mark stands alone at the beginning of a line.' },
  { id: 'too-pale', file: 'shared/style.css', caught: logIn, from: '--soft: #51606e', to: '--soft: #a3adb6', tells: 'Hints cannot be read in sunlight or by weak eyes.' },
  { id: 'focus-is-not-seen', file: 'shared/style.css', caught: stops,
    from: ':focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }', to: ':focus-visible { outline: none; }',
    tells: 'Whoever works by keyboard does not see where he is.' },
  { id: 'menu-is-printed', file: 'shared/style.css', caught: byCode,
    from: '#top, .no-print { display: none !important; }', to: '', tells: 'The printed sheet shows the page’s menu above the code.' },
  { id: 'long-words-widen-the-page', file: 'shared/style.css', caught: ['hostile', 'markup, marks of direction and very long words are texts on every screen, and fit 360 px'],
    from: ' overflow-wrap: anywhere; }', to: ' }', tells: 'On a phone a long address pushes the buttons out of sight.' },
];
