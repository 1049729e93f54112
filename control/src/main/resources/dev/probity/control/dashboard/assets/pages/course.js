// What happened to a replica beside what it printed, down one axis of time.

import { h } from '../dom.js';
import { createList } from '../list.js';
import { follow } from '../api.js';
import { levelTone } from '../lanes.js';
import { exactClock } from '../format.js';
import { readLine } from '../logline.js';

const TAIL = 200;
const KEPT = 1_000;
const ROW = 22; // pixels
const AGAIN = 3_000; // milliseconds

export function createCourse(context, id) {
  const list = createList();
  let lines = [];
  let atEnd = true;
  let known = { events: null, lines: null, rows: [] };
  let drawn = null; // the rows of the last drawing
  let timer = null;
  let end = () => {};

  function listen() {
    // Its last lines once; after a break only what is new.
    const since = lines.length === 0 ? `tail=${TAIL}` : `since=${encodeURIComponent(lines.at(-1).time)}`;
    const last = lines.at(-1)?.time ?? '';
    end = follow(`logs?of=${encodeURIComponent(id)}&${since}&follow`, {
      onLines(batch) {
        lines = [...lines, ...batch.filter(line => line.time > last).map(readLine)].slice(-KEPT);
        context.redraw();
      },
      onEnd() {
        timer = setTimeout(listen, AGAIN);
      },
      onBack: listen,
    });
  }
  listen();

  function rows(state) {
    if (known.events !== state.events || known.lines !== lines) {
      const events = state.events
        .filter(event => event.replica === id && event.text !== undefined)
        .map(event => ({ key: `e${event.number}`, at: Date.parse(event.time), event }));
      const printed = lines.map(line => ({ key: `l${line.number}`, at: line.at, line }));
      known = { events: state.events, lines, rows: [...events, ...printed].sort((a, b) => a.at - b.at) };
    }
    return known.rows;
  }

  function row({ event, line, at }, place) {
    return h('div', { ...place, class: 'course-row' },
      h('time', null, exactClock(at)),
      h('span', { class: `event ${event ? levelTone(event.level) : ''}`, title: event?.text }, event?.text),
      h('span', { class: `printed ${line?.stream ?? ''}`, title: line?.text }, line?.text));
  }

  return {
    get lines() {
      return lines;
    },
    view(state) {
      const all = rows(state);
      return h('section', { class: 'panel', 'aria-label': 'Events beside the log' },
        h('header', { class: 'panel-head' },
          h('h2', null, 'Events beside the log'),
          h('a', { href: `/logs?of=${encodeURIComponent(id)}` }, 'All of its log')),
        h('div', { class: 'course-row titles', 'aria-hidden': 'true' },
          h('span', null, 'Time'), h('span', null, 'Event'), h('span', null, 'Log')),
        h('div', {
          class: 'scroller course', 'data-scroller': true, tabindex: '0', 'aria-label': 'Events and lines of the log by time',
          onscroll: ({ currentTarget: box }) => {
            atEnd = box.scrollTop + box.clientHeight > box.scrollHeight - ROW;
            context.redrawNow();
          },
          drawn: box => {
            if (atEnd && drawn !== all) {
              box.scrollTop = box.scrollHeight;
              drawn = all;
            }
          },
        }, all.length === 0
          ? h('p', { class: 'quiet' }, 'Nothing yet.')
          : list.view(all, () => ROW, item => item.key, row)));
    },
    close() {
      clearTimeout(timer);
      end();
    },
  };
}
