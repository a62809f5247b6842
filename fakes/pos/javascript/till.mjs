// A till that takes Chèque-Vacances Connect payments over the acquisition API. Node.js 18, no packages.
//
// Store   what must outlive a power cut: every sale, and every call before it is made
// Till    what the cashier does, what the clock brings, what notifications tell, what is shown
//
// Nothing runs in the background: each method's promise is kept when all is done that can be done now, and the next method
// is called only then. Time is what the caller says it is, in milliseconds since 1970 (UTC). Money is whole cents.
import { createHash, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { API, Trouble, Unclear, centsOf, euros, msOf } from './acquisition.mjs';

const NOTICES_URL = process.env.PARCOURS_TILL_URL ?? 'http://127.0.0.1:8099/notifications'; // Where the service tells us.

const STATES = {
  INITIALIZED: 'pending', PROCESSING: 'pending', AUTHORIZED: 'to_validate',
  VALIDATED: 'paid', CONSIGNED: 'paid', PAID: 'paid',
  ABORTED: 'cancelled', CANCELLED: 'cancelled', REJECTED: 'cancelled', EXPIRED: 'expired',
};
const RANK = { none: 0, pending: 1, to_validate: 2, paid: 3, cancelled: 3, expired: 3 }; // A sale never goes back.
const FINAL = 3;

const SECOND = 1000, MINUTE = 60_000, HOUR = 3_600_000;
const LEAST_PAUSE = SECOND;         // One transaction is never asked about twice in less.
const POLL_IMMEDIATE = 3 * SECOND;  // While a customer stands at the counter.
const POLL_SLOW = HOUR;             // While one has days.
const RETRY_MOST = 30 * SECOND;     // Between two tries of the same call.
const SWEEP = 6 * MINUTE;           // The service closes what ran out at midnight six minutes later.
const KEY_LIFE = 23 * HOUR;         // The service forgets idempotency keys after a day.

// ---- the store --------------------------------------------------------------------------------------------------

// Everything in one file, replaced as a whole: after a crash it is the old one or the new one. Yours is a database.
export class Store {
  constructor(folder) {
    fs.mkdirSync(folder, { recursive: true });
    this.path = path.join(folder, 'sales.json');
  }

  load() {
    return fs.existsSync(this.path) ? JSON.parse(fs.readFileSync(this.path, 'utf8')) : { sales: [], offset: 0 };
  }

  save(kept) {
    const file = fs.openSync(this.path + '.new', 'w');
    fs.writeSync(file, JSON.stringify(kept));
    fs.fsyncSync(file);
    fs.closeSync(file);
    fs.renameSync(this.path + '.new', this.path);
  }

  forget() {
    this.save({ sales: [], offset: 0 });
  }
}

// ---- the till ---------------------------------------------------------------------------------------------------

// One shop's till at one service. `now` moves with at() only.
export class Till {
  constructor(line, store, now) {
    Object.assign(this, { line, store, now });
    this.kept = store.load();
    for (const sale of this.kept.sales) { // Switched on again: ask about all that was open.
      sale.retryAt = sale.queue.length > 0 ? now : null;
      sale.asked = now;
      sale.misses = 1;
      sale.askAt = isOpen(sale) ? now + LEAST_PAUSE : null;
    }
  }

  // -- time

  // It is `now`: does all that is due. When it has to do something next; null: never.
  async at(now) {
    if (now < this.now) { // The clock was put back: pauses stay as long as they were.
      for (const sale of this.kept.sales) {
        for (const name of ['asked', 'heard', 'askAt', 'retryAt']) if (sale[name]) sale[name] += now - this.now;
      }
    }
    this.now = now;
    for (const sale of [...this.kept.sales]) {
      if (sale.retryAt !== null && sale.retryAt <= now) await this.quietly(() => this.run(sale));
      if (sale.askAt !== null && sale.askAt <= now) await this.ask(sale);
    }
    const dues = this.kept.sales.flatMap((sale) => [sale.retryAt, sale.askAt]).filter((due) => due !== null);
    return dues.length > 0 ? Math.min(...dues) : null;
  }

  // What time it is at the service, by its last answer: limits are its affair.
  serviceNow() {
    return this.now + this.kept.offset;
  }

  // When to ask about it next.
  plan(sale) {
    if (!isOpen(sale)) {
      sale.askAt = null;
      return;
    }
    let pause = isImmediate(sale) ? POLL_IMMEDIATE : POLL_SLOW;
    if (sale.misses > 0) pause = Math.min(pause, 15 * MINUTE, SECOND * 2 ** Math.min(sale.misses, 20));
    const moments = [this.now + pause];
    if (limitOf(sale) !== null) {
      const limit = limitOf(sale) - this.kept.offset;
      moments.push(...[limit + SECOND, limit + SWEEP + SECOND].filter((at) => at > this.now));
    }
    sale.askAt = Math.max(Math.min(...moments), sale.asked + LEAST_PAUSE);
  }

  // -- what the cashier does

  // Throws Trouble.
  async order(order) {
    if (order.verb === 'create') return this.create(order);
    const sale = this.find(order.sale);
    if (sale === undefined) throw new Trouble('NO_SUCH_SALE');
    const verbs = { validate: this.validate, cancel: this.cancel, change_mode: this.changeMode, retry: this.retry, look: this.look };
    try {
      return await verbs[order.verb].call(this, sale, order);
    } catch (trouble) {
      sale.note = trouble.message;
      throw trouble;
    }
  }

  find(name) {
    return this.kept.sales.find((sale) => sale.sale === name);
  }

  async create(order) {
    const before = this.find(order.sale);
    if (before && (before.known !== 'none' || before.queue.length > 0)) throw new Trouble('SALE_EXISTS');
    const cents = centsOf(order.amount ?? '') ?? 0;
    const sale = {
      sale: order.sale, parcours: order.parcours ?? '', mode: order.mode ?? '', customer: order.customer ?? '',
      paymentDays: order.paymentDays, validationDays: order.validationDays, notifyEmail: order.notifyEmail ?? '',
      cents, number: '', known: 'none', received: 0, remaining: cents, limit: '', paymentDeadline: null,
      validationDeadline: null, queue: [], calls: before?.calls ?? 0, asked: 0, heard: 0, askAt: null, retryAt: null,
      misses: 0, picture: '', note: '',
    };
    this.kept.sales = [...this.kept.sales.filter((one) => one !== before), sale];
    await this.request(sale);
  }

  async request(sale) {
    try {
      if (sale.cents === 0) throw new Trouble('INVALID_AMOUNT');
      this.put(sale, 'create', this.createBody(sale));
      await this.run(sale);
    } catch (trouble) {
      sale.note = trouble.message;
      this.keep();
      throw trouble;
    }
  }

  async validate(sale, order) {
    await this.settle(sale);
    if (sale.known === 'pending') await this.look(sale); // Perhaps the customer paid since we asked.
    await this.checkLimit(sale);
    if (sale.known !== 'to_validate') throw new Trouble('NOT_NOW');
    let body = {};
    if (order.amount) {
      const cents = centsOf(order.amount);
      if (!cents || cents > sale.received) throw new Trouble('INVALID_AMOUNT');
      body = { amount: { total: cents, currency: 978 } };
    }
    this.put(sale, 'validation', body);
    await this.run(sale);
  }

  async cancel(sale) {
    try {
      await this.settle(sale);
    } catch (trouble) {
      if (trouble.definite) throw trouble;
      if (sale.queue.length > 1 && sale.queue.at(-1).call === 'create') {
        sale.queue.pop(); // After a change of mode: not yet asked for.
      } else if (sale.queue.at(-1).call === 'create') { // Perhaps asked for: cancelled as soon as we know.
        this.put(sale, 'cancellation', { reason: 'OTHER' });
      }
      throw trouble;
    }
    await this.checkLimit(sale);
    if (sale.known !== 'pending' && sale.known !== 'to_validate') throw new Trouble('NOT_NOW');
    this.put(sale, 'cancellation', { reason: 'OTHER' });
    await this.run(sale);
  }

  async changeMode(sale, order) {
    await this.settle(sale);
    await this.checkLimit(sale);
    if (sale.known !== 'pending' || sale.mode !== 'qr') throw new Trouble('NOT_NOW');
    sale.picture = ''; // The old code is shown no more, whatever the service answers.
    this.put(sale, 'change-mode', {});
    this.put(sale, 'create', this.createBody({ ...sale, mode: order.mode ?? '', customer: order.customer ?? '' }));
    await this.run(sale);
  }

  async retry(sale) {
    if (sale.queue.some((intent) => intent.call !== 'picture')) await this.run(sale);
    else if (sale.known === 'none') await this.request(sale);
    else await this.look(sale);
  }

  async look(sale) {
    if (sale.queue.length > 0 && sale.queue[0].call !== 'picture') return this.run(sale);
    if (!isOpen(sale) || this.now - sale.asked < LEAST_PAUSE) return;
    if (!(await this.ask(sale))) throw new Trouble('NO_ANSWER', false);
  }

  // Before anything new: what is under way gets its answer, or the new has to wait.
  async settle(sale) {
    sale.queue = sale.queue.filter((intent) => intent.call !== 'picture');
    if (sale.queue.length > 0) await this.run(sale);
  }

  // What is late is not asked for. Near the limit the service's clock counts, not ours.
  async checkLimit(sale) {
    if (!isOpen(sale) || limitOf(sale) === null) return;
    if (limitOf(sale) - this.serviceNow() < 10 * MINUTE && this.now - sale.asked > 10 * SECOND) await this.ask(sale);
    if (isOpen(sale) && this.serviceNow() >= limitOf(sale)) throw new Trouble('TOO_LATE');
  }

  // -- calls that change something: written down first, then made, again and again until they are answered

  put(sale, call, body) {
    sale.calls += 1;
    const named = `${this.line.shop.shopId} ${sale.sale} ${sale.calls} ${this.now}`;
    const key = createHash('sha256').update(named, 'utf8').digest('hex').slice(0, 32);
    sale.queue.push({ call, body, key, since: this.now, tries: 0 });
    sale.note = '';
    this.keep();
  }

  createBody(sale) {
    const { shopId, serviceProviderId } = this.line.shop;
    return {
      merchant: { shopId, serviceProviderId },
      order: { id: sale.sale, paymentId: `${sale.sale}-${sale.calls + 1}`, label: `Vente ${sale.sale}`,
               amount: { total: sale.cents, currency: 978 } },
      paymentMethod: { tspdMode: '001', captureMode: ['C', 'D'].includes(sale.parcours) ? 'DEFERRED' : 'NORMAL' },
      redirectUrls: { returnUrl: NOTICES_URL, cancelUrl: NOTICES_URL },
      encaissement: { parcours: sale.parcours, mode: sale.mode, identifier: sale.customer || undefined, // JSON leaves
                      paymentDays: sale.paymentDays, validationDays: sale.validationDays,               // these out.
                      notifyEmail: sale.notifyEmail || undefined },
    };
  }

  // Does what waits, in order. Throws Trouble: indefinite when no answer came, definite when it was refused.
  async run(sale) {
    while (sale.queue.length > 0) {
      const intent = sale.queue[0];
      try {
        await this.make(sale, intent);
      } catch (error) {
        if (error instanceof Trouble) {
          await this.refused(sale, intent, error);
          throw error;
        }
        if (!(error instanceof Unclear)) throw error;
        intent.tries += 1;
        sale.retryAt = this.now + Math.min(RETRY_MOST, SECOND * 2 ** (intent.tries - 1));
        this.keep();
        if (intent.call === 'picture') return; // The sale stands; its code comes with the next try.
        throw new Trouble('NO_ANSWER', false);
      }
      this.keep();
    }
    sale.retryAt = null;
  }

  async make(sale, intent) {
    if (intent.call === 'picture') return this.fetchPicture(sale);
    if (intent.call === 'create') return this.makeCreate(sale, intent);
    // No answer came in time: whether it took effect, the next question tells.
    if (limitOf(sale) !== null && this.serviceNow() >= limitOf(sale)) throw new Trouble('TOO_LATE');
    const fields = intent.call === 'cancellation' ? [sale.number, 'OTHER'] : null;
    const answer = await this.line.post(`${API}${sale.number}/${intent.call}/`, intent.body, fields, intent.key, this.now);
    this.learnOffset(answer);
    sale.queue.shift();
    this.apply(sale, answer.transaction);
  }

  async fetchPicture(sale) {
    try {
      sale.picture = (await this.line.picture(`${API}${sale.number}/qr.png`, this.now)).toString('base64');
    } catch (error) {
      if (!(error instanceof Trouble)) throw error; // Else it has no code any more; the next question tells why.
    }
    sale.queue.shift();
  }

  async makeCreate(sale, intent) {
    const { merchant, order, encaissement } = intent.body;
    let answer = null;
    if (this.now - intent.since > KEY_LIFE) { // The key counts no more: did it happen?
      answer = await this.search(sale);
      if (answer === null) intent.since = this.now;
    }
    if (answer === null) {
      const fields = [merchant.shopId, merchant.serviceProviderId, order.id, order.paymentId, order.amount.total];
      answer = await this.line.post(API, intent.body, fields, intent.key, this.now);
      this.learnOffset(answer);
    }
    sale.queue.shift();
    Object.assign(sale, { number: answer.transaction.id, known: 'none', mode: encaissement.mode, misses: 0,
                          customer: encaissement.identifier ?? '', note: '', asked: this.now - LEAST_PAUSE });
    if (sale.mode === 'qr' && sale.queue.length === 0) this.put(sale, 'picture', {});
    this.apply(sale, answer.transaction);
  }

  async search(sale) {
    const answer = await this.line.get(API, null, this.now, `?basket=${encodeURIComponent(sale.sale)}`);
    const found = answer.transactions.find((one) => one.order.id === sale.sale && one.id !== sale.number);
    return found ? { transaction: found } : null;
  }

  async refused(sale, intent, trouble) {
    sale.queue = [];
    sale.retryAt = null;
    // Somebody was faster: what is it now?
    if (intent.call !== 'create' && this.now - sale.asked >= LEAST_PAUSE) await this.ask(sale);
    sale.note = trouble.message;
    this.keep();
  }

  async quietly(action) {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error; // Kept as the sale's note; the clock brings the next try.
    }
  }

  // -- what the service tells

  // True: it answered.
  async ask(sale) {
    sale.asked = this.now;
    try {
      const answer = await this.line.get(`${API}${sale.number}/`, [sale.number], this.now);
      this.learnOffset(answer);
      sale.misses = 0;
      this.apply(sale, answer.transaction);
      return true;
    } catch (error) {
      if (!(error instanceof Trouble || error instanceof Unclear)) throw error;
      sale.misses += 1;
      this.plan(sale);
      return false;
    }
  }

  learnOffset(answer) {
    const at = msOf(answer.responseDate);
    if (at !== null) this.kept.offset = at - this.now;
  }

  // `told`: a transaction. What is older than what is known changes nothing.
  apply(sale, told) {
    const state = STATES[told.state];
    if (state === undefined || RANK[state] < RANK[sale.known]) return;
    if (RANK[sale.known] === FINAL && state !== sale.known) return;
    sale.heard = this.now;
    const before = JSON.stringify(sale);
    const own = told.encaissement;
    if (state !== sale.known) sale.note = '';
    Object.assign(sale, { known: state, received: own.received, remaining: own.remaining,
                          paymentDeadline: msOf(own.paymentDeadline), validationDeadline: msOf(own.validationDeadline) });
    sale.limit = { pending: own.paymentLimit, to_validate: own.validationLimit }[state] ?? '';
    if (RANK[state] === FINAL) drop(sale, state);
    this.plan(sale);
    if (JSON.stringify(sale) !== before) this.keep();
  }

  // A notification came in. The HTTP status to answer with.
  async notified(method, target, headers, body) {
    const names = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    let told, expected;
    try {
      told = JSON.parse(body).transaction;
      const [asked] = target.split('?');
      expected = [[names['ancv-security'], this.line.seal(told.id)],
                  [names['parcours-seal'], this.line.callSeal(method, asked, names['parcours-date'] ?? '', body)]];
    } catch {
      return 400;
    }
    if (!expected.every(([given, seal]) => isSame(given ?? '', seal))) return 401;
    const sale = this.kept.sales.find((one) => one.number === told.id);
    if (sale !== undefined) {
      if (sale.queue[0]?.call !== 'change-mode') this.apply(sale, told); // Else its own answer is what counts.
      await this.quietly(() => this.run(sale));
    }
    return 200; // Ones about sales of yesterday, too: they shall not come again.
  }

  // -- what is shown

  show(screenOf = '') {
    return this.kept.sales.map((sale) => this.view(sale, sale.sale === screenOf));
  }

  view(sale, withScreen) {
    const call = sale.queue[0]?.call;
    const state = call === 'create' || this.isStale(sale) ? 'unknown' : sale.known;
    const showsCode = withScreen && sale.known === 'pending' && sale.mode === 'qr' &&
      (call === undefined || call === 'picture') && this.serviceNow() < sale.paymentDeadline;
    const [cashier, customer] = messages(sale, state);
    return {
      sale: sale.sale, number: sale.number, state, requested: sale.cents, received: sale.received, remaining: sale.remaining,
      limit: sale.limit, cashier: sale.note ? `${sale.note} - ${cashier}` : cashier, customer,
      receipt: receipt(sale, state), screen: showsCode ? sale.picture : '',
    };
  }

  // It could not be asked about for so long that what was known of it may well be over.
  isStale(sale) {
    if (!isOpen(sale) || sale.misses === 0) return false;
    const patience = isImmediate(sale) ? 10 * POLL_IMMEDIATE : 6 * POLL_SLOW;
    return this.now - sale.heard > patience || (limitOf(sale) !== null && this.serviceNow() >= limitOf(sale));
  }

  keep() {
    this.store.save(this.kept);
  }
}

