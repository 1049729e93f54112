// One replica: what its probes found and when, what became of it, what it said meanwhile.

import { h } from '../dom.js';
import { pill, budget, empty, due, confirmed, dot } from '../parts.js';
import { standing, probesOf, exitText, wasReady } from '../health.js';
import { servicePath } from '../router.js';
import { timeline, placeOf } from '../timeline.js';
import { lifeLane, attemptLane, eventLane, logLane, nearest } from '../lanes.js';
import { createHistory } from './history.js';
import { createCourse } from './course.js';
import { probeCard } from './probecard.js';
import { age, bytes, cpu, exactClock, milliseconds, plural } from '../format.js';

const SPANS = { 60: '1 min', 300: '5 min', 900: '15 min', 3600: '1 h' }; // seconds
const SHORTEST = 60;
const AHEAD = 0.08; // of the span, for what is due next
const FAILURES = 8;

export function replica(context, id) {
  let span = Number(context.router.parameters().span) || SHORTEST;
  let selected = null; // { lane, mark }
  const reading = new Set(); // failures that are open
  let newest = Infinity; // while one is read, none comes before it
  const history = createHistory(context, id);
  const course = createCourse(context, id);

  function choose(next) {
    span = next;
    context.router.keep({ span: span === SHORTEST ? '' : span });
    context.redraw();
  }

  function model(state, replica, now) {
    const probes = probesOf(replica);
    const lanes = [
      lifeLane(replica, state.events, now),
      ...probes.map(probe => attemptLane(probe, history.of(probe), now)),
      eventLane(id, state.events),
      logLane(course.lines),
    ];
    return { lanes, from: now - span * 1000, to: now + span * 1000 * AHEAD, now, selected };
  }

  function view(state) {
    const replica = state.replicas.get(id);
    if (replica === undefined) {
      return state.application === null ? h('div', { class: 'page' })
        : empty(`There is no replica ${id}`, 'It may have been scaled away.');
    }
    const stand = standing(replica, wasReady(state, id));
    const now = context.now();
    const picture = model(state, replica, now);
    return h('div', { class: 'page replica-page' },
      header(state, replica, stand, now),
      h('section', { class: 'panel', 'aria-label': 'Timeline' },
        h('header', { class: 'panel-head' },
          h('h2', null, 'Timeline'),
          h('div', { class: 'segments', role: 'group', 'aria-label': 'Length of the timeline' },
            Object.entries(SPANS).map(([value, text]) => h('button', {
              'aria-pressed': String(span === Number(value)), onclick: () => choose(Number(value)),
            }, text)))),
        timeline(picture, describe(replica, history), {
          tabindex: '0', 'aria-describedby': 'attempt',
          onpointermove: event => point(event, picture),
          onpointerleave: () => select(null),
          onkeydown: event => step(event, picture),
        }),
        detail(selected)),
      h('div', { class: 'cards' }, probesOf(replica).map(probe =>
        probeCard(context, replica, probe, stand.tone === 'warn', now))),
      probesOf(replica).length === 0
        ? h('p', { class: 'quiet' }, 'It has no probes: it is ready as long as it runs.') : null,
      failures(replica),
      course.view(state));
  }

  function select(next) {
    if (selected?.mark !== next?.mark) {
      selected = next;
      context.redrawNow();
    }
  }

  function point(event, picture) {
    const { lane, time } = placeOf(event.currentTarget, event, picture);
    const mark = lane < 0 ? null : nearest(picture.lanes[lane], time);
    select(mark === null ? null : { lane: picture.lanes[lane].name, mark });
  }

  // The keyboard walks from attempt to attempt.
  function step(event, picture) {
    const lanes = picture.lanes.filter(lane => lane.marks?.length > 0);
    const at = Math.max(0, lanes.findIndex(lane => lane.name === selected?.lane));
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const across = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (lanes.length === 0 || (sideways === undefined && across === undefined)) {
      return;
    }
    event.preventDefault();
    if (selected === null || across !== undefined) {
      const lane = lanes[Math.max(0, Math.min(lanes.length - 1, at + (across ?? 0)))];
      const time = selected === null ? Infinity : selected.mark.to ?? selected.mark.at;
      select({ lane: lane.name, mark: time === Infinity ? lane.marks[lane.marks.length - 1] : nearest(lane, time) });
      return;
    }
    const { marks, name } = lanes[at];
    const place = marks.findIndex(mark => same(mark, selected.mark)) + sideways;
    select({ lane: name, mark: marks[Math.max(0, Math.min(marks.length - 1, place))] });
  }

  function failures(replica) {
    const failed = probesOf(replica)
      .flatMap(probe => attemptLane(probe, history.of(probe), 0).marks.map(mark => ({ ...mark, type: probe.type })))
      .filter(mark => mark.tall && mark.to <= newest)
      .sort((a, b) => b.to - a.to)
      .slice(0, FAILURES);
    if (failed.length === 0) {
      return null;
    }
    return h('section', { class: 'panel', 'aria-label': 'Last failures' },
      h('header', { class: 'panel-head' }, h('h2', null, 'Last failures')),
      h('div', { class: 'failures' }, failed.map(mark => failure(mark, open => {
        reading[open ? 'add' : 'delete'](mark.to);
        newest = reading.size === 0 ? Infinity : failed[0].to;
      }))));
  }

  function header(state, replica, stand, now) {
    const readOnly = state.application.readOnly === true;
    return h('header', { class: 'head' },
      h('div', null,
        h('p', { class: 'crumbs' }, h('a', { href: servicePath(replica.service) }, replica.service), ' / '),
        h('h1', null, replica.id, ' ', pill(stand.tone, stand.word),
          replica.quarantined && stand.word !== 'Quarantined' ? pill('calm', 'Quarantined') : null),
        h('p', { class: 'quiet facts' }, facts(replica, stand, now))),
      h('div', { class: 'actions' },
        h('button', {
          disabled: readOnly,
          onclick: () => context.act(`replicas/${encodeURIComponent(id)}/quarantine`, { on: !replica.quarantined },
            replica.quarantined ? `${id} gets traffic again` : `${id} gets no traffic until it is released`),
        }, replica.quarantined ? 'Release' : 'Quarantine'),
        h('button', { disabled: readOnly, onclick: restart }, 'Restart')));
  }

  async function restart() {
    const sure = await confirmed(`Restart ${id}?`,
      'It finishes what is in flight, is stopped, and launched again.', 'Restart');
    if (sure) {
      await context.act(`replicas/${encodeURIComponent(id)}/restart`, {}, `${id} is restarted`);
    }
  }

  return {
    title: id, key: `replica ${id}`, view,
    keys: Object.fromEntries(Object.keys(SPANS).map((value, i) => [String(i + 1), () => choose(Number(value))])),
    close() {
      history.close();
      course.close();
    },
  };
}

