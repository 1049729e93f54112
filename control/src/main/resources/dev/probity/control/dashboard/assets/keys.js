// The keyboard. A page adds its own keys to those that always work.

const SEQUENCE = 1_000; // milliseconds between the two keys of `g o`

export function createKeys(global, pageKeys) {
  let first = null;
  let firstAt = 0;
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    const typing = event.target.matches?.('input, select, textarea, [contenteditable]');
    if (typing) {
      if (event.key === 'Escape') {
        event.target.blur();
      }
      return;
    }
    const bindings = { ...global, ...pageKeys() };
    const both = performance.now() - firstAt < SEQUENCE ? `${first} ${event.key}` : null;
    const run = bindings[both] ?? bindings[event.key];
    first = event.key;
    firstAt = performance.now();
    if (run !== undefined) {
      event.preventDefault();
      first = null;
      run(event);
    }
  });
}

/** The filter of the page that is shown. */
export function focusFilter() {
  const field = document.querySelector('[data-filter]');
  field?.focus();
  field?.select();
}

/** Moves the focus among the rows that are marked as such. */
export function moveRow(step) {
  const rows = [...document.querySelectorAll('[data-row]')];
  const at = rows.indexOf(document.activeElement?.closest('[data-row]'));
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
  rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus();
}
