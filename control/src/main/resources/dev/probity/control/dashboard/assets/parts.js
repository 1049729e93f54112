// Small views that several pages share.

import { h } from './dom.js';
import { isDone, isTurning, probeTone } from './health.js';
import { isCalm } from './calm.js';
import { clock, seconds } from './format.js';

export const dot = tone => h('i', { class: `dot ${tone}` });

export const pill = (tone, text) => h('span', { class: `pill ${tone}` }, dot(tone), text);

/** A share of a whole, as a bar. It is always beside its number. */
export function bar(share, tone = 'accent') {
  const width = `${(Math.max(0, Math.min(1, share || 0)) * 100).toFixed(1)}%`;
  return h('span', { class: `bar ${tone}`, 'aria-hidden': 'true' }, h('i', { style: { width } }));
}

const MOST_PIPS = 6;

/** How far a streak has come towards its threshold: `2 of 3`. */
export function counter(probe, isStarting) {
  const shown = Math.min(probe.streak, probe.threshold);
  const tone = probe.passing ? 'good' : isStarting ? 'warn' : 'bad';
  const text = `${shown} of ${probe.threshold}`;
  if (probe.threshold > MOST_PIPS) {
    return h('span', { class: 'counter', title: text }, bar(shown / probe.threshold, tone));
  }
  return h('span', { class: 'counter', title: text },
    Array.from({ length: probe.threshold }, (_, i) =>
      h('i', { class: i < shown ? `pip ${tone}` : 'pip' })));
}

/** One probe in the space of a letter, with its counter while that means something. */
export function probeMark(probe, replica, isStarting) {
  const tone = probeTone(probe, replica, isStarting);
  const done = isDone(probe, replica);
  const turning = !done && !probe.paused && !probe.onHold
    && (isTurning(probe) || (probe.verdict !== 'passing' && probe.streak < probe.threshold));
  const text = `${probe.type}: ${verdictOf(probe, replica)}`
    + (done ? '' : `, ${probe.passing ? 'passed' : 'failed'} ${Math.min(probe.streak, probe.threshold)} of ${probe.threshold}`);
  return h('span', { class: `mark ${tone}`, title: text, 'aria-label': text, role: 'img' },
    probe.type[0].toUpperCase(),
    turning ? counter(probe, isStarting) : null);
}

export function verdictOf(probe, replica) {
  if (isDone(probe, replica)) {
    return 'passed';
  }
  if (probe.paused) {
    return 'paused';
  }
  if (probe.onHold) {
    return 'on hold';
  }
  return probe.forced ? `${probe.forced.verdict} (forced)` : probe.verdict ?? 'not known yet';
}

/** What is left of the time to start, in amber. */
export function budget(replica) {
  const given = replica.budget;
  if (given === undefined || given === null) {
    return null;
  }
  const over = given.leftSeconds <= 0;
  return h('span', { class: 'budget', title: `${given.probe}: ${seconds(given.spentSeconds)} of ${seconds(given.totalSeconds)}` },
    bar(given.spentSeconds / given.totalSeconds, 'warn'),
    h('span', null, over ? 'overdue' : `${seconds(Math.ceil(given.leftSeconds))} left`));
}

/** A course of numbers as a line; the same numbers are told beside it. */
export function sparkline(values, { width = 96, height = 22, failed = [] } = {}) {
  if (values.length < 2) {
    return h('svg', { class: 'spark', width, height, 'aria-hidden': 'true' });
  }
  const top = Math.max(...values, 1e-9);
  const x = i => (i / (values.length - 1)) * (width - 2) + 1;
  const y = value => height - 2 - (value / top) * (height - 4);
  const line = values.map((value, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  return h('svg', { class: 'spark', width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    h('path', { class: 'area', d: `${line}L${x(values.length - 1).toFixed(1)} ${height}L1 ${height}Z` }),
    h('path', { class: 'line', d: line }),
    failed.map(i => h('circle', { class: 'bad', cx: x(i).toFixed(1), cy: y(values[i]).toFixed(1), r: 1.8 })));
}

/** What a page shows where there is nothing, or where the server cannot answer. */
export function empty(title, text) {
  return h('div', { class: 'empty' }, h('h2', null, title), text ? h('p', null, text) : null);
}

export function copyButton(context, text, what) {
  return h('button', {
    onclick: async () => {
      await navigator.clipboard.writeText(text());
      context.told.good(`${what} copied`);
    },
  }, 'Copy');
}

export function download(name, text, type = 'text/plain') {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}

/** Asks before something that cannot be taken back. */
export function confirmed(title, text, verb) {
  return new Promise(resolve => {
    const dialog = document.createElement('dialog');
    dialog.className = 'card ask';
    const heading = document.createElement('h2');
    heading.textContent = title;
    const words = document.createElement('p');
    words.textContent = text;
    const yes = document.createElement('button');
    yes.className = 'primary';
    yes.textContent = verb;
    const no = document.createElement('button');
    no.textContent = 'Cancel';
    const buttons = document.createElement('div');
    buttons.className = 'buttons';
    buttons.append(no, yes);
    dialog.append(heading, words, buttons);
    dialog.setAttribute('aria-label', title);
    yes.onclick = () => dialog.close('yes');
    no.onclick = () => dialog.close();
    dialog.onclose = () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    };
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** When something is due: in seconds from now, or by the clock on a page that is drawn seldom. */
export function due(time, now) {
  if (isCalm()) {
    return `at ${clock(time)}`;
  }
  const left = (Date.parse(time) - now) / 1000;
  return left <= 0.05 ? 'now' : `in ${seconds(left < 10 ? Math.round(left * 10) / 10 : left)}`;
}
