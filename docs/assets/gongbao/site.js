/* The language switch keeps the place; links work from a folder; search; the table of figures. */
(() => {
"use strict";
const doc = document;
const on = (what, event, act) => what.addEventListener(event, act);
const all = (what, within) => Array.from((within || doc).querySelectorAll(what));
const make = (name, cls, text) => Object.assign(doc.createElement(name), { className: cls, textContent: text || "" });

/* From a folder a link must name the file. */
const index = /^(?![a-z][a-z\d+.-]*:)([^?#]*\/|\.{1,2})(?=$|[?#])/i;
const whole = (href) => (location.protocol === "file:" ? href.replace(index, (path) => path.replace(/\/?$/, "/index.html")) : href);
all("a[href]").forEach((a) => a.setAttribute("href", whole(a.getAttribute("href"))));

/* Another language: same page, same sentence. */
const place = () => {
	const seen = scrollY > 200 && all(".gb-s[id]").find((s) => s.getBoundingClientRect().top > 60);
	return location.hash || (seen ? "#" + seen.id : "");
};
all("nav a.gb-switch").forEach((a) => {
	const bare = a.getAttribute("href");
	["pointerdown", "focus", "click"].forEach((event) => on(a, event, () => a.setAttribute("href", bare + place())));
});

const form = doc.querySelector("form.gb-searchbox");
if (!form) return;
const [input, panel, count, list] = all("input, .gb-results, .gb-count, .gb-hits", form);
const { root, none, count: counted } = form.dataset;
const rows = [];
const fold = {};
let waiting = 0;
let asked = false;
let loaded = () => {};

const load = (name) => {
	const script = doc.createElement("script");
	waiting += 1;
	script.src = `${root}search/${encodeURIComponent(name)}.js`;
	script.onload = script.onerror = () => { waiting -= 1; show(); loaded(); };
	doc.head.append(script);
};
window.gongbao = {
	search: {
		reports: (stems) => stems.forEach(load),
		report(data) {
			Object.assign(fold, data.fold);
			data.rows.forEach(([kind, address, title, words, lang]) => rows.push({ kind, address, title, words, lang }));
		},
	},
};

/* One spelling: width, case, script, thousands; `at` leads back. */
const plain = (words) => {
	let text = "";
	let n = 0;
	const at = [];
	for (const c of words) {
		const comma = c === "," && /\d$/.test(text) && /^,\d/.test(words.slice(n, n + 2));
		for (const one of comma ? "" : c.normalize("NFKC").toLowerCase().replace(/[\u2018\u2019]/, "'")) {
			text += fold[one] || one;
			while (at.length < text.length) at.push(n);
		}
		n += c.length;
	}
	return { text, at: at.concat(n) };
};

/* Numbers whole, Latin words from their start (`full`: to the end), Chinese anywhere. */
const latin = /[a-z\u00df-\u024f]/;
const find = (text, part, from, full) => {
	for (let i = text.indexOf(part, from); i >= 0; i = text.indexOf(part, i + 1)) {
		const end = i + part.length;
		const cut = (/^\d/.test(part) && /\d\.?$/.test(text.slice(Math.max(0, i - 2), i)))
			|| (/\d$/.test(part) && /^\.?\d/.test(text.slice(end, end + 2)))
			|| (latin.test(part[0]) && /[a-z\d\u00df-\u024f]/.test(text[i - 1] || ""))
			|| (full && latin.test(part.slice(-1)) && latin.test(text[end] || ""));
		if (!cut) return i;
	}
	return -1;
};

/* How an English word and its other forms begin. */
const stems = (word) => {
	const y = /^([a-z]{2,})(y|ies|ied)$/.exec(word);
	if (y) return [`${y[1]}y`, `${y[1]}ie`];
	const cut = /^([a-z]{4,})(ing|ed)$/.exec(word);
	const stem = cut ? cut[1].replace(/([bdgmnprt])\1$/, "$1") : word.replace(/^([a-z]{2,}(s|x|z|ch|sh))es$/, "$1")
		.replace(/^([a-z]{2,}[^aius])s$/, "$1").replace(/^([a-z]{4,})e$/, "$1");
	return [stem, stem.replace("our", "or").replace(/tr$/, "ter")];
};
const first = (text, part, from) => stems(part).map((stem) => [find(text, stem, from), stem.length])
	.filter((hit) => hit[0] >= 0).sort((a, b) => a[0] - b[0])[0];
const split = (query) => query.split(/[\s!-$&-\-/:-@[-`{-~\u00b7\u2010-\u2026\u3001-\u3003\u3008-\u3011\u3014\u3015]+/)
	.map((part) => part.replace(/^\.+|\.+$/g, "")).filter(Boolean);
const pairs = (part) => (/^[\u3400-\u9fff]{4,}$/.test(part) ? Array.from(part.slice(1), (c, i) => part[i] + c) : part);

/* Lower is better: titles and terms first, then sentences. */
const tier = (text, query, parts, base) => {
	if (!parts.every((part) => first(text, part, 0))) return 9;
	if (text === query) return base;
	if (find(text, query, 0, true) >= 0) return base + 1;
	return base + (parts.every((part) => find(text, part, 0, true) >= 0) ? 2 : 3);
};
const ranked = (query, parts) => rows.map((row, order) => {
	if (!row.text) {
		const text = plain(row.words).text;
		row.head = row.kind === 2 ? plain(row.title).text : row.kind ? "" : text;
		row.text = row.kind === 2 ? `${row.head} ${text}` : text;
	}
	const best = tier(row.head, query, parts, 0);
	return { row, order, tier: best < 9 ? best : tier(row.text, query, parts, 4), size: best < 9 ? row.head.length : 0 };
}).filter((hit) => hit.tier < 9).sort((a, b) => a.tier - b.tier || a.size - b.size || a.order - b.order);

/* Text nodes only: no report is read as HTML. */
const marked = (cls, words, parts) => {
	const { text, at } = plain(words);
	const found = [];
	parts.forEach((part) => {
		for (let hit = first(text, part, 0), end; hit; hit = first(text, part, end)) {
			end = hit[0] + hit[1];
			while (latin.test(part) && latin.test(text[end] || "")) end += 1;
			found.push([at[hit[0]], at[end]]);
		}
	});
	found.sort((a, b) => a[0] - b[0]);
	const [room, lead] = /[\u3400-\u9fff]/.test(words) ? [72, 16] : [170, 50];
	const before = found.length ? found[0][0] - lead : 0;
	let here = words.length < room || before < 5 ? 0 : lead < 20 ? before : words.indexOf(" ", before) + 1;
	const end = here + room;
	const out = make("span", cls, here ? "…" : "");
	found.forEach(([start, stop]) => {
		if (start < here || stop > end) return;
		out.append(words.slice(here, start), make("mark", "", words.slice(start, stop)));
		here = stop;
	});
	out.append(words.slice(here, end), end < words.length ? "…" : "");
	return out;
};
const item = (row, parts) => {
	const li = make("li", `gb-hit gb-hit--${["title", "sentence", "term"][row.kind]}`);
	const a = make("a", "");
	const words = marked("gb-hit-words", row.words, parts);
	if (row.lang) words.lang = row.lang;
	a.href = whole(root + row.address);
	if (row.title !== row.words) a.append(marked("gb-hit-page", row.title, row.kind === 2 ? parts : []));
	a.append(words);
	li.append(a);
	return li;
};
const open = (yes) => { panel.hidden = !yes; form.classList.toggle("gb-open", yes); };
function show() {
	asked = asked || !load("index");
	const query = plain(input.value.trim()).text;
	let parts = split(query);
	if (!parts.length || waiting) { open(false); return; }
	let hits = ranked(query, parts);
	if (!hits.length) {
		parts = [].concat(...parts.map(pairs));
		hits = ranked(query, parts);
	}
	list.textContent = "";
	list.append(...hits.slice(0, 30).map((hit) => item(hit.row, parts)));
	count.textContent = hits.length ? counted.replace(/\{+count\}+/, hits.length) : none;
	open(true);
	panel.scrollTop = 0;
}

["focus", "input"].forEach((event) => on(input, event, show));
on(form, "submit", (e) => {
	e.preventDefault();
	const link = !panel.hidden && list.querySelector("a");
	if (link) link.click();
});
on(list, "click", () => open(false));
on(form, "keydown", (e) => {
	e.stopPropagation();
	const links = all("a", list);
	const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
	if (e.isComposing || (e.key !== "Escape" && (!step || panel.hidden || !links.length))) return;
	e.preventDefault();
	const to = links.indexOf(doc.activeElement) + step;
	if (step) (to < 0 ? input : links[Math.min(to, links.length - 1)]).focus();
	else { input.focus(); open(false); }
});
on(doc, "keydown", (e) => {
	if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || e.target.tagName === "INPUT") return;
	e.preventDefault();
	input.focus();
	input.select();
});
on(doc, "pointerdown", (e) => { if (!form.contains(e.target)) open(false); });
on(form, "focusout", (e) => { if (e.relatedTarget && !form.contains(e.relatedTarget)) open(false); });

/* The table of figures: what sorts and filters it is made here; without it every row stands in the text's order. */
all("table.gb-figures").forEach((table) => {
	const body = table.tBodies[0];
	const lines = all("tr", body).map((row, order) => ({ row, order }));
	const words = new Intl.Collator(doc.documentElement.lang, { numeric: true }).compare;
	const compare = {
		name: (a, b) => words(a.row.cells[0].textContent, b.row.cells[0].textContent),
		status: (a, b) => words(a.row.dataset.status, b.row.dataset.status),
		value: (a, b) => a.row.dataset.value - b.row.dataset.value,
		year: (a, b) => a.row.dataset.year - b.row.dataset.year,
		place: () => 0,
	};
	const heads = all("th[data-sort]", table);
	const sort = (head, up) => {
		const how = compare[head.dataset.sort];
		heads.forEach((other) => other.removeAttribute("aria-sort"));
		head.setAttribute("aria-sort", up ? "ascending" : "descending");
		lines.sort((a, b) => (how(a, b) || (how === compare.place ? a.order - b.order : 0)) * (up ? 1 : -1) || a.order - b.order);
		body.append(...lines.map((line) => line.row));
	};
	heads.forEach((head) => {
		const button = Object.assign(make("button", "gb-sort", head.textContent), { type: "button" });
		head.textContent = "";
		head.append(button);
		on(button, "click", () => sort(head, head.getAttribute("aria-sort") !== "ascending"));
	});
	sort(heads.find((head) => head.dataset.sort === "place"), true);

	const field = Object.assign(make("input", ""), { type: "search", autocomplete: "off", spellcheck: false });
	const label = make("label", "gb-find", table.dataset.find);
	label.append(field);
	const said = make("p", "gb-shown");
	said.setAttribute("role", "status");
	const choice = make("fieldset", "gb-choice");
	choice.append(make("legend", "", heads.find((head) => head.dataset.sort === "status").textContent));
	const choose = (value, text) => {
		const radio = Object.assign(make("input", ""), { type: "radio", name: "gb-status", value, autocomplete: "off", checked: !value });
		const own = make("label", value && `gb-status gb-status--${value}`);
		own.append(radio, make("span", "", text));
		choice.append(own);
		return radio;
	};
	const radios = [choose("", table.dataset.all)];
	lines.forEach(({ row }) => {
		const { status } = row.dataset;
		if (!radios.some((radio) => radio.value === status)) radios.push(choose(status, row.cells[2].textContent));
	});
	const filter = () => {
		const { value } = radios.find((radio) => radio.checked);
		const parts = split(plain(field.value).text);
		const kept = lines.filter(({ row }) => {
			const text = plain(row.textContent).text;
			row.hidden = !!(value && row.dataset.status !== value) || !parts.every((part) => text.includes(part));
			return !row.hidden;
		});
		said.textContent = table.dataset.count.replace("{count}", kept.length);
	};
	const clear = () => { field.value = ""; radios[0].checked = true; filter(); };
	on(choice, "change", filter);
	on(field, "input", () => { asked = asked || !load("index"); filter(); });
	on(field, "keydown", (e) => { if (e.key === "Escape") clear(); });
	loaded = filter;
	/* A row that is asked for by its address shows itself, whatever the filter says. */
	on(window, "hashchange", () => {
		const row = body.querySelector("tr:target");
		if (row && row.hidden) { clear(); row.scrollIntoView(); }
	});
	const tools = make("div", "gb-filter");
	tools.append(label, choice, said);
	table.parentNode.before(tools);
	table.classList.add("gb-live");
	filter();
});
})();
