// Shows a change before it is made, and asks whether the file shall have it, too.

import { h, render } from '../dom.js';
import { diff } from '../diff.js';

/** @param apply is given whether to write the file; what it throws is shown */
export function review(title, text, apply, onProblem) {
  const dialog = document.createElement('dialog');
  dialog.className = 'card review';
  dialog.setAttribute('aria-label', title);
  let busy = false;
  let problem = null;

  async function submit(event) {
    event.preventDefault();
    busy = true;
    draw();
    try {
      await apply(new FormData(event.target).get('write') === 'on');
      dialog.close();
    } catch (refusal) {
      busy = false;
      problem = refusal;
      onProblem(refusal);
      draw();
    }
  }

  function draw() {
    render(dialog, h('form', { onsubmit: submit },
      h('h2', null, title),
      text === '' ? h('p', { class: 'quiet' }, 'It takes effect at once, for all replicas.') : diff(text),
      problem === null ? null : h('p', { class: 'note bad', role: 'alert' }, problem.message),
      h('label', { class: 'switch' }, h('input', { type: 'checkbox', name: 'write' }), 'Write it to the file, too; comments are kept'),
      h('div', { class: 'buttons' },
        h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
        h('button', { type: 'submit', class: 'primary', disabled: busy }, busy ? 'Applying…' : 'Apply'))));
  }

  draw();
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve();
    });
  });
}
