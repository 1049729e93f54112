// Where the services of a graph stand: each one right of everything that it waits for. Pure.

export function layers(services) {
  const after = new Map(services.map(service => [service.name, (service.dependsOn ?? []).map(it => it.service)]));
  const depth = new Map();
  const depthOf = (name, above) => {
    if (depth.has(name)) {
      return depth.get(name);
    }
    // A file with a cycle is refused; above is for a server that has another opinion.
    const path = new Set(above).add(name);
    const known = after.get(name).filter(it => after.has(it) && !path.has(it));
    const found = known.length === 0 ? 0 : 1 + Math.max(...known.map(it => depthOf(it, path)));
    depth.set(name, found);
    return found;
  };
  const columns = [];
  services.forEach(service => {
    const at = depthOf(service.name, new Set());
    (columns[at] ??= []).push(service.name);
  });
  return ordered(columns, after);
}

// Beside what they wait for, so that lines cross less.
function ordered(columns, after) {
  const rows = new Map();
  columns.forEach((names, column) => {
    const weight = name => {
      const known = (after.get(name) ?? []).filter(it => rows.has(it)).map(it => rows.get(it));
      return known.length === 0 ? 0 : known.reduce((a, b) => a + b) / known.length;
    };
    if (column > 0) {
      names.sort((a, b) => weight(a) - weight(b));
    }
    names.forEach((name, row) => rows.set(name, row));
  });
  return columns;
}
