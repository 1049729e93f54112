// All services and replicas: how they stand, what they use, what they carry.

import { h } from '../dom.js';
import { createList } from '../list.js';
import { pill, probeMark, budget, bar, sparkline, empty, due, dot } from '../parts.js';
import { standing, summary, probesOf, wasReady } from '../health.js';
import { replicaPath, servicePath } from '../router.js';
import { age, bytes, cpu, count, rate, plural, clock, milliseconds } from '../format.js';

const TONES = [['bad', 'Failing'], ['warn', 'Starting'], ['good', 'Ready'], ['calm', 'Other']];
const NEWS = 60; // lines of what happened lately
const HISTORIES = 24; // replicas whose past attempts are asked for, as they come into sight

export function overview(context) {
  const { q = '', tone = '' } = context.router.parameters();
  let filter = q;
  let only = tone;
  const list = createList();
  const asked = new Set();
  const narrow = matchMedia('(max-width: 760px)');

  function change(next) {
    ({ filter = filter, only = only } = next);
    context.router.keep({ q: filter, tone: only });
    context.redraw();
  }

  // The sparkline begins with what was before this page was opened.
  function remember(replica) {
    if (asked.size < HISTORIES && !asked.has(replica.id) && probesOf(replica).length > 0) {
      asked.add(replica.id);
      context.source.history(replica.id).catch(() => asked.delete(replica.id));
    }
  }

  function view(state) {
    if (state.application === null) {
      return h('div', { class: 'page overview' }, skeleton());
    }
    const stands = new Map();
    for (const replica of state.replicas.values()) {
      stands.set(replica.id, standing(replica, wasReady(state, replica.id)));
    }
    const now = context.now();
    const items = rows(state, stands, filter.toLowerCase(), only);
    const heights = narrow.matches ? { service: 52, replica: 74 } : { service: 56, replica: 44 };
    return h('div', { class: 'page overview' },
      header(state, [...stands.values()], now),
      h('div', { class: 'filters' },
        h('input', {
          type: 'search', placeholder: 'Filter services and replicas', 'aria-label': 'Filter services and replicas',
          'data-filter': true, value: filter, oninput: event => change({ filter: event.target.value }),
        }),
        h('div', { class: 'chips', role: 'group', 'aria-label': 'Show only' },
          TONES.map(([name, text]) => chip(name, text, [...stands.values()])))),
      h('div', { class: 'beside' },
        h('section', { class: 'replicas', 'aria-label': 'Services and replicas' },
          h('div', { class: 'columns row', 'aria-hidden': 'true' },
            ['Replica', 'State', 'Probes', 'Age', 'Restarts', 'CPU', 'Memory', 'Requests/s', 'Latency of probes']
              .map(text => h('span', null, text))),
          items.length === 0
            ? empty(state.replicas.size === 0 ? 'Nothing runs' : 'Nothing matches', 'Another filter may show more.')
            : list.view(items, item => heights[item.kind], item => item.key,
              (item, place, index) => {
                const ranked = { ...place, role: 'listitem', 'aria-posinset': index + 1, 'aria-setsize': items.length };
                return item.kind === 'service' ? serviceRow(state, item, ranked) : replicaRow(state, item, ranked, now);
              },
              { role: 'list', 'aria-label': 'Replicas by service' })),
        news(state)));
  }

  function chip(name, text, stands) {
    const number = stands.filter(stand => stand.tone === name).length;
    return h('button', {
      class: 'chip', 'aria-pressed': String(only === name), disabled: number === 0 && only !== name,
      onclick: () => change({ only: only === name ? '' : name }),
    }, dot(name), text, h('b', null, number));
  }

  function replicaRow(state, { replica, stand, total }, place, now) {
    remember(replica);
    const starting = stand.tone === 'warn';
    const points = (state.latencies.get(replica.id) ?? []);
    return h('div', place, h('a', {
      class: `row replica ${stand.tone}`, href: replicaPath(replica.id), 'data-row': true,
    },
    h('span', { class: 'name', title: replica.id }, replica.id, replica.quarantined ? h('em', null, 'quarantined') : null),
    h('span', { class: 'state' }, pill(stand.tone, stand.word), detail(replica, stand, now)),
    h('span', { class: 'marks' }, probesOf(replica).map(probe => probeMark(probe, replica, starting))),
    cell('age', 'Age', age(Date.parse(replica.since), now)),
    cell('restarts', 'Restarts', replica.restarts),
    cell('cpu', 'CPU', cpu(replica.resources?.cpu)),
    cell('memory', 'Memory', bytes(replica.resources?.memoryBytes)),
    share(state, replica, total),
    h('span', { class: 'latency' },
      sparkline(points.map(point => point.ms), {
        failed: points.flatMap((point, i) => (point.failed ? [i] : [])),
      }),
      h('small', null, points.length === 0 ? '' : milliseconds(points[points.length - 1].ms)))));
  }

  return {
    title: 'Overview', place: '/', view,
    onscroll: () => context.redrawNow(),
  };
}

