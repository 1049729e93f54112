// Which service waits for which, and how each of them stands.

import { h } from '../dom.js';
import { layers } from '../layers.js';
import { empty } from '../parts.js';
import { standing, worst, wasReady } from '../health.js';
import { servicePath } from '../router.js';

const WIDTH = 190;
const HEIGHT = 56;
const GAP_X = 90;
const GAP_Y = 24;
const EDGE = 12;

export function graph(context) {
  function view(state) {
    return h('div', { class: 'page graph-page' },
      h('header', { class: 'head' }, h('div', null, h('h1', null, 'Dependencies'),
        h('p', { class: 'quiet' }, 'An arrow leads from a service to what waits for it; the word on it says for what.'))),
      state.application === null ? null
        : state.services.length === 0 ? empty('Nothing runs')
          : [known(state), picture(state)]);
  }

  function known(state) {
    const tells = state.services.some(service => service.dependsOn !== undefined);
    const any = state.services.some(service => (service.dependsOn ?? []).length > 0);
    if (!tells) {
      return h('p', { class: 'note' }, 'This Probity does not tell what waits for what; the services are shown without arrows.');
    }
    return any ? null : h('p', { class: 'quiet' }, 'No service waits for another.');
  }

  return { title: 'Dependencies', place: '/graph', view };
}

function picture(state) {
  const columns = layers(state.services);
  const places = new Map();
  const most = Math.max(...columns.map(names => names.length));
  columns.forEach((names, column) => names.forEach((name, row) => places.set(name, {
    x: EDGE + column * (WIDTH + GAP_X),
    // Short columns stand in the middle of the tall ones.
    y: EDGE + (row + (most - names.length) / 2) * (HEIGHT + GAP_Y),
  })));
  const width = 2 * EDGE + columns.length * (WIDTH + GAP_X) - GAP_X;
  const height = 2 * EDGE + most * (HEIGHT + GAP_Y) - GAP_Y;
  return h('div', { class: 'panel graph', tabindex: '0', 'aria-label': 'Graph of services' },
    h('svg', { width, height, viewBox: `0 0 ${width} ${height}` },
      h('defs', null, h('marker', { id: 'arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' },
        h('path', { d: 'M0 0L8 4L0 8z' }))),
      state.services.flatMap(service => (service.dependsOn ?? [])
        .filter(it => places.has(it.service))
        .map(it => edge(places.get(it.service), places.get(service.name), it, service.name))),
      state.services.map(service => node(state, service, places.get(service.name)))));
}

function edge(from, to, dependency, name) {
  const x1 = from.x + WIDTH;
  const y1 = from.y + HEIGHT / 2;
  const y2 = to.y + HEIGHT / 2;
  const middle = (x1 + to.x) / 2;
  return h('g', { key: `${dependency.service} ${name}`, class: 'edge' },
    h('path', { d: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${to.x - 2} ${y2}`, 'marker-end': 'url(#arrow)' }),
    h('text', { x: middle, y: (y1 + y2) / 2 - 5 }, dependency.condition));
}

function node(state, service, { x, y }) {
  const stands = service.ids.map(id => standing(state.replicas.get(id), wasReady(state, id)));
  const tone = stands.length === 0 ? 'calm' : worst(stands.map(stand => stand.tone));
  const ready = service.ids.filter(id => state.replicas.get(id).inRotation).length;
  const text = service.external ? 'external' : service.running ? `${ready} of ${service.scale} in rotation` : 'stopped';
  return h('a', { key: service.name, href: servicePath(service.name), class: `node ${tone}`, 'data-row': true, 'aria-label': `${service.name}, ${text}` },
    h('rect', { x, y, width: WIDTH, height: HEIGHT, rx: 8 }),
    h('circle', { cx: x + 18, cy: y + 22, r: 4.5 }),
    h('text', { class: 'name', x: x + 32, y: y + 26 }, short(service.name)),
    h('text', { class: 'more', x: x + 32, y: y + 43 }, text));
}

const short = name => (name.length > 20 ? `${name.slice(0, 19)}…` : name);
