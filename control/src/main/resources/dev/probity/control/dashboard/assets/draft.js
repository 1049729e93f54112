// A probe while it is edited: every field as text, as somebody types it. Pure.

export const PARAMETERS = [
  { name: 'initialDelaySeconds', label: 'Initial delay', unit: 's', default: 0, minimum: 0, hint: 'after the program has started' },
  { name: 'periodSeconds', label: 'Period', unit: 's', default: 10, minimum: 1, hint: 'from one attempt to the next' },
  { name: 'timeoutSeconds', label: 'Timeout', unit: 's', default: 1, minimum: 1, hint: 'an answer that takes longer is a failure' },
  { name: 'successThreshold', label: 'Success threshold', unit: 'attempts', default: 1, minimum: 1, hint: 'successes in a row until it passes' },
  { name: 'failureThreshold', label: 'Failure threshold', unit: 'attempts', default: 3, minimum: 1, hint: 'failures in a row until it fails' },
  {
    name: 'terminationGracePeriodSeconds', label: 'Grace period', unit: 's', minimum: 1, optional: true,
    hint: 'from the first signal to SIGKILL, when this probe ends it; empty: as the service has it',
  },
];

export const KINDS = {
  httpGet: 'HTTP request', tcpSocket: 'TCP connection', grpc: 'gRPC health check', exec: 'Command',
};

/** The fields of each kind of question; `lines` are lists, one entry a line. */
export const FIELDS = {
  httpGet: [
    { name: 'path', label: 'Path', value: '/' },
    { name: 'port', label: 'Port', value: '', hint: 'number or name' },
    { name: 'scheme', label: 'Scheme', value: 'HTTP', choices: ['HTTP', 'HTTPS'] },
    { name: 'host', label: 'Host', value: '', hint: 'empty: the replica' },
    { name: 'httpHeaders', label: 'Headers', value: '', lines: true, hint: 'Name: value, one a line' },
  ],
  tcpSocket: [
    { name: 'port', label: 'Port', value: '', hint: 'number or name' },
    { name: 'host', label: 'Host', value: '', hint: 'empty: the replica' },
  ],
  grpc: [
    { name: 'port', label: 'Port', value: '', hint: 'number' },
    { name: 'service', label: 'Service', value: '', hint: 'empty: the whole server' },
  ],
  exec: [
    { name: 'command', label: 'Command', value: '', lines: true, hint: 'program and arguments, one a line' },
  ],
};

/** The parameters that a probe of this type has: some make no sense for some. */
export function parametersOf(type) {
  return PARAMETERS.filter(({ name }) => name !== 'terminationGracePeriodSeconds' || type !== 'readiness');
}

export function draftOf(probe) {
  const { kind, ...given } = probe.handler;
  const fields = Object.fromEntries(FIELDS[kind].map(field => [field.name, text(given[field.name], field)]));
  const numbers = Object.fromEntries(parametersOf(probe.type).map(({ name }) => {
    const found = probe.parameters.find(parameter => parameter.name === name);
    return [name, found?.value === undefined || found.value === null ? '' : String(found.value)];
  }));
  return { kind, fields, numbers };
}

export function newDraft(type, port) {
  const path = { startup: '/startup', liveness: '/livez', readiness: '/readyz' }[type];
  const fields = { ...fieldsOf('httpGet'), path, port: String(port ?? '') };
  const numbers = Object.fromEntries(parametersOf(type).map(it => [it.name, it.optional ? '' : String(it.default)]));
  return { kind: 'httpGet', fields, numbers };
}

const fieldsOf = kind => Object.fromEntries(FIELDS[kind].map(field => [field.name, field.value]));

/** Another kind of question; what both have, such as the port, is kept. */
export function withKind(draft, kind) {
  const fields = fieldsOf(kind);
  for (const name of Object.keys(fields)) {
    fields[name] = draft.fields[name] ?? fields[name];
  }
  return { ...draft, kind, fields };
}

function text(value, field) {
  if (value === undefined || value === null) {
    return field.value;
  }
  if (field.name === 'httpHeaders') {
    return value.map(header => `${header.name}: ${header.value}`).join('\n');
  }
  return Array.isArray(value) ? value.join('\n') : String(value);
}

/** As the API takes it; a field that is left empty is left out. */
export function bodyOf(draft) {
  const probe = { [draft.kind]: handler(draft) };
  for (const [name, value] of Object.entries(draft.numbers)) {
    if (value.trim() !== '') {
      // What is no number goes as it is: the server says what would be right.
      probe[name] = Number.isNaN(Number(value)) ? value : Number(value);
    }
  }
  return probe;
}

function handler({ kind, fields }) {
  const body = {};
  for (const field of FIELDS[kind]) {
    const value = fields[field.name].trim();
    if (value === '') {
      continue;
    }
    if (field.name === 'httpHeaders') {
      body.httpHeaders = value.split('\n').filter(line => line.trim() !== '').map(header);
    } else if (field.lines) {
      body[field.name] = value.split('\n');
    } else {
      body[field.name] = field.name === 'port' && /^\d+$/.test(value) ? Number(value) : value;
    }
  }
  return body;
}

function header(line) {
  const colon = line.indexOf(':');
  return colon < 0 ? { name: line.trim(), value: '' }
    : { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
}

/** What the numbers come to, in seconds. */
export function meaning(type, draft) {
  const number = name => {
    const value = draft.numbers[name];
    return value === undefined || value.trim() === '' ? PARAMETERS.find(it => it.name === name).default : Number(value);
  };
  const [delay, period, timeout, failures] =
    ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'failureThreshold'].map(number);
  if ([delay, period, timeout, failures].some(Number.isNaN)) {
    return '';
  }
  const least = (failures - 1) * period;
  const most = failures * period + timeout;
  return {
    startup: `It has up to ${delay + failures * period} s to start; then it is killed.`,
    liveness: `A program that hangs is killed ${least + timeout} to ${most} s later.`,
    readiness: `A replica that cannot serve is out of the traffic ${least} to ${most} s later.`,
  }[type];
}
