/* Search engines on one set of queries, under node: reads a job from standard input, writes what each engine found.

   job: { site, stem, engines, rounds, queries: [{ locale, query }] }
   or { site, stem, stems: [word, …] }, answered by the site's own engine
   out: { ENGINE: { found: [[address, …], …], bytes: { LOCALE: gzip bytes of a first query }, ms: [per round and query] } } */
"use strict";
const fs = require("fs");
const os = require("os");
const path = require("path");
const url = require("url");
const vm = require("vm");
const zlib = require("zlib");

const gzip = (...parts) => parts.reduce((sum, part) => sum + zlib.gzipSync(part, { level: 9 }).length, 0);
const files = (job, code) => ["index.js", `${job.stem}.js`].map((name) => fs.readFileSync(path.join(job.site, code, "search", name)));
const engineFile = (job) => fs.readFileSync(path.join(job.site, "assets", "gongbao", "search.js"));

/* What the site ships, without a page. */
const gongbao = (job, code) => {
	const window = {};
	const context = vm.createContext({ window });
	vm.runInContext(engineFile(job).toString(), context);
	context.gongbao = window.gongbao;
	const scripts = files(job, code);
	scripts.forEach((script) => vm.runInContext(script.toString(), context));
	return {
		bytes: gzip(engineFile(job), ...scripts),
		ask: (query) => window.gongbao.search.search(query).hits.map((hit) => `${code}/${hit.row.address}`),
		own: window.gongbao.search,
	};
};
/* ---- the others, each with what ours has: the same rows, the same spelling and stems, Chinese cut into pairs of characters */

