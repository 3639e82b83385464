/* Gongbao: the language switch keeps the place, links work from a folder, search. Without this file all text and links still work. */
(() => {
  "use strict";
  const local = location.protocol === "file:";
  const all = (what, within) => Array.from((within || document).querySelectorAll(what));

  /* From a folder a link must name the file. */
  const whole = (href) => local && !/^[a-z][a-z0-9+.-]*:/i.test(href) ? href.replace(/^([^?#]*\/|\.{1,2})(?=$|[?#])/, (path) => path.replace(/\/?$/, "/index.html")) : href;
  if (local) all("a[href]").forEach((a) => a.setAttribute("href", whole(a.getAttribute("href"))));

  /* Another language: same page, same sentence. */
  const place = () => {
    if (location.hash.length > 1) return location.hash;
    const seen = scrollY > 200 && all(".gb-s[id]").find((s) => s.getBoundingClientRect().top > 60);
    return seen ? "#" + seen.id : "";
  };
  all("nav a.gb-switch").forEach((a) => {
    const bare = a.getAttribute("href");
    ["pointerdown", "focus", "click"].forEach((event) => a.addEventListener(event, () => a.setAttribute("href", bare + place())));
  });

  const form = document.querySelector("form.gb-searchbox");
  if (!form) return;
  const input = form.querySelector("input.gb-search");
  const panel = form.querySelector(".gb-results");
  const count = form.querySelector(".gb-count");
  const list = form.querySelector(".gb-hits");
  const root = form.dataset.root;
  const rows = [];
  const fold = new Map();
  let asked = false;
  let awaited = 1;

  /* ---- the index arrives as scripts, which a folder can load too */
  const load = (name) => {
    const script = document.createElement("script");
    script.src = root + "search/" + encodeURIComponent(name) + ".js";
    script.onload = script.onerror = () => { awaited -= 1; if (!awaited) show(); };
    document.head.append(script);
  };
  const search = {
    reports(stems) { awaited += stems.length; stems.forEach(load); },
    report(data) {
      Object.keys(data.fold).forEach((c) => fold.set(c, data.fold[c]));
      data.rows.forEach((row) => rows.push({ kind: row[0], address: row[1], title: row[2], words: row[3], lang: row[4] }));
    },
  };
  window.gongbao = Object.assign(window.gongbao || {}, { search });
  const ask = () => { if (!asked) { asked = true; load("index"); } };

  /* ---- one spelling for all: width, case, script, thousands; `at` leads back to the words as they stand */
  const plain = (words) => {
    let text = "";
    const at = [];
    let n = 0;
    for (const c of words) {
      let shown = c < "\u0080" ? c.toLowerCase() : c.normalize("NFKC").toLowerCase();
      if (shown === "\u2019" || shown === "\u2018") shown = "'";
      if (shown === "," && /\d$/.test(text) && /^\d/.test(words.slice(n + c.length))) shown = "";
      for (const one of shown) {
        const simple = fold.get(one) || one;
        for (let i = 0; i < simple.length; i += 1) at.push(n);
        text += simple;
      }
      n += c.length;
    }
    at.push(n);
    return { text, at };
  };

  const isDigit = (c) => c >= "0" && c <= "9";
  const isLatin = (c) => /^[a-z\u00df-\u024f]$/.test(c);
  /* Where `part` stands in `text`: numbers whole, Latin words from their start, Chinese anywhere. */
  const find = (text, part, from, toEnd) => {
    const first = part[0];
    const last = part[part.length - 1];
    for (let i = text.indexOf(part, from || 0); i >= 0; i = text.indexOf(part, i + 1)) {
      const before = text[i - 1] || " ";
      const end = i + part.length;
      const after = text[end] || " ";
      const cutNumber = isDigit(first) && (isDigit(before) || (before === "." && isDigit(text[i - 2] || " ")));
      const cutWord = isLatin(first) && (isLatin(before) || isDigit(before));
      const cutTail = isDigit(last) && (isDigit(after) || (after === "." && isDigit(text[end + 1] || " ")));
      if (!cutNumber && !cutWord && !cutTail && !(toEnd && isLatin(last) && isLatin(after))) return i;
    }
    return -1;
  };

  /* The beginnings that an English word shares with its other forms. */
  const stems = (word) => {
    if (!/^[a-z]{4,}$/.test(word)) return [word];
    const y = /^(.{2,})(y|ies|ied)$/.exec(word);
    if (y) return [y[1] + "y", y[1] + "ie"];
    const cut = /^(.{4,})(?:ing|ed)$/.exec(word);
    if (cut) return [cut[1].replace(/([bdgmnprt])\1$/, "$1")];
    return [word.replace(/^(.{3,}(?:s|x|z|ch|sh))es$/, "$1").replace(/^(.{2,}[^aius])s$/, "$1").replace(/^(.{4,})e$/, "$1")];
  };
  const parts = (query) => query.split(/[\s!-$&-\-/:-@[-`{-~\u00b7\u2010-\u2026\u3001-\u3003\u3008-\u3011\u3014\u3015]+/)
    .map((part) => part.replace(/^\.+|\.+$/g, "")).filter(Boolean);
  const asPart = (part) => ({ exact: part, forms: stems(part) });
  const first = (text, part, from) => part.forms.map((form) => [find(text, form, from), form]).filter((hit) => hit[0] >= 0).sort((a, b) => a[0] - b[0])[0];

  /* Lower is better: titles and terms before sentences, the words as typed before their forms. */
  const tier = (text, query, wanted, base) => {
    if (text === query) return base;
    if (find(text, query, 0, true) >= 0) return base + 1;
    return wanted.every((part) => find(text, part.exact, 0, true) >= 0) ? base + 2 : base + 3;
  };
  const has = (text, wanted) => wanted.every((part) => first(text, part));
  const ranked = (query, wanted) => {
    const hits = [];
    rows.forEach((row, order) => {
      row.plain = row.plain || plain(row.words);
      if (row.kind === 2) row.head = row.head || plain(row.title).text;
      const heads = row.kind === 0 ? row.plain.text : row.head;
      if (heads && has(heads, wanted)) hits.push({ row, order, tier: tier(heads, query, wanted, 0), size: heads.length });
      else if (has(row.plain.text, wanted)) hits.push({ row, order, tier: tier(row.plain.text, query, wanted, 4), size: 0 });
    });
    return hits.sort((a, b) => a.tier - b.tier || a.size - b.size || a.order - b.order);
  };
  const pairs = (part) => /^[\u3400-\u9fff]{4,}$/.test(part) ? Array.from(part.slice(1), (c, i) => part[i] + c) : [part];
  const results = (typed) => {
    const query = plain(typed.trim()).text;
    const asked = parts(query);
    let wanted = asked.map(asPart);
    if (!wanted.length) return { hits: [], wanted };
    let hits = ranked(query, wanted);
    if (!hits.length) {
      wanted = [].concat(...asked.map(pairs)).map(asPart);
      hits = ranked(query, wanted);
    }
    return { hits, wanted };
  };

  /* ---- showing: text nodes only, so that nothing in a report is read as HTML */
  const spans = (text, wanted) => {
    const found = [];
    wanted.forEach((part) => {
      for (let hit = first(text, part); hit; hit = first(text, part, hit[0] + hit[1].length)) found.push([hit[0], hit[0] + hit[1].length]);
    });
    return found.sort((a, b) => a[0] - b[0]);
  };
  const snippet = (row, wanted) => {
    const at = row.plain.at;
    const found = spans(row.plain.text, wanted).map((span) => [at[span[0]], at[span[1]]]);
    const wide = /[\u3400-\u9fff]/.test(row.words);
    const room = wide ? 72 : 170;
    const lead = found.length ? found[0][0] - (wide ? 16 : 50) : 0;
    const start = row.words.length <= room || lead <= 4 ? 0 : wide ? lead : row.words.indexOf(" ", lead) + 1;
    const end = Math.min(row.words.length, start + room);
    const out = document.createElement("span");
    let here = start;
    if (start) out.append("…");
    found.forEach((span) => {
      if (span[0] < here || span[1] > end) return;
      const mark = document.createElement("mark");
      mark.textContent = row.words.slice(span[0], span[1]);
      out.append(row.words.slice(here, span[0]), mark);
      here = span[1];
    });
    out.append(row.words.slice(here, end), end < row.words.length ? "…" : "");
    out.className = "gb-hit-words";
    if (row.lang) out.lang = row.lang;
    return out;
  };
  const item = (row, wanted) => {
    const li = document.createElement("li");
    const a = document.createElement("a");
    const title = document.createElement("span");
    li.className = "gb-hit gb-hit--" + ["title", "sentence", "term"][row.kind];
    title.className = "gb-hit-page";
    title.textContent = row.title;
    a.href = whole(root + row.address);
    if (row.kind === 0 && row.title === row.words) a.append(snippet(row, wanted));
    else a.append(title, snippet(row, wanted));
    li.append(a);
    return li;
  };
  const close = () => { panel.hidden = true; form.classList.remove("gb-open"); };
  function show() {
    const typed = input.value.trim();
    if (!typed) { close(); return; }
    ask();
    if (awaited) return;
    const { hits, wanted } = results(typed);
    const items = document.createDocumentFragment();
    hits.slice(0, 30).forEach((hit) => items.append(item(hit.row, wanted)));
    list.textContent = "";
    list.append(items);
    count.textContent = hits.length ? form.dataset.count.replace(/\{+count\}+/, hits.length) : form.dataset.none;
    panel.hidden = false;
    panel.scrollTop = 0;
    form.classList.add("gb-open");
  }

  input.addEventListener("focus", () => { ask(); if (input.value) show(); });
  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const link = list.querySelector("a");
    if (link && !panel.hidden) link.click();
  });
  list.addEventListener("click", (event) => { if (event.target.closest("a")) close(); });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const links = all("a", list);
    const now = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      if (panel.hidden) input.blur();
      else { input.focus(); close(); }
      event.preventDefault();
    } else if (step && !panel.hidden && links.length) {
      event.preventDefault();
      (now + step < 0 ? input : links[Math.min(now + step, links.length - 1)]).focus();
    }
    event.stopPropagation();
  });
  document.addEventListener("keydown", (event) => {
    const busy = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key !== "/" || busy || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  document.addEventListener("pointerdown", (event) => { if (!form.contains(event.target)) close(); });
  form.addEventListener("focusout", (event) => { if (event.relatedTarget && !form.contains(event.relatedTarget)) close(); });
})();
