// What goes wrong on purpose: the network's faults, a service that dies, and a service with a defect.
import { dialog, h, put } from '../shared/dom.js';
import { words } from '../shared/words.js';
import { keyed, look, order, typed, draft, say, watch, went } from './room.js';

const t = words({
  fr: { title: 'Pannes et défauts', faults: 'Réseau', faultsIntro: 'Ce qui arrive aux appels d’une caisse et aux notifications. Les pages n’en souffrent pas.', on: 'Actif', apply: 'Appliquer',
    applied: 'Réseau, à partir de maintenant : {name}.', crash: 'Service', crashIntro: 'Le service meurt comme à une coupure de courant ; il repart de ce qu’il avait gardé.',
    up: 'Il fonctionne.', down: 'Il est en panne : rien ne répond avant qu’il redémarre.', now: 'Le faire tomber maintenant', after: 'Au prochain appel, après l’avoir gardé',
    before: 'Au prochain appel, avant de l’avoir gardé', recover: 'Redémarrer', died: 'Le service est tombé.', dies: 'Le service tombera au prochain appel.', came: 'Le service a redémarré.',
    defects: 'Défauts', defectsIntro: 'Un service qui se trompe exprès, pour voir si vos tests le remarquent.', search: 'Chercher un défaut ou une règle', found: '{n} défauts sur {all}',
    fixed: 'Ce service garde son journal sur le disque : ses défauts ne se changent pas. Relancez avec « parcours serve --memory ».', none: 'Aucun : le service suit les règles.', current: 'Défaut en cours : {name}',
    use: 'Activer', stop: 'Revenir au service sans défaut', sure: 'Tout recommence', warning: 'Activer ou enlever un défaut efface les opérations, les messages et les sessions. Les personnes restent.',
    yes: 'OUI', no: 'NON', used: 'Tout a recommencé avec le défaut {name}.', stopped: 'Tout a recommencé, sans défaut.', anew: 'Tout recommencer', anewIntro: 'Efface les opérations, les messages et les sessions ; les personnes restent.', begun: 'Tout a recommencé.', wait: 'Tout recommence…' },
  en: { title: 'Faults and defects', faults: 'Network', faultsIntro: 'What befalls a till’s calls, and notifications. The pages do not suffer.', on: 'On', apply: 'Apply',
    applied: 'The network now: {name}.', crash: 'Service', crashIntro: 'The service dies as in a power cut; it starts again from what it had kept.',
    up: 'It is up.', down: 'It is down: nothing answers until it is started again.', now: 'Let it die now', after: 'At the next call, once that is kept',
    before: 'At the next call, before that is kept', recover: 'Start again', died: 'The service is down.', dies: 'The service dies at the next call.', came: 'The service has started again.',
    defects: 'Defects', defectsIntro: 'A service that is wrong on purpose, to see whether your tests notice.', search: 'Search for a defect or a rule', found: '{n} defects of {all}',
    fixed: 'This service keeps its journal on the disk: its defects cannot be changed. Start it with “parcours serve --memory”.', none: 'None: the service keeps the rules.', current: 'Defect: {name}',
    use: 'Switch on', stop: 'Back to the service without defect', sure: 'Everything begins anew', warning: 'Switching a defect on or off forgets operations, messages and sessions. People stay.',
    yes: 'YES', no: 'NO', used: 'Everything began anew with the defect {name}.', stopped: 'Everything began anew, without defect.', anew: 'Begin anew', anewIntro: 'Forgets operations, messages and sessions; people stay.', begun: 'Everything began anew.', wait: 'Everything begins anew…' },
});

// What the profiles do, in French; the service says it in English.
const sentences = {
  none: 'Rien ne va mal.', 'lost-answers': 'D’une caisse, un appel sur trois prend effet et sa réponse se perd.', 'lost-calls': 'D’une caisse, un appel sur trois se perd avant d’arriver.',
  errors: 'À une caisse, un appel sur trois est répondu 500, et rien n’a eu lieu.', slow: 'Chaque réponse à une caisse prend deux secondes.', 'lost-notifications': 'Une notification sur deux n’arrive jamais.',
  'doubled-notifications': 'Chaque notification arrive deux fois.', stormy: 'Un peu de tout : appels et réponses perdus, erreurs, lenteur, notifications perdues et doublées.',
};

export function drawTroubles(main, { signal }) {
  const faults = h('div', { class: 'tiles small-tiles', id: 'faults' }), service = h('div', { id: 'service' }), state = h('div', { id: 'defect' }), list = h('ul', { class: 'defects' }), count = h('p', { class: 'hint', role: 'status' });
  const part = (key, ...body) => h('section', { class: 'card', 'aria-labelledby': `h-${key}` }, h('h2', { id: `h-${key}` }, t(key)), h('p', {}, t(`${key}Intro`)), ...body);
  let known = null;
  const redraw = () => { if (known) drawDefects(known, list, count); };
  const search = typed('defect', { type: 'search', id: 'defect-search', heard: redraw });
  main.append(h('h1', { tabindex: -1 }, t('title')), part('faults', faults), part('crash', service),
    part('defects', state, h('div', { class: 'field' }, h('label', { for: 'defect-search' }, t('search')), search), count, list),
    part('anew', h('button', { type: 'button', onclick: anew }, t('anew'))));
  watch(1500, async () => {
    const [profiles, health, defects] = await Promise.all([look('/sandbox/faults', signal), look('/healthz', signal), look('/sandbox/defects', signal)]);
    if (profiles.ok) put(faults, faultCards(profiles.body));
    if (!health.lost) put(service, ...serviceView(health.ok));
    if (!defects.ok) return;
    known = defects.body;
    put(state, ...defectState(known));
    redraw();
  }, signal);
}

