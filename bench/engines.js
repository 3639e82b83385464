/* Search engines on one set of queries, under node: reads a job from standard input, writes what each engine found.

   job: { site, stem, engines, rounds, queries: [{ locale, query }] }
   or { site, stem, stems: [word, …] }, answered by the site's own engine
   out: { ENGINE: { found: [[address, …], …], bytes: { LOCALE: gzip bytes of a first query }, ms: [per round and query] } } */
"use strict";
const fs = require("fs");
const path = require("path");
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
module.exports = { gongbao, gzip, files };

const ENGINES = { gongbao };
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
