// The next state after an action. Pure; what has not changed is the same object as before.

const EVENTS_KEPT = 2_000; // a few hours of a restless application
const LATENCIES_KEPT = 40; // points of a sparkline
const RATES_KEPT = 90; // three minutes at two seconds, more on a calm page

export const EMPTY = {
  connection: 'connecting', // 'live', 'lost', 'locked'
  problem: '',
  skew: 0, // milliseconds that the server's clock is ahead of this one
  application: null,
  services: [],
  replicas: new Map(),
  readyOnce: new Map(), // replica → the last incarnation that was ready
  rates: new Map(), // replica → { requests, at, perSecond }
  latencies: new Map(), // replica → its last attempts, { at, ms, tone }
  events: [],
  traffic: null,
};

export function reduce(state, action) {
  switch (action.type) {
    case 'connection':
      return { ...state, connection: action.connection, problem: action.problem ?? '' };
    case 'snapshot':
      return snapshot(state, action);
    case 'history':
      return history(state, action);
    case 'past':
      return past(state, action.events);
    case 'over':
      return { ...EMPTY, connection: 'lost', problem: 'it was started anew' };
    case 'events':
      return action.events.reduce(happened, {
        ...state,
        events: kept(state.events, action.events),
        readyOnce: readyAfter(state, action.events),
        replicas: new Map(state.replicas),
      });
    case 'traffic':
      return { ...state, traffic: traffic(state.traffic, action.answer, action.at) };
    default:
      throw new Error(`unknown action ${action.type}`);
  }
}

function snapshot(state, { answer, at }) {
  const { services, ...application } = answer;
  const replicas = new Map();
  const latencies = new Map();
  const rates = new Map();
  const readyOnce = new Map(state.readyOnce);
  for (const replica of services.flatMap(service => service.replicas)) {
    replicas.set(replica.id, replica);
    latencies.set(replica.id, latencyAfter(state, replica));
    rates.set(replica.id, rateAfter(state.rates.get(replica.id), replica.traffic?.requests, at));
    if (replica.state === 'ready') {
      readyOnce.set(replica.id, replica.incarnation);
    }
  }
  return {
    ...state,
    connection: 'live',
    problem: '',
    skew: application.now === undefined ? 0 : Date.parse(application.now) - at,
    application,
    services: services.map(({ replicas: of, ...service }) => ({ ...service, ids: of.map(it => it.id) })),
    replicas, latencies, rates, readyOnce,
  };
}

// An answer holds the last attempt of each probe; those that are new are added.
function latencyAfter(state, replica) {
  const isStarting = state.readyOnce.get(replica.id) !== replica.incarnation;
  const attempts = replica.containers
    .flatMap(container => container.probes)
    .filter(probe => probe.last !== undefined)
    .map(probe => point(probe.type, probe.last, isStarting));
  return joined(state.latencies.get(replica.id) ?? [], attempts);
}

const point = (type, attempt, isStarting) => ({
  type, at: Date.parse(attempt.time), ms: attempt.milliseconds,
  failed: attempt.result === 'failure' && !isStarting,
});

function joined(points, attempts) {
  const fresh = attempts.filter(it => !points.some(old => old.at === it.at && old.type === it.type));
  if (fresh.length === 0) {
    return points;
  }
  return [...points, ...fresh].sort((a, b) => a.at - b.at).slice(-LATENCIES_KEPT);
}

// What the probes of one replica have found since somebody asked, and how they stand now.
function history(state, { replica: id, probes, since }) {
  const replica = state.replicas.get(id);
  if (replica === undefined) {
    return state;
  }
  // What came before the first attempt that is told is not known, but for this.
  const wasReady = since !== undefined && state.readyOnce.get(id) === replica.incarnation;
  const points = probes.flatMap(probe => {
    const succeeded = new Set(wasReady ? [replica.incarnation] : []);
    return probe.attempts.map(attempt => {
      if (attempt.result === 'success') {
        succeeded.add(attempt.incarnation);
      }
      return point(probe.type, attempt, !succeeded.has(attempt.incarnation));
    }).slice(-LATENCIES_KEPT);
  });
  const present = new Map(probes.map(({ attempts, ...probe }) => [nameOf(probe), probe]));
  const containers = replica.containers.map(container => ({
    ...container, probes: container.probes.map(probe => present.get(nameOf(probe)) ?? probe),
  }));
  return {
    ...state,
    replicas: new Map(state.replicas).set(id, { ...replica, containers }),
    latencies: new Map(state.latencies).set(id, joined(state.latencies.get(id) ?? [], points)),
  };
}

