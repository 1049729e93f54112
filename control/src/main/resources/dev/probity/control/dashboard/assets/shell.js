// What surrounds every page: where one can go, and whether what is shown is fresh.

import { h } from './dom.js';
import { help } from './help.js';
import { standing, wasReady, worst } from './health.js';
import { servicePath } from './router.js';
import { icon } from './icons.js';
import { PLACES } from './places.js';

const SERVICES_SHOWN = 40; // in the margin; the overview has a filter for more

export function shell(context, page) {
  const { state } = context.store;
  return h('div', { class: 'shell', key: 'shell' },
    h('a', { class: 'skip', href: '#main' }, 'Skip to the content'),
    h('nav', { 'aria-label': 'Pages' },
      h('a', { class: 'brand', href: '/', 'aria-label': 'Probity, overview' },
        icon('pulse'), h('span', null, state.application?.name || 'Probity')),
      h('ul', { class: 'places' }, PLACES.map(place => h('li', null, link(place, page)))),
      services(state),
      h('div', { class: 'foot' },
        connection(state),
        h('div', { class: 'tools' }, themeSwitch(context), h('button', {
          class: 'quiet', title: 'Keys (?)', 'aria-label': 'Show all keys', onclick: () => help(),
        }, '?')))),
    h('main', { id: 'main', tabindex: '-1', key: page.key ?? page.title, onscroll: page.onscroll },
      banner(state),
      page.view(state)));
}

function link({ path, name, icon: image, key }, page) {
  const here = page.place === path;
  return h('a', {
    href: path, 'aria-current': here ? 'page' : null, title: `${name} (g ${key})`,
  }, icon(image), h('span', null, name));
}

function services(state) {
  const shown = state.services.slice(0, SERVICES_SHOWN);
  if (shown.length === 0) {
    return h('div', { class: 'services' });
  }
  return h('div', { class: 'services' },
    h('h2', null, 'Services'),
    h('ul', null, shown.map(service => h('li', { key: service.name },
      h('a', {
        href: servicePath(service.name),
        'aria-current': location.pathname === servicePath(service.name) ? 'page' : null,
      },
      h('i', { class: `dot ${serviceTone(state, service)}` }),
      h('span', null, service.name))))));
}

function serviceTone(state, service) {
  const tones = service.ids.map(id => standing(state.replicas.get(id), wasReady(state, id)).tone);
  return tones.length === 0 ? 'calm' : worst(tones);
}

const CONNECTIONS = {
  connecting: ['calm', 'Connecting'],
  live: ['good', 'Live'],
  lost: ['bad', 'No connection'],
  locked: ['warn', 'Not logged in'],
};

function connection(state) {
  const [tone, text] = CONNECTIONS[state.connection];
  const readOnly = state.application?.readOnly ? ' · read only' : '';
  return h('p', { class: 'connection', title: state.problem },
    h('i', { class: `dot ${tone}` }), text + readOnly);
}

function banner(state) {
  if (state.connection === 'locked') {
    return h('div', { class: 'banner', role: 'alert' },
      h('strong', null, 'You are not logged in. '),
      'Open the link that ', h('code', null, 'probity dashboard'), ' prints: it works once.');
  }
  if (state.connection === 'lost') {
    return h('div', { class: 'banner', role: 'alert' },
      h('strong', null, 'No connection. '),
      `${state.problem || 'Probity does not answer'}. What is shown is how it was; this page tries again.`);
  }
  return null;
}

const THEMES = ['system', 'light', 'dark'];

function themeSwitch(context) {
  const theme = document.documentElement.dataset.theme ?? 'system';
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  return h('button', {
    class: 'quiet', title: `Colours: ${theme}`, 'aria-label': `Colours: ${theme}. Change to ${next}`,
    onclick: () => {
      if (next === 'system') {
        delete document.documentElement.dataset.theme;
        localStorage.removeItem('probity-theme');
      } else {
        document.documentElement.dataset.theme = next;
        localStorage.setItem('probity-theme', next);
      }
      context.redraw();
    },
  }, icon(theme));
}
