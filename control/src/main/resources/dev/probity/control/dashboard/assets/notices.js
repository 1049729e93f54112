// What came of something that was asked for, at the edge of the page for a few seconds.

import { h } from './dom.js';

const SHOWN = 5_000; // milliseconds; a problem stays until it is closed

export function notices(redraw) {
  let list = [];
  let number = 0;

  function add(tone, text) {
    const id = ++number;
    list = [...list, { id, tone, text }].slice(-3);
    if (tone === 'good') {
      setTimeout(() => remove(id), SHOWN);
    }
    redraw();
  }

  function remove(id) {
    list = list.filter(notice => notice.id !== id);
    redraw();
  }

  return {
    good: text => add('good', text),
    bad: text => add('bad', text),
    view: () => h('div', { class: 'notices', role: 'region', 'aria-label': 'Notices', 'aria-live': 'polite' },
      list.map(({ id, tone, text }) => h('div', { class: `notice ${tone}`, key: id },
        h('p', null, text),
        h('button', { class: 'quiet', 'aria-label': 'Close this notice', onclick: () => remove(id) }, '✕')))),
  };
}
