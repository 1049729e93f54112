// Where actions come from: the event stream at once, and answers for what events do not tell.

import { BEAT, isCalm } from './calm.js';
import { get, post, path, endAll, holdAll, goOn, Refusal } from './api.js';

const AGAIN = 2_000; // milliseconds, when there was no connection
const LONGEST = 15_000; // between two answers
const EFFORT = 40; // an answer may take a fortieth of the time: large applications are asked less
const HURRY = 5; // the same while much happens
const SETTLING = 200; // after an event: what follows from it has happened
const BATCH = 30; // events that come in one burst are drawn once
const OUT_OF_SIGHT = 10_000; // a hidden page gives up its streams, which browsers have few of

export function createSource(store) {
  let timer = null;
  let stream = null;
  let queue = [];
  let during = null; // events that came while an answer was under way
  let last = 0; // number of the last event
  let asked = 0;
  let run = null; // when the application was started
  let dueAt = 0; // when the next answer is asked for
  let took = 0; // milliseconds of the last answer
  let hiding = null;
  const companions = new Set(); // what a page wants to know beside

  async function refresh() {
    clearTimeout(timer);
    timer = null;
    const mine = ++asked;
    during = [];
    const began = performance.now();
    try {
      const beside = [...companions].map(ask => ask());
      const [answer] = await Promise.all([get('application'), ...beside]);
      if (mine !== asked) {
        return;
      }
      if (run !== null && run !== answer.since) {
        return startOver();
      }
      run = answer.since;
      store.dispatch({ type: 'snapshot', answer, at: Date.now() });
      // The answer may be older than events that overtook it; to be told twice does no harm.
      if (during.length > 0) {
        store.dispatch({ type: 'events', events: during });
      }
    } catch (problem) {
      if (mine === asked) {
        fail(problem);
      }
    }
    during = null;
    took = performance.now() - began;
    plan(pause());
  }

  function pause() {
    if (store.state.connection !== 'live') {
      return AGAIN;
    }
    return Math.min(LONGEST, Math.max(isCalm() ? BEAT.calm : BEAT.awake, took * EFFORT));
  }

  function plan(delay) {
    clearTimeout(timer);
    dueAt = performance.now() + delay;
    timer = document.hidden ? null : setTimeout(refresh, delay);
  }

  /** For something has happened; an answer that is on its way sooner is not put off by it. */
  function hasten() {
    const delay = Math.max(SETTLING, took * HURRY);
    if (during === null && performance.now() + delay < dueAt) {
      plan(delay);
    }
  }

  function fail(problem) {
    if (!(problem instanceof Refusal) && problem.name !== 'TimeoutError') {
      throw problem;
    }
    const connection = problem.isLocked ? 'locked' : 'lost';
    store.dispatch({ type: 'connection', connection, problem: problem.message });
  }

  function listen() {
    stream?.close();
    stream = new EventSource(`/api/v1/events?follow&after=${last}`);
    stream.onmessage = message => {
      queue.push(JSON.parse(message.data));
      if (queue.length === 1) {
        setTimeout(flush, BATCH);
      }
    };
    // It connects again by itself, unless it was refused.
    stream.onerror = () => stream.readyState === EventSource.CLOSED && setTimeout(listen, AGAIN);
  }

  function flush() {
    const events = queue;
    queue = [];
    last = Math.max(last, events[events.length - 1].number);
    during?.push(...events);
    store.dispatch({ type: 'events', events });
    hasten();
  }

  async function begin() {
    try {
      last = (await get('events/last')).number;
    } catch (problem) {
      fail(problem);
      setTimeout(begin, AGAIN);
      return;
    }
    await refresh();
    listen();
    past(last);
  }

  /** The run that this page showed has ended, and another one answers: its events count anew. */
  function startOver() {
    stream?.close();
    run = null;
    store.dispatch({ type: 'over' });
    return begin();
  }

  /** Events from before this page was opened: for timelines and for what has been ready once. */
  async function past(until) {
    const response = await fetch('/api/v1/events?after=0');
    if (!response.ok) {
      return;
    }
    const text = await response.text();
    const events = text.split('\n')
      .filter(line => line.startsWith('data: '))
      .map(line => JSON.parse(line.slice(6)))
      .filter(event => event.number <= until);
    store.dispatch({ type: 'past', events });
  }

  function sight() {
    clearTimeout(hiding);
    if (document.hidden) {
      clearTimeout(timer);
      hiding = setTimeout(() => {
        stream?.close();
        stream = null;
        holdAll();
      }, OUT_OF_SIGHT);
    } else {
      if (stream === null) {
        listen();
        goOn();
      }
      refresh();
    }
  }

  function leave() {
    stream?.close();
    endAll();
  }

  return {
    start() {
      document.addEventListener('visibilitychange', sight);
      addEventListener('pagehide', leave);
      addEventListener('pageshow', event => event.persisted && location.reload());
      return begin();
    },
    refresh,
    /**
     * Has something asked whenever the application is, so that all of it is drawn at once. What is
     * asked must not fail.
     *
     * @returns {() => void} ends it
     */
    beside(ask) {
      companions.add(ask);
      return () => companions.delete(ask);
    },
    /** Asks for something to be done, and shows at once what came of it. */
    async act(name, body) {
      await post(name, body);
      hasten();
    },
    /** @param since only attempts that ended later; all that are known without it */
    async history(id, since) {
      const probes = await get(path`replicas/${id}/probes` + (since ? `?since=${since}` : ''));
      store.dispatch({ type: 'history', replica: id, probes, since });
      return probes;
    },
    async traffic() {
      store.dispatch({ type: 'traffic', answer: await get('traffic'), at: Date.now() });
    },
  };
}
