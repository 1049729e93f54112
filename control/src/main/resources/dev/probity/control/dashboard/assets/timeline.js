// Draws lanes over one axis of time on a canvas: hundreds of marks cost one picture.

import { h } from './dom.js';
import { clock, seconds } from './format.js';

const font = getComputedStyle(document.documentElement).getPropertyValue('--sans');
const LANE = 30; // pixels
const AXIS = 22;
const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400];
const LEAST_ROOM = 40;
const NARROWEST = 74; // pixels between two numbers of the axis

const NAMES = ['good', 'warn', 'bad', 'calm', 'text', 'quiet', 'line', 'surface', 'accent'];
const darkness = matchMedia('(prefers-color-scheme: dark)');
const colours = { theme: undefined, values: {} };

function colour(name) {
  const theme = `${document.documentElement.dataset.theme} ${darkness.matches}`;
  if (colours.theme !== theme) {
    colours.values = Object.fromEntries(NAMES.map(it => [it, resolved(`var(--${it})`)]));
    colours.theme = theme;
  }
  return colours.values[name];
}

// A canvas knows nothing of the variables of style sheets.
function resolved(text) {
  const sample = document.createElement('i');
  sample.style.color = text;
  document.body.append(sample);
  const value = getComputedStyle(sample).color;
  sample.remove();
  return value;
}

export const heightOf = lanes => lanes.length * LANE + AXIS;

/**
 * A view of lanes. Times are milliseconds, on the wall or from a beginning.
 *
 * @param model { lanes, from, to, now?, selected?, relative? }
 * @param handlers what canvas elements know: onpointermove and so on, with the place as `at`
 */
export function timeline(model, label, attributes = {}) {
  return h('canvas', {
    role: 'img', 'aria-label': label, ...attributes,
    class: `timeline ${attributes.class ?? ''}`,
    style: { height: `${heightOf(model.lanes)}px` },
    created: canvas => sizes.observe(canvas),
    drawn: canvas => {
      models.set(canvas, model);
      if (widths.has(canvas)) {
        draw(canvas, model);
      }
    },
  });
}

// To ask for a width while the page is being changed would have it laid out twice.
const models = new WeakMap(); // canvas → what it shows
const widths = new WeakMap(); // canvas → pixels
const sizes = new ResizeObserver(entries => entries.forEach(({ target, contentRect: { width } }) => {
  if (width > 0 && width !== widths.get(target)) {
    widths.set(target, width);
    draw(target, models.get(target));
  }
}));

/** Which lane and time are under a pointer. */
export function placeOf(canvas, event, model) {
  const box = canvas.getBoundingClientRect();
  const scale = scaleOf(box.width, model);
  const lane = Math.floor((event.clientY - box.top) / LANE);
  return { lane: Math.min(lane, model.lanes.length - 1), time: scale.time(event.clientX - box.left) };
}

function scaleOf(width, { from, to }) {
  const left = width < 520 ? 62 : 84;
  const perPixel = (to - from) / (width - left - 8);
  return {
    left,
    x: time => left + (time - from) / perPixel,
    time: x => from + (x - left) * perPixel,
    seconds: pixels => pixels * perPixel / 1000,
  };
}

function draw(canvas, model) {
  const width = widths.get(canvas);
  const height = heightOf(model.lanes);
  const ratio = devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.font = `11px ${font}`;
  pen.textBaseline = 'middle';
  const scale = scaleOf(width, model);
  axis(pen, model, scale, width, height);
  pen.save();
  pen.beginPath();
  pen.rect(scale.left, 0, width - scale.left, height);
  pen.clip();
  if (model.now !== undefined) {
    line(pen, scale.x(model.now), 0, height - AXIS, colour('accent'), [2, 3]);
  }
  model.lanes.forEach((lane, i) => LANES[lane.kind](pen, lane, i * LANE, scale, model, width));
  pen.restore();
  pen.fillStyle = colour('quiet');
  model.lanes.forEach((lane, i) => pen.fillText(lane.name, 0, i * LANE + LANE / 2));
}

function axis(pen, model, scale, width, height) {
  const span = scale.seconds(NARROWEST);
  const step = (STEPS.find(it => it >= span) ?? STEPS[STEPS.length - 1]) * 1000;
  // On the wall, marks stand at whole minutes of the place where the reader is.
  const shift = model.relative ? 0 : new Date(model.to).getTimezoneOffset() * 60_000;
  for (let at = Math.ceil((model.from - shift) / step) * step + shift; at <= model.to; at += step) {
    const x = Math.round(scale.x(at)) + 0.5;
    line(pen, x, 0, height - AXIS, colour('line'));
    pen.fillStyle = colour('quiet');
    const text = model.relative ? seconds(at / 1000) : clock(at);
    const wide = pen.measureText(text).width;
    if (x + wide / 2 < width) {
      pen.fillText(text, Math.max(scale.left, x - wide / 2), height - AXIS / 2 + 2);
    }
  }
  model.lanes.forEach((_, i) => horizontal(pen, scale.left, width, (i + 1) * LANE - 0.5));
}

