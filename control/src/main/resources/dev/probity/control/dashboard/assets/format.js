// Numbers and times as people read them.

export function seconds(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '–';
  }
  const abs = Math.abs(value);
  if (abs < 10 && !Number.isInteger(value)) {
    return `${value.toFixed(1)} s`;
  }
  if (abs < 90) {
    return `${Math.round(value)} s`;
  }
  if (abs < 5400) {
    const rest = Math.round(value % 60);
    return rest === 0 || abs > 600 ? `${Math.round(value / 60)} min`
      : `${Math.floor(value / 60)} min ${rest} s`;
  }
  if (abs < 172800) {
    const minutes = Math.round((value % 3600) / 60);
    return minutes === 0 ? `${Math.round(value / 3600)} h`
      : `${Math.floor(value / 3600)} h ${minutes} min`;
  }
  return `${Math.round(value / 86400)} days`;
}

/** Short, for a column: `5s`, `12m`, `3h`, `2d`. */
export function age(since, now) {
  const passed = Math.max(0, (now - since) / 1000);
  if (passed < 60) {
    return `${Math.floor(passed)}s`;
  }
  if (passed < 3600) {
    return `${Math.floor(passed / 60)}m`;
  }
  if (passed < 86400) {
    return `${Math.floor(passed / 3600)}h`;
  }
  return `${Math.floor(passed / 86400)}d`;
}

export function milliseconds(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  if (value < 10) {
    return `${value.toFixed(1)} ms`;
  }
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}

export function bytes(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** Of one core. */
export function cpu(cores) {
  if (cores === null || cores === undefined) {
    return '–';
  }
  const percent = cores * 100;
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}

export function rate(perSecond) {
  if (perSecond === null || perSecond === undefined) {
    return '–';
  }
  if (perSecond === 0) {
    return '0';
  }
  return perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond));
}

export function count(value) {
  return value === null || value === undefined ? '–' : value.toLocaleString('en');
}

export function plural(number, word) {
  return `${count(number)} ${word}${number === 1 ? '' : 's'}`;
}

const pad = (number, width = 2) => String(number).padStart(width, '0');

export function clock(time) {
  const at = new Date(time);
  return `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;
}

export function exactClock(time) {
  return `${clock(time)}.${pad(new Date(time).getMilliseconds(), 3)}`;
}

export function dateAndClock(time) {
  const at = new Date(time);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} ${clock(at)}`;
}
