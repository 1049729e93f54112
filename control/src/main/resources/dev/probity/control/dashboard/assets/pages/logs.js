// What all replicas print, as it comes: to filter, to hold, to take away.

import { h } from '../dom.js';
import { createList } from '../list.js';
import { empty, copyButton, download } from '../parts.js';
import { follow } from '../api.js';
import { readLine, isProbeHit, probePaths } from '../logline.js';
import { replicaPath } from '../router.js';
import { exactClock, plural, count } from '../format.js';

const TAIL = 1_000; // of each replica, when the page is opened
const KEPT = 10_000; // lines; about 5 MB
const ROW = 20; // pixels
const AGAIN = 3_000; // milliseconds
const LEVELS = { '': 'All levels', info: 'Information and up', warning: 'Warnings and up', error: 'Errors' };
const RANK = { debug: 0, info: 1, warning: 2, error: 3 };

export function logs(context) {
  const parameters = context.router.parameters();
  let filter = {
    of: parameters.of ?? '', level: parameters.level ?? '', q: parameters.q ?? '',
    hits: parameters.hits === undefined ? true : parameters.hits === '1',
  };
  let lines = [];
  let held = null; // what is shown while paused
  let atEnd = true;
  let chosen = null;
  let problem = null;
  let drawn = null; // the lines of the last drawing
  let timer = null;
  let end = () => {};
  let box = null;
  let known = {};
  const list = createList();

  function listen() {
    const since = lines.length === 0 ? `tail=${TAIL}` : `since=${encodeURIComponent(lines.at(-1).time)}`;
    const last = lines.at(-1)?.time ?? '';
    end = follow(`logs?${since}&follow`, {
      onLines(batch) {
        problem = null;
        lines = [...lines, ...batch.filter(line => line.time > last).map(readLine)].slice(-KEPT);
        context.redraw();
      },
      onEnd(cause) {
        problem = cause?.message ?? null;
        timer = setTimeout(listen, AGAIN);
        context.redraw();
      },
      onBack: listen,
    });
  }
  listen();

  function change(part) {
    filter = { ...filter, ...part };
    context.router.keep({ ...filter, hits: filter.hits ? '' : '0' });
    context.redraw();
  }

  function shown(state) {
    const from = held ?? lines;
    if (known.from !== from || known.filter !== filter || known.services !== state.services) {
      const paths = probePaths(state.replicas.values());
      known = { from, filter, services: state.services, lines: from.filter(line => matches(line, filter, paths)) };
    }
    return known.lines;
  }

  function pause() {
    held = held === null ? lines : null;
    context.redraw();
  }

  function view(state) {
    const all = shown(state);
    return h('div', { class: 'page logs-page' },
      h('header', { class: 'head' },
        h('div', null, h('h1', null, 'Logs'),
          h('p', { class: 'quiet facts', 'aria-live': 'off' },
            h('span', null, `${plural(all.length, 'line')} of ${count((held ?? lines).length)}`),
            held === null ? null : h('span', null, `paused, ${count(lines.length - held.length)} newer`),
            problem === null ? null : h('span', null, problem))),
        h('div', { class: 'actions' },
          h('button', { 'aria-pressed': String(held !== null), title: 'p', onclick: pause }, held === null ? 'Pause' : 'Go on'),
          copyButton(context, () => textOf(all), plural(all.length, 'line')),
          h('button', { onclick: () => download('logs.txt', textOf(all)) }, 'Download'))),
      filters(state),
      h('div', {
        class: 'scroller log', 'data-scroller': true, tabindex: '0', role: 'log', 'aria-live': 'off', 'aria-label': 'Lines',
        created: node => {
          box = node;
        },
        onscroll: () => {
          atEnd = box.scrollTop + box.clientHeight > box.scrollHeight - 2 * ROW;
          context.redrawNow();
        },
        drawn: () => {
          if (atEnd && held === null && drawn !== all) {
            box.scrollTop = box.scrollHeight;
            drawn = all;
          }
        },
      }, all.length === 0
        ? empty(lines.length === 0 ? 'No lines yet' : 'No line matches', lines.length === 0 ? 'What the services print appears here.' : 'Change the filter to see more.')
        : list.view(all, () => ROW, line => line.number, row)),
      chosen === null ? null : h('aside', { class: 'chosen', 'aria-label': 'The chosen line' },
        h('p', null, h('time', null, chosen.time), ' ', h('a', { href: replicaPath(chosen.replica) }, chosen.replica),
          ` ${chosen.incarnation ?? ''} ${chosen.stream ?? ''}`,
          h('button', { class: 'quiet', 'aria-label': 'Close the line', onclick: () => choose(null) }, '✕')),
        h('pre', null, chosen.text)),
      atEnd || held !== null ? null
        : h('button', { class: 'to-end', onclick: toEnd }, 'To the newest line ↓'));
  }

  function choose(line) {
    chosen = chosen === line ? null : line;
    context.redraw();
  }

  function toEnd() {
    atEnd = true;
    box.scrollTop = box.scrollHeight;
    context.redraw();
  }

  function row(line, place) {
    return h('div', {
      ...place, class: `line ${line.level} ${chosen === line ? 'is-chosen' : ''}`, 'data-row': true, tabindex: '-1',
      onclick: () => String(getSelection()) === '' && choose(line),
      onkeydown: event => event.key === 'Enter' && choose(line),
    },
    h('time', { datetime: line.time }, exactClock(line.at)),
    h('span', { class: 'of', title: line.incarnation }, line.replica),
    h('span', { class: `text ${line.stream ?? ''}` }, line.text));
  }

  function filters(state) {
    return h('div', { class: 'filters' },
      h('input', {
        type: 'search', placeholder: 'Filter by text', 'aria-label': 'Filter by text', 'data-filter': true,
        value: filter.q, oninput: event => change({ q: event.target.value }),
      }),
      h('select', { 'aria-label': 'Service or replica', value: filter.of, onchange: event => change({ of: event.target.value }) },
        h('option', { value: '' }, 'All services'),
        state.services.map(service => h('optgroup', { label: service.name, key: service.name },
          h('option', { value: service.name }, `${service.name}, all replicas`),
          service.ids.map(id => h('option', { value: id, key: id }, id))))),
      h('select', { 'aria-label': 'Level', value: filter.level, onchange: event => change({ level: event.target.value }) },
        Object.entries(LEVELS).map(([value, text]) => h('option', { value }, text))),
      h('label', { class: 'switch' },
        h('input', { type: 'checkbox', checked: filter.hits, onchange: event => change({ hits: event.target.checked }) }),
        'Probe hits'));
  }

  return {
    title: 'Logs', place: '/logs', view,
    keys: { p: pause, h: () => change({ hits: !filter.hits }), End: toEnd },
    close() {
      clearTimeout(timer);
      end();
    },
  };
}

function matches(line, { of, level, q, hits }, paths) {
  const service = line.replica.replace(/-\d+$/, '');
  return (of === '' || of === service || of === line.replica)
    && (level === '' || RANK[line.level] >= RANK[level])
    && (q === '' || line.text.toLowerCase().includes(q.toLowerCase()))
    && (hits || !isProbeHit(line.text, paths.get(service) ?? new Set()));
}

const textOf = lines => lines.map(line => `${line.time} ${line.replica} ${line.text}\n`).join('');
