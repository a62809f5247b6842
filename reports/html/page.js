// Filter, copy, and opening what a link points at. The page is whole without it.
(function () {
  'use strict';
  var cases = Array.prototype.slice.call(document.querySelectorAll('details.case'));
  var form = document.querySelector('form.filter');
  var find = document.getElementById('find');
  var shown = document.getElementById('shown');

  function fold(text) {
    return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  }

  var texts = cases.map(function (one) {
    return fold(one.querySelector('summary').textContent + ' ' + one.dataset.text);
  });

  function filter() {
    var verdict = form.elements.verdict.value;
    var words = fold(find.value).split(/\s+/).filter(Boolean);
    var count = 0;
    cases.forEach(function (one, i) {
      var fits = (!verdict || one.dataset.verdict === verdict) &&
        words.every(function (word) { return texts[i].indexOf(word) >= 0; });
      one.hidden = !fits;
      if (fits) count += 1;
    });
    shown.textContent = count === cases.length ? '' : count + ' of ' + cases.length + ' shown';
  }

  function showAll() {
    form.reset();
    filter();
  }

  function openAll(open) {
    cases.forEach(function (one) { if (!one.hidden) one.open = open; });
  }

  function follow() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden) showAll();
    for (var up = target; up; up = up.parentElement) {
      if (up.tagName === 'DETAILS') up.open = true;
    }
    target.scrollIntoView();
    var focus = target.querySelector('summary');
    if (focus) focus.focus({ preventScroll: true });
  }

  function select(node) {
    var range = document.createRange();
    range.selectNodeContents(node);
    var selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function say(button, word) {
    button.textContent = word;
    setTimeout(function () { button.textContent = 'Copy'; }, 1600);
  }

  function copy(button) {
    var code = button.parentElement.querySelector('code');
    function byHand() {
      select(code);
      say(button, document.execCommand('copy') ? 'Copied' : 'Selected');
    }
    if (!navigator.clipboard) return byHand();
    navigator.clipboard.writeText(code.textContent).then(function () { say(button, 'Copied'); }, byHand);
  }

  if (form && cases.length) {
    form.hidden = false;
    form.addEventListener('input', filter);
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    document.getElementById('open-all').addEventListener('click', function () { openAll(true); });
    document.getElementById('close-all').addEventListener('click', function () { openAll(false); });
  }
  document.addEventListener('click', function (event) {
    if (event.target.classList.contains('copy')) copy(event.target);
    var link = event.target.closest('a[href^="#"]');
    if (link && link.getAttribute('href') === location.hash) follow();
  });
  window.addEventListener('hashchange', follow);
  follow();
}());
