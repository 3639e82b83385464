/* Walks the main path of a reader: in Firefox over WebDriver BiDi, in Chromium too. Told in one JSON argument which browser, where it is and
   which places to walk; answers in JSON, one line a place: what was seen there, and what the pages complained of. tests/test_main_path.py
   judges both. */
import puppeteer from "puppeteer-core";

const { browser: kind, path, stem, places } = JSON.parse(process.argv[2]);
const PATIENCE = 15000;

const shown = (page, what) => page.waitForSelector(what, { visible: true, timeout: PATIENCE });
const words = (page, what) => page.$eval(what, (one) => one.textContent.trim());
const lang = (page) => page.evaluate(() => document.documentElement.lang);
/* A click that leads to another page or to another place on this one. */
const follow = async (page, what) => {
	const from = page.url();
	await page.click(what);
	await page.waitForFunction((old) => location.href !== old && document.readyState === "complete", { timeout: PATIENCE }, from);
};

/* One step a promise of the page, in the order in which a reader takes them; each returns what was seen. */
const steps = {
	async reading(page, open) {
		await open(`zh/${stem}/1-3/`);
		const sentences = await page.$$eval(".gb-report .gb-s", (all) => all.length);
		const charts = await page.$$eval("figure.gb-chart svg", (all) => all.filter((one) => one.clientWidth > 100).length);
		return { lang: await lang(page), sentences, charts };
	},
	async tooltip(page) {
		await page.waitForSelector("#gb-tip", { timeout: PATIENCE });
		await page.$eval("a.gb-term", (one) => one.scrollIntoView({ block: "center" }));
		await page.hover("a.gb-term");
		await shown(page, "#gb-tip");
		return { says: await words(page, "#gb-tip"), term: await words(page, "a.gb-term") };
	},
	async citing(page) {
		await page.mouse.move(2, 2);
		await page.$eval(".gb-link[aria-label]", (one) => { one.scrollIntoView({ block: "center" }); one.focus(); });
		await page.keyboard.press("Enter");
		await shown(page, "#gb-tool");
		await page.click("#gb-tool [data-copy*='R/OL']");
		await shown(page, ".gb-tool-said span");
		const told = await words(page, ".gb-tool-said");
		await page.keyboard.press("Escape");
		/* What is on the clipboard is what a reader can paste. */
		await page.evaluate(() => {
			const box = document.body.appendChild(document.createElement("textarea"));
			box.id = "paste";
			box.focus();
		});
		await page.keyboard.down("Control");
		await page.keyboard.press("v");
		await page.keyboard.up("Control");
		await page.waitForFunction(() => document.getElementById("paste").value, { timeout: PATIENCE });
		const pasted = await page.$eval("#paste", (one) => { const said = one.value; one.remove(); return said; });
		return { told, pasted };
	},
	async searching(page) {
		await page.click("input.gb-search");
		await page.keyboard.type("垃圾分类");
		await shown(page, ".gb-hit a");
		const found = await page.$$eval(".gb-hit a", (all) => all.map((one) => one.href));
		await follow(page, ".gb-hit a");
		const target = await page.evaluate(() => !location.hash || document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null);
		return { found, target, at: page.url() };
	},
	async switching(page, open) {
		await open(`zh/${stem}/1-3/`);
		const key = await page.$eval(".gb-report p .gb-s", (one) => one.id);
		await open(`zh/${stem}/1-3/#${key}`);
		await follow(page, ".md-header a.gb-switch[hreflang='en']");
		return { lang: await lang(page), key, at: page.url() };
	},
	async sorting(page, open) {
		await open(`en/${stem}/data/`);
		const order = () => page.$$eval(".gb-figures tbody tr", (all) => all.filter((one) => !one.hidden).map((one) => Number(one.dataset.value)));
		await shown(page, "th[data-sort='value'] .gb-sort");
		await page.click("th[data-sort='value'] .gb-sort");
		const first = [await page.$eval("th[data-sort='value']", (one) => one.getAttribute("aria-sort")), await order()];
		await page.click("th[data-sort='value'] .gb-sort");
		return { first, second: [await page.$eval("th[data-sort='value']", (one) => one.getAttribute("aria-sort")), await order()] };
	},
	async phone(page, open) {
		await page.setViewport({ width: 390, height: 780 });
		await open(`zh-hant/${stem}/2-3/`);
		const widths = [await page.evaluate(() => document.documentElement.scrollWidth)];
		await page.click(".gb-menu");
		await shown(page, "#__menu a");
		await page.keyboard.press("Escape");
		await page.$eval(".gb-link[aria-label]", (one) => one.scrollIntoView({ block: "center" }));
		await page.$eval(".gb-link[aria-label]", (one) => one.click());
		await shown(page, "#gb-tool");
		const foot = await page.$eval("#gb-tool", (one) => Math.round(one.getBoundingClientRect().bottom) === innerHeight);
		await page.keyboard.press("Escape");
		widths.push(await page.evaluate(() => document.documentElement.scrollWidth));
		await page.setViewport({ width: 1280, height: 900 });
		return { widths, foot, opener: await page.$eval(".gb-menu", (one) => one.getAttribute("aria-expanded")) };
	},
};

const args = kind === "chrome" ? ["--no-sandbox"] : [];
const browser = await puppeteer.launch({ browser: kind, executablePath: path, headless: true, args });
try {
	for (const place of places) {
		const page = await browser.newPage();
		await page.setViewport({ width: 1280, height: 900 });
		const said = [];
		page.on("pageerror", (error) => said.push(String(error)));
		page.on("console", (message) => { if (message.type() === "error") said.push(message.text()); });
		page.on("request", (request) => { if (!request.url().startsWith(place.base) && !request.url().startsWith("data:")) said.push(`asks ${request.url()}`); });
		const open = (address) => page.goto(place.base + (place.base.startsWith("file:") ? address.replace(/\/(?=#|$)/, "/index.html") : address));
		const seen = {};
		for (const step of place.steps || Object.keys(steps)) {
			try {
				seen[step] = await steps[step](page, open);
			} catch (error) {
				seen[step] = { failed: `${error}`, at: page.url() };
			}
		}
		await page.close();
		process.stdout.write(`${JSON.stringify({ place: place.name, seen, said })}\n`);
	}
} finally {
	await browser.close();
}
