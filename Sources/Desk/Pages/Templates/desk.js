// Keyboard, drafts that save themselves, files by drag and drop, and news without a reload. Every page works without it.
'use strict';
const csrf = document.body.dataset.csrf;
// A box that was ticked has the focus, but nothing is typed there.
const typing = (node) => node.matches && node.matches('textarea,select,input:not([type=checkbox])');

// Keys: j/k move, Enter opens, letters press what they stand for, ? shows the list of keys.
let row = -1;
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
    if (event.key === 'Escape' && typing(event.target)) event.target.blur();
    // Nothing need have the focus: a step without fields is sent like any other.
    const form = event.target.form || document.getElementById('work');
    if (event.key === 'Enter' && event.ctrlKey && form) form.requestSubmit();
    return;
  }
  const rows = [...document.querySelectorAll('tr[data-row]')];
  const move = (to) => {
    if (!rows.length) return;
    row = Math.max(0, Math.min(rows.length - 1, to));
    rows.forEach((each, index) => each.classList.toggle('current', index === row));
    rows[row].querySelector('a').focus();
  };
  switch (event.key) {
    case 'j': move(row + 1); break;
    case 'k': move(row - 1); break;
    case 'o': if (rows[row]) rows[row].querySelector('a').click(); break;
    case 'x': { const box = rows[row] && rows[row].querySelector('input[name=task]'); if (box) box.click(); break; }
    case '/': { const q = document.getElementById('q'); if (q) { event.preventDefault(); q.focus(); } break; }
    case '?': document.querySelector('footer').scrollIntoView(); break;
    case 'p': if (document.querySelector('.facts')) window.print(); break;
    case 'u': { const up = document.querySelector('.crumbs a'); if (up) up.click(); break; }
    default: {
      const target = [...document.querySelectorAll('[data-key]')].find((each) => each.dataset.key === event.key);
      if (!target) return;
      event.preventDefault();
      if (target.tagName === 'SUMMARY') { target.parentElement.open = true; (target.parentElement.querySelector('input:not([type=hidden]),select') || target).focus(); }
      else if (event.key === 'c') { const first = document.querySelector('#work [name="outcome"]'); if (first) first.focus(); }
      else target.click();
    }
  }
});

const all = document.getElementById('all');
if (all) all.addEventListener('change', () => document.querySelectorAll('input[name=task]').forEach((box) => { box.checked = all.checked; }));

// Drafts: a moment after the last key, and when the page is left.
const work = document.getElementById('work');
if (work) {
  const said = document.getElementById('saved');
  let waiting = null, isDirty = false;
  const save = async (isLeaving) => {
    if (!isDirty) return;
    isDirty = false;
    said.textContent = said.dataset.saving;
    try {
      const answer = await fetch(work.dataset.draft, { method: 'POST', body: new URLSearchParams(new FormData(work)), headers: { 'X-Draft': 'auto' }, keepalive: isLeaving, credentials: 'same-origin' });
      // Somebody whose session is over is led to the sign-in page, which is no draft saved.
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      // 202: in the worker's file, not yet in its journal.
      said.textContent = answer.status === 202 ? said.dataset.here : said.dataset.saved;
    } catch (error) { isDirty = true; said.textContent = said.dataset.failed; waiting = setTimeout(save, 3000); }
  };
  work.addEventListener('input', () => { isDirty = true; clearTimeout(waiting); waiting = setTimeout(save, 700); });
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') save(true); });
  let isSent = false;
  work.addEventListener('submit', (event) => { clearTimeout(waiting); if (isSent) event.preventDefault(); isSent = true; });
  document.querySelectorAll('[data-phrase]').forEach((button) => button.addEventListener('click', () => {
    const field = work.querySelector('textarea');
    if (field) { field.value += button.dataset.phrase; field.dispatchEvent(new Event('input', { bubbles: true })); field.focus(); }
  }));
  // Files.
  document.querySelectorAll('.drop').forEach((drop) => {
    const hidden = drop.querySelector('input[type=hidden]'), list = drop.querySelector('ul'), picker = drop.querySelector('input[type=file]');
    const add = async (files) => {
      for (const file of files) {
        const line = list.appendChild(document.createElement('li'));
        line.textContent = file.name + ' …';
        const answer = await fetch(work.dataset.files + '?name=' + encodeURIComponent(file.name), { method: 'POST', body: file, headers: { 'Content-Type': file.type || 'text/plain', 'X-CSRF': csrf }, credentials: 'same-origin' });
        const value = await answer.json();
        if (!answer.ok) { line.textContent = file.name + ': ' + value.problems.map((each) => each.zh + ' ' + each.en).join('; '); line.className = 'bad'; continue; }
        line.textContent = file.name + (answer.status === 201 ? ' ✓' : ' ' + document.getElementById('saved').dataset.here);
        const known = hidden.value ? JSON.parse(hidden.value) : [];
        known.push({ name: value.name, sha256: value.sha256, size: value.size, type: value.type });
        hidden.value = JSON.stringify(known);
        hidden.dispatchEvent(new Event('input', { bubbles: true }));
      }
    };
    picker.addEventListener('change', () => { add([...picker.files]); picker.value = ''; });
    drop.addEventListener('dragover', (event) => { event.preventDefault(); drop.classList.add('over'); });
    drop.addEventListener('dragleave', () => drop.classList.remove('over'));
    drop.addEventListener('drop', (event) => { event.preventDefault(); drop.classList.remove('over'); add([...event.dataTransfer.files]); });
  });
}

