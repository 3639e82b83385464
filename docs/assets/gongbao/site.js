/* The language switch keeps the place; links work from a folder; search; the table of figures. */
(() => {
"use strict";
const doc = document;
const on = (what, event, act) => what.addEventListener(event, act);
const all = (what, within) => Array.from((within || doc).querySelectorAll(what));
const make = (name, cls, text) => Object.assign(doc.createElement(name), { className: cls, textContent: text || "" });

/* Puts a box under lines of text; above them where there is no room below. */
const beside = (box, line, gap) => {
	const { offsetWidth: width, offsetHeight: height } = box;
	const room = doc.documentElement;
	const above = line.top - height - gap;
	const top = line.bottom + gap + height > room.clientHeight && above > 64 ? above : line.bottom + gap;
	const left = Math.max(8, Math.min(line.left, room.clientWidth - width - 8));
	const from = (box.offsetParent || room).getBoundingClientRect();
	box.style.left = `${left - from.left}px`;
	box.style.top = `${top - from.top}px`;
};

/* Words into a box. On a page whose language does without Han characters each stretch of them is in `lang`, the report's
   own: the rule of gen/tongues.py. */
const HAN = "[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\ud840-\udfff]";
const stretch = new RegExp(`((?:[\\d（《〈「『【〔][\\d.,%（《〈「『【〔]{0,40})?${HAN}(?:\\S*${HAN})?[。，、；：！？）》〉」』】〕％]*)`);
const say = (box, words, lang) => {
	const parts = /^(zh|ja)/.test(doc.documentElement.lang) || !lang ? [words] : words.split(stretch);
	box.append(...parts.map((part, n) => (n % 2 ? Object.assign(make("span", "", part), { lang }) : part)));
	return box;
};
window.gongbao = Object.assign(window.gongbao || {}, { beside, say });

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

/* Search is loaded when a reader opens it. */
const form = doc.querySelector("form.gb-searchbox");
const field = form && form.querySelector("input");
const { src } = doc.currentScript;
let asked = null;
const search = () => {
	asked = asked || new Promise((done, failed) => {
		const script = doc.createElement("script");
		script.src = src.replace(/site\.js/, "search.js");
		script.onload = () => done(window.gongbao.search);
		script.onerror = failed;
		doc.head.append(script);
	});
	return asked;
};
if (form) {
	const open = () => search().catch(() => {
		asked = null;
		form.querySelector(".gb-count").textContent = form.dataset.failed;
		form.querySelector(".gb-results").hidden = false;
	});
	["focus", "input"].forEach((event) => on(field, event, open));
	/* A quick reader was there before this script. */
	if (doc.activeElement === field || field.value) open();
	on(form, "submit", (e) => e.preventDefault());
	on(doc, "keydown", (e) => {
		if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || e.target.isContentEditable) return;
		e.preventDefault();
		field.focus();
		field.select();
	});
}

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

	const wanted = Object.assign(make("input", ""), { type: "search", autocomplete: "off", spellcheck: false });
	const label = make("label", "gb-find", table.dataset.find);
	label.append(wanted);
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
	let plain = (words) => words.normalize("NFKC").toLowerCase();
	const filter = () => {
		const { value } = radios.find((radio) => radio.checked);
		const parts = wanted.value.split(/[\s，、]+/).map(plain);
		const kept = lines.filter(({ row }) => {
			const text = plain(row.textContent);
			row.hidden = !!(value && row.dataset.status !== value) || !parts.every((part) => text.includes(part));
			return !row.hidden;
		});
		said.textContent = table.dataset.count.replace("{count}", kept.length);
	};
	const clear = () => { wanted.value = ""; radios[0].checked = true; filter(); };
	on(choice, "change", filter);
	/* The search knows both scripts; until it is there, width and case alone are folded. */
	on(wanted, "focus", () => search().then((engine) => engine.whenever(() => {
		plain = (words) => engine.plain(words);
		filter();
	})));
	on(wanted, "input", filter);
	on(wanted, "keydown", (e) => { if (e.key === "Escape") clear(); });
	/* A row that is asked for by its address shows itself, whatever the filter says. */
	on(window, "hashchange", () => {
		const row = body.querySelector("tr:target");
		if (row && row.hidden) { clear(); row.scrollIntoView(); }
	});
	doc.querySelector(".gb-filter").append(label, choice, said);
	filter();
});
})();