const cell = (name, title, value) =>
  h('span', { class: `number ${name}`, title }, h('small', null, title), value);

function detail(replica, stand, now) {
  if (stand.tone === 'warn' && replica.budget) {
    return budget(replica);
  }
  if (replica.state === 'backing-off' && replica.backOffUntil) {
    return h('small', null, `again ${due(replica.backOffUntil, now)}`);
  }
  return stand.reason === '' ? null : h('small', { title: stand.reason }, stand.reason);
}

function share(state, replica, total) {
  const perSecond = state.rates.get(replica.id)?.perSecond;
  const of = total > 0 && perSecond !== undefined ? perSecond / total : 0;
  return h('span', { class: 'number traffic', title: 'Requests per second, and the share of its service' },
    h('small', null, 'Req/s'), rate(perSecond), total > 0 ? bar(of) : null);
}

function rows(state, stands, filter, only) {
  return state.services.flatMap(service => {
    const whole = service.name.includes(filter);
    const replicas = service.ids
      .map(id => ({ kind: 'replica', key: id, replica: state.replicas.get(id), stand: stands.get(id) }))
      .filter(item => (whole || item.key.includes(filter) || item.stand.word.toLowerCase().includes(filter))
        && (only === '' || item.stand.tone === only));
    if (replicas.length === 0 && !(whole && only === '')) {
      return [];
    }
    const total = service.ids.reduce((sum, id) => sum + (state.rates.get(id)?.perSecond ?? 0), 0);
    replicas.forEach(item => {
      item.total = total;
    });
    const ready = service.ids.filter(id => state.replicas.get(id).inRotation).length;
    return [{ kind: 'service', key: `of ${service.name}`, service, total, ready }, ...replicas];
  });
}

function serviceRow(state, { service, total, ready }, place) {
  const wanted = service.running ? service.scale : 0;
  return h('div', { ...place, class: 'row service' },
    h('a', { class: 'name', href: servicePath(service.name), title: service.name }, service.name),
    h('span', { class: 'addresses' }, service.addresses.map(address => (address.startsWith('http')
      ? h('a', { href: address, target: '_blank', rel: 'noreferrer' }, address.replace(/^https?:\/\//, ''))
      : h('span', null, address)))),
    service.rollOut ? h('span', { class: 'pill warn' }, `rolling out, ${service.rollOut.left} left`) : null,
    h('span', { class: 'counts' },
      service.external ? 'external'
        : !service.running ? 'stopped' : wanted === 0 ? 'scaled to 0'
          : `${count(ready)} of ${plural(wanted, 'replica')} in rotation`,
      total > 0 ? ` · ${rate(total)} req/s` : ''));
}

function header(state, stands, now) {
  const { application } = state;
  const tones = TONES.map(([name]) => [name, stands.filter(stand => stand.tone === name).length]);
  return h('header', { class: 'head' },
    h('div', null,
      h('h1', null, summary(stands)),
      h('p', { class: 'quiet facts' },
        h('span', null, application.file.split('/').slice(-2).join('/')),
        h('span', null, `up ${age(Date.parse(application.since), now)}`),
        application.version ? h('span', null, `Probity ${application.version}`) : null)),
    h('div', { class: 'strip', role: 'img', 'aria-label': `Replicas: ${tones.map(([name, number]) => `${number} ${name}`).join(', ')}` },
      tones.filter(([, number]) => number > 0)
        .map(([name, number]) => h('i', { key: name, class: name, style: { 'flex-grow': String(number) } }))));
}

function news(state) {
  const lines = state.events.filter(event => event.line !== undefined).slice(-NEWS).reverse();
  return h('aside', { class: 'news', 'aria-label': 'What happened lately' },
    h('h2', null, 'Lately'),
    lines.length === 0
      ? h('p', { class: 'quiet' }, 'Nothing has happened yet.')
      : h('ol', null, lines.map(event => h('li', { key: event.number, class: event.level },
        h('time', { datetime: event.time, title: event.time }, clock(event.time)),
        event.replica ? h('a', { href: replicaPath(event.replica) }, event.text) : h('span', null, event.text)))));
}

// The same boxes at the same places, until there is something to put into them.
function skeleton() {
  return [
    h('header', { class: 'head' }, h('div', null, h('h1', { class: 'ghost' }, '\u00a0'), h('p', { class: 'ghost' }, '\u00a0'))),
    h('div', { class: 'filters' }, h('span', { class: 'ghost field' })),
  ];
}
