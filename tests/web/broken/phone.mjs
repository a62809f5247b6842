// Broken on the customer's phone.
const enters = ['phone', 'a customer logs in by number or e-mail, sees his money, and logs out'];
const pin = ['phone', 'a wrong PIN is told at its field, what was typed stays, and the sixth is not even heard'];
const arrives = ['phone', 'a push and a mail arrive by themselves, as a banner and in the messages'];
const part = ['phone', 'a part is paid by the amount typed, and the rest is settled with the merchant'];
const lowered = ['phone', 'what is paid on a pre-reservation is held until the merchant validates, and what he lowers comes back'];
const heldBeside = ['phone', 'what is held stands beside the balance'];
const refuses = ['phone', 'a request is refused after one question, and NON changes nothing'];
const tooLow = ['phone', 'a balance that is too low refuses the payment, says so before and after, and lets a part be paid'];
const cancelled = ['phone', 'a request that is cancelled while it is looked at says so by itself'];
const reloaded = ['phone_time', 'a reload in the middle of a payment leaves it to be done again, once'];
const countsDown = ['phone_time', 'an immediate request counts down by the service’s clock, and expires while it is looked at'];
const byCode = ['phone_code', 'what a photograph shows is seen by its code, outlives a reload and is paid in part'];
const byText = ['phone_code', 'a code is read by its text; what is none is told at the field, and stays there through a reload'];
const why = ['phone_scan', 'a forged code, a spent one, a late one, another customer’s: each is refused in words'];

