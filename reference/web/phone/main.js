import { h } from '../shared/dom.js';
import { frame } from '../shared/frame.js';

frame({ home: () => 'phone', first: () => '/', screens: { '/': { title: () => 'phone', draw: (main) => main.append(h('h1', { tabindex: -1 }, 'phone')) } } });
