// What people do without a page, for tests that look at what comes of it: a merchant at his Espace.

// A merchant's Espace without a page: ask(form) makes a request and gives its answer ({ number, qr? }); of(number) acts.
export async function merchant(house, login = '70890001') {
  const { cookie, csrf } = await house.control('POST', '/sandbox/sessions', { door: 'espace', name: login });
  const post = async (path, body = {}) => {
    const response = await fetch(`${house.url}/espace/api${path}`, { method: 'POST', body: JSON.stringify(body),
      headers: { Cookie: cookie, 'X-CSRF-Token': csrf, 'Content-Type': 'application/json' } });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    ask: (form) => post('/operations', form),
    validate: (number, amount) => post(`/operations/${number}/validate`, amount ? { amount } : {}),
    cancel: (number) => post(`/operations/${number}/cancel`),
  };
}

const alice = '10000003051', mail = 'ts-client2@yopmail.com';

// The guide's four requests, with a basket of one's own.
export const forms = {
  byIdentifier: (basket, amount = '40,00') => ({ parcours: 'A', mode: 'identifier', amount, basket, identifier: alice }),
  byCode: (basket, amount = '40,00') => ({ parcours: 'A', mode: 'qr', amount, basket }),
  deferred: (basket, amount = '40,00', paymentDays = 4) => ({ parcours: 'B', mode: 'email', amount, basket, identifier: mail, paymentDays }),
  booked: (basket, amount = '40,00', validationDays = 2) => ({ parcours: 'C', mode: 'identifier', amount, basket, identifier: alice, validationDays, notifyEmail: 'commercant@canoe.example' }),
  bookedLater: (basket, amount = '50,00') => ({ parcours: 'D', mode: 'email', amount, basket, identifier: mail, paymentDays: 3, validationDays: 2, notifyEmail: 'commercant@canoe.example' }),
};
