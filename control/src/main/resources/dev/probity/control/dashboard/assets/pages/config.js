// The application as it is acted on: every default written out, secrets masked.

import { h } from '../dom.js';
import { getText } from '../api.js';
import { copyButton, download } from '../parts.js';

const SETTLING = 800; // milliseconds after a change

export function config(context) {
  let text = null;
  let origins = context.router.parameters().origin === '1';
  let problem = null;
  let q = '';
  let timer = null;

  async function load() {
    try {
      text = await getText(origins ? 'config?origin' : 'config');
      problem = null;
    } catch (refusal) {
      problem = refusal.message;
    }
    context.redraw();
  }
  load();

  const unsubscribe = context.store.subscribe((state, action) => {
    const changed = action.type === 'events' && action.events.some(event => event.kind === 'rolling-out' || event.kind === 'listening');
    if (changed) {
      clearTimeout(timer);
      timer = setTimeout(load, SETTLING);
    }
  });

  function view(state) {
    return h('div', { class: 'page config-page' },
      h('header', { class: 'head' },
        h('div', null, h('h1', null, 'Config'),
          h('p', { class: 'quiet' }, `What is acted on, with every default written out. From ${state.application?.file ?? '…'}`)),
        h('div', { class: 'actions' },
          copyButton(context, () => text ?? '', 'The configuration'),
          h('button', { onclick: () => download('probity.yaml', text ?? '', 'application/yaml') }, 'Download'))),
      h('div', { class: 'filters' },
        h('input', {
          type: 'search', placeholder: 'Show only lines with…', 'aria-label': 'Show only lines with', 'data-filter': true, value: q,
          oninput: event => {
            q = event.target.value;
            context.redraw();
          },
        }),
        h('label', { class: 'switch' }, h('input', {
          type: 'checkbox', checked: origins, onchange: event => {
            origins = event.target.checked;
            context.router.keep({ origin: origins });
            load();
          },
        }), 'Where each value comes from')),
      problem === null ? null : h('p', { class: 'note bad' }, problem),
      text === null ? null : h('pre', { class: 'panel yaml', tabindex: '0', 'aria-label': 'Configuration' },
        text.trimEnd().split('\n').filter(line => q === '' || line.toLowerCase().includes(q.toLowerCase())).map(yaml)));
  }

  return {
    title: 'Config', place: '/config', view,
    close() {
      unsubscribe();
      clearTimeout(timer);
    },
  };
}

// Enough of the language to be read faster: keys, comments, the rest.
function yaml(line, number) {
  const [, space, key, rest] = /^(\s*(?:- )?)([\w.${}/"'-]+:)?(.*)$/.exec(line) ?? [null, '', '', line];
  const comment = /(^|\s)#.*$/.exec(rest);
  const value = comment === null ? rest : rest.slice(0, comment.index);
  return h('span', { key: number, class: 'yaml-line' },
    space, key ? h('b', null, key) : null, value,
    comment === null ? null : h('i', null, comment[0]), '\n');
}
