import { h } from '../shared/dom.js';

export const title = () => 'collect';

export async function draw(main) {
  main.append(h('h1', { tabindex: -1 }, title()));
}
