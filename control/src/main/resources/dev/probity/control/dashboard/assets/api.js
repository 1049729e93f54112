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

export async function getText(name) {
  const response = await send('GET', name, undefined, AbortSignal.timeout(PATIENCE));
  return response.text();
}

async function request(method, name, body) {
  const response = await send(method, name, body, AbortSignal.timeout(PATIENCE));
  return response.json();
}

async function send(method, name, body, signal) {
  const headers = body === undefined
    ? {}
    : { 'Content-Type': 'application/json', 'X-Probity-Request': '1' };
  let response;
  try {
    response = await fetch(BASE + name, {
      method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body),
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
 * Reads lines of JSON for as long as they come, and hands them over in batches.
 *
 * @returns {() => void} ends it
 */
export function follow(name, { onLines, onEnd }) {
  const control = new AbortController();
  const end = () => {
    control.abort();
    followed.delete(end);
  };
  followed.add(end);
  read(name, control.signal, onLines).then(
    () => onEnd?.(null),
    problem => control.signal.aborted || onEnd?.(problem));
  return end;
}

const followed = new Set(); // what ends each of them

/** A page that is left may be kept, and would keep connections, of which a browser has six. */
export function endAll() {
  followed.forEach(end => end());
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
