// Views are plain values; this makes the page equal to them.
//
// Text reaches the page as text nodes and attributes only: what a service is called or prints
// can never become markup.

const SVG = 'http://www.w3.org/2000/svg';

// These are set on the object: the attribute of the same name is only where they begin.
const PROPERTIES = new Set(['value', 'checked', 'selected', 'disabled']);

const drawnIn = new WeakMap(); // element → the views that its children were made from

/**
 * A view of one element. `key` says which of its siblings it is across redraws; `created` and
 * `drawn` are called with the element, once and after every redraw.
 */
export function h(name, attributes, ...children) {
  const { key, created, drawn, ...rest } = attributes ?? {};
  return { name, key, created, drawn, attributes: rest, children: views(children), node: null };
}

function views(children) {
  const list = [];
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === '') {
      continue;
    }
    list.push(typeof child === 'object' ? child : { text: String(child), node: null });
  }
  return list;
}

/** Makes the children of an element equal to the given views. */
export function render(parent, ...children) {
  const next = views(children);
  patchChildren(parent, drawnIn.get(parent) ?? [], next);
  drawnIn.set(parent, next);
}

function patchChildren(parent, before, after) {
  if (before === after) {
    return;
  }
  const known = new Map();
  const names = identities(before);
  before.forEach((view, index) => known.set(names[index], view));
  const wanted = identities(after);
  const kept = new Set(wanted);
  names.forEach((name, index) => {
    if (!kept.has(name)) {
      before[index].node.remove();
    }
  });
  after.forEach((view, index) => {
    const old = known.get(wanted[index]);
    if (old === undefined) {
      create(view, parent);
    } else {
      patch(old, view);
    }
    const there = parent.childNodes[index];
    if (there !== view.node) {
      parent.insertBefore(view.node, there ?? null);
    }
  });
}

// Those without a key are told apart by their order among their like.
function identities(list) {
  const counts = new Map();
  return list.map(view => {
    const name = view.name ?? '#text';
    if (view.key !== undefined && view.key !== null) {
      return `${name}#${view.key}`;
    }
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return `${name}@${count}`;
  });
}

function create(view, parent) {
  if (view.text !== undefined) {
    view.node = document.createTextNode(view.text);
    return;
  }
  const isSvg = view.name === 'svg'
    || (parent.namespaceURI === SVG && parent.localName !== 'foreignObject');
  view.node = isSvg
    ? document.createElementNS(SVG, view.name)
    : document.createElement(view.name);
  // Children first: a select takes its value only when the option is there.
  patchChildren(view.node, [], view.children);
  for (const [name, value] of Object.entries(view.attributes)) {
    set(view.node, name, value, undefined);
  }
  view.created?.(view.node);
  view.drawn?.(view.node);
}

function patch(old, view) {
  if (old === view) {
    return; // a view that was kept is a view that has not changed
  }
  view.node = old.node;
  if (view.text !== undefined) {
    if (view.text !== old.text) {
      view.node.data = view.text;
    }
    return;
  }
  patchChildren(view.node, old.children, view.children);
  for (const name of Object.keys(old.attributes)) {
    if (!(name in view.attributes)) {
      set(view.node, name, undefined, old.attributes[name]);
    }
  }
  for (const [name, value] of Object.entries(view.attributes)) {
    set(view.node, name, value, old.attributes[name]);
  }
  view.drawn?.(view.node);
}

function set(node, name, value, old) {
  if (PROPERTIES.has(name)) {
    // People type between two redraws: what counts is what is there now.
    if (node[name] !== value) {
      node[name] = value ?? '';
    }
    return;
  }
  if (value === old) {
    return;
  }
  if (name.startsWith('on')) {
    node[name] = value ?? null;
  } else if (name === 'style') {
    styles(node, value ?? {}, old ?? {});
  } else if (value === undefined || value === null || value === false) {
    node.removeAttribute(name);
  } else {
    node.setAttribute(name, value === true ? '' : value);
  }
}

function styles(node, value, old) {
  for (const name of Object.keys(old)) {
    if (!(name in value)) {
      node.style.removeProperty(name);
    }
  }
  for (const [name, text] of Object.entries(value)) {
    if (old[name] !== text) {
      node.style.setProperty(name, text);
    }
  }
}
