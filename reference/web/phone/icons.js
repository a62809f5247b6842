// The drawings of the tab bar and of messages. Words stand beside each: they say nothing by themselves.
import { s } from '../shared/dom.js';

const paths = {
  home: 'M3 11 12 3l9 8M5 10v10h14V10M10 20v-6h4v6',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8h3v3H8zM13 8h3v3h-3zM8 13h3v3H8zM14 14h2v2h-2z',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  push: 'M12 3a6 6 0 0 0-6 6v5l-2 3h16l-2-3V9a6 6 0 0 0-6-6M10 20h4',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
};

export function icon(name) {
  return s('svg', { viewBox: '0 0 24 24', class: 'icon-drawn', 'aria-hidden': 'true', focusable: 'false' }, s('path', { d: paths[name] }));
}
