// What a draft would do: in words, in findings, and as a course that the simulator has run.

import { h } from '../dom.js';
import { timeline } from '../timeline.js';
import { simulatedLanes } from '../lanes.js';
import { dot } from '../parts.js';
import { diff } from '../diff.js';

const LEVELS = { error: 'bad', warning: 'warn', note: 'calm' };

export function preview(context, type, answer, meaning) {
  return h('div', { class: 'preview', 'aria-live': 'polite', 'aria-label': `What this ${type} probe does` },
    meaning === '' ? null : h('p', { class: 'meaning' }, meaning),
    answer === null ? null : [
      problems(answer),
      findings(answer),
      (answer.explanation ?? []).length === 0 ? null
        : h('ul', { class: 'explanation' }, answer.explanation.map(sentence)),
      answer.timeline ? answer.timeline.scenarios.map(scenario => course(scenario, scenario.seconds ?? answer.timeline.seconds)) : null,
      answer.diff ? h('details', { class: 'change', open: true }, h('summary', null, 'Change to the file'), diff(answer.diff)) : null,
    ]);
}

// `Startup: it may take …`: what comes before the colon is a title.
function sentence(text) {
  const colon = text.indexOf(': ');
  return colon < 0 || colon > 40 ? h('li', null, text)
    : h('li', null, h('b', null, text.slice(0, colon)), text.slice(colon + 1));
}

/** Those that belong to no field of the form. */
function problems(answer) {
  if (answer.valid !== false) {
    return null;
  }
  return h('ul', { class: 'findings' }, (answer.problems ?? []).map(problem =>
    h('li', { class: 'bad' }, dot('bad'), h('span', null, problem.field ? `${problem.field}: ` : '', problem.message))));
}

function findings(answer) {
  const list = answer.findings ?? [];
  if (list.length === 0) {
    return answer.valid === false ? null : h('p', { class: 'quiet' }, dot('good'), ' Nothing to object to.');
  }
  return h('ul', { class: 'findings', 'aria-label': 'Findings' }, list.map(finding =>
    h('li', { key: `${finding.rule} ${finding.message}` }, dot(LEVELS[finding.level] ?? 'calm'),
      h('span', null, h('b', null, finding.rule), ' ', finding.message,
        finding.remedy ? h('em', null, ` ${finding.remedy}`) : null))));
}

function course(scenario, seconds) {
  const lanes = simulatedLanes(scenario);
  return h('figure', { key: scenario.name },
    h('figcaption', null, scenario.title),
    timeline({ lanes, from: 0, to: seconds * 1000, relative: true }, words(scenario)));
}

function words(scenario) {
  const marks = scenario.marks.map(mark => `at ${mark.at} s ${mark.text}`);
  return `${scenario.title}: ${marks.join(', ') || 'nothing changes'}`;
}
