// What changed, for those who listen to the page in place of looking at it.

const MOST = 3; // at once; more would never end

export function announce(state, action) {
  if (action.type !== 'events') {
    return;
  }
  const lines = action.events
    .filter(event => event.kind === 'moved' && event.to !== event.from)
    .map(event => `${event.replica} is ${event.to.replace('-', ' ')}`);
  if (lines.length > 0) {
    const more = lines.length > MOST ? [`and ${lines.length - MOST} more`] : [];
    document.getElementById('told').textContent = [...lines.slice(0, MOST), ...more].join(', ');
  }
}
