import { h } from '../shared/dom.js';

export const title = () => 'log_in';

export async function draw(main) {
  main.append(h('h1', { tabindex: -1 }, title()));
}
