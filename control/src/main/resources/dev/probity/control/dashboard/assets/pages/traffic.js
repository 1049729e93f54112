// What the gateway carries: rates from its counters, per pool and replica, and the ways in.

import { h } from '../dom.js';
import { sparkline, bar, empty, dot } from '../parts.js';
import { replicaPath, servicePath } from '../router.js';
import { rate, count } from '../format.js';

export function traffic(context) {
  let problem = null;

  async function ask() {
    if (!problem?.isMissing) {
      problem = await context.source.traffic().then(() => null, refusal => refusal);
    }
  }
  const leave = context.source.beside(ask);
  ask().then(context.redraw);

  function view(state) {
    return h('div', { class: 'page traffic-page' },
      h('header', { class: 'head' }, h('div', null, h('h1', null, 'Traffic'),
        h('p', { class: 'quiet' }, 'Through the gateway, to replicas in the rotation only.'))),
      problem?.isMissing ? [
        h('p', { class: 'note' }, 'This Probity does not tell its traffic by replica; what it tells by service is shown.'),
        plain(state),
      ] : state.traffic === null ? null : [
        state.traffic.pools.length === 0
          ? empty('No pools', 'No service has a public port. Give one `ports` and its traffic shows here.')
          : h('div', { class: 'pools' }, state.traffic.pools.map(pool)),
        ingress(state.traffic.ingress ?? []),
      ]);
  }

  return {
    title: 'Traffic', place: '/traffic', view,
    close: leave,
  };
}

function pool(it) {
  const now = it.perSecond;
  const total = it.endpoints.reduce((sum, endpoint) => sum + (endpoint.perSecond ?? 0), 0);
  const failing = now !== undefined && now.failures > 0;
  return h('section', { class: 'panel pool', key: it.pool, 'aria-label': `Pool ${it.pool}` },
    h('header', { class: 'panel-head' },
      h('h2', null, h('a', { href: servicePath(it.service) }, it.service), it.binding ? h('small', null, ` ${it.binding}`) : null),
      h('span', { class: 'quiet' }, `${it.protocol} · ${it.listening.join(', ') || 'not public'}`)),
    h('div', { class: 'numbers' },
      number('Requests/s', rate(now?.requests), sparkline(it.course.map(point => point.requests), { width: 150, height: 34 })),
      number('In flight', count(it.inFlight)),
      number('Errors/s', rate(now?.failures), h('small', { class: failing ? 'bad' : '' }, `${count(it.failures + it.unserved)} in all, ${count(it.unserved)} found no replica`)),
      number('Retries saved', count(it.retries ?? 0), h('small', null, 'failures that no client saw'))),
    h('table', null,
      h('thead', null, h('tr', null, ['Replica', 'Address', 'Rotation', 'Requests/s', 'Share', 'In flight', 'Requests', 'Errors'].map(text => h('th', { scope: 'col' }, text)))),
      h('tbody', null, inOrder(it.endpoints).map(endpoint => h('tr', { key: `${endpoint.replica} ${endpoint.address}` },
        h('th', { scope: 'row' }, endpoint.replica ? h('a', { href: replicaPath(endpoint.replica), 'data-row': true }, endpoint.replica) : '–'),
        h('td', { class: 'mono' }, endpoint.address),
        h('td', null, dot(endpoint.inRotation ? 'good' : 'calm'), endpoint.inRotation ? ' in' : ' out'),
        h('td', { class: 'number' }, rate(endpoint.perSecond)),
        h('td', null, bar(total > 0 ? (endpoint.perSecond ?? 0) / total : 0)),
        h('td', { class: 'number' }, count(endpoint.inFlight)),
        h('td', { class: 'number' }, count(endpoint.requests)),
        h('td', { class: 'number' }, count(endpoint.failures)))))));
}

// As they are called, whatever the rotation does: rows that jump cannot be read.
const inOrder = endpoints => endpoints.toSorted((a, b) =>
  `${a.replica} ${a.address}`.localeCompare(`${b.replica} ${b.address}`, 'en', { numeric: true }));

const number = (name, value, more) => h('div', { class: 'figure' }, h('small', null, name), h('b', null, value), more);

function ingress(list) {
  if (list.length === 0) {
    return null;
  }
  return list.map(it => h('section', { class: 'panel', key: `ingress ${it.name}`, 'aria-label': `Ingress ${it.name}` },
    h('header', { class: 'panel-head' }, h('h2', null, it.name === 'ingress' ? 'Ingress' : `Ingress ${it.name}`),
      h('span', { class: 'quiet' }, [it.listening].flat().join(', '))),
    h('table', null,
      h('thead', null, h('tr', null, ['Host', 'Path', 'Service'].map(text => h('th', { scope: 'col' }, text)))),
      h('tbody', null, it.rules.map((rule, i) => h('tr', { key: i },
        h('td', { class: 'mono' }, rule.host ?? 'any'), h('td', { class: 'mono' }, rule.path ?? '/'),
        h('td', null, h('a', { href: servicePath(rule.service) }, rule.service), rule.binding ? ` ${rule.binding}` : '')))))));
}

function plain(state) {
  const pools = state.services.flatMap(service => (service.traffic ?? []).map(it => ({ ...it, service: service.name })));
  return h('table', { class: 'panel' },
    h('thead', null, h('tr', null, ['Pool', 'In flight', 'Requests', 'Errors', 'No replica'].map(text => h('th', { scope: 'col' }, text)))),
    h('tbody', null, pools.map(it => h('tr', { key: it.pool },
      h('th', { scope: 'row' }, h('a', { href: servicePath(it.service) }, it.pool)),
      [it.inFlight, it.requests, it.failures, it.unserved].map(value => h('td', { class: 'number' }, count(value)))))));
}
