// Long lists: only the rows that can be seen, and a few around them, are in the page.

import { h } from './dom.js';

const AROUND = 400; // pixels above and below, so that scrolling and the next key find something

/** Which rows of these heights lie between two heights. Pure. */
export function visible(heights, from, to) {
  const rows = [];
  let top = 0;
  heights.forEach((height, index) => {
    if (top + height > from && top < to) {
      rows.push({ index, top, height });
    }
    top += height;
  });
  return { rows, total: top };
}

/** A list inside the page, which scrolls as a whole, or inside a scroller of its own. */
export function createList() {
  let node = null;
  let scroller = null;

  function span() {
    scroller ??= node?.closest('[data-scroller], main') ?? null; // it is not in the page at once
    if (scroller === null) {
      return [0, innerHeight + AROUND];
    }
    const box = scroller.getBoundingClientRect();
    const start = box.top - node.getBoundingClientRect().top;
    return [start - AROUND, start + box.height + AROUND];
  }

  return {
    /** @param row makes the view of one item, given its attributes for place and size */
    view(items, heightOf, keyOf, row, attributes) {
      const { rows, total } = visible(items.map(heightOf), ...span());
      return h('div', {
        ...attributes,
        key: 'list', // never what was another element before: that one has been created already
        class: `list ${attributes?.class ?? ''}`,
        style: { height: `${total}px` },
        created: element => {
          node = element;
          scroller = null;
        },
      }, rows.map(({ index, top, height }) => row(items[index], {
        key: keyOf(items[index]),
        style: { top: `${top}px`, height: `${height}px` },
      }, index)));
    },
  };
}
