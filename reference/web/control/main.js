// The control room: time, mail, people, faults, calls, operations and scenarios of one sandbox, behind control's token.
import { find, h } from '../shared/dom.js';
import { frame, go } from '../shared/frame.js';
import { speaks, words } from '../shared/words.js';
import { drawBar, watchBar } from './bar.js';
import { drawCalls } from './calls.js';
import { drawTroubles } from './troubles.js';
import { drawMail } from './mail.js';
import { drawOperations } from './operations.js';
import { drawOverview } from './overview.js';
import { drawPeople } from './people.js';
import { drawRun } from './run.js';
import { drawScenarios } from './scenarios.js';
import { drawTime } from './time.js';
import { drawToken } from './token.js';
import { hasToken, onLocked, say, tokenFromAddress } from './room.js';

const t = words({
  fr: { home: 'Salle de contrôle', overview: 'Vue d’ensemble', time: 'Heure', mail: 'Courrier', people: 'Personnes', troubles: 'Pannes et défauts',
    calls: 'Appels', operations: 'Opérations', scenarios: 'Scénarios', run: 'Pas à pas', token: 'Jeton de contrôle' },
  en: { home: 'Control room', overview: 'Overview', time: 'Time', mail: 'Mail', people: 'People', troubles: 'Faults and defects',
    calls: 'Calls', operations: 'Operations', scenarios: 'Scenarios', run: 'Step by step', token: 'Control token' },
});

// A screen that is for whoever has the token; others are asked for it, and come back to it.
const screen = (key, draw) => ({
  title: () => t(hasToken() ? key : 'token'),
  draw: (main, at) => (hasToken() ? draw(main, at) : drawToken(main, at)),
});

const screens = {
  '/': screen('overview', drawOverview),
  '/heure': screen('time', drawTime),
  '/courrier': screen('mail', drawMail),
  '/personnes': screen('people', drawPeople),
  '/pannes': screen('troubles', drawTroubles),
  '/appels': screen('calls', drawCalls),
  '/operations': screen('operations', drawOperations),
  '/scenarios': screen('scenarios', drawScenarios),
  '/pas-a-pas': screen('run', drawRun),
};

const tabs = [['/', 'overview'], ['/heure', 'time'], ['/courrier', 'mail'], ['/personnes', 'people'], ['/operations', 'operations'],
  ['/appels', 'calls'], ['/pannes', 'troubles'], ['/scenarios', 'scenarios']];

function nav() {
  if (!hasToken()) return [];
  const here = location.hash.slice(1).split('?')[0] || '/';
  return tabs.map(([path, key]) => {
    const current = path === '/' ? here === '/' : here.startsWith(path) || (path === '/scenarios' && here.startsWith('/pas-a-pas'));
    return h('a', { href: `#${path}`, 'aria-current': current ? 'page' : null }, t(key));
  });
}

tokenFromAddress();
addEventListener('hashchange', () => { if (tokenFromAddress()) go('/'); say(''); });
onLocked(() => { drawBar(); go(location.hash.slice(1) || '/'); });
frame({ home: () => t('home'), nav, first: () => '/', screens });
speaks(() => { find('#bar').replaceChildren(); drawBar(); });
watchBar(new AbortController().signal);
