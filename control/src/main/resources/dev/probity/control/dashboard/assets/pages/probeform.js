// The form for the three probes of a service. Nothing is changed until it is applied: while one
// types, the server checks the draft and simulates what it would do.

import { h } from '../dom.js';
import { get, post, put, path, Refusal } from '../api.js';
import { TYPES } from '../health.js';
import { KINDS, FIELDS, parametersOf, draftOf, newDraft, withKind, bodyOf, meaning } from '../draft.js';
import { preview } from './preview.js';
import { review } from './review.js';
import { confirmed } from '../parts.js';

const TYPING = 200; // milliseconds without a key before the draft is sent
const PURPOSE = {
  startup: 'Until it passes once, the others do not ask. When it fails, the replica is restarted.',
  liveness: 'When it fails, the replica is restarted.',
  readiness: 'While it fails, the replica gets no traffic.',
};

export function createForm(context, service) {
  let probes = null; // as the server tells them
  let lacking = null; // why there is no form
  let type = context.router.parameters().probe ?? 'readiness';
  const edited = new Map(); // type → { draft, was, answer, problem }
  let timer = null;
  let number = 0;

  async function load() {
    try {
      probes = await get(path`services/${service}/probes`);
      lacking = null;
    } catch (problem) {
      lacking = problem;
    }
    TYPES.filter(it => !edited.has(it)).forEach(begin);
    context.redraw();
    ask();
  }

  const probeOf = name => probes?.find(probe => probe.type === name);

  function begin(name) {
    const probe = probeOf(name);
    const draft = probe === undefined ? null : draftOf(probe);
    edited.set(name, { draft, was: draft, answer: null, problem: null });
  }

  function change(draft) {
    edited.set(type, { ...edited.get(type), draft });
    clearTimeout(timer);
    timer = setTimeout(ask, TYPING);
    context.redraw();
  }

  /** What the draft would mean, from the server's own rules and engine. */
  async function ask() {
    const name = type;
    const { draft } = edited.get(name) ?? {};
    if (draft === undefined || lacking !== null || (draft === null && probeOf(name) === undefined)) {
      return;
    }
    const mine = ++number;
    const result = await post(path`services/${service}/probes/${name}/preview`, body(name, draft))
      .then(answer => ({ answer, problem: null }), problem => ({ answer: null, problem }));
    if (mine === number) {
      edited.set(name, { ...edited.get(name), ...result });
      context.redraw();
    }
  }

  function body(name, draft) {
    const container = probeOf(name)?.container;
    return { ...(container ? { container } : {}), probe: draft === null ? null : bodyOf(draft) };
  }

  const isChanged = name => {
    const it = edited.get(name);
    return it !== undefined && JSON.stringify(it.draft) !== JSON.stringify(it.was);
  };

  function choose(name) {
    type = name;
    context.router.keep({ probe: type });
    context.redraw();
    ask();
  }

  function along(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined) {
      choose(TYPES[(TYPES.indexOf(type) + step + TYPES.length) % TYPES.length]);
      document.getElementById(`tab-${type}`).focus();
    }
  }

  async function apply() {
    const name = type;
    const { draft, answer } = edited.get(name);
    await review(`Change the ${name} probe of ${service}?`, answer?.diff ?? '', async write => {
      const done = await put(path`services/${service}/probes/${name}`, { ...body(name, draft), write });
      context.told.good(done.written
        ? `The ${name} probe of ${service} is changed, here and in ${done.file}`
        : `The ${name} probe of ${service} is changed`);
      await load();
      begin(name); // what was edited is what is
      await context.source.refresh();
    }, problem => {
      edited.set(name, { ...edited.get(name), problem });
      context.redraw();
    });
  }

  async function remove() {
    if (await confirmed(`Remove the ${type} probe?`, 'The draft is emptied; it is removed when the change is applied.', 'Remove')) {
      change(null);
    }
  }

  function view(state) {
    return h('section', { class: 'panel', 'aria-label': 'Probes' },
      h('header', { class: 'panel-head' },
        h('h2', null, 'Probes'),
        h('div', { class: 'segments', role: 'tablist', 'aria-label': 'Probe', onkeydown: along }, TYPES.map(name => h('button', {
          role: 'tab', id: `tab-${name}`, 'aria-selected': String(type === name), 'aria-controls': 'probe-panel',
          tabindex: type === name ? '0' : '-1', onclick: () => choose(name),
        }, name, isChanged(name) ? h('em', { title: 'changed, not applied' }, ' •') : null)))),
      h('div', { id: 'probe-panel', role: 'tabpanel', 'aria-labelledby': `tab-${type}` },
        h('p', { class: 'quiet pad' }, PURPOSE[type]),
        lacking !== null ? without(state, lacking) : probes === null ? null : editor(state)));
  }

  /** A server without these endpoints: what is known is shown, and what is lacking is said. */
  function without(state, problem) {
    const missing = problem instanceof Refusal && problem.isMissing;
    return h('div', { class: 'pad' },
      h('p', { class: 'note' }, missing
        ? 'This Probity cannot change probes from here: it does not know the probes of services. Change the file and run probity apply.'
        : problem.message),
      known(state));
  }

  function known(state) {
    const id = state.services.find(it => it.name === service)?.ids[0];
    const probe = state.replicas.get(id)?.containers.flatMap(it => it.probes).find(it => it.type === type);
    if (probe === undefined) {
      return h('p', { class: 'quiet' }, `It has no ${type} probe.`);
    }
    return h('dl', { class: 'transcript' }, Object.entries(probe.probe)
      .map(([name, value]) => [h('dt', null, name), h('dd', null, String(value))]));
  }

  function editor(state) {
    const { draft, answer, problem } = edited.get(type);
    const readOnly = state.application.readOnly === true;
    if (draft === null && !isChanged(type)) {
      return h('div', { class: 'pad' },
        h('p', null, `It has no ${type} probe.`),
        readOnly ? null : h('button', { class: 'primary', onclick: () => change(newDraft(type, firstPort(state))) }, `Add a ${type} probe`));
    }
    return h('div', { class: 'editor' },
      h('form', {
        class: 'fields', key: type, onsubmit: event => {
          event.preventDefault();
          apply();
        },
      },
      draft === null ? h('p', { class: 'note' }, `The ${type} probe is removed when this is applied.`)
        : [question(draft, answer), numbers(draft, answer)],
      problem ? h('p', { class: 'note bad', role: 'alert' }, problem.message) : null,
      readOnly ? null : h('div', { class: 'buttons' },
        draft === null ? null : h('button', { type: 'button', onclick: remove }, 'Remove'),
        h('span', { class: 'space' }),
        h('button', {
          type: 'button', disabled: !isChanged(type), onclick: () => {
            begin(type);
            context.redraw();
            ask();
          },
        }, 'Undo'),
        h('button', { type: 'submit', class: 'primary', disabled: !isChanged(type) || answer?.valid === false }, 'Apply…'))),
      preview(context, type, answer, draft === null ? '' : meaning(type, draft)));
  }

  function firstPort(state) {
    const id = state.services.find(it => it.name === service)?.ids[0];
    return Object.keys(state.replicas.get(id)?.ports ?? {})[0];
  }

  function problemOf(answer, name) {
    return answer?.problems?.find(problem => problem.field === name || problem.field?.endsWith(`.${name}`));
  }

  function question(draft, answer) {
    return h('fieldset', null,
      h('legend', null, 'Asks by'),
      h('div', { class: 'segments', role: 'group', 'aria-label': 'Kind of question' },
        Object.entries(KINDS).map(([kind, text]) => h('button', {
          type: 'button', 'aria-pressed': String(draft.kind === kind), onclick: () => change(withKind(draft, kind)),
        }, text))),
      h('div', { class: 'grid' }, FIELDS[draft.kind].map(field => fieldView(draft, field, problemOf(answer, field.name)))));
  }

  function fieldView(draft, field, problem) {
    const common = {
      name: field.name, value: draft.fields[field.name], 'aria-invalid': problem ? 'true' : null,
      oninput: event => change({ ...draft, fields: { ...draft.fields, [field.name]: event.target.value } }),
    };
    const input = field.choices
      ? h('select', common, field.choices.map(choice => h('option', { value: choice }, choice)))
      : field.lines
        ? h('textarea', { ...common, rows: '3', spellcheck: 'false' })
        : h('input', { ...common, type: 'text', spellcheck: 'false', autocomplete: 'off' });
    return h('label', { class: field.lines ? 'field wide' : 'field', key: `${draft.kind} ${field.name}` },
      h('span', null, field.label), input,
      h('small', { class: problem ? 'bad' : '' }, problem?.message ?? field.hint ?? ''));
  }

  function numbers(draft, answer) {
    return h('fieldset', null,
      h('legend', null, 'Timing'),
      parametersOf(type).map(parameter => {
        const given = probeOf(type)?.parameters.find(it => it.name === parameter.name);
        const problem = problemOf(answer, parameter.name);
        return h('label', { class: 'parameter', key: parameter.name },
          h('span', null, parameter.label, h('small', null, parameter.hint)),
          h('span', { class: 'amount' },
            h('input', {
              type: 'number', name: parameter.name, min: String(given?.minimum ?? parameter.minimum), step: '1',
              value: draft.numbers[parameter.name], 'aria-invalid': problem ? 'true' : null,
              oninput: event => change({ ...draft, numbers: { ...draft.numbers, [parameter.name]: event.target.value } }),
            }), h('i', null, given?.unit || parameter.unit)),
          problem ? h('small', { class: 'origin bad' }, problem.message) : h('small', { class: 'origin' }, origin(given, draft, parameter)));
      }));
  }

  load();
  return {
    view,
    close() {
      clearTimeout(timer);
      number++;
    },
  };
}

function origin(given, draft, parameter) {
  if (given !== undefined && String(given.value ?? '') !== draft.numbers[parameter.name].trim()) {
    return `was ${given.value ?? 'not set'}`;
  }
  if (given === undefined || given.origin === undefined) {
    return '';
  }
  return given.origin === 'default' ? 'default' : given.origin;
}