const nameOf = probe => `${probe.container}/${probe.type}`;

function rateAfter(before, requests, at) {
  if (requests === undefined) {
    return undefined;
  }
  if (before === undefined || at <= before.at) {
    return { requests, at, perSecond: before?.perSecond };
  }
  const perSecond = Math.max(0, (requests - before.requests) * 1000 / (at - before.at));
  return { requests, at, perSecond };
}

// They may arrive after events that happened later.
function past(state, events) {
  const last = events.length === 0 ? 0 : events[events.length - 1].number;
  const later = state.events.filter(event => event.number > last);
  const readyOnce = readyAfter({ readyOnce: new Map() }, events);
  state.readyOnce.forEach((incarnation, replica) => readyOnce.set(replica, incarnation));
  return { ...state, readyOnce, events: [...events, ...later].slice(-EVENTS_KEPT) };
}

// An event may arrive twice: after a break in the stream, and when an answer was under way.
function kept(events, more) {
  const last = events.length === 0 ? 0 : events[events.length - 1].number;
  const fresh = more.filter(event => event.number > last);
  return fresh.length === 0 ? events : [...events, ...fresh].slice(-EVENTS_KEPT);
}

function readyAfter(state, events) {
  const ready = events.filter(event => event.kind === 'moved' && event.to === 'ready');
  if (ready.length === 0) {
    return state.readyOnce;
  }
  const next = new Map(state.readyOnce);
  ready.forEach(event => next.set(event.replica, event.incarnation));
  return next;
}

// The state was copied for this batch of events: its replicas are changed in place.
function happened(state, event) {
  const change = changes(event);
  if (event.kind === 'rotation-changed') {
    const inRotation = new Set(event.replicas);
    for (const replica of state.replicas.values()) {
      if (replica.service === event.service) {
        state.replicas.set(replica.id, { ...replica, inRotation: inRotation.has(replica.id) });
      }
    }
  } else if (change !== null && state.replicas.has(event.replica)) {
    const replica = state.replicas.get(event.replica);
    state.replicas.set(replica.id, { ...replica, ...change(replica) });
  }
  return state;
}

/** What an event tells of its replica; the rest comes with the next answer. */
function changes(event) {
  switch (event.kind) {
    case 'moved':
      return replica => ({
        state: event.to,
        since: event.time,
        incarnation: event.incarnation ?? replica.incarnation,
        budget: event.to === 'ready' ? undefined : replica.budget,
      });
    case 'verdict-changed':
      return replica => ({ containers: replica.containers.map(it => judged(it, event)) });
    case 'backing-off':
      return () => ({
        backOffUntil: new Date(Date.parse(event.time) + event.seconds * 1000).toISOString(),
      });
    case 'exited':
      return () => ({ lastExit: { exitCode: event.exitCode, reason: event.reason } });
    case 'waiting':
      return () => ({ unmet: event.unmet });
    default:
      return null;
  }
}

function judged(container, event) {
  if (container.name !== event.container) {
    return container;
  }
  return {
    ...container,
    probes: container.probes.map(probe =>
      probe.type === event.probe ? { ...probe, verdict: event.to } : probe),
  };
}

// Counters are totals; rates and their course are made here.
function traffic(before, answer, at) {
  const pools = answer.pools.map(pool => {
    const old = before?.pools.find(it => it.pool === pool.pool);
    const failures = pool.failures + pool.unserved;
    const now = { at, requests: pool.requests, failures, retries: pool.retries ?? 0 };
    const perSecond = old === undefined ? undefined : perSecondOf(old.now, now);
    return {
      ...pool,
      now,
      perSecond,
      course: [...(old?.course ?? []), ...(perSecond === undefined ? [] : [perSecond])].slice(-RATES_KEPT),
      endpoints: pool.endpoints.map(endpoint => withRate(endpoint, old, before?.at, at)),
    };
  });
  return { at, pools, ingress: answer.ingress };
}

function withRate(endpoint, pool, before, at) {
  const old = pool?.endpoints.find(it => it.address === endpoint.address && it.replica === endpoint.replica);
  const perSecond = old === undefined
    ? undefined
    : Math.max(0, (endpoint.requests - old.requests) * 1000 / (at - before));
  return { ...endpoint, perSecond };
}

function perSecondOf(old, now) {
  const span = Math.max(1, now.at - old.at) / 1000;
  const of = name => Math.max(0, now[name] - old[name]) / span;
  return { at: now.at, requests: of('requests'), failures: of('failures'), retries: of('retries') };
}
