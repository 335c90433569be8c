// Runs right after boot.js: asks for the files of the page that the address names, beside the shell's own files instead of after them. The build puts the table in.
(function (table) {
  var chosen = {};
  var signedIn = null;
  try {
    chosen = JSON.parse(localStorage.getItem('dlfp.display') || '{}') || {};
    signedIn = sessionStorage.getItem('dlfp.session.' + table.area);
  } catch (e) {
    chosen = {};
  }
  var here = location.pathname.replace(/\/$/, '').slice(table.base.length - 1) || '/';
  var page = null;
  for (var i = 0; i < table.pages.length && !page; i++) {
    if (new RegExp('^' + table.pages[i].path + '$').test(here)) page = table.pages[i];
  }
  if (page && page.closed && !signedIn)
    page = table.sign_in === null ? null : table.pages[table.sign_in];
  if (!page) return;
  var words = table.words[page.words] || {};
  var wanted = page.files.concat(words.zh || [], chosen.locale === 'en' ? words.en || [] : []);
  wanted.forEach(function (place) {
    var link = document.createElement('link');
    var file = table.files[place];
    var isStyle = /\.css$/.test(file);
    link.rel = isStyle ? 'preload' : 'modulepreload';
    if (isStyle) link.as = 'style';
    link.crossOrigin = '';
    link.href = table.base + file;
    document.head.appendChild(link);
  });
})(/*table*/ { area: '', base: '/', files: [], pages: [], words: {}, sign_in: null });
