// The attempts of one replica: all of them once, then those that have been made since.

import { isCalm } from '../calm.js';

const SOON = 40; // milliseconds after it was due, an attempt has mostly been made
const SHORTEST = 950; // attempts that are made one after the other are told together
const LONGEST = 2_000;
const KEPT = 400; // of one probe; the server keeps 300
const OVERLAP = 1_000; // probes are looked at one after the other: none is passed over

const nameOf = probe => `${probe.container}/${probe.type}`;

export function createHistory(context, id) {
  const attempts = new Map();
  let timer = null;
  let busy = false;
  let again = false; // something happened while an answer was under way
  let closed = false;
  let newest = 0; // when the last attempt that is known ended

  async function ask() {
    if (busy) {
      again = true;
      return;
    }
    clearTimeout(timer);
    timer = null;
    busy = true;
    again = false;
    let wait = LONGEST;
    try {
      const since = newest === 0 ? undefined : new Date(newest - OVERLAP).toISOString();
      const probes = await context.source.history(id, since);
      probes.forEach(take);
      wait = untilNext(probes);
    } catch {
      // The page says that there is no connection; this goes on when there is one again.
    }
    busy = false;
    if (!closed && (again || !(isCalm() || document.hidden))) {
      timer = setTimeout(ask, again ? SOON : wait);
    }
  }

  function take(probe) {
    const known = attempts.get(nameOf(probe)) ?? [];
    const last = known.at(-1)?.time;
    const fresh = probe.attempts.filter(attempt => last === undefined || timeOf(attempt) > Date.parse(last));
    if (fresh.length > 0) {
      attempts.set(nameOf(probe), [...known, ...fresh].slice(-KEPT));
      newest = Math.max(newest, timeOf(fresh.at(-1)));
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
  // By itself when an attempt is due, on a calm page only when everything is asked.
  const leave = context.source.beside(async () => {
    if (timer === null && !busy) {
      await ask();
    }
  });
  ask();

  return {
    of: probe => attempts.get(nameOf(probe)) ?? [],
    close() {
      unsubscribe();
      leave();
      clearTimeout(timer);
      closed = true;
    },
  };
}

const timeOf = attempt => Date.parse(attempt.time);
