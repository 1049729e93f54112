// A line of a log, with what can be read from its text.

const LEVELS = [
  ['error', /\b(ERROR|ERR|FATAL|SEVERE|CRITICAL|PANIC)\b|"level":\s*"(error|fatal)"|level=(error|fatal)/],
  ['warning', /\b(WARN|WARNING|WRN)\b|"level":\s*"warn|level=warn/],
  ['debug', /\b(DEBUG|TRACE|DBG|FINE)\b|"level":\s*"(debug|trace)"|level=(debug|trace)/],
];

let number = 0;

export function readLine(line) {
  const text = line.text ?? line.gap ?? '';
  return {
    ...line, text, number: ++number, at: Date.parse(line.time), level: line.gap ? 'warning' : levelOf(text),
  };
}

/** What the program called it; a line that says nothing is information. */
export function levelOf(text) {
  const start = text.slice(0, 200); // levels stand at the beginning
  return LEVELS.find(([, pattern]) => pattern.test(start))?.[0] ?? 'info';
}

/**
 * Whether a line is the trace of a probe: it names the agent of probes, or is a line of an access log
 * for a path that a probe of its service asks.
 *
 * @param paths of the service's probes, as `/livez`
 */
export function isProbeHit(text, paths) {
  if (text.includes('kube-probe/')) {
    return true;
  }
  const asked = /\bGET (\/[^\s"?]*)/.exec(text);
  return asked !== null && paths.has(asked[1]);
}

/** The paths that probes ask, by service. */
export function probePaths(replicas) {
  const paths = new Map();
  for (const replica of replicas) {
    if (!paths.has(replica.service)) {
      const found = replica.containers
        .flatMap(container => container.probes)
        .map(probe => /^GET \w+:\/\/[^/]*(\/[^?]*)/.exec(probe.probe.handler)?.[1])
        .filter(path => path !== undefined);
      paths.set(replica.service, new Set(found));
    }
  }
  return paths;
}