function horizontal(pen, from, to, y) {
  pen.strokeStyle = colour('line');
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(from, y);
  pen.lineTo(to, y);
  pen.stroke();
}

function line(pen, x, from, to, style, dash = []) {
  pen.strokeStyle = style;
  pen.setLineDash(dash);
  pen.beginPath();
  pen.moveTo(x, from);
  pen.lineTo(x, to);
  pen.stroke();
  pen.setLineDash([]);
}

function box(pen, x, y, width, height, radius) {
  pen.beginPath();
  pen.roundRect(x, y, width, height, radius);
  pen.fill();
}

function shortened(pen, text, room) {
  if (pen.measureText(text).width <= room) {
    return text;
  }
  if (room < LEAST_ROOM) {
    return ''; // two letters tell nothing; the words are in the name of the picture, too
  }
  let end = text.length;
  while (end > 0 && pen.measureText(`${text.slice(0, end)}…`).width > room) {
    end--;
  }
  return end === 0 ? '' : `${text.slice(0, end)}…`;
}

const LANES = {
  stretches(pen, lane, top, scale, model) {
    for (const { from, to, tone, text } of lane.stretches) {
      if (to < model.from) {
        continue;
      }
      const x = Math.max(scale.left, scale.x(from));
      const width = Math.max(2, scale.x(to) - x - 1);
      pen.fillStyle = colour(tone);
      pen.globalAlpha = 0.22;
      box(pen, x, top + 6, width, LANE - 12, 4);
      pen.globalAlpha = 1;
      box(pen, x, top + 6, Math.min(3, width), LANE - 12, 1.5);
      if (width > pen.measureText(text).width + 16) {
        pen.fillStyle = colour('text');
        pen.fillText(text, x + 9, top + LANE / 2 + 0.5);
      }
    }
  },

  attempts(pen, lane, top, scale, model) {
    for (const mark of lane.marks) {
      if (mark.to < model.from || mark.from > model.to) {
        continue;
      }
      const height = mark.tall ? 20 : 12;
      const width = Math.max(3, scale.x(mark.to) - scale.x(mark.from));
      pen.fillStyle = colour(mark.tone);
      box(pen, scale.x(mark.to) - width, top + (LANE - height) / 2, width, height, 1.5);
      if (model.selected?.mark === mark || model.selected?.mark?.attempt === mark.attempt) {
        pen.strokeStyle = colour('text');
        pen.strokeRect(scale.x(mark.to) - width - 2, top + 3, width + 4, LANE - 6);
      }
    }
    if (lane.due !== undefined) {
      pen.strokeStyle = colour('calm');
      pen.strokeRect(Math.round(scale.x(lane.due)) + 0.5, top + LANE / 2 - 5.5, 3, 11);
    }
  },

  points(pen, lane, top, scale, model) {
    for (const { at, tone } of lane.marks) {
      if (at >= model.from) {
        pen.fillStyle = colour(tone === 'calm' ? 'accent' : tone);
        pen.beginPath();
        pen.arc(scale.x(at), top + LANE / 2, 3.5, 0, 7);
        pen.fill();
      }
    }
  },

  /** Points with their words, as far as there is room for them. */
  flags(pen, lane, top, scale, model, width) {
    const marks = [...lane.marks].sort((a, b) => a.at - b.at);
    marks.forEach(({ at, tone, text }, i) => {
      const x = scale.x(at);
      pen.fillStyle = colour(tone === 'calm' ? 'accent' : tone);
      pen.beginPath();
      pen.arc(x, top + LANE / 2, 3.5, 0, 7);
      pen.fill();
      const room = (i + 1 < marks.length ? scale.x(marks[i + 1].at) - 6 : width) - x - 8;
      pen.fillStyle = colour('text');
      pen.fillText(shortened(pen, text, room), x + 8, top + LANE / 2 + 0.5);
    });
  },

  density(pen, lane, top, scale, model) {
    for (const { at, tone } of lane.marks) {
      if (at >= model.from) {
        pen.fillStyle = colour(tone);
        pen.globalAlpha = 0.6;
        pen.fillRect(scale.x(at) - 0.75, top + 9, 1.5, LANE - 18);
      }
    }
    pen.globalAlpha = 1;
  },
};