function faultCards({ profiles, profile }) {
  return profiles.map((name) => {
    const on = name === (profile || 'none');
    return h('div', { class: `tile${on ? ' on' : ''}` }, h('h3', {}, name), h('p', {}, document.documentElement.lang === 'fr' ? sentences[name] ?? '' : english[name] ?? ''),
      on ? h('strong', { class: 'is-on' }, `✓ ${t('on')}`) : h('button', { type: 'button', class: 'small', onclick: () => setFaults(name) }, t('apply'), h('span', { class: 'visually-hidden' }, ` : ${name}`)));
  });
}

const english = {
  none: 'Nothing goes wrong.', 'lost-answers': 'Of three calls of a till one takes effect and its answer is lost.', 'lost-calls': 'Of three calls of a till one is lost before it arrives.',
  errors: 'Of three calls of a till one is answered 500, and nothing happened.', slow: 'Every answer to a till takes two seconds.', 'lost-notifications': 'Of two notifications one never arrives.',
  'doubled-notifications': 'Every notification arrives twice.', stormy: 'A bit of all: lost calls and answers, errors, a delay, lost and doubled notifications.',
};

const setFaults = async (name) => went(await order('/sandbox/faults', { profile: name }), t('applied', { name }));

function serviceView(isUp) {
  const crash = async (body, words) => went(await order('/sandbox/crash', body), words);
  const button = (label, act) => h('button', { type: 'button', onclick: act }, label);
  if (!isUp) return [h('p', { class: 'note bad' }, t('down')), button(t('recover'), async () => went(await order('/sandbox/recover'), t('came')))];
  return [h('p', { class: 'note good' }, t('up')), h('div', { class: 'row' }, button(t('now'), () => crash({}, t('died'))),
    button(t('after'), () => crash({ nextCall: true, beforeCommit: false }, t('dies'))), button(t('before'), () => crash({ nextCall: true, beforeCommit: true }, t('dies'))))];
}

function defectState({ current, changeable }) {
  return [changeable ? null : h('p', { class: 'note' }, t('fixed')),
    current ? h('div', { class: 'note warn' }, h('strong', {}, t('current', { name: current })), ' ', changeable ? h('button', { type: 'button', class: 'small', onclick: () => useDefect('') }, t('stop')) : null)
      : h('p', {}, t('none'))];
}

function drawDefects({ current, changeable, defects }, list, count) {
  const wanted = (draft.defect ?? '').trim().toLowerCase();
  const found = defects.filter((one) => `${one.name} ${one.rules.join(' ')} ${one.sentence}`.toLowerCase().includes(wanted));
  count.textContent = t('found', { n: found.length, all: defects.length });
  keyed(list, found, (one) => one.name, (one) => h('li', { class: one.name === current ? 'on' : null }, h('div', {}, h('strong', {}, one.name), ' ', one.rules.map((rule) => h('span', { class: 'rule' }, rule)),
    h('span', { class: 'second', lang: 'en' }, one.sentence)),
  one.name === current ? h('strong', { class: 'is-on' }, `✓ ${t('on')}`)
    : h('button', { type: 'button', class: 'small', disabled: !changeable, onclick: () => useDefect(one.name) }, t('use'), h('span', { class: 'visually-hidden' }, ` : ${one.name}`))));
}

const sure = () => dialog({ title: t('sure'), body: h('p', {}, t('warning')), buttons: [{ label: t('no'), value: 'no' }, { label: t('yes'), value: 'yes', main: true }] });

async function useDefect(name) {
  if (await sure() === 'yes') await beginAnew({ defect: name }, name ? t('used', { name }) : t('stopped'));
}

// With the defect there is: beginning anew changes nothing else.
async function anew() {
  const defects = await look('/sandbox/defects');
  if (await sure() === 'yes') await beginAnew({ defect: defects.body?.current ?? '' }, t('begun'));
}

// With the people and settings there are now, and notifications on their way, as when the service was started.
async function beginAnew(more, words) {
  const people = await look('/sandbox/people');
  if (!people.ok) return went(people);
  const { points, accounts, customers, keys } = people.body;
  say(t('wait'), 'warn');  // Everybody's password is hashed anew, which takes its time.
  return went(await order('/sandbox/reset', { world: { points, accounts, customers, keys }, keepPolicies: true, holdsNotifications: false, ...more }), words);
}