const same = (a, b) => a === b || (a.attempt !== undefined && a.attempt === b.attempt)
  || (a.at !== undefined && a.at === b.at && a.text === b.text);

function facts(replica, stand, now) {
  const ports = Object.entries(replica.ports ?? {}).map(([name, port]) => `port ${name} on ${port}`);
  const list = [
    replica.incarnation,
    `${replica.state.replace('-', ' ')} for ${age(Date.parse(replica.since), now)}`,
    replica.inRotation ? 'in rotation' : 'not in rotation',
    plural(replica.restarts, 'restart'),
    ...ports,
    replica.resources ? `CPU ${cpu(replica.resources.cpu)}, ${bytes(replica.resources.memoryBytes)}` : null,
    replica.traffic ? `${replica.traffic.inFlight} in flight` : null,
    replica.lastExit ? `last exit: ${exitText(replica.lastExit)}` : null,
    replica.backOffUntil ? `launched again ${due(replica.backOffUntil, now)}` : null,
    stand.tone === 'calm' ? stand.reason : null,
  ].filter(text => text);
  return [...list, budget(replica)].filter(it => it).map(it => h('span', null, it));
}

function describe(replica, history) {
  const texts = probesOf(replica).map(probe => {
    const attempts = history.of(probe);
    const failed = attempts.filter(attempt => attempt.result !== 'success').length;
    return `${probe.type}: ${plural(attempts.length, 'attempt')}, ${failed} failed`;
  });
  return `Timeline of ${replica.id}. ${texts.join('; ')}. Arrow keys walk along the attempts.`;
}

// It has its place whether something is chosen or not: nothing moves under the pointer.
function detail(selected) {
  const mark = selected?.mark;
  const words = mark === undefined
    ? [h('span', { class: 'quiet' }, 'Point at an attempt to read it.')]
    : mark.attempt !== undefined
      ? [
        dot(mark.tone), h('b', null, selected.lane), h('time', null, exactClock(mark.to)),
        h('span', null, mark.attempt.result), h('span', null, milliseconds(mark.attempt.milliseconds)),
        h('span', null, `${mark.attempt.streak} in a row`), h('span', { class: 'output' }, mark.attempt.output),
      ]
      : [dot(mark.tone), h('time', null, exactClock(mark.at)), h('span', { class: 'output' }, mark.text ?? 'a line of the log')];
  return h('p', { class: 'detail', id: 'attempt', 'aria-live': 'polite' }, words);
}

function failure({ type, attempt, tone, to }, onToggle) {
  const { transcript } = attempt;
  return h('details', {
    key: `${type} ${attempt.time}`, class: `failure ${tone}`, ontoggle: ({ target }) => onToggle(target.open),
  },
    h('summary', null,
      dot(tone), h('time', null, exactClock(to)), h('b', null, type),
      h('span', { class: 'output' }, attempt.output || attempt.result),
      h('span', { class: 'quiet' }, milliseconds(attempt.milliseconds))),
    h('dl', { class: 'transcript' },
      h('dt', null, 'Launch'), h('dd', null, attempt.incarnation),
      transcript ? [
        h('dt', null, 'Asked'), h('dd', null, h('pre', null, transcript.request)),
        transcript.status ? [h('dt', null, 'Status'), h('dd', null, transcript.status)] : null,
        transcript.headers ? [h('dt', null, 'Headers'), h('dd', null, h('pre', null, headerText(transcript.headers)))] : null,
        transcript.body ? [h('dt', null, 'Body'), h('dd', null, h('pre', null, transcript.body))] : null,
      ] : [h('dt', null, 'Found'), h('dd', null, h('pre', null, attempt.output || 'nothing'))]));
}

function headerText(headers) {
  return typeof headers === 'string' ? headers
    : Array.isArray(headers) ? headers.join('\n')
      : Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join('\n');
}
