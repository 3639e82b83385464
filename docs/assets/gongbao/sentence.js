/* Sentences: both languages side by side, one hidden at will, twins and their figures lit. */
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
	tools.hidden = false;
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
})();
