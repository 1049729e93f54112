// Asks the control API. Whatever goes wrong arrives as a Refusal, with words for people.

const BASE = '/api/v1/';
const PATIENCE = 15_000; // milliseconds; a rolling restart answers at once and goes on by itself

export class Refusal extends Error {
  constructor(status, title, detail, problem = {}) {
    super(detail || title);
    this.status = status;
    this.problem = problem;
  }

  /** The server is older than this page, or was built without this part. */
  get isMissing() {
    return this.status === 404 || this.status === 405 || this.status === 501;
  }

  get isLocked() {
    return this.status === 401 || this.status === 403;
  }
}

export const get = path => request('GET', path);
export const post = (path, body = {}) => request('POST', path, body);
export const put = (path, body = {}) => request('PUT', path, body);

/** A path with everything in it escaped: `` path`replicas/${id}/probes` ``. */
export function path(parts, ...values) {
  return parts.reduce((text, part, i) => text + encodeURIComponent(values[i - 1]) + part);
}

export const getText = name =>
  patiently(async signal => (await send('GET', name, undefined, signal)).text());

const request = (method, name, body) =>
  patiently(async signal => (await send(method, name, body, signal)).json());

// AbortSignal.timeout() would wake the page later, whether there has been an answer or not.
async function patiently(ask) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(new DOMException('', 'TimeoutError')), PATIENCE);
  try {
    return await ask(control.signal);
  } finally {
    clearTimeout(timer);
  }
}

async function send(method, name, body, signal) {
  const headers = body === undefined
    ? {}
    : { 'Content-Type': 'application/json', 'X-Probity-Request': '1' };
  let response;
  try {
    response = await fetch(BASE + name, {
      method, headers, signal, cache: 'no-store',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (cause) {
    if (signal.aborted && cause.name === 'AbortError') {
      throw cause;
    }
    throw new Refusal(0, 'No answer', 'Probity does not answer; it may have ended');
  }
  if (!response.ok) {
    throw await refusal(response);
  }
  return response;
}

async function refusal(response) {
  const type = response.headers.get('Content-Type') ?? '';
  const problem = type.includes('json') ? await response.json().catch(() => ({})) : {};
  const lines = (problem.details ?? []).map(line => typeof line === 'string' ? line : line.message);
  const detail = [problem.detail ?? `it answered ${response.status}`, ...lines].join('\n');
  return new Refusal(response.status, problem.title ?? response.statusText, detail, problem);
}

/**
 * Reads lines of JSON for as long as they come, and hands them over in batches. Who was held must
 * ask again when told so.
 *
 * @returns {() => void} ends it
 */
export function follow(name, { onLines, onEnd, onBack }) {
  const control = new AbortController();
  const end = () => {
    control.abort();
    followed.delete(end);
    held.delete(onBack);
  };
  followed.set(end, onBack);
  const ended = problem => {
    followed.delete(end);
    if (!control.signal.aborted) {
      onEnd(problem);
    }
  };
  read(name, control.signal, onLines).then(() => ended(null), ended);
  return end;
}

const followed = new Map(); // what ends each of them, and who asks again
const held = new Set(); // who asks again

/** A page that is left may be kept, and would keep connections, of which a browser has six. */
export function endAll() {
  [...followed.keys()].forEach(end => end());
}

/** Ends them until the page is seen again. */
export function holdAll() {
  const waiting = [...followed.values()];
  endAll();
  waiting.forEach(onBack => held.add(onBack));
}

export function goOn() {
  const waiting = [...held];
  held.clear();
  waiting.forEach(onBack => onBack());
}

async function read(name, signal, onLines) {
  const response = await send('GET', name, undefined, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const lines = (rest + value).split('\n');
    rest = lines.pop();
    const batch = lines.filter(line => line !== '').map(line => JSON.parse(line));
    if (batch.length > 0) {
      onLines(batch);
    }
  }
}
