// Wires everything: store, source, router, keys, and draws the page that is shown.

import { h, render } from './dom.js';
import { createStore } from './store.js';
import { createSource } from './source.js';
import { createRouter } from './router.js';
import { createKeys, focusFilter, moveRow } from './keys.js';
import { shell } from './shell.js';
import { PLACES } from './places.js';
import { notices } from './notices.js';
import { help } from './help.js';
import { announce } from './announce.js';
import { isCalm, onTouch, stir } from './calm.js';
import { overview } from './pages/overview.js';
import { replica } from './pages/replica.js';
import { service } from './pages/service.js';
import { traffic } from './pages/traffic.js';
import { logs } from './pages/logs.js';
import { graph } from './pages/graph.js';
import { config } from './pages/config.js';

const SHORTEST = 80; // milliseconds between two drawings: nobody sees more, and bursts cost less
const FLOW = 2_000; // the same for what comes in while the page is calm, such as lines of a log
const TICK = 1_100; // ages and countdowns, which a calm page does not show to the second

const root = document.getElementById('app');
const store = createStore();
const source = createSource(store);
const told = notices(() => draw());
const router = createRouter([
  ['/', overview],
  ['/replicas/:id', replica],
  ['/services/:name', service],
  ['/traffic', traffic],
  ['/logs', logs],
  ['/graph', graph],
  ['/config', config],
], open);

let shown = { title: 'Probity', view: () => null };
let planned = null; // a timer
let plannedAt = 0;
let tick = null;
let drawnAt = 0;
let seen = false;

const context = {
  store, source, router, told,
  redraw: () => draw(),
  /** With the next frame: for what follows the hand. */
  redrawNow: () => requestAnimationFrame(paint),
  /** The server's time, in milliseconds. */
  now: () => Date.now() + store.state.skew,
  /** Does something and tells how it ended. */
  async act(name, body, done) {
    try {
      await source.act(name, body);
      told.good(done);
    } catch (problem) {
      told.bad(problem.message);
    }
  },
};

function open({ page, args }) {
  shown.close?.();
  shown = page === null ? nothing : page(context, ...args);
  document.title = `${shown.title} · Probity`;
  paint();
  const main = document.querySelector('main');
  main.scrollTop = 0;
  if (document.activeElement?.closest('nav') === null) {
    main.focus({ preventScroll: true });
  }
}

const nothing = {
  title: 'Not found',
  view: () => h('div', { class: 'empty' },
    h('h1', null, 'There is no such page'),
    h('p', null, h('a', { href: '/' }, 'Go to the overview'))),
};

function draw(pause = isCalm() ? FLOW : SHORTEST) {
  const at = drawnAt + pause;
  if (document.hidden || (planned !== null && plannedAt <= at)) {
    return;
  }
  clearTimeout(planned);
  plannedAt = at;
  // Not with a frame: where nothing has changed, none is made.
  planned = setTimeout(paint, Math.max(0, at - performance.now()));
}

function paint() {
  clearTimeout(planned);
  planned = null;
  clearTimeout(tick);
  tick = isCalm() ? null : setTimeout(draw, TICK);
  drawnAt = performance.now();
  render(root, shell(context, shown), told.view());
  if (!seen && store.state.application !== null) {
    seen = true;
    // The frame after this one begins when this one is on the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('probity-shown')));
  }
}

const places = Object.fromEntries(
  PLACES.map(({ key, path }) => [`g ${key}`, () => router.go(path)]));

createKeys({
  ...places,
  '?': () => help(),
  '/': focusFilter,
  'j': () => moveRow(1),
  'k': () => moveRow(-1),
}, () => shown.keys ?? {});

store.subscribe((state, action) => {
  if (action.type === 'events') {
    stir();
  }
  announce(state, action);
  if (!isCalm()) {
    draw();
  } else if (action.type === 'snapshot') {
    paint(); // the last answer of a beat: all are drawn at once, and wake the page once
  } else if (action.type !== 'history' && action.type !== 'traffic') {
    draw(SHORTEST);
  }
});
onTouch(() => {
  draw();
  source.refresh();
});
document.addEventListener('visibilitychange', () => draw());
addEventListener('resize', () => context.redrawNow());
router.start();
source.start();
