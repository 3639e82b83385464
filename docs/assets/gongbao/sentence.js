/* Sentences: each to be linked to, copied and cited; both languages side by side, one hidden at will, twins and their figures lit. */
(() => {
"use strict";
const doc = document;
const on = (what, event, act) => what.addEventListener(event, act);
const all = (what, within) => Array.from((within || doc).querySelectorAll(what));
const memory = {
	get(name) { try { return localStorage.getItem(name) || ""; } catch (none) { return ""; } },
	set(name, value) { try { localStorage.setItem(name, value); } catch (none) { /* Not kept: the choice holds for this page. */ } },
};

const parallel = doc.querySelector(".gb-parallel");
const twins = () => {
	/* A tap on a sentence lights its twin; another tap, or Escape, puts it out. */
	const light = (pair) => all(".gb-on", parallel).concat(pair || []).forEach((one) => one.classList.toggle("gb-on", one === pair));
	on(parallel, "click", (e) => {
		const pair = e.target.closest(".gb-pair");
		if (!e.target.closest("a")) light(pair && !pair.classList.contains("gb-on") ? pair : null);
	});
	on(doc, "keydown", (e) => { if (e.key === "Escape") light(null); });

	/* The same figure in both languages. */
	const figures = (figure, lit) => {
		const pair = figure && figure.closest(".gb-pair");
		if (pair) all(`.gb-fig[data-mark="${figure.dataset.mark}"]`, pair).forEach((one) => one.classList.toggle("gb-lit", lit));
	};
	const marked = (target) => (target.closest ? target.closest(".gb-fig[data-mark]") : null);
	[["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]
		.forEach(([event, lit]) => on(parallel, event, (e) => figures(marked(e.target), lit)));

	/* Hiding a language: kept by its name, so that it holds in every locale. */
	const tools = doc.querySelector(".gb-tongues");
	const said = doc.querySelector(".gb-tongues-said");
	const radios = all("input", tools);
	const show = (radio) => {
		radio.checked = true;
		radios.forEach((one) => { if (one.dataset.hides) parallel.classList.toggle(`gb-hides-${one.dataset.hides}`, one === radio); });
	};
	show(radios.find((radio) => radio.value === memory.get("gongbao.tongue")) || radios[0]);
	on(tools, "change", (e) => {
		show(e.target);
		memory.set("gongbao.tongue", e.target.value);
		said.textContent = e.target.dataset.said;
	});

	/* A sentence that is asked for by its address shows itself, and its twin, whatever is hidden. */
	const asked = () => {
		let place = null;
		try { place = doc.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (none) { return; }
		const pair = place && place.closest(".gb-pair");
		all(".gb-asked", parallel).concat(pair || []).forEach((one) => one.classList.toggle("gb-asked", one === pair));
		if (pair && !place.offsetParent) { show(radios[0]); place.scrollIntoView(); }
	};
	on(window, "hashchange", asked);
	asked();
};
if (parallel) twins();

/* What can be taken from a sentence: its link, its words, a citation. Without this script its permalink stands at its end. */
const tool = doc.getElementById("gb-tool");
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
const two = (n) => `0${n}`.slice(-2);
/* The words of the report alone, without what we say beside them. */
const spoken = (sentence) => {
	const bare = sentence.cloneNode(true);
	all("[data-gb-label]", bare).forEach((label) => label.remove());
	return bare.textContent.trim();
};
/* What the lines to copy leave open; a page on a disk is cited by the address that it has on the web. */
const known = (sentence, link) => {
	const now = new Date();
	const web = location.protocol === "file:" ? tool.dataset.page : "";
	return {
		url: `${web || location.href.split("#")[0]}#${sentence.id}`,
		key: sentence.id,
		line: link.dataset.line,
		address: sentence.dataset.address,
		words: spoken(sentence),
		date: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
		day: now.toLocaleDateString("en-US", { year: "numeric", month: "long", day: "numeric" }),
	};
};
const taking = () => {
	const links = all(".gb-report a.gb-link");
	const sentences = links.map((link) => doc.getElementById(decodeURIComponent(link.hash.slice(1))));
	const [name, said] = all("b, .gb-tool-said", tool);
	let at = -1;
	let opener = null;

	/* Beside the end of the sentence. A narrow screen has it at its foot, and the sentence above it. */
	const place = () => {
		const lines = sentences[at].getClientRects();
		const last = lines[lines.length - 1];
		if (getComputedStyle(tool).position === "fixed") {
			scrollBy(0, Math.max(0, last.bottom + 12 - tool.getBoundingClientRect().top));
			return;
		}
		window.gongbao.beside(tool, last, 6);
	};
	const hold = (n) => {
		if (sentences[at]) sentences[at].classList.remove("gb-held");
		at = n;
		if (sentences[at]) sentences[at].classList.add("gb-held");
	};
	const show = (n) => {
		hold(n);
		const values = known(sentences[n], links[n]);
		name.textContent = values.address;
		said.textContent = "";
		all("[data-href]", tool).forEach((a) => {
			a.href = fill(a.dataset.href, values);
			if (a.dataset.says) a.textContent = fill(a.dataset.says, values);
		});
		all("[data-step]", tool).forEach((step) => { step.disabled = !links[n + Number(step.dataset.step)]; });
		tool.hidden = false;
		place();
	};
	const close = (back) => {
		tool.hidden = true;
		hold(-1);
		if (!opener) return;
		opener.setAttribute("aria-expanded", "false");
		if (back) opener.focus();
		opener = null;
	};
	const open = (link) => {
		if (opener) opener.setAttribute("aria-expanded", "false");
		opener = link;
		link.setAttribute("aria-expanded", "true");
		show(links.indexOf(link));
		tool.querySelector("[data-copy]").focus({ preventScroll: true });
	};

	/* Browsers without a clipboard for pages, or that refuse it, copy what is marked; failing that, the reader does. */
	const told = (words, done) => {
		said.textContent = `${done ? tool.dataset.copied : tool.dataset.press} `;
		const box = said.appendChild(doc.createElement("span"));
		box.textContent = words;
		place();
		box.scrollIntoView({ block: "nearest" });
		return box;
	};
	const marked = (words) => {
		const box = told(words, true);
		const held = doc.activeElement;
		getSelection().selectAllChildren(box);
		let done = false;
		try { done = doc.execCommand("copy"); } catch (none) { /* The words stay marked. */ }
		if (done) getSelection().removeAllRanges();
		else getSelection().selectAllChildren(told(words, false));
		held.focus();
	};
	const copy = (words) => {
		if (!navigator.clipboard || !navigator.clipboard.writeText) { marked(words); return; }
		navigator.clipboard.writeText(words).then(() => told(words, true), () => marked(words));
	};

	on(tool, "click", (e) => {
		const button = e.target.closest("button");
		if (!button) return;
		if (button.dataset.copy) copy(fill(button.dataset.copy, known(sentences[at], links[at])));
		else if (button.dataset.step) {
			sentences[at + Number(button.dataset.step)].scrollIntoView({ block: "center" });
			show(at + Number(button.dataset.step));
			if (button.disabled) tool.querySelector("[data-step]:enabled").focus();
		} else close(true);
	});
	/* As long as it is open, Tab stays in it; Escape or a click elsewhere closes it. */
	on(tool, "keydown", (e) => {
		const stops = all("button:enabled, a", tool);
		const [end, start] = e.shiftKey ? [stops[0], stops[stops.length - 1]] : [stops[stops.length - 1], stops[0]];
		if (e.key === "Tab" && doc.activeElement === end) { e.preventDefault(); start.focus(); }
	});
	on(doc, "keydown", (e) => { if (e.key === "Escape" && opener) close(true); });
	on(doc, "mousedown", (e) => { if (opener && !tool.contains(e.target) && !opener.contains(e.target)) close(false); });
	on(window, "resize", () => { if (opener) place(); });
	links.forEach((link) => {
		link.setAttribute("role", "button");
		link.setAttribute("aria-haspopup", "dialog");
		link.setAttribute("aria-expanded", "false");
		on(link, "click", (e) => {
			if (e.ctrlKey || e.metaKey || e.shiftKey) return;
			e.preventDefault();
			if (opener === link) close(true);
			else open(link);
		});
		on(link, "keydown", (e) => { if (e.key === " ") { e.preventDefault(); link.click(); } });
	});
};
if (tool) taking();
})();
