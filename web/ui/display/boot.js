// Runs before the first paint: theme, elder mode, text scale and language as the customer last chose them.
(function () {
  var root = document.documentElement;
  var chosen = {};
  try {
    chosen = JSON.parse(localStorage.getItem('dlfp.display') || '{}') || {};
  } catch (e) {
    chosen = {};
  }
  var dark =
    chosen.theme === 'dark' ||
    (chosen.theme !== 'light' &&
      window.matchMedia &&
      window.matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-theme', dark ? 'dark' : 'light');
  if (chosen.elder === true) root.classList.add('elder');
  if (chosen.text_scale) root.setAttribute('data-scale', String(chosen.text_scale));
  root.lang = chosen.locale === 'en' ? 'en' : 'zh-CN';
})();
