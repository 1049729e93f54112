// One probe of a replica: what it asks, how far it is from changing its mind, and what can be done.

import { h } from '../dom.js';
import { counter, due, pill, verdictOf } from '../parts.js';
import { isDone, probeTone } from '../health.js';
import { path } from '../api.js';
import { BEAT, isCalm } from '../calm.js';
import { seconds, milliseconds, exactClock } from '../format.js';

const VERDICTS = ['passing', 'failing', 'unknown'];
const FORCED = '60'; // seconds

export function probeCard(context, replica, probe, isStarting, now) {
  const tone = probeTone(probe, replica, isStarting);
  return h('section', { class: `card probe ${tone}`, key: `${probe.container}/${probe.type}`, 'aria-label': `${probe.type} probe` },
    h('header', null, h('h2', null, probe.type), pill(tone, verdictOf(probe, replica))),
    h('p', { class: 'asks' }, h('code', null, probe.probe.handler),
      h('span', { class: 'quiet' }, ` every ${seconds(probe.probe.periodSeconds)}, at most ${seconds(probe.probe.timeoutSeconds)}`)),
    h('div', { class: 'figures' },
      isDone(probe, replica) ? figure('Passed', 'once', null) : figure(probe.passing ? 'Passed' : 'Failed', `${Math.min(probe.streak, probe.threshold)} of ${probe.threshold}`,
        counter(probe, isStarting)),
      figure('Next attempt', isDone(probe, replica) ? 'none' : next(probe, now), isDone(probe, replica) ? null : progress(probe, now)),
      figure('Last attempt', probe.last ? milliseconds(probe.last.milliseconds) : '–',
        probe.last ? h('small', { title: probe.last.output }, `${probe.last.result} at ${exactClock(probe.last.time)}`) : null)),
    probe.last?.output && probe.last.result !== 'success'
      ? h('p', { class: 'output', title: probe.last.output }, probe.last.output) : null,
    context.store.state.application.readOnly ? null : actions(context, replica, probe));
}

const figure = (name, value, more) =>
  h('div', { class: 'figure' }, h('small', null, name), h('b', null, value), more);

function next(probe, now) {
  if (probe.paused || probe.onHold) {
    return 'none';
  }
  const period = probe.probe.periodSeconds;
  if (isCalm() && period * 1000 <= BEAT.calm) {
    return `within ${seconds(period)}`; // many are made between two drawings
  }
  if (probe.attempting) {
    return 'under way';
  }
  return probe.nextDue === undefined ? '–' : due(probe.nextDue, now);
}

function progress(probe, now) {
  if (probe.nextDue === undefined || probe.paused || probe.onHold || isCalm()) {
    return null;
  }
  const left = (Date.parse(probe.nextDue) - now) / 1000 / probe.probe.periodSeconds;
  const width = `${(100 - Math.max(0, Math.min(1, left)) * 100).toFixed(0)}%`;
  return h('span', { class: 'bar', 'aria-hidden': 'true' }, h('i', { style: { width } }));
}

function actions(context, replica, probe) {
  const base = path`replicas/${replica.id}/probes/${probe.type}/`;
  const verb = probe.paused ? 'resume' : 'pause';
  return h('div', { class: 'buttons' },
    h('button', {
      'aria-label': `${probe.paused ? 'Resume' : 'Pause'} the ${probe.type} probe`,
      onclick: () => context.act(base + verb, {}, `${probe.type} of ${replica.id} is ${verb}d`),
    }, probe.paused ? 'Resume' : 'Pause'),
    h('form', {
      class: 'force', onsubmit: event => {
        event.preventDefault();
        const form = new FormData(event.target);
        const length = Number(form.get('seconds'));
        context.act(`${base}force`, { verdict: form.get('verdict'), seconds: length },
          `${probe.type} of ${replica.id} counts as ${form.get('verdict')} for ${seconds(length)}`);
      },
    },
    h('button', { type: 'submit' }, 'Force'),
    h('select', { name: 'verdict', 'aria-label': `Verdict to force on the ${probe.type} probe` },
      VERDICTS.map(name => h('option', { value: name }, name))),
    h('label', null, 'for ',
      h('input', {
        name: 'seconds', type: 'number', min: '1', max: '86400',
        'aria-label': 'Seconds until the forced verdict ends',
        created: input => {
          input.value = FORCED;
        },
      }), ' s')));
}
