// Line drawings in a box of 16 by 16. They never stand alone: what they are on has a name.

import { h } from './dom.js';

const LINES = {
  pulse: ['M1.5 8.5h3l2-5 3 9 2-4h3'],
  overview: ['M2 3h12M2 8h12M2 13h12'],
  traffic: ['M2 11l3.5-4 3 2.5L14 4', 'M10 4h4v4'],
  logs: ['M3 2.5h10v11H3z', 'M5.5 5.5h5M5.5 8h5M5.5 10.5h3'],
  graph: ['M2 6h4v4H2zM10 2h4v4h-4zM10 10h4v4h-4z', 'M6 8h2M8 4v8M8 4h2M8 12h2'],
  config: ['M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6', 'M8 3h4v3H8zM4 10h4v3H4z'],
  system: ['M2 3h12v8H2z', 'M6 13.5h4'],
  light: ['M8 5a3 3 0 100 6 3 3 0 000-6z', 'M8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1'],
  dark: ['M13.5 9.8A6 6 0 016.2 2.5a6 6 0 107.3 7.3z'],
};

export function icon(name) {
  return h('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    LINES[name].map(line => h('path', { d: line })));
}
