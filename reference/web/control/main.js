import { h } from '../shared/dom.js';
import { frame } from '../shared/frame.js';

frame({ home: () => 'control', first: () => '/', screens: { '/': { title: () => 'control', draw: (main) => main.append(h('h1', { tabindex: -1 }, 'control')) } } });
