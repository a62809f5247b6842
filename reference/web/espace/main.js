import { h } from '../shared/dom.js';
import { frame } from '../shared/frame.js';

frame({ home: () => 'espace', first: () => '/', screens: { '/': { title: () => 'espace', draw: (main) => main.append(h('h1', { tabindex: -1 }, 'espace')) } } });
