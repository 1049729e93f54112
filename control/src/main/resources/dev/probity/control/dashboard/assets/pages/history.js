// The attempts of one replica: all of them once, then each as it is made.

import { probesOf } from '../health.js';

const SOON = 40; // milliseconds after it was due, an attempt has mostly been made
const SHORTEST = 400; // attempts that are made one after the other are told together
const LONGEST = 2_000;
const HIDDEN = 30_000;
const KEPT = 400; // of one probe; the server keeps 300
const GAP = 1.8; // periods without an attempt: one was missed

const nameOf = probe => `${probe.container}/${probe.type}`;

export function createHistory(context, id) {
  const attempts = new Map();
  let timer = null;
  let busy = false;
  let again = false; // something happened while an answer was under way
  let closed = false;
  let lacking = false; // there is more to be told than is known here
  let complete = 0; // when everything was asked for last

  async function everything() {
    complete = performance.now();
    const probes = await context.source.history(id);
    probes.forEach(probe => attempts.set(nameOf(probe), probe.attempts));
    context.redraw();
  }

  async function ask() {
    if (busy) {
      again = true;
      return;
    }
    clearTimeout(timer);
    busy = true;
    again = false;
    let wait = LONGEST;
    try {
      await context.source.replica(id);
      const probes = probesOf(context.store.state.replicas.get(id));
      lacking ||= probes.some(missed);
      if (lacking && performance.now() - complete > LONGEST) {
        await everything();
        lacking = false;
      }
      probes.forEach(take);
      wait = untilNext(probes);
    } catch {
      // The page says that there is no connection; this goes on when there is one again.
    }
    busy = false;
    timer = closed ? null : setTimeout(ask, again ? SOON : document.hidden ? HIDDEN : wait);
  }

  const latest = probe => attempts.get(nameOf(probe))?.at(-1);

  // The answer tells one attempt of each probe. Those of failures have more to tell: all are asked.
  function missed(probe) {
    const known = latest(probe);
    if (probe.last === undefined || known?.time === probe.last.time) {
      return false;
    }
    const gap = Date.parse(probe.last.time) - Date.parse(known?.time ?? 0);
    return gap > probe.probe.periodSeconds * GAP * 1000 || probe.last.result !== 'success';
  }

  function take(probe) {
    const list = attempts.get(nameOf(probe)) ?? [];
    if (probe.last !== undefined && (list.length === 0 || Date.parse(list.at(-1).time) < Date.parse(probe.last.time))) {
      const incarnation = context.store.state.replicas.get(id).containers
        .find(container => container.name === probe.container)?.incarnation;
      attempts.set(nameOf(probe),
        [...list, { ...probe.last, incarnation, streak: probe.streak }].slice(-KEPT));
    }
  }

  function untilNext(probes) {
    const due = probes.filter(probe => probe.nextDue).map(probe => Date.parse(probe.nextDue) - context.now());
    const next = due.length === 0 ? LONGEST : Math.min(...due.map(it => (it < 0 ? SHORTEST : it + SOON)));
    return Math.max(SHORTEST, Math.min(LONGEST, next));
  }

  const unsubscribe = context.store.subscribe((state, action) => {
    if (action.type === 'events' && action.events.some(event => event.replica === id)) {
      ask();
    }
  });
  everything().catch(() => {}).finally(ask);

  return {
    of: probe => attempts.get(nameOf(probe)) ?? [],
    close() {
      unsubscribe();
      clearTimeout(timer);
      closed = true;
    },
  };
}
