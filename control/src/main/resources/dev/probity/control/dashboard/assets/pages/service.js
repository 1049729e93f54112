// One service: how it stands and why, its replicas, and its probes to look at and to change.

import { h } from '../dom.js';
import { get, path } from '../api.js';
import { pill, probeMark, budget, empty, confirmed } from '../parts.js';
import { standing, probesOf, wasReady } from '../health.js';
import { replicaPath } from '../router.js';
import { createForm } from './probeform.js';
import { age, bytes, cpu, plural } from '../format.js';

const REPLICAS = 60; // rows; the overview shows more
const SETTLING = 400; // milliseconds; after an event, the reasons are asked for again

export function service(context, name) {
  const form = createForm(context, name);
  let why = '';
  let timer = null;
  let wanted = null; // scale, while it is edited

  async function explain() {
    try {
      why = (await get(path`services/${name}/why`)).text;
      context.redraw();
    } catch {
      why = '';
    }
  }

  const unsubscribe = context.store.subscribe((state, action) => {
    const concerns = action.type === 'events' && action.events.some(event => event.service === name);
    if (concerns && timer === null) {
      timer = setTimeout(() => {
        timer = null;
        explain();
      }, SETTLING);
    }
  });
  explain();

  function view(state) {
    const found = state.services.find(it => it.name === name);
    if (found === undefined) {
      return state.application === null ? h('div', { class: 'page' })
        : empty(`There is no service ${name}`, 'It may have been renamed in the file.');
    }
    return h('div', { class: 'page service-page' },
      header(state, found),
      why === '' ? null : h('p', { class: 'why' }, why),
      h('section', { class: 'panel', 'aria-label': 'Replicas' },
        h('header', { class: 'panel-head' }, h('h2', null, 'Replicas'),
          h('a', { href: `/logs?of=${encodeURIComponent(name)}` }, 'Logs of all')),
        pods(state, found)),
      found.external ? null : form.view(state));
  }

  function header(state, found) {
    const readOnly = state.application.readOnly === true || found.external;
    return h('header', { class: 'head' },
      h('div', null,
        h('p', { class: 'crumbs' }, 'Service'),
        h('h1', null, name),
        h('p', { class: 'quiet facts' },
          found.addresses.map(address => (address.startsWith('http')
            ? h('a', { href: address, target: '_blank', rel: 'noreferrer' }, address) : h('span', null, address))),
          (found.tags ?? []).map(tag => h('span', { class: 'tag' }, tag)),
          (found.dependsOn ?? []).map(it => h('span', null, `after ${it.service} (${it.condition})`)))),
      readOnly ? null : h('div', { class: 'actions' },
        h('form', { class: 'scale', onsubmit: scale },
          h('label', null, 'Replicas ', h('input', {
            type: 'number', min: '0', max: '1000', name: 'replicas', value: wanted ?? String(found.scale),
            oninput: event => {
              wanted = event.target.value;
              context.redraw(); // the button is there at once
            },
          })),
          h('button', { type: 'submit', disabled: !/^\d+$/.test(wanted ?? '') || Number(wanted) === found.scale }, 'Scale')),
        h('button', { onclick: restart }, 'Restart'),
        h('button', { onclick: () => switched(found.running) }, found.running ? 'Stop' : 'Start')));
  }

  async function scale(event) {
    event.preventDefault();
    const replicas = Number(wanted);
    wanted = null;
    await context.act(path`services/${name}/scale`, { replicas }, `${name} gets ${plural(replicas, 'replica')}`);
  }

  async function restart() {
    if (await confirmed(`Restart ${name}?`, 'One replica after the other: the next begins when the one before it is ready.', 'Restart')) {
      await context.act(path`services/${name}/restart`, { rolling: true }, `${name} is restarted, one replica after the other`);
    }
  }

  async function switched(running) {
    if (!running) {
      await context.act('application/start', { services: [name] }, `${name} is started`);
    } else if (await confirmed(`Stop ${name}?`, 'Its replicas finish what is in flight and end.', 'Stop')) {
      await context.act('application/stop', { services: [name] }, `${name} is stopped`);
    }
  }

  function pods(state, found) {
    const now = context.now();
    if (found.ids.length === 0) {
      return h('p', { class: 'quiet pad' }, found.external ? 'It runs elsewhere.' : 'None.');
    }
    const more = found.ids.length - REPLICAS;
    return h('ul', { class: 'pods' },
      found.ids.slice(0, REPLICAS).map(id => pod(state, state.replicas.get(id), now)),
      more > 0 ? h('li', { class: 'quiet pad' }, h('a', { href: `/?q=${encodeURIComponent(name)}` }, `and ${more} more`)) : null);
  }

  return {
    title: name, key: `service ${name}`, view,
    close() {
      unsubscribe();
      clearTimeout(timer);
      form.close();
    },
  };
}

function pod(state, replica, now) {
  const stand = standing(replica, wasReady(state, replica.id));
  return h('li', { key: replica.id },
    h('a', { class: 'name', href: replicaPath(replica.id), title: replica.id, 'data-row': true }, replica.id),
    h('span', { class: 'state' }, pill(stand.tone, stand.word), budget(replica) ?? h('small', null, stand.reason)),
    h('span', { class: 'marks' }, probesOf(replica).map(probe => probeMark(probe, replica, stand.tone === 'warn'))),
    h('span', { class: 'quiet' }, age(Date.parse(replica.since), now)),
    h('span', { class: 'quiet' }, plural(replica.restarts, 'restart')),
    h('span', { class: 'quiet' }, replica.resources ? `${cpu(replica.resources.cpu)} · ${bytes(replica.resources.memoryBytes)}` : ''),
    h('a', { href: `/logs?of=${encodeURIComponent(replica.id)}`, 'aria-label': `Logs of ${replica.id}` }, 'Logs'));
}