/* The rows of the shipped index: `title` is what a heading or a term goes by, `body` a sentence or an explanation. */
const rows = (job, code) => {
	const out = [];
	const take = (data) => {
		data.pages.forEach(([where, title]) => out.push({ address: `${job.stem}/${where}`, title, body: "" }));
		data.chapters.forEach(([slug, , , , blocks]) => blocks.forEach(([heading, ...lines]) => lines.forEach(([anchor, words, , figures]) => out.push({
			address: `${job.stem}/${slug}/#${anchor}`,
			title: heading ? words : "",
			body: heading ? "" : `${words} ${(figures || []).map((figure) => figure[2]).join(" ")}`,
		}))));
		data.terms.forEach(([anchor, meaning, , ...names]) => out.push({ address: `${job.stem}/glossary/#${anchor}`, title: names.join(" / "), body: meaning }));
	};
	vm.runInNewContext(files(job, code)[1].toString(), { gongbao: { search: { report: take } } });
	return out.map((row, id) => Object.assign(row, { id, address: `${code}/${row.address}` }));
};
const RUNS = /[\u3400-\u9fff]+|[a-z\u00df-\u024f]+(?:'[a-z]+)?|\d+(?:\.\d+)?/g;
const tokenizer = ({ plain, stem }) => {
	const cut = (run) => {
		if (!/[\u3400-\u9fff]/.test(run)) return [stem(run)];
		return run.length === 1 ? [run] : Array.from(run.slice(1), (c, n) => run[n] + c);
	};
	return (words) => [].concat(...words.split(/\s+/).map((word) => [].concat(...(plain(word).match(RUNS) || []).map(cut))));
};
/* A single character is asked for as the beginning or the end of a pair, so the index holds it by itself too. */
const singles = (tokens) => tokens.concat(...tokens.filter((token) => /^[\u3400-\u9fff]{2}$/.test(token)).map((token) => Array.from(token)));
const shown = (all) => JSON.stringify(all.map(({ address, title, body }) => [address, title, body]));

const minisearch = (job, code) => {
	const MiniSearch = require("minisearch");
	const all = rows(job, code);
	const tokenize = tokenizer(gongbao(job, code).own);
	const index = new MiniSearch({ fields: ["title", "body"], tokenize: (words) => singles(tokenize(words)), processTerm: (term) => term });
	index.addAll(all);
	const library = fs.readFileSync(require.resolve("minisearch").replace(/cjs.*$/, "umd/index.js"));
	const options = { tokenize, combineWith: "AND", boost: { title: 3 } };
	return {
		bytes: gzip(library, JSON.stringify(index), shown(all)),
		ask: (query) => index.search(query, options).map((hit) => all[hit.id].address),
	};
};

const flexsearch = async (job, code) => {
	const { Document } = require("flexsearch");
	const all = rows(job, code);
	const tokenize = tokenizer(gongbao(job, code).own);
	let indexing = true;
	const encode = (words) => (indexing ? singles(tokenize(words)) : tokenize(words));
	const index = new Document({ document: { id: "id", index: [{ field: "title", tokenize: "strict", encode }, { field: "body", tokenize: "strict", encode }] } });
	all.forEach((row) => index.add(row));
	indexing = false;
	const parts = [];
	await index.export((name, data) => { parts.push(`${name}${data || ""}`); });
	const library = fs.readFileSync(require.resolve("flexsearch").replace(/bundle\.min\.js$/, "compact.min.js"));
	const by = (field, query) => (index.search(query, { index: field, limit: 1000 })[0] || { result: [] }).result;
	return {
		bytes: gzip(library, parts.join("\n"), shown(all)),
		ask: (query) => Array.from(new Set([...by("title", query), ...by("body", query)]), (id) => all[id].address),
	};
};

const served = new Map();
/* As a site would use it: one index a locale; what a first query loads is counted as it is fetched. */
const pagefind = async (job, code) => {
	const { createIndex } = await import("pagefind");
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pagefind-"));
	process.on("exit", () => fs.rmSync(folder, { recursive: true }));
	const language = { zh: "zh-cn", "zh-hant": "zh-tw" }[code] || code;
	const { index, errors } = await createIndex({ forceLanguage: language });
	if (!index) throw new Error(errors.join("; "));
	for (const { address, title, body } of rows(job, code)) await index.addCustomRecord({ url: `/${address}`, content: [title, body].filter(Boolean).join("\n"), language, meta: { title: title || address } });
	await index.writeFiles({ outputPath: folder });
	const fetched = new Map();
	served.set(code, (name) => {
		const data = fs.readFileSync(path.join(folder, name));
		fetched.set(name, /\.(js|json)$/.test(name) ? gzip(data) : data.length);
		return new Response(data);
	});
	const fetch = async (address) => {
		const [, host, name] = /^\/([^/]+)\/(.*)$/.exec(new URL(address, "http://site/").pathname);
		return served.get(host)(name);
	};
	Object.assign(globalThis, { fetch, window: globalThis, document: { querySelector: () => ({ getAttribute: () => language }) }, location: { href: "http://site/", origin: "http://site" } });
	const file = path.join(folder, "pagefind.mjs");
	fs.copyFileSync(path.join(folder, "pagefind.js"), file);
	const engine = await import(url.pathToFileURL(file).href);
	await engine.options({ basePath: `http://site/${code}/`, baseUrl: "/" });
	const ask = async (query, most = Infinity) => {
		const { results } = await engine.search(query);
		const data = await Promise.all(results.slice(0, most).map((result) => result.data()));
		return data.map((one) => decodeURI(one.url).replace(/^\/+/, ""));
	};
	await ask(job.queries.find((asked) => asked.locale === code).query, 5);
	const bytes = Array.from(fetched.values()).reduce((sum, size) => sum + size, gzip(fs.readFileSync(file)));
	return { bytes, ask };
};

const ENGINES = { gongbao, minisearch, flexsearch, pagefind };
const main = async (job) => {
	if (job.stems) return job.stems.map(gongbao(job, "en").own.stem);
	const out = {};
	for (const name of job.engines) {
		const made = {};
		const found = [];
		const ms = [];
		for (const code of new Set(job.queries.map((asked) => asked.locale))) made[code] = await ENGINES[name](job, code);
		for (let round = 0; round < job.rounds; round += 1) {
			for (const [n, { locale, query }] of job.queries.entries()) {
				const start = process.hrtime.bigint();
				found[n] = await made[locale].ask(query);
				ms.push(Number(process.hrtime.bigint() - start) / 1e6);
			}
		}
		out[name] = { found, ms, bytes: Object.fromEntries(Object.entries(made).map(([code, one]) => [code, one.bytes])) };
	}
	return out;
};
if (require.main === module) main(JSON.parse(fs.readFileSync(0, "utf8"))).then((out) => process.stdout.write(JSON.stringify(out)));
