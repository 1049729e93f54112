// A unified diff, a line a row.

import { h } from './dom.js';

export function diff(text) {
  return h('pre', { class: 'diff' }, text.split('\n').map(line => h('span', { class: kind(line) }, line || ' ')));
}

function kind(line) {
  if (/^(\+\+\+|---|@@)/.test(line)) {
    return 'quiet';
  }
  return line[0] === '+' ? 'added' : line[0] === '-' ? 'removed' : '';
}
