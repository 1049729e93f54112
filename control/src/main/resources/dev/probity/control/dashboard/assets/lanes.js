// What a timeline shows, from what happened. Pure: it does not know how it is drawn.

import { attemptTone, stateName } from './health.js';

const MOMENT = 100; // milliseconds

/** The life of a replica as stretches of time, oldest first. */
export function lifeLane(replica, events, now) {
  const moves = events.filter(event => event.kind === 'moved' && event.replica === replica.id);
  const verdicts = events.filter(event => event.kind === 'verdict-changed' && event.replica === replica.id);
  const stretches = [];
  let wasReady = moves[0]?.from === 'ready';
  if (moves.length > 0 && moves[0].from !== 'pending') {
    stretches.push(stretch(moves[0].from, 0, Date.parse(moves[0].time), false, wasReady));
  }
  moves.forEach((move, i) => {
    if (move.to === 'starting') {
      wasReady = false;
    }
    wasReady ||= move.to === 'ready';
    const until = i + 1 < moves.length ? Date.parse(moves[i + 1].time) : now;
    const fails = wasReady && failsAt(verdicts, Date.parse(move.time));
    stretches.push(stretch(move.to, Date.parse(move.time), until, fails, wasReady));
  });
  if (moves.length === 0) {
    stretches.push(stretch(replica.state, Date.parse(replica.since), now, false, false));
  }
  return { name: 'life', kind: 'stretches', stretches };
}

/** Whether a probe believed the worst just then; the verdict comes a moment before what it leads to. */
function failsAt(verdicts, time) {
  const last = new Map();
  verdicts.filter(event => Date.parse(event.time) <= time + MOMENT).forEach(event => last.set(event.probe, event.to));
  return [...last.values()].includes('failing');
}

function stretch(state, from, to, fails, wasReady) {
  return { from, to, text: stateName(state), tone: lifeTone(state, fails, wasReady) };
}

function lifeTone(state, fails, wasReady) {
  switch (state) {
    case 'ready':
      return 'good';
    case 'backing-off':
    case 'failed':
      return 'bad';
    case 'starting':
    case 'started':
    case 'healthy':
      return fails ? 'bad' : wasReady ? 'calm' : 'warn';
    default:
      return 'calm';
  }
}

const drawn = new WeakMap(); // attempts → their marks: a list of attempts is replaced and not changed

/** The attempts of one probe, oldest first, and when the next one is due. */
export function attemptLane(probe, attempts, now) {
  if (!drawn.has(attempts)) {
    drawn.set(attempts, marksOf(probe, attempts));
  }
  const next = probe.nextDue === undefined ? undefined : Date.parse(probe.nextDue);
  return {
    name: probe.type, kind: 'attempts', marks: drawn.get(attempts),
    due: next > now && !probe.onHold && !probe.paused ? next : undefined,
  };
}

function marksOf(probe, attempts) {
  const succeeded = new Set(); // incarnations
  return attempts.map(attempt => {
    const isStarting = probe.type !== 'liveness' && !succeeded.has(attempt.incarnation);
    if (attempt.result === 'success') {
      succeeded.add(attempt.incarnation);
    }
    const to = Date.parse(attempt.time);
    return {
      from: to - attempt.milliseconds, to, attempt, isStarting,
      tone: attemptTone(attempt, isStarting),
      tall: attempt.result !== 'success' && attempt.result !== 'warning',
    };
  });
}

/** What happened to a replica besides its attempts, as points. */
export function eventLane(id, events) {
  const marks = events
    .filter(event => event.replica === id && event.text !== undefined)
    .map(event => ({ at: Date.parse(event.time), text: event.text, tone: levelTone(event.level) }));
  return { name: 'events', kind: 'points', marks };
}

export function logLane(lines) {
  return {
    name: 'log', kind: 'density',
    marks: lines.map(line => ({ at: line.at, tone: line.stream === 'stderr' ? 'warn' : 'calm' })),
  };
}

export function levelTone(level) {
  return level === 'error' ? 'bad' : level === 'warning' ? 'warn' : 'calm';
}

/** A simulated course, whose times are seconds from its beginning. */
export function simulatedLanes(scenario) {
  const launches = scenario.marks.filter(mark => mark.kind === 'started').map(mark => mark.at);
  const lanes = scenario.lanes.map(lane => {
    let succeeded = false;
    let launch = 0;
    const marks = lane.attempts.map(attempt => {
      while (launch < launches.length && launches[launch] <= attempt.at) {
        launch++;
        succeeded = false;
      }
      const isStarting = lane.probe !== 'liveness' && !succeeded;
      succeeded ||= attempt.result === 'success';
      return {
        from: attempt.at * 1000, to: attempt.at * 1000, attempt, isStarting,
        tone: attemptTone(attempt, isStarting), tall: attempt.result !== 'success',
      };
    });
    return { name: lane.probe, kind: 'attempts', marks };
  });
  const marks = scenario.marks.map(mark => ({ at: mark.at * 1000, text: mark.text, tone: markTone(mark.kind) }));
  return [...lanes, { name: 'events', kind: 'flags', marks }];
}

function markTone(kind) {
  if (/kill|fail|exit|unready|back-off/.test(kind)) {
    return 'bad';
  }
  return /ready|healthy/.test(kind) ? 'good' : 'calm';
}

/** The mark of a lane that is nearest to a time. */
export function nearest(lane, time) {
  let best = null;
  for (const mark of lane?.marks ?? []) {
    const away = Math.abs((mark.to ?? mark.at) - time);
    if (best === null || away < best.away) {
      best = { mark, away };
    }
  }
  return best?.mark ?? null;
}
