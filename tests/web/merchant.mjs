// A merchant without a page: what happened before a test begins, or in another window.
export async function merchant(house, login = '708900', password = 'Signataire-1', point = 'P001') {
  const made = new Merchant(house);
  await made.post('/log-in', { login, password });
  if (point && made.session.point !== point) await made.post('/point', { code: point });
  return made;
}

class Merchant {
  constructor(house) { this.house = house; }

  async call(method, path, body) {
    const response = await fetch(`${this.house.url}/espace/api${path}`, { method,
      headers: { 'Content-Type': 'application/json', ...(this.cookie ? { Cookie: this.cookie, 'X-CSRF-Token': this.session.csrf } : {}) },
      body: body === undefined ? undefined : JSON.stringify(body) });
    const set = response.headers.get('set-cookie');
    if (set) this.cookie = set.split(';')[0];
    const text = await response.text();
    const answer = { status: response.status, body: text ? JSON.parse(text) : null };
    if (answer.body?.csrf) this.session = answer.body;
    return answer;
  }

  async post(path, body = {}) {
    const answer = await this.call('POST', path, body);
    if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  async get(path) { return (await this.call('GET', path)).body; }

  // form: { parcours, amount, basket, … }, the rest as is usual for it. The number of the operation.
  async request(form) {
    const usual = { A: { mode: 'identifier', identifier: '10000003051' }, B: { mode: 'email', identifier: 'ts-client2@yopmail.com', paymentDays: 10 },
      C: { mode: 'identifier', identifier: '10000003051', validationDays: 2, notifyEmail: 'mail@mail.com' },
      D: { mode: 'email', identifier: 'ts-client2@yopmail.com', paymentDays: 3, validationDays: 2, notifyEmail: 'mail@mail.com' } };
    const whole = { amount: '40,00', ...usual[form.parcours], ...form };
    if (whole.mode === 'qr') delete whole.identifier;
    return (await this.post(whole.mode === 'qr' ? '/operations/prepare' : '/operations', whole)).number;
  }
}

// Logs in on the page, as a person would; chooses the point where one is asked for.
export async function logInOn(page, login = '708900', password = 'Signataire-1', point = 'P001') {
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.click('form button.main');
  if (!point) return;
  await page.selectOption('#point', point);
  await page.click('form button.main');
}
