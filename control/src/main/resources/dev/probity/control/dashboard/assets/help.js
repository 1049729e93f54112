// All keys, on one card.

import { h, render } from './dom.js';
import { PLACES } from './places.js';

const GROUPS = [
  ['Go to', PLACES.map(({ key, name }) => [['g', key], name])],
  ['On every page', [
    [['/'], 'Filter'],
    [['j'], 'Next row'],
    [['k'], 'Previous row'],
    [['Enter'], 'Open the row'],
    [['Esc'], 'Leave a field, close a card'],
    [['?'], 'This card'],
  ]],
  ['On a replica', [
    [['←', '→'], 'Along the attempts of the timeline'],
    [['↑', '↓'], 'To another probe'],
    [['1', '…', '4'], 'Length of the timeline'],
  ]],
  ['In the logs', [
    [['p'], 'Pause, go on'],
    [['h'], 'Show or hide probe hits'],
    [['End'], 'To the newest line'],
  ]],
];

export function help() {
  const dialog = document.createElement('dialog');
  dialog.className = 'card help';
  dialog.setAttribute('aria-label', 'Keys');
  render(dialog,
    h('header', null,
      h('h2', null, 'Keys'),
      h('button', { class: 'quiet', 'aria-label': 'Close', onclick: () => dialog.close() }, '✕')),
    h('div', { class: 'columns' }, GROUPS.map(([title, keys]) => h('section', null,
      h('h3', null, title),
      h('dl', null, keys.map(([names, text]) => [
        h('dt', null, names.map(name => h('kbd', null, name))),
        h('dd', null, text),
      ]))))));
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', event => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}
