// Addresses: every page has one, and going back works.

export function createRouter(routes, onChange) {
  function match() {
    const parts = location.pathname.split('/').filter(part => part !== '').map(decodeURIComponent);
    for (const [shape, page] of routes) {
      const names = shape.split('/').filter(part => part !== '');
      if (names.length === parts.length && names.every((it, i) => it[0] === ':' || it === parts[i])) {
        const args = names.flatMap((it, i) => (it[0] === ':' ? [parts[i]] : []));
        return { page, args };
      }
    }
    return { page: null, args: [] };
  }

  const router = {
    go(address) {
      if (address !== location.pathname + location.search) {
        history.pushState(null, '', address);
        onChange(match());
      }
    },
    /** Keeps what is being looked at in the address, without a step back for each change. */
    keep(parameters) {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(parameters)) {
        if (value !== '' && value !== false && value !== null && value !== undefined) {
          query.set(name, value === true ? '1' : value);
        }
      }
      const text = query.toString();
      history.replaceState(null, '', location.pathname + (text === '' ? '' : `?${text}`));
    },
    parameters: () => Object.fromEntries(new URLSearchParams(location.search)),
    start() {
      addEventListener('popstate', () => onChange(match()));
      document.addEventListener('click', event => {
        const link = event.target.closest?.('a[href^="/"]');
        const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
        if (link && plain && !link.hasAttribute('target') && !link.hasAttribute('download')) {
          event.preventDefault();
          router.go(link.getAttribute('href'));
        }
      });
      onChange(match());
    },
  };
  return router;
}

export const replicaPath = id => `/replicas/${encodeURIComponent(id)}`;
export const servicePath = name => `/services/${encodeURIComponent(name)}`;
