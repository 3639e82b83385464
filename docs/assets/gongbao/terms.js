/* The glossary's own search: by any script, by English, by other names, by pinyin with or without tones and blanks. What is found without
   an entry is searched too. Without it all stands. */
(() => {
"use strict";
const doc = document;
const list = doc.querySelector(".gb-glossary");
if (!list) return;
const all = (what, within) => Array.from(within.querySelectorAll(what));
const make = (name, cls, own) => Object.assign(doc.createElement(name), { className: cls }, own);
/* Pairs: a character and the one that it is compared as. */
const pairs = Array.from(list.dataset.fold);
const fold = new Map(pairs.map((c, n) => [c, pairs[n + 1]]).filter((pair, n) => n % 2 === 0));
const plain = (words) => Array.from(words.normalize("NFKD").replace(/[\u0300-\u036f'‘’“”"「」『』《》]/g, "").toLowerCase(), (c) => fold.get(c) || c).join("");
/* Pinyin without blanks; ü is typed as u or as v. */
const spelled = (words) => [words, words.normalize("NFC").replace(/[üǖǘǚǜ]/gi, "v")].map((one) => plain(one).replace(/[^a-z\d]/g, ""));
const told = (what, box) => all(what, box).map((part) => part.textContent);
const entries = all(".gb-entry", list).map((box) => {
	const words = told("h3, .gb-pinyin, .gb-meaning, .gb-parts li, .gb-defined span", box).concat(box.dataset.names).map(plain);
	return { box, kind: box.dataset.kind, words: words.concat(...told("[lang=zh-Latn]", box).map(spelled)).join("\n") };
});
const rest = doc.querySelector(".gb-others");
const groups = rest ? all("section", rest) : [];
const others = [].concat(...groups.map((group) => all("li", group).map((box) => ({ box, kind: group.dataset.kind, words: plain(box.textContent) }))));
const closed = rest && rest.querySelector("details");
let before = null;

const field = make("input", "", { type: "search", autocomplete: "off", spellcheck: false });
const label = make("label", "gb-find", { textContent: list.dataset.find });
label.append(field);
const choice = make("select", "", { autocomplete: "off" });
const kinds = Array.from(new Set(entries.concat(others).map(({ kind }) => kind)));
choice.append(new Option(list.dataset.all, ""), ...kinds.map((kind) => new Option(kind, kind)));
const pick = make("label", "gb-pick", { textContent: list.dataset.kinds });
pick.append(choice);
const said = make("p", "gb-shown");
said.setAttribute("role", "status");

/* What stands folded opens while it holds what is looked for, and is then again as it was. */
const unfold = (asked) => {
	const shown = all("li:not([hidden])", closed).length;
	closed.firstElementChild.textContent = closed.dataset.count.replace("{count}", shown);
	if (asked && before === null) before = closed.open;
	if (before !== null) closed.open = asked ? shown > 0 : before;
	if (!asked) before = null;
};
const filter = () => {
	const parts = plain(field.value).split(/\s+/).filter(Boolean);
	const asked = parts.length > 0 || choice.value !== "";
	const kept = ({ box, kind, words }) => {
		box.hidden = !((!choice.value || kind === choice.value) && parts.every((part) => words.includes(part)));
		return !box.hidden;
	};
	said.textContent = list.dataset.count.replace("{count}", entries.filter(kept).length);
	all(".gb-letter", list).forEach((head) => {
		let next = head.nextElementSibling;
		while (next && next.hidden && next.matches(".gb-entry")) next = next.nextElementSibling;
		head.hidden = !next || !next.matches(".gb-entry");
	});
	if (!rest) return;
	const left = others.filter(kept).length;
	groups.forEach((group) => { group.hidden = !group.querySelector("li:not([hidden])"); });
	rest.hidden = !left;
	if (closed) unfold(asked);
	if (asked && left) said.append(" · ", make("a", "", { href: "#candidates", textContent: rest.dataset.count.replace("{count}", left) }));
};
const clear = () => { field.value = ""; choice.value = ""; filter(); };
field.addEventListener("input", filter);
choice.addEventListener("change", filter);
field.addEventListener("keydown", (e) => { if (e.key === "Escape") clear(); });
/* What is asked for by its address shows itself, whatever the filter says. */
window.addEventListener("hashchange", () => {
	const asked = doc.querySelector(":target");
	if (asked && asked.closest("[hidden]")) { clear(); asked.scrollIntoView(); }
});
list.parentNode.querySelector(".gb-filter").append(label, pick, said);
filter();
})();

/* What a term means, shown at the term: by mouse, touch and keyboard. Without this script a term is a link to its entry. */
(() => {
"use strict";
const doc = document;
const links = Array.from(doc.querySelectorAll("a.gb-term[href]"));
if (!links.length) return;
const on = (what, event, act, how) => what.addEventListener(event, act, how || false);
const make = (name, cls, text) => Object.assign(doc.createElement(name), { className: cls, textContent: text || "" });
const entry = (link) => decodeURIComponent(link.hash.slice(1));
const PATIENCE = 300;

let tip = null;
let terms = {};
let shown = null;
let timer = 0;
let touched = null;

const later = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };
const close = () => {
	clearTimeout(timer);
	shown = null;
	tip.hidden = true;
};
const leave = () => later(() => {
	if (shown && shown !== doc.activeElement && !tip.matches(":hover") && !shown.matches(":hover")) close();
}, PATIENCE);

/* Under the line of the term where the pointer is, so that it can be entered; without one it leaves every line of the term free. */
const place = (link, at) => {
	const lines = Array.from(link.getClientRects());
	const { top } = lines[0];
	const { bottom, left } = lines[lines.length - 1];
	window.gongbao.beside(tip, lines.find((r) => at && at.clientY >= r.top && at.clientY <= r.bottom) || { top, bottom, left }, 8);
};
const open = (link, at) => {
	clearTimeout(timer);
	const known = terms[entry(link)];
	if (!known || shown === link) return;
	const [title, other, lang, meaning] = known;
	const [head, says, more] = tip.children;
	head.textContent = "";
	head.append(make("strong", "", title), " ", Object.assign(make("span", "", other), { lang }));
	says.textContent = "";
	window.gongbao.say(says, meaning, lang);
	more.href = link.href;
	shown = link;
	tip.hidden = false;
	place(link, at);
};

const listen = (link) => {
	on(link, "mouseenter", (e) => { if (touched !== link) later(() => open(link, e), shown ? PATIENCE : 120); });
	on(link, "mouseleave", leave);
	on(link, "focus", () => { if (touched !== link) open(link); });
	on(link, "blur", leave);
	/* A first tap shows the meaning, a second one goes to the entry. */
	on(link, "click", (e) => {
		if (touched === link && shown !== link && terms[entry(link)]) {
			e.preventDefault();
			open(link);
		}
		touched = null;
	});
};

/* Called by the report's own list of terms. */
window.gongbao = Object.assign(window.gongbao || {}, {
	terms(data) {
		terms = data.terms;
		tip = make("div", "gb-tip");
		tip.id = "gb-tip";
		tip.hidden = true;
		tip.setAttribute("role", "tooltip");
		const more = make("a", "", data.more);
		more.href = links.length ? links[0].href : "#";
		more.tabIndex = -1;
		tip.append(make("p", "gb-tip-term"), make("p", ""), more);
		/* What a screen reader says of a term, whether its meaning is shown or not. */
		const notes = make("div", "");
		notes.hidden = true;
		const told = {};
		links.forEach((link) => {
			const name = entry(link);
			if (!terms[name]) return;
			if (!told[name]) {
				told[name] = window.gongbao.say(make("p", ""), terms[name][3], terms[name][2]);
				told[name].id = `gb-note-${name}`;
				notes.append(told[name]);
			}
			link.setAttribute("aria-describedby", told[name].id);
			listen(link);
		});
		(doc.querySelector("main") || doc.body).append(notes, tip);
		on(tip, "mouseleave", leave);
		on(doc, "touchstart", (e) => {
			touched = e.target.closest ? e.target.closest("a.gb-term") : null;
			if (shown && touched !== shown && !tip.contains(e.target)) close();
		}, { passive: true });
		on(doc, "mousedown", (e) => { if (shown && !tip.contains(e.target) && !shown.contains(e.target)) close(); });
		on(doc, "keydown", (e) => {
			touched = null;
			if (e.key === "Escape" && shown) close();
		});
		on(window, "resize", () => { if (shown) place(shown); });
	},
});
const script = doc.createElement("script");
script.src = links[0].href.replace(/glossary\/(?:index\.html)?#.*$/, "terms.js");
doc.head.append(script);
})();
