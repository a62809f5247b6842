// A service of its own for a test, on a free port of the loopback, ended by its pid; and control over it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const program = process.env.PARCOURS_PROGRAM ?? new URL('../../build/release/bin/parcours', import.meta.url).pathname;
const token = 'jeton-de-test';

export const alice = '10000003051', aliceMail = 'ts-client2@yopmail.com';  // Her PIN: 1234.

// options: { start: '24/06/2020 09:00', clock: 'virtual', data: folder or null for memory, words: more words,
// seed: of its secrets and numbers }
export class House {
  static async open({ start = '24/06/2020 09:00', clock = 'virtual', data = null, words = [], port = 0, seed = 7 } = {}) {
    const house = new House();
    house.given = { start, clock, data, words, seed };
    await house.start(port);
    return house;
  }

  async start(port) {
    const { start, clock, data, words, seed } = this.given;
    const options = ['serve', '--port', String(port), '--clock', clock, '--control-token', token, '--seed', String(seed), '--cheap-passwords',
      ...(data ? ['--data', data] : ['--memory']), ...(start && clock !== 'real' ? ['--start', start] : []), ...words];
    this.process = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    this.process.stderr.on('data', (bytes) => { said += bytes; });
    this.ended = new Promise((resolve) => this.process.on('exit', resolve));
    this.url = await new Promise((resolve, reject) => {
      this.process.stdout.on('data', (bytes) => {
        said += bytes;
        const found = said.match(/Parcours reference on (\S+)/);
        if (found) resolve(found[1]);
      });
      this.process.on('exit', (code) => reject(new Error(`parcours serve ended with ${code}: ${said}`)));
    });
    this.token = token;
  }

  port() { return new URL(this.url).port; }

  // As a power cut: nothing is said, and it is started again on the same port with what it had kept.
  async kill() {
    this.process.kill('SIGKILL');
    await this.ended;
  }
  async again() { await this.start(this.port()); }

  async close() {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill('SIGTERM');
    await this.ended;
  }

  async control(method, path, body) {
    const response = await fetch(this.url + path, { method, headers: { 'Parcours-Control': token, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    try { return JSON.parse(text); } catch { return text; }
  }

  // Virtual time. `set`: "2020-06-24T09:33:00.000Z".
  advance(milliseconds) { return this.control('POST', '/sandbox/clock', { advanceMs: milliseconds }); }
  setClock(instant) { return this.control('POST', '/sandbox/clock', { set: instant }); }
  async now() { return (await this.control('GET', '/sandbox/clock')).now; }

  // A customer's phone without a page.
  async phone(identifier, pin = '1234') {
    const log = await fetch(`${this.url}/customer/api/sessions`, { method: 'POST', body: JSON.stringify({ identifier, pin }) });
    const { token: bearer } = await log.json();
    return async (method, path, body, headers = {}) => {
      const raw = body instanceof Uint8Array;
      const response = await fetch(`${this.url}/customer/api${path}`, { method, headers: { Authorization: `Bearer ${bearer}`,
        'Content-Type': raw ? 'image/png' : 'application/json', ...headers }, body: body === undefined ? undefined : raw ? body : JSON.stringify(body) });
      return { status: response.status, body: await response.json() };
    };
  }

  async mails(after = 0) {
    return (await this.control('GET', `/sandbox/notices?after=${after}`)).notices.filter((one) => one.channel === 'mail');
  }
}

export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'parcours-web-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
