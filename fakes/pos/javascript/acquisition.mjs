// The acquisition API as a till speaks it: sealed calls, and what comes back. Node.js 18, no packages.
//
// A call ends in one of three ways: with the service's answer; with Trouble, when the service refused it; with Unclear,
// when no answer came, or none that the service gave. After Unclear it may have happened: make it again with the same key.
import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';

export const API = '/acquisition/api/public/v1/payment-transactions/';

const REFUSALS = {
  BAD_REQUEST: 'Demande refusée : saisie incorrecte',
  INVALID_SEAL: "Demande refusée : la caisse n'est pas reconnue",
  MERCHANT_NOT_ALLOWED: "Demande refusée : point d'accueil non autorisé",
  BENEFICIARY_NOT_FOUND: 'Demande refusée : client inconnu',
  OTHER_TRANSACTION_PENDING: 'Demande refusée : le client a déjà une demande en attente',
  INVALID_TRANSACTION_AMOUNT: 'Demande refusée : montant incorrect',
  OPERATION_TRANSACTION_NOT_ALLOWED: "Action refusée : elle n'est plus possible",
  TRANSACTION_NOT_FOUND: 'Action refusée : transaction inconnue',
  INVALID_AMOUNT: 'Montant incorrect : par exemple 40 ou 40,00',
  TOO_LATE: 'Trop tard : la date limite est passée',
  NOT_NOW: 'Action impossible dans cet état',
  NO_SUCH_SALE: 'Vente inconnue',
  SALE_EXISTS: 'Cette vente existe déjà',
  NO_ANSWER: 'Pas de réponse du service : la caisse réessaie',
};

// definite: what was asked has certainly no effect. Otherwise it may have one, and the till goes on trying.
export class Trouble extends Error {
  constructor(code, definite = true) {
    super(REFUSALS[code] ?? `Demande refusée (${code})`);
    this.code = code;
    this.definite = definite;
  }
}

// No answer, or none that the service gave.
export class Unclear extends Error {}

// ---- texts ------------------------------------------------------------------------------------------------------

// "40", "40,5", "40.07" as cents; null: no amount. Never by way of a fraction: 40.07 * 100 is not 4007.
export function centsOf(typed) {
  const found = /^([0-9]{1,10})(?:[.,]([0-9]{1,2}))?$/.exec(typed.trim());
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null;
}

export function euros(cents) {
  return `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')} €`;
}

// "2020-06-24T09:06:00.000Z" or "2020-06-24T11:06:00.5+02:00" as milliseconds since 1970; null: no instant.
export function msOf(text) {
  const is = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text ?? '');
  return is ? Date.parse(text) : null;
}

export function textOf(ms) {
  return new Date(ms).toISOString();
}

// ---- the line ---------------------------------------------------------------------------------------------------

export class Line {
  constructor(reset) {
    this.shop = reset.shop;
    this.base = new URL(reset.baseUrl);
    this.patience = reset.patienceMs ?? 10_000;
    this.authority = reset.authority || undefined;
  }

  seal(text) {
    const made = createHmac('sha256', Buffer.from(this.shop.key, 'utf8')).update(text, 'utf8').digest('base64url');
    return `HmacSHA256.${this.shop.keyVersion}.${made}`;
  }

  callSeal(method, path, date, body) {
    return this.seal([method, path, date, createHash('sha256').update(body).digest('hex')].join('&'));
  }

  // `fields`: what the public seal covers; null: a call that the public API does not have.
  async post(path, body, fields, key, now) {
    const date = textOf(now);
    const sent = Buffer.from(JSON.stringify({ requestDate: date, ...body }), 'utf8');
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      'Idempotency-Key': key,
      'Parcours-Seal': this.callSeal('POST', path, date, sent),
    };
    return Line.json(await this.exchange('POST', path, sent, headers, fields));
  }

  async get(path, fields, now, query = '') {
    return Line.json(await this.exchange('GET', path, Buffer.alloc(0), this.dated(path, now), fields, query));
  }

  async picture(path, now) {
    const answer = await this.exchange('GET', path, Buffer.alloc(0), this.dated(path, now), null);
    if (answer.status === 200 && answer.body.subarray(1, 4).toString('latin1') === 'PNG') return answer.body;
    Line.json(answer); // Says why not.
    throw new Unclear('no picture');
  }

  dated(path, now) {
    const date = textOf(now);
    return { 'Parcours-Date': date, 'Parcours-Seal': this.callSeal('GET', path, date, Buffer.alloc(0)) };
  }

  exchange(method, path, body, headers, fields, query = '') {
    if (fields) headers['ANCV-Security'] = this.seal(fields.join('&'));
    if (body.length > 0) headers['Content-Length'] = body.length;
    const url = new URL(this.base.pathname.replace(/\/$/, '') + path + query, this.base);
    const options = { method, headers, agent: false, ca: this.authority };
    return new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? https : http).request(url, options, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () =>
          answer.complete ? resolve({ status: answer.statusCode, body: Buffer.concat(parts) }) : reject(new Unclear('cut')));
        answer.on('error', (error) => reject(new Unclear(error.message)));
      });
      const bell = setTimeout(() => request.destroy(new Error('no answer in time')), this.patience);
      request.on('error', (error) => reject(new Unclear(error.message)));
      request.on('close', () => {
        clearTimeout(bell);
        reject(new Unclear('closed')); // Without effect where it was answered.
      });
      request.end(body);
    });
  }

  // What the service answered. Whatever somebody in between made of it tells nothing.
  static json({ status, body }) {
    let answer;
    try {
      answer = JSON.parse(body.toString('utf8'));
    } catch {
      throw new Unclear('not JSON');
    }
    if (answer === null || typeof answer !== 'object' || status >= 500) throw new Unclear(`status ${status}`);
    if ('errorCode' in answer) throw new Trouble(answer.errorCode);
    if (status !== 200 || !('transaction' in answer || 'transactions' in answer)) throw new Unclear(`status ${status}`);
    return answer;
  }
}