export const phone = [
  { id: 'phone-forgets-its-owner', file: 'phone/account.js', caught: enters, from: "keep('phone-who', session);", to: '', tells: 'Each reload asks for the PIN again.' },
  { id: 'not-led-back', file: 'phone/account.js', caught: ['phone_scan', 'a scan that finds nobody logged in any more leads to the log-in and back to the scanner'],
    from: "keep('phone-wanted', location.hash.slice(1));", to: '', tells: 'After the log-in the code is looked for again.' },
  { id: 'codes-of-whoever-was-here', file: 'phone/account.js', caught: ['phone_code', 'who logs in after another in the same window has not the other’s codes'],
    from: '`phone-code-${who?.identifier}-${number}`', to: '`phone-code-${number}`', tells: 'The next one to log in sees what another scanned.' },
  { id: 'camera-goes-on', file: 'phone/camera.js', caught: ['phone_scan', 'a code that the camera sees and that is refused is said once, with the camera off'],
    from: "if (found !== 'nothing') return switchOff(camera);", to: "if (found === 'bound') return switchOff(camera);", tells: 'The same refusal is said four times a second.' },
  { id: 'text-of-a-code-forgotten', file: 'phone/code.js', caught: byText, from: 'keep(place, input.value)', to: 'void input', tells: 'A reload empties the field of the code.' },
  { id: 'text-of-a-code-left-there', file: 'phone/code.js', caught: byText, from: 'keep(place, null)', to: 'keep(place, code)', tells: 'The code that was read stands in the field at the next scan.' },
  { id: 'first-page-for-ever', file: 'phone/history.js', caught: ['phone', 'many requests are read by pages, those to pay first'], from: '/requests?page=${page}&', to: '/requests?page=1&', tells: 'Older requests are never seen.' },
  { id: 'balance-counts-held', file: 'phone/home.js', caught: heldBeside, from: 'euros(balance.available)', to: 'euros(balance.available + balance.held)', tells: 'The customer thinks that he has money which is held already.' },
  { id: 'paste-is-ignored', file: 'phone/image.js', caught: ['phone_scan', 'a picture that was pasted binds the request'], from: "addEventListener('paste', (event)", to: "addEventListener('pasted', (event)", tells: 'A screenshot that is pasted does nothing.' },
  { id: 'wrong-pin-in-silence', file: 'phone/log_in.js', caught: pin, from: "answer.status === 401 ? t('wrong')", to: "answer.status === 401 ? ''", tells: 'The log-in does nothing, and nobody says why.' },
  { id: 'asked-to-go-on-guessing', file: 'phone/log_in.js', caught: pin, from: "answer.status === 429 ? t('many')", to: "answer.status === 429 ? t('wrong')", tells: 'The right PIN is called wrong for a minute.' },
  { id: 'no-banner', file: 'phone/main.js', caught: arrives, from: "banner(told);", to: 'void banner;', tells: 'A request comes, and the phone shows nothing.' },
  { id: 'never-read', file: 'phone/messages.js', caught: arrives, from: '    seen();', to: '', tells: 'Messages that were read count as unread.' },
  { id: 'offer-of-a-closed-page', file: 'phone/offered.js', caught: ['phone_scan', 'an offer goes when the page next door does'], from: 'one.round < round - rounds', to: 'one.round < 0', tells: 'The phone offers the code of a page that is closed.' },
  { id: 'lowered-unsaid', file: 'phone/outcome.js', caught: lowered, from: 'const lowered = request.received < request.paid;', to: 'const lowered = false;', tells: 'The customer does not hear that 5,00 € came back.' },
  { id: 'rest-unsaid', file: 'phone/outcome.js', caught: part, from: "remaining > 0 ? [", to: 'remaining < 0 ? [', tells: 'The customer leaves without paying the rest.' },
  { id: 'refused-reads-cancelled', file: 'phone/parts.js', caught: refuses, from: "request.cause === 'customer' ? 'refused'", to: "request.cause === 'nobody' ? 'refused'", tells: 'What he refused himself reads as cancelled by the merchant.' },
  { id: 'too-late-unsaid', file: 'phone/parts.js', caught: ['phone_time', 'on its limit day a deferred request can be paid until midnight, and not after'],
    from: "if (!request.payable) return t('late');", to: '', tells: 'The list offers what can no longer be paid.' },
  { id: 'part-pays-all', file: 'phone/pay.js', caught: part, from: 'pay(screen, { amount: input.value })', to: 'pay(screen, { amountCents: payable.max })', tells: 'The customer types 30 and pays 40.' },
  { id: 'no-means-yes', file: 'phone/pay.js', caught: refuses, from: "if (yes !== 'yes' || signal.aborted)", to: 'if (yes === null || signal.aborted)', tells: 'NON refuses the request for good.' },
  { id: 'refused-unasked', file: 'phone/pay.js', caught: refuses, from: "const yes = await dialog({ title: t('sure')", to: "const yes = true ? 'yes' : await dialog({ title: t('sure')", tells: 'One touch of Refuser, and the request is gone.' },
  { id: 'refuses-what-is-nobodys', file: 'phone/pay.js', caught: byCode, from: 'request.refusable ? h(', to: 'request ? h(', tells: 'A button offers what is refused by the service (PAY-09).' },
  { id: 'paid-without-its-code', file: 'phone/pay.js', caught: byCode, from: ', code: codeOf(number) || undefined', to: '', tells: 'Where a scan binds nobody, nothing that was scanned can be paid.' },
  { id: 'paid-again-with-another-key', file: 'phone/pay.js', caught: reloaded, from: 'key: same ? before.key : newKey()', to: 'key: newKey()', tells: 'After a reload the payment is made a second time, or refused.' },
  { id: 'doubt-unsaid', file: 'phone/pay.js', caught: reloaded, from: "draft.attempt ? h('p'", to: "draft.attempt === 0 ? h('p'", tells: 'Nobody says whether the payment that was cut off may be done again.' },
  { id: 'part-not-kept', file: 'phone/pay.js', caught: part, from: 'change(screen.number, { amount: input.value })', to: 'void change', tells: 'A reload forgets the amount typed.' },
  { id: 'short-unsaid', file: 'phone/pay.js', caught: tooLow, from: 'const short = payable.covered < payable.max;', to: 'const short = false;', tells: 'The customer learns only by a refusal that his balance is too low.' },
  { id: 'paid-twice-by-a-double-touch', file: 'phone/pay.js', caught: ['mishaps', 'every button that sends, pressed twice in a breath, has one effect'],
    from: 'button.disabled = on;', to: 'void button, on;', tells: 'A double touch sends the payment twice.' },
  { id: 'refused-payment-far-from-its-field', file: 'phone/pay.js', caught: tooLow, from: "const atField = typed &&", to: 'const atField = false &&', tells: 'The amount is refused somewhere else on the screen.' },
  { id: 'code-kept-for-ever', file: 'phone/request.js', caught: byCode, from: 'if (request.customer) holdCode(request.number, null);', to: 'void holdCode;', tells: 'Codes pile up in the browser, spent ones too.' },
  { id: 'taken-in-silence', file: 'phone/request.js', caught: ['phone_code', 'of two who scan the same code the first who pays has it, and the other is told by itself'],
    from: '  announce(why);', to: '', tells: 'A screen reader does not say that another customer paid.' },
  { id: 'request-stands-still', file: 'phone/request.js', caught: cancelled, from: 'every(pause, screen.refresh, signal);', to: 'screen.refresh(); void every;', tells: 'The customer tries to pay what was cancelled long ago.' },
  { id: 'seconds-of-the-browser', file: 'phone/request.js', caught: countsDown, from: 'Date.parse(now ?? request.lastAction)', to: 'Date.now()', tells: 'The time left is that of the phone’s clock, not of the service’s.' },
  { id: 'change-unheard', file: 'phone/request.js', caught: cancelled, from: 'else if (!first) announce(', to: 'else if (first === 0) announce(', tells: 'A screen reader does not say that the request was cancelled.' },
  { id: 'scanned-code-not-held', file: 'phone/scan.js', caught: byCode, from: "if (!answer.body.request?.customer) holdCode(", to: "if (answer.body.request?.customer) holdCode(", tells: 'Where a scan binds nobody, it leads to a request that is not found.' },
  { id: 'scan-refused-without-a-reason', file: 'phone/scan.js', caught: why, from: "nothing ? t('nothing') : sentence(answer)", to: "nothing || sentence ? t('nothing') : ''", tells: 'A code that was used already reads as “no code”, and is scanned again and again.' },
  { id: 'small-targets', file: 'phone/phone.css', caught: ['phone', 'many requests are read by pages, those to pay first'],
    from: 'main button, main .button, #banner .button, #banner button { min-height: 2.75rem; }', to: '', tells: 'Fingers miss the buttons.' },
];
