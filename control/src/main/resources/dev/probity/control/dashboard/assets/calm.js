// Whether nobody touches the page and nothing happens: then it does less.

const AFTER = 10_000; // milliseconds

let stirredAt = performance.now();

export function stir() {
  stirredAt = performance.now();
}

export const isCalm = () => performance.now() - stirredAt > AFTER;

for (const sign of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'focus']) {
  addEventListener(sign, stir, { passive: true, capture: true });
}
