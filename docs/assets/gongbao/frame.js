/* Loaded before anything is drawn, so that the colours are the reader's from the first moment; then the page's frame: menu, sections, way up. */
(() => {
"use strict";
const doc = document;
const root = doc.documentElement;
root.classList.remove("no-js");
root.classList.add("js");

/* Colours: as the system has them, unless the reader chose; kept in this browser alone. */
const KEY = "gongbao.scheme";
const dark = matchMedia("(prefers-color-scheme: dark)");
let scheme = "auto";
try { scheme = localStorage.getItem(KEY) || scheme; } catch (e) { /* no store: the system's */ }
const paint = () => {
	root.setAttribute("data-gb-scheme", scheme);
	root.setAttribute("data-md-color-scheme", scheme === "dark" || (scheme === "auto" && dark.matches) ? "slate" : "default");
};
dark.onchange = paint;
paint();

const chooser = (button) => {
	const say = () => {
		button.title = button.getAttribute(`data-${scheme}`);
		button.setAttribute("aria-label", button.title);
	};
	button.addEventListener("click", () => {
		scheme = { auto: "light", light: "dark", dark: "auto" }[scheme] || "auto";
		try { localStorage.setItem(KEY, scheme); } catch (e) { /* for this page only */ }
		paint();
		say();
	});
	say();
	button.hidden = false;
};

/* The menu on a narrow screen: focus goes in and comes back; Escape, a link or leaving it closes it. */
const menu = (button, drawer, side) => {
	const turn = (open, focus) => {
		drawer.checked = open;
		button.setAttribute("aria-expanded", open);
		if (focus) (open ? side.querySelector("[aria-current]") || side.querySelector("a") : button).focus();
	};
	turn(false);
	button.addEventListener("click", () => turn(!drawer.checked, true));
	drawer.addEventListener("change", () => turn(drawer.checked, true));
	doc.addEventListener("keydown", (e) => { if (e.key === "Escape" && drawer.checked) turn(false, true); });
	side.addEventListener("click", (e) => { if (e.target.closest("a")) turn(false); });
	side.addEventListener("focusout", (e) => { if (drawer.checked && e.relatedTarget && !side.contains(e.relatedTarget)) turn(false); });
};

/* Which section is being read: the last heading above the lower three quarters. */
const follow = (toc) => {
	const links = Array.from(toc.querySelectorAll("a"));
	const heads = links.map((a) => doc.getElementById(decodeURIComponent(a.hash.slice(1))));
	const mark = (n) => {
		const old = toc.querySelector("[aria-current]");
		if (old === (links[n] || null)) return;
		if (old) old.removeAttribute("aria-current");
		if (!links[n]) return;
		links[n].setAttribute("aria-current", "true");
		const box = toc.parentNode;
		const gap = links[n].offsetTop - box.scrollTop;
		if (gap < 40 || gap > box.clientHeight - 60) box.scrollTop = links[n].offsetTop - box.clientHeight / 3;
	};
	const passed = heads.map(() => false);
	const seen = new IntersectionObserver((entries) => {
		entries.forEach((entry) => { passed[heads.indexOf(entry.target)] = entry.isIntersecting; });
		mark(passed.lastIndexOf(true));
	}, { rootMargin: "999999px 0px -75% 0px" });
	heads.filter(Boolean).forEach((head) => seen.observe(head));
};

const upward = (link) => {
	let last = 0;
	addEventListener("scroll", () => {
		link.hidden = scrollY < innerHeight || scrollY >= last;
		last = scrollY;
	}, { passive: true });
};

doc.addEventListener("DOMContentLoaded", () => {
	const [button, opener, toc, up] = [".gb-scheme", ".gb-menu", ".gb-toc", ".md-top"].map((name) => doc.querySelector(name));
	if (button) chooser(button);
	if (opener) menu(opener, doc.getElementById("__drawer"), doc.getElementById("__menu"));
	if (toc && window.IntersectionObserver) follow(toc);
	if (up) upward(up);
});
})();
