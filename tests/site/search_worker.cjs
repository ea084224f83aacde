/* Runs the built site's search worker as a browser does: node search_worker.cjs SITE '["query", …]'. */
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const [site, asked] = process.argv.slice(2);
const folder = path.join(site, "assets/javascripts");
const worker = fs.readdirSync(path.join(folder, "workers")).find((name) => /^search\..*\.js$/.test(name));
const read = (...parts) => fs.readFileSync(path.join(...parts), "utf8");

const warnings = [];
const handlers = [];
let answered;
const context = vm.createContext({
  console: { warn: (...said) => warnings.push(said.join(" ")), log() {}, error() {} },
  URL,
  location: { href: "https://site.example/assets/javascripts/workers/search.js" },
  addEventListener: (_, handler) => handlers.push(handler),
  postMessage: (message) => answered(message),
  importScripts: (...urls) => urls.forEach((url) => vm.runInContext(read(folder, url.replace(/^.*lunr\//, "lunr/")), context)),
});
vm.runInContext("var self = this", context);
vm.runInContext(read(folder, "workers", worker), context);
const ask = (type, data) =>
  new Promise((resolve) => {
    answered = resolve;
    const event = { data: { type, data } }; // one event for all who listen, as in a browser
    handlers.forEach((handler) => handler(event));
  });

(async () => {
  await ask(0, { ...JSON.parse(read(site, "search/search_index.json")), options: { suggest: false } });
  const places = [];
  for (const query of JSON.parse(asked)) {
    const { data } = await ask(2, query);
    places.push(data.items.map((page) => page[0].location));
  }
  process.stdout.write(JSON.stringify({ places, warnings }));
})();
