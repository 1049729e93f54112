// How a replica stands, in a tone and a few words. Amber is for what is still starting, red only
// for a failure; what waits or was stopped on purpose is neither.

import { count } from './format.js';

export const TYPES = ['startup', 'liveness', 'readiness'];

const NAMES = {
  'pending': 'Pending', 'starting': 'Starting', 'started': 'Started', 'healthy': 'Healthy',
  'ready': 'Ready', 'draining': 'Draining', 'stopping': 'Stopping', 'stopped': 'Stopped',
  'backing-off': 'Backing off', 'failed': 'Failed',
};

const QUARANTINED = { tone: 'calm', word: 'Quarantined', reason: 'it gets no traffic' };

export const stateName = state => NAMES[state] ?? state;

/** The probes of all containers of a replica, in the order in which they matter. */
export function probesOf(replica) {
  return replica.containers
    .flatMap(container => container.probes)
    .sort((a, b) => TYPES.indexOf(a.type) - TYPES.indexOf(b.type));
}

/** Whether this launch of a replica has been ready before. */
export function wasReady(state, id) {
  const replica = state.replicas.get(id);
  // A server that tells the time that is left to start tells none for what has started.
  const hasStarted = state.application.now !== undefined && replica.budget === undefined && replica.started;
  return hasStarted || state.readyOnce.get(id) === replica.incarnation;
}

/**
 * @param ready whether this incarnation has been ready before
 * @returns {{tone: 'good'|'warn'|'bad'|'calm', word: string, reason: string}}
 */
export function standing(replica, ready) {
  const word = stateName(replica.state);
  switch (replica.state) {
    case 'ready':
      return replica.quarantined ? QUARANTINED : { tone: 'good', word, reason: nearFailure(replica) };
    case 'pending':
      return { tone: 'calm', word, reason: waiting(replica) };
    case 'starting':
    case 'started':
    case 'healthy':
      return unready(replica, ready, word);
    case 'backing-off':
      return { tone: 'bad', word, reason: exitText(replica.lastExit) };
    case 'failed':
      return { tone: 'bad', word, reason: exitText(replica.lastExit) };
    default:
      return { tone: 'calm', word, reason: '' };
  }
}

function unready(replica, ready, word) {
  const failing = probesOf(replica).filter(probe => probe.verdict === 'failing');
  if (ready && failing.length > 0) {
    const names = failing.map(probe => probe.type).join(' and ');
    return { tone: 'bad', word, reason: `${names} fail${failing.length === 1 ? 's' : ''}` };
  }
  if (ready && replica.quarantined) {
    return QUARANTINED;
  }
  return { tone: 'warn', word, reason: ready ? 'comes back' : 'starting' };
}

function waiting(replica) {
  return replica.unmet?.length > 0 ? `waits for ${replica.unmet.join(', ')}` : '';
}

// A verdict that stands, with evidence against it.
function nearFailure(replica) {
  const failing = probesOf(replica).find(isTurning);
  return failing === undefined
    ? ''
    : `${failing.type} failed ${failing.streak} of ${failing.threshold}`;
}

export function isTurning(probe) {
  return probe.verdict === 'passing' && !probe.passing && probe.streak > 0;
}

export function exitText(exit) {
  if (exit === undefined || exit === null) {
    return '';
  }
  return exit.reason ? `${exit.reason} (code ${exit.exitCode})` : `exited with code ${exit.exitCode}`;
}

/** A startup probe that has done what it is for is not asked again, which is as it should be. */
export function isDone(probe, replica) {
  return probe.type === 'startup' && replica.started;
}

/** The tone of what a probe believes. */
export function probeTone(probe, replica, isStarting) {
  if (isDone(probe, replica)) {
    return 'good';
  }
  if (probe.paused || probe.onHold || probe.verdict === undefined) {
    return 'calm';
  }
  if (probe.verdict === 'passing') {
    return 'good';
  }
  if (probe.verdict === 'failing' && !isStarting) {
    return 'bad';
  }
  return isStarting ? 'warn' : 'calm';
}

/** The tone of one attempt: before the first success of a launch, a failure is no failure yet. */
export function attemptTone(attempt, isStarting) {
  switch (attempt.result) {
    case 'success':
      return 'good';
    case 'warning':
      return 'good';
    case 'inconclusive':
      return 'calm';
    default:
      return isStarting ? 'warn' : 'bad';
  }
}

const ORDER = { bad: 0, warn: 1, calm: 2, good: 3 };

/** The one that asks most for attention. */
export function worst(tones) {
  return tones.reduce((a, b) => (ORDER[b] < ORDER[a] ? b : a), 'good');
}

/** The application in one sentence. */
export function summary(stands) {
  const total = stands.length;
  const by = tone => stands.filter(stand => stand.tone === tone).length;
  const replicas = number => `${count(number)} of ${count(total)} replica${total === 1 ? '' : 's'}`;
  if (total === 0) {
    return 'Nothing runs';
  }
  if (by('bad') > 0) {
    return `${replicas(by('bad'))} ${by('bad') === 1 ? 'needs' : 'need'} attention`;
  }
  if (by('warn') > 0) {
    return `${replicas(by('warn'))} ${by('warn') === 1 ? 'is' : 'are'} starting`;
  }
  if (by('good') === total) {
    return { 1: 'The only replica is ready', 2: 'Both replicas are ready' }[total] ?? `All ${count(total)} replicas are ready`;
  }
  return `${replicas(by('good'))} ${by('good') === 1 ? 'is' : 'are'} ready`;
}