// ---- a sale -----------------------------------------------------------------------------------------------------

function isOpen(sale) {
  return sale.number !== '' && RANK[sale.known] < FINAL;
}

function isImmediate(sale) {
  return sale.known === 'pending' && ['A', 'C'].includes(sale.parcours);
}

function limitOf(sale) {
  return sale.known === 'to_validate' ? sale.validationDeadline : sale.paymentDeadline;
}

// It is over: nothing more is asked of this transaction. A new request, after a change of mode, still is.
function drop(sale, state) {
  sale.queue = sale.queue.filter((intent) => intent.call === 'create' && state === 'cancelled');
  if (sale.queue.length === 0) sale.retryAt = null;
}

// In a time that does not tell how much of it is right.
function isSame(given, seal) {
  const [one, other] = [Buffer.from(given, 'utf8'), Buffer.from(seal, 'utf8')];
  return one.length === other.length && timingSafeEqual(one, other);
}

// For the cashier, for the customer.
function messages(sale, state) {
  const received = euros(sale.received);
  const rest = sale.remaining > 0 ? `. Il reste ${euros(sale.remaining)}` : '';
  const limit = sale.limit ? ` jusqu'au ${sale.limit}` : '';
  if (state === 'pending') {
    const way = sale.mode === 'qr' ? 'Scannez pour payer' : 'Payez avec votre application :';
    return [`En attente de paiement client${limit}`, `${way} ${euros(sale.cents)}${limit}`];
  }
  if (state === 'to_validate') return [`A valider${limit} : reçu ${received}${rest}`, `Paiement enregistré : ${received}${rest}`];
  if (state === 'paid') return [`Validé : reçu ${received}${rest}`, `Paiement accepté : ${received}${rest}`];
  const words = { cancelled: 'Annulé', expired: 'Expiré', none: "Rien n'est demandé", unknown: 'Réponse du service attendue' };
  return [words[state], words[state]];
}

function receipt(sale, state) {
  if (state !== 'paid' && state !== 'to_validate') return null;
  const title = state === 'paid' ? 'TICKET' : 'TICKET PROVISOIRE - paiement à valider par le commerçant';
  const text = `${title}\nChèque-Vacances Connect\nVente ${sale.sale}\nTransaction ${sale.number}\n` +
    `Reçu ${euros(sale.received)}\nReste ${euros(sale.remaining)}\n`;
  return { final: state === 'paid', text };
}
