// Runs before the first paint, so that nobody who chose dark sees a flash of white.
(() => {
  const chosen = localStorage.getItem('probity-theme');
  if (chosen === 'dark' || chosen === 'light') {
    document.documentElement.dataset.theme = chosen;
  }
})();
