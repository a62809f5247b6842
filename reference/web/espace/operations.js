import { h } from '../shared/dom.js';

export const title = () => 'operations';

export async function draw(main) {
  main.append(h('h1', { tabindex: -1 }, title()));
}
