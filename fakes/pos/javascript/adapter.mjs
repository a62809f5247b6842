#!/usr/bin/env node
// Lets Parcours drive the till beside this file: the adapter protocol, version 1 (scenarios/certify/adapter.md).
// One message a line on standard input, one answer a line on standard output; remarks go to standard error.
// Sales are kept in the folder $PARCOURS_TILL_STATE.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';

import { Line, Trouble, msOf, textOf } from './acquisition.mjs';
import { Store, Till } from './till.mjs';

const HELLO = {
  protocol: 'parcours-till/1', vendor: 'Parcours', product: "Caisse d'exemple en JavaScript", version: '1.0', build: '',
  clock: 'virtual', notices: 'adapter',
  capabilities: ['qr', 'identifier', 'deferred', 'validation', 'change_mode', 'screen', 'receipt', 'seal_check', 'crash',
                 'keys', 'tls'],
};

const store = new Store(process.env.PARCOURS_TILL_STATE || fs.mkdtempSync(path.join(os.tmpdir(), 'till-')));
let till = null; // Null: switched off.

const handlers = {
  hello: () => HELLO,
  reset(message) {
    store.forget();
    return handlers.restart(message);
  },
  async restart(message) {
    till = new Till(new Line(message), store, msOf(message.now));
    await till.at(msOf(message.now));
    return {};
  },
  crash() {
    till = null; // Whatever was not in the store is gone.
    return {};
  },
  async do(message) {
    await till.order(message);
    return {};
  },
  async tick(message) {
    const due = await till.at(msOf(message.now));
    return { next: due === null ? null : textOf(due) };
  },
  async notify(message) {
    return { status: await till.notified(message.method, message.path, message.headers, message.body) };
  },
  observe: (message) => ({ sales: till.show(message.screenOf ?? '') }),
  bye: () => ({}),
};
const NEED_A_TILL = ['do', 'tick', 'notify', 'observe'];

async function answer(line) {
  let message;
  try {
    message = JSON.parse(line);
  } catch {
    message = null;
  }
  if (message === null || typeof message !== 'object' || typeof message.message !== 'string') {
    return { id: null, error: { code: 'BAD_MESSAGE', definite: true, message: 'a JSON object with id and message' } };
  }
  const { id } = message;
  if (!Object.hasOwn(handlers, message.message)) return { id, unsupported: { message: `no such message: ${message.message}` } };
  if (till === null && NEED_A_TILL.includes(message.message)) {
    return { id, error: { code: 'SWITCHED_OFF', definite: true, message: 'reset or restart first' } };
  }
  try {
    return { id, ok: await handlers[message.message](message) };
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble; // A mistake of ours: better seen than hidden.
    return { id, error: { code: trouble.code, definite: trouble.definite, message: trouble.message } };
  }
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const said = await answer(line);
  process.stdout.write(JSON.stringify(said) + '\n');
  if (/"message"\s*:\s*"bye"/.test(line)) break;
}
