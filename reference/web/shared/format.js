// How amounts and moments are shown. Amounts come as whole cents, moments as "2020-06-24T09:33:00.000Z".

export function euros(cents) {
  const whole = Math.trunc(Math.abs(cents) / 100), rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return `${cents < 0 ? '-' : ''}${whole},${rest} €`;
}

const parts = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit',
});

function split(instant) {
  return Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
}

export function day(instant) {
  const p = split(instant);
  return `${p.day}/${p.month}/${p.year}`;
}

// "24/06/2020 11h33", as in « Vos opérations » (LST-02).
export function stamp(instant) {
  const p = split(instant);
  return `${p.day}/${p.month}/${p.year} ${p.hour}h${p.minute}`;
}

// "24/06/2020 11:59:35"
export function moment(instant) {
  const p = split(instant);
  return `${p.day}/${p.month}/${p.year} ${p.hour}:${p.minute}:${p.second}`;
}
