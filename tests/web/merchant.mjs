// A merchant without a page: what happened before a test begins, or in another window. The door is the sandbox's: no
// password is asked for, and the log-in is no call that a tester sees.
import { alice, aliceMail } from './house.mjs';

export async function merchant(house, login = '708900', point = login.length > 6 ? undefined : 'P001') {
  return new Merchant(house, await house.control('POST', '/sandbox/sessions', { door: 'espace', name: login, point }));
}

class Merchant {
  constructor(house, { cookie, csrf }) { Object.assign(this, { house, cookie, csrf }); }

  async call(method, path, body) {
    const response = await fetch(`${this.house.url}/espace/api${path}`, { method,
      headers: { 'Content-Type': 'application/json', Cookie: this.cookie, 'X-CSRF-Token': this.csrf },
      body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  }

  async post(path, body = {}) {
    const answer = await this.call('POST', path, body);
    if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  async get(path) { return (await this.call('GET', path)).body; }

  // form: { parcours, basket, … }, the rest as is usual for it. The number of the operation.
  async request(form) {
    const usual = { A: { mode: 'identifier', identifier: alice }, B: { mode: 'email', identifier: aliceMail, paymentDays: 10 },
      C: { mode: 'identifier', identifier: alice, validationDays: 2, notifyEmail: 'mail@mail.com' },
      D: { mode: 'email', identifier: aliceMail, paymentDays: 3, validationDays: 2, notifyEmail: 'mail@mail.com' } };
    const whole = { amount: '40,00', ...usual[form.parcours], ...form };
    if (whole.mode === 'qr') delete whole.identifier;
    return (await this.post(whole.mode === 'qr' ? '/operations/prepare' : '/operations', whole)).number;
  }
  validate(number, amount) { return this.post(`/operations/${number}/validate`, amount ? { amount } : {}); }
  cancel(number) { return this.post(`/operations/${number}/cancel`); }
}