// News: asked for every few seconds while the page is looked at; says so when it pauses.
const live = document.querySelector('[data-news]');
const note = document.getElementById('live');
const look = async () => {
  if (document.visibilityState === 'hidden') return;
  try {
    const answer = await fetch(live.dataset.news, { credentials: 'same-origin' });
    if (!answer.ok) throw new Error(String(answer.status));
    const news = await answer.json();
    for (const [name, text] of Object.entries(news)) {
      const node = document.querySelector('[data-live="' + name + '"]') || document.querySelector('[data-count="' + name + '"]');
      if (node && node.textContent !== text) { node.textContent = text; if (note) note.textContent = note.dataset.changed; }
    }
    if (note && !note.textContent) note.textContent = note.dataset.on;
  } catch (error) { if (note) note.textContent = note.dataset.off; }
};
if (live) setInterval(look, 3000);

// Many at once, one after the other: how far it is, and what became of each.
document.querySelectorAll('form[data-each]').forEach((form) => form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const act = event.submitter ? event.submitter.value : form.dataset.each;
  // A case is released as a whole; everything else is chosen.
  const turns = act === 'release' ? [null] : [...form.querySelectorAll('input[name=n]:checked')];
  const bar = form.querySelector('progress'), said = form.querySelector('[role=status]'), list = form.querySelector('.results');
  const buttons = [...form.querySelectorAll('button')];
  buttons.forEach((button) => { button.disabled = true; });
  bar.parentElement.hidden = false; bar.max = turns.length || 1; bar.value = 0;
  said.textContent = '0 / ' + turns.length;
  for (const box of turns) {
    const body = new URLSearchParams({ act });
    for (const name of ['csrf', 'kind', 'case', 'reason']) body.set(name, form.elements[name].value);
    if (box) body.set('n', box.value);
    let items = [{ kind: 'bad', text: form.dataset.failed }];
    try { items = (await (await fetch(form.getAttribute('action'), { method: 'POST', body, headers: { Accept: 'application/json' }, credentials: 'same-origin' })).json()).items; } catch (error) { /* what was not answered in JSON was not done: it says so */ }
    for (const item of items) {
      const line = list.appendChild(document.createElement('li'));
      line.className = item.kind; line.textContent = item.text;
    }
    if (box && items.every((item) => item.kind === 'good')) box.closest('tr').remove();
    bar.value += 1; said.textContent = bar.value + ' / ' + turns.length;
  }
  buttons.forEach((button) => { button.disabled = false; });
}));

// What happens, newest first; it can be held still, and says so.
const events = document.getElementById('events');
if (events) {
  const hold = document.getElementById('hold'), told = document.getElementById('told');
  let isHeld = false;
  hold.hidden = false;
  told.textContent = told.dataset.on;
  hold.addEventListener('click', () => {
    isHeld = !isHeld;
    hold.textContent = isHeld ? hold.dataset.go : hold.dataset.stop;
    hold.setAttribute('aria-pressed', String(isHeld));
    told.textContent = isHeld ? told.dataset.held : told.dataset.on;
  });
  setInterval(async () => {
    if (isHeld || document.visibilityState === 'hidden') return;
    try {
      const answer = await fetch(events.dataset.events + '?after=' + events.dataset.last, { credentials: 'same-origin' });
      if (!answer.ok) throw new Error(String(answer.status));
      const news = await answer.json();
      if (isHeld) return;
      events.dataset.last = news.last;
      for (const item of news.items.reverse()) {
        const line = document.createElement('li'), time = line.appendChild(document.createElement('time')), link = document.createElement('a');
        time.textContent = item.at; link.href = item.address; link.textContent = item.caseID;
        line.append(' ', link, ' ' + item.text);
        events.prepend(line);
      }
      while (events.children.length > 50) events.lastElementChild.remove();
      told.textContent = told.dataset.on;
    } catch (error) { told.textContent = told.dataset.off; }
  }, 3000);
}

// A page that the browser kept may be somebody else's by now, and its form was sent.
window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
