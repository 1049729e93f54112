// Where one can go from everywhere.

export const PLACES = [
  { key: 'o', path: '/', name: 'Overview', icon: 'overview' },
  { key: 't', path: '/traffic', name: 'Traffic', icon: 'traffic' },
  { key: 'l', path: '/logs', name: 'Logs', icon: 'logs' },
  { key: 'd', path: '/graph', name: 'Dependencies', icon: 'graph' },
  { key: 'c', path: '/config', name: 'Config', icon: 'config' },
];
