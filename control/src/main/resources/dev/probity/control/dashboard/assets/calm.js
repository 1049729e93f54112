// Whether nobody touches the page and nothing happens: then it does less.

const AFTER = 20_000; // milliseconds

/** Milliseconds between two looks of a page at what runs; at each it asks once and draws once. */
export const BEAT = { awake: 2_000, calm: 5_000 };

let stirredAt = performance.now();
const woken = [];

export function stir() {
  stirredAt = performance.now();
}

export const isCalm = () => performance.now() - stirredAt > AFTER;

/** Calls back when somebody touches a page that was calm. */
export function onTouch(action) {
  woken.push(action);
}

for (const sign of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'focus']) {
  addEventListener(sign, () => {
    if (document.hidden) {
      return; // the focus comes back before the page does
    }
    const wasCalm = isCalm();
    stir();
    if (wasCalm) {
      woken.forEach(action => action());
    }
  }, { passive: true, capture: true });
}
