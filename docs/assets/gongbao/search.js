/* Search, loaded when a reader opens it: the engine, which needs no page, and the panel that shows what it finds.
   Written for browsers back to ES2017. The index comes as scripts, so that all of it works from a folder too. */
(() => {
"use strict";
const HAN = "\u3007\u3400-\u9fff\ud840-\udfff";
const LETTER = "a-z\u00df-\u00f6\u00f8-\u024f";
const han = new RegExp(`[${HAN}]`);
const letter = new RegExp(`[${LETTER}]`);
const word = new RegExp(`[${LETTER}]+(?:'[a-z]+)?`, "g");
const compound = new RegExp(`[${LETTER}]+(?:-[${LETTER}]+)+`, "g");

/* ---- one spelling: width, case, script, dashes, thousands; no quotation marks, no blanks beside Han; `at` is filled with
   the way back */
const fold = {};
const QUOTES = "“”\"「」『』《》〈〉";
const one = (c, words, n, text) => {
	const next = words[n + c.length] || "";
	if (QUOTES.includes(c)) return "";
	if (c === "," && /\d$/.test(text) && /\d/.test(next)) return "";
	if (/\s/.test(c)) return !text || /\s$/.test(text) || han.test(text.slice(-1)) || han.test(next) ? "" : " ";
	if (/['\u2018\u2019]/.test(c)) return letter.test(text.slice(-1)) ? "'" : "";
	if (/[\u2010-\u2015\u2212]/.test(c)) return "-";
	if (c === "&") return text.endsWith(" ") && next === " " ? "and" : c;
	return han.test(c) || /[\x21-\x40\x5b-\x7e]/.test(c) ? c : c.normalize("NFKC").toLowerCase();
};
const plain = (words, at) => {
	let text = "";
	for (let n = 0, c; n < words.length; n += c.length) {
		const code = words.codePointAt(n);
		c = code > 0xffff ? words.slice(n, n + 2) : words[n];
		/* Most of a report is one of the first two. */
		if (code >= 0x3400 && code <= 0x9fff) text += fold[c] || c;
		else if (code >= 97 && code <= 122) text += c;
		else for (const part of one(c, words, n, text)) text += fold[part] || part;
		while (at && at.length < text.length) at.push(n);
	}
	return text;
};

/* ---- English words by their stem: Snowball's English stemmer without its lists of exceptions, British spelling made American.
   The same rules stand in gen/web/stems.py; a test holds both to each other. */
const rules = (text) => text.split(" ").map((rule) => rule.split(":")).sort((a, b) => b[0].length - a[0].length);
const SECOND = rules("tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate alism:al aliti:al"
	+ " alli:al fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogi:og:l fulli:ful lessli:less li::cdeghkmnrt");
const THIRD = rules("tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness:");
const ATIVE = rules("ative:");
const FOURTH = rules("al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ism: ate: iti: ous: ive: ize: ion::st");
const swap = (text, table, from) => {
	const rule = table.find(([end]) => text.endsWith(end));
	if (!rule) return text;
	const at = text.length - rule[0].length;
	return at >= from && (!rule[2] || rule[2].includes(text[at - 1])) ? text.slice(0, at) + rule[1] : text;
};
const after = (text, from) => {
	const found = /^[^aeiouy]*[aeiouy]+[^aeiouy]/.exec(text.slice(from));
	return found ? from + found[0].length : text.length;
};
const short = (text) => /(^|.*[^aeiouy])[aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$/.test(text);
const american = (text) => text.replace(/(neighb|lab|fav|hon|harb|behavi|col|endeav)our/, "$1or").replace(/(cent|theat|lit|met)re(s?)$/, "$1er$2")
	.replace(/([lmnrtv])is(e|es|ed|er|ers|ing|ations?)$/, "$1iz$2").replace(/mme(s?)$/, "m$1");
const stem = (raw) => {
	if (raw === "news") return raw;
	let text = american(raw.replace(/'s?$/, ""));
	if (text.length < 3) return text;
	text = text.replace(/^y|([aeiouy])y/g, "$1Y");
	const special = /^(gener|commun|arsen)/.exec(text);
	const r1 = special ? special[0].length : after(text, 0);
	const r2 = after(text, r1);
	if (/sses$/.test(text)) text = text.slice(0, -2);
	else if (/ie[sd]$/.test(text)) text = text.slice(0, text.length > 4 ? -2 : -1);
	else if (/[aeiouy].*[^aeious]s$/.test(text) || /[aeiouy].+[aeio]s$/.test(text)) text = text.slice(0, -1);
	const ending = /(eed|eedly)$/.exec(text) || /(ed|edly|ing|ingly)$/.exec(text);
	if (ending && ending[1].startsWith("ee")) text = ending.index >= r1 ? text.slice(0, ending.index + 2) : text;
	else if (ending && /[aeiouy]/.test(text.slice(0, ending.index))) {
		text = text.slice(0, ending.index);
		if (/(at|bl|iz)$/.test(text) || (text.length <= r1 && short(text))) text += "e";
		else text = text.replace(/([bdfgmnprt])\1$/, "$1");
	}
	text = text.replace(/(.[^aeiouy])[yY]$/, "$1i");
	text = swap(text, SECOND, r1);
	text = text.endsWith("ative") ? swap(text, ATIVE, r2) : swap(text, THIRD, r1);
	text = swap(text, FOURTH, r2);
	const last = text.length - 1;
	if (text[last] === "e" && (last >= r2 || (last >= r1 && !short(text.slice(0, -1))))) text = text.slice(0, -1);
	else if (text.endsWith("ll") && last >= r2) text = text.slice(0, -1);
	return text.toLowerCase();
};
/* One or many is the same word to a reader; other forms of it are near, no more: who asks for parking is not after parks. */
const alike = (raw) => (raw === "news" ? raw : american(raw.replace(/'s?$/, "")).replace(/(ies|y)$/, "i").replace(/([sxz]|ch|sh)es$/, "$1").replace(/([^s])s$/, "$1").replace(/e$/, ""));
const kept = (work) => {
	const known = new Map();
	return (raw) => known.get(raw) || known.set(raw, work(raw)).get(raw);
};
const single = kept(alike);
const stemmed = kept(stem);

/* ---- the rows: what can be found, each with the words it is found by */
const rows = [];
const vocabulary = new Set();
const tokens = (text) => {
	const out = [];
	const push = (text, { 0: found, index }) => out.push({ text, base: single(text), stem: stemmed(text), from: index, to: index + found.length });
	for (let m; (m = word.exec(text));) push(m[0], m);
	for (let m; (m = compound.exec(text));) push(m[0].replace(/-/g, ""), m);
	out.forEach((token) => vocabulary.add(token.stem).add(`=${token.base}`));
	return out;
};
const SMALL = new Set("a an and at by for from in is of on or the to with".split(" "));
const field = (words, at) => {
	const text = plain(words, at);
	const made = { text, words, tokens: letter.test(text) ? tokens(text) : [] };
	made.bases = ` ${made.tokens.map((token) => token.base).join(" ")} `;
	return made;
};
/* Equal for two ways to write one name: stems, without small words and punctuation. */
const key = (text) => text.replace(word, (raw) => (SMALL.has(raw) ? "" : stemmed(raw))).replace(new RegExp(`[^${HAN}${LETTER}\\d]`, "g"), "");
const head = (words) => {
	const made = field(words);
	made.key = key(made.text);
	return made;
};
const ready = (row) => {
	if (!row.heads) {
		row.heads = row.names.map(head);
		row.field = row.words ? field(row.words) : null;
		row.all = row.kind === "term" ? field(`${row.names.join(" ")} ${row.words}`) : null;
		row.parts = (row.figures || []).map(([from, to, name, value]) => field(`${name} ${row.words.slice(from, to)} ${value || ""}`.trim()));
	}
	return row;
};
const report = (data) => {
	const { stem: folder, title, langs } = data;
	const add = (row) => rows.push(Object.assign(row, { order: rows.length, report: folder, title, langs }));
	for (let n = 0; n < data.fold.length; n += 2) fold[data.fold[n]] = data.fold[n + 1];
	data.pages.forEach(([path, name]) => add({ kind: "page", address: `${folder}/${path}`, names: [name], context: title }));
	data.chapters.forEach(([slug, name, lang, own, blocks]) => blocks.forEach(([heading, ...lines], paragraph) => lines.forEach(([anchor, words, tag, figures, draft]) => {
		const address = `${folder}/${slug}/#${anchor}`;
		const place = { address, lang: tag, draft, paragraph: `${folder}/${slug}/${paragraph}` };
		if (heading) add(Object.assign(place, { kind: anchor === own ? "chapter" : "heading", names: [words], context: anchor === own ? title : name, contextLang: anchor === own ? "" : lang }));
		else add(Object.assign(place, { kind: "sentence", names: [], words, figures, context: name, contextLang: lang }));
	})));
	data.terms.forEach(([anchor, meaning, native, ...names]) => {
		add({ kind: "term", address: `${folder}/glossary/#${anchor}`, names, native, words: meaning });
	});
};

/* ---- the query: what must be found, each part a piece of text or an English word */
const edge = new RegExp(`^[^${HAN}${LETTER}\\d]+|[^${HAN}${LETTER}\\d%\u2030]+$`, "g");
const apart = new RegExp(`[^${HAN}${LETTER}\\d.%\u2030+\\-/':&]+`);
const inReport = (text) => vocabulary.has(stemmed(text)) || vocabulary.has(`=${single(text)}`);
const latin = (text) => ({ text, base: single(text), stem: stemmed(text), open: !inReport(text) });
const parted = (piece) => {
	if (/\d/.test(piece) && !han.test(piece)) return [{ text: piece }];
	if (han.test(piece)) return piece.split(/[/:'&]+/).filter(Boolean).map((text) => ({ text }));
	const joined = piece.replace(/-/g, "");
	if (joined !== piece && inReport(joined)) return [latin(joined)];
	return (piece.match(word) || []).map(latin);
};
const parse = (query) => {
	const chunks = query.split(/\s+/).map((chunk) => plain(chunk));
	const pieces = [].concat(...chunks.map((chunk) => chunk.split(apart))).map((piece) => piece.replace(edge, "")).filter(Boolean);
	const text = plain(query.trim()).replace(edge, "");
	const parts = [].concat(...pieces.map(parted));
	return { text, parts, key: key(text), bases: parts.every((part) => part.stem) ? ` ${parts.map((part) => part.base).join(" ")} ` : "" };
};

/* Numbers whole, Latin words from their start (`full`: to their end), Chinese anywhere. */
const find = (text, part, from, full) => {
	for (let i = text.indexOf(part, from); i >= 0; i = text.indexOf(part, i + 1)) {
		const end = i + part.length;
		const cut = (/^\d/.test(part) && /\d\.?$/.test(text.slice(Math.max(0, i - 2), i)))
			|| (/\d$/.test(part) && /^\.?\d/.test(text.slice(end, end + 2)))
			|| (letter.test(part[0]) && letter.test(text[i - 1] || ""))
			|| (full && letter.test(part.slice(-1)) && letter.test(text[end] || ""));
		if (!cut) return i;
	}
	return -1;
};
const says = (token, part) => token.stem === part.stem || token.base === part.base || (part.open && token.text.startsWith(part.text));
const near = (token, part) => part.open || token.base === part.base;
const holds = (where, part, close) => (part.stem ? where.tokens.some((token) => says(token, part) && (!close || near(token, part))) : find(where.text, part.text, 0) >= 0);
const whole = (where, ask) => find(where.text, ask.text, 0, true) >= 0 || (ask.bases && where.bases.includes(ask.bases));
const every = (where, parts, close) => parts.every((part) => holds(where, part, close));
const fields = (row) => row.heads.concat(row.field || []);

/* Lower is better: what the query names, titles and terms that hold it, figures, sentences, what means the same, explanations. */
const NAMED = { term: 0, chapter: 1, heading: 1, page: 1 };
const placed = (row, ask) => {
	const { parts } = ask;
	let best = null;
	row.heads.forEach((one) => {
		const tier = one.key === ask.key ? NAMED[row.kind] : whole(one, ask) ? 2 : every(one, parts, true) ? 3 : every(one, parts) ? 7 : 99;
		if (tier < 99 && (!best || tier < best.tier)) best = { row, tier, size: one.text.length, name: one.words };
	});
	if (best || !row.field) return best;
	const hit = (tier, figure) => ({ row, tier, size: 0, figure });
	if (row.kind === "term") return every(row.all, parts) ? hit(9) : null;
	const figure = (close) => (row.figures || []).find((_, n) => every(row.parts[n], parts, close));
	if (figure(true)) return hit(4, figure(true));
	if (whole(row.field, ask)) return hit(5);
	if (every(row.field, parts, true)) return hit(6);
	return every(row.field, parts) || figure() ? hit(7, figure()) : null;
};
/* A reader who names a glossary entry by one of its names is given the sentences that use another. */
const akin = (hits, among) => {
	const named = hits.filter((hit) => hit.tier === 0).map((hit) => hit.row);
	const names = [].concat(...named.map((row) => row.heads)).filter((one) => one.text.length > 1);
	const had = new Set(hits.map((hit) => hit.row));
	const more = (row) => row.kind === "sentence" && !had.has(row) && names.some((one) => whole(row.field, { text: one.text, bases: han.test(one.text) || /\d/.test(one.text) ? "" : one.bases }));
	return named.length ? among.filter(more).map((row) => ({ row, tier: 8, size: 0 })) : [];
};
/* All parts in one paragraph: the sentence that holds most of them stands for it. */
const together = (among, parts) => {
	const groups = new Map();
	among.forEach((row) => { if (row.paragraph) groups.set(row.paragraph, (groups.get(row.paragraph) || []).concat(row)); });
	const out = [];
	groups.forEach((members) => {
		if (!parts.every((part) => members.some((row) => fields(row).some((one) => holds(one, part))))) return;
		const held = (row) => parts.filter((part) => fields(row).some((one) => holds(one, part))).length;
		out.push({ row: members.reduce((a, b) => (held(b) > held(a) ? b : a)), tier: 10, size: 0 });
	});
	return out;
};

/* Words that stand in no row as they were typed: parted where script changes, then into the longest words that the report has. */
const borders = new RegExp(`[${HAN}]+|[${LETTER}]+|\\d[\\d.]*%?`, "g");
const longest = (text, has) => {
	const out = [];
	for (let n = 0; n < text.length;) {
		let end = text.length;
		while (end > n + 1 && !has(text.slice(n, end))) end -= 1;
		if (end === n + 1) return [text];
		out.push(text.slice(n, end));
		n = end;
	}
	return out;
};
const relaxed = (parts, among) => {
	const has = (text) => among.some((row) => fields(row).some((one) => find(one.text, text, 0) >= 0));
	const loose = (part) => {
		if (part.stem || has(part.text)) return [part];
		const pieces = part.text.match(borders) || [];
		return [].concat(...pieces.map((text) => (han.test(text) && text.length > 3 ? longest(text, has) : [text]))).map((text) => (letter.test(text) ? latin(text) : { text }));
	};
	const big = parts.filter((part) => !SMALL.has(part.text));
	return [].concat(...(big.length ? big : parts).map(loose));
};
/* What is found, best first, in the report `only` or in all that are loaded; and the parts to mark. */
const search = (query, only) => {
	const among = rows.filter((row) => !only || row.report === only).map(ready);
	const ask = parse(query);
	if (!ask.parts.length) return { hits: [], parts: [] };
	const ranked = (asked) => among.map((row) => placed(row, asked)).filter(Boolean);
	let hits = ranked(ask);
	hits = hits.concat(akin(hits, among));
	let { parts } = ask;
	if (!hits.length) {
		parts = relaxed(parts, among);
		hits = ranked(Object.assign({}, ask, { parts }));
	}
	if (!hits.length && ask.parts.length > 1) hits = together(among, parts);
	hits.sort((a, b) => a.tier - b.tier || a.size - b.size || a.row.order - b.row.order);
	return { hits, parts };
};
const spans = (words, parts) => {
	const at = [];
	const where = field(words, at);
	const found = [];
	parts.forEach((part) => {
		if (part.stem) where.tokens.filter((token) => says(token, part)).forEach((token) => found.push([token.from, token.to]));
		else for (let i = find(where.text, part.text, 0); i >= 0; i = find(where.text, part.text, i + part.text.length)) found.push([i, i + part.text.length]);
	});
	return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]).map(([from, to]) => {
		const last = at[to - 1];
		return [at[from], last + String.fromCodePoint(words.codePointAt(last)).length];
	});
};

const waiting = [];
let stems = [];
let labels = {};
window.gongbao = Object.assign(window.gongbao || {}, {
	search: { report, search, plain, stem, spans, reports(data) { ({ stems, labels } = { stems: data.stems, labels: data.labels }); } },
});
const form = typeof document === "undefined" ? null : document.querySelector("form.gb-searchbox");
if (!form) return;

/* ---- the panel */
const doc = document;
const on = (what, event, act) => what.addEventListener(event, act);
const make = (name, cls, text) => Object.assign(doc.createElement(name), { className: cls, textContent: text || "" });
const [input, panel, count, list] = ["input", ".gb-results", ".gb-count", ".gb-hits"].map((name) => form.querySelector(name));
const { root, report: mine } = form.dataset;
const STEP = 20;
const chinese = /^zh/.test(doc.documentElement.lang);
let wide = !mine;
let half = false;
let eager = false;
let loads = 0;
let broken = false;

/* A script element, since a page opened from a folder may fetch nothing. */
const load = (name) => new Promise((done) => {
	const script = doc.createElement("script");
	script.src = `${root}search/${encodeURIComponent(name)}.js`;
	script.onload = script.onerror = (e) => {
		loads += 1;
		broken = broken || e.type === "error";
		done();
	};
	doc.head.append(script);
});
/* Made ready before the first letter is typed. */
const told = () => {
	setTimeout(() => rows.forEach(ready), 50);
	waiting.forEach((act) => act());
};
const loaded = new Set();
const fetched = (name) => {
	if (loaded.has(name)) return Promise.resolve();
	loaded.add(name);
	return load(name).then(told);
};
/* The other reports come one by one, newest first; what is found in each is shown at once. */
const widen = () => {
	wide = true;
	return stems.reduce((before, name) => before.then(() => fetched(name)), Promise.resolve());
};

/* Text nodes only: no report is read as HTML. */
const marked = (cls, words, parts, { lang, langs: [own] }, room) => {
	const out = make("span", cls);
	if (lang) out.lang = lang;
	const say = (text, box) => window.gongbao.say(box || out, text, lang ? "" : own);
	const found = spans(words, parts);
	const lead = room / 4;
	const before = found.length ? Math.min(found[0][0] - lead, words.length - room) : 0;
	let at = words.length <= room || before < 5 ? 0 : han.test(words) ? Math.round(before) : words.indexOf(" ", before) + 1;
	const end = Math.min(words.length, at + room);
	if (at) out.append("…");
	found.forEach(([start, stop]) => {
		if (start < at || stop > end) return;
		say(words.slice(at, start));
		out.append(say(words.slice(start, stop), make("mark", "")));
		at = stop;
	});
	say(words.slice(at, end));
	if (end < words.length) out.append("…");
	return out;
};
const place = (path) => {
	const href = root + path;
	return location.protocol === "file:" ? href.replace(/\/(?=$|#)/, "/index.html") : href;
};
/* A term goes by its set name in the other language too, or by the one that was asked for. */
const other = ({ row, name }) => {
	const at = Math.max(0, row.names.indexOf(name)) || row.native;
	const second = row.names[at] || "";
	return Object.assign(make("span", "", second), at >= row.native ? { lang: row.langs[han.test(second) ? 0 : 1] } : {});
};
const item = (hit, parts) => {
	const { row, figure } = hit;
	const kind = figure ? "figure" : row.kind;
	const li = make("li", `gb-hit gb-hit--${kind}`);
	const a = make("a", "");
	a.href = place(row.address);
	const top = make("span", "gb-hit-place");
	top.append(make("span", "gb-hit-kind", labels[kind]), " ");
	const line = kind === "term" ? [other(hit)] : [];
	if (wide && stems.length > 1 && row.context !== row.title) line.push(window.gongbao.say(make("span", ""), row.title, row.langs[0]));
	if (row.context) line.push(row.contextLang ? Object.assign(make("span", "", row.context), { lang: row.contextLang }) : window.gongbao.say(make("span", ""), row.context, row.langs[0]));
	if (row.draft) line.push(make("span", "", labels.draft));
	line.filter((part) => part.textContent).forEach((part, n) => top.append(n ? " · " : "", part));
	a.append(top);
	const long = han.test(row.words || "") ? 72 : 170;
	const name = figure ? [figure[2], row.words.slice(figure[0], figure[1])].filter(Boolean).join(chinese ? "：" : ": ") : (row.names[0] || "").replace(/。$/, "");
	if (name) a.append(marked("gb-hit-name", name, parts, row, 120));
	if (row.words) a.append(marked("gb-hit-words", row.words, parts, row, long));
	li.append(a);
	return li;
};
const button = (text, act) => {
	const made = Object.assign(make("button", "gb-hits-more", text), { type: "button" });
	on(made, "click", act);
	return made;
};
const open = (yes) => { panel.hidden = !yes; form.classList.toggle("gb-open", yes); };
const said = (name, number) => (labels[name] || "").replace("{count}", number);
const tail = make("div", "gb-hits-tail");
panel.append(tail);
const more = (hits, parts, from) => {
	list.append(...hits.slice(from, from + STEP).map((hit) => item(hit, parts)));
	tail.textContent = "";
	const left = hits.length - from - STEP;
	if (left > 0) tail.append(button(said("more", Math.min(left, STEP)), () => {
		more(hits, parts, from + STEP);
		list.children[from + STEP].firstChild.focus();
	}));
	else if (!wide && stems.length > 1) tail.append(button(said("others", stems.length - 1), () => { input.focus(); widen(); show(); }));
};
function show() {
	const query = input.value.trim();
	if (half) return;
	if (!query || loads < 2) { open(false); return; }
	const { hits, parts } = search(query, wide ? "" : mine);
	if (!hits.length && !wide && stems.length > 1) { widen(); return; }
	list.textContent = "";
	more(hits, parts, 0);
	count.textContent = hits.length ? said("count", hits.length) : broken ? form.dataset.failed : said("none");
	open(true);
	panel.scrollTop = 0;
	if (eager && hits.length) { eager = false; list.querySelector("a").click(); }
}

/* Half a syllable is no query: while an input method is at work nothing is looked up. English keyboards on phones compose too. */
on(input, "compositionstart", () => { half = chinese || !matchMedia("(pointer: coarse)").matches; });
on(input, "compositionend", () => { half = false; eager = false; show(); });
on(input, "input", () => { eager = false; show(); });
on(input, "focus", show);
on(form, "submit", () => {
	half = false;
	eager = true;
	show();
});
on(list, "click", () => open(false));
on(form, "keydown", (e) => {
	e.stopPropagation();
	const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
	if (e.isComposing || half) return;
	if (e.key === "Escape") {
		e.preventDefault();
		if (panel.hidden) input.blur();
		else { input.focus(); open(false); }
	} else if (step && !panel.hidden) {
		const stops = Array.from(panel.querySelectorAll("a, button"));
		const to = stops.indexOf(doc.activeElement) + step;
		e.preventDefault();
		if (stops.length) (to < 0 ? input : stops[Math.min(to, stops.length - 1)]).focus();
	} else if (e.target !== input && e.key.length === 1 && e.key !== " " && !e.ctrlKey && !e.metaKey && !e.altKey) input.focus();
});
on(doc, "pointerdown", (e) => { if (!form.contains(e.target)) open(false); });
on(form, "focusout", (e) => { if (e.relatedTarget && !form.contains(e.relatedTarget)) open(false); });

waiting.push(show);
window.gongbao.search.whenever = (act) => { waiting.push(act); act(); };
if (mine) fetched(mine);
load("index").then(() => {
	told();
	if (!mine) widen();
});
})();
