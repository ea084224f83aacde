// Answers batches of hosts: a line of JSON in (a list of hosts), a line out ({"alarms": [...], "seconds": ...}).
// Arguments: folder that holds node_modules; a file with {"names": [...], "lists": true|false} in JSON.
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const root = path.join(process.argv[2], "node_modules", "eth-phishing-detect", "src");
const Detector = require(path.join(root, "detector"));
const shipped = require(path.join(root, "config.json"));
const { names, lists } = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));

const detector = new Detector({
  whitelist: (lists ? shipped.whitelist : []).concat(names),
  blacklist: lists ? shipped.blacklist : [],
  fuzzylist: names,
  tolerance: shipped.tolerance,
});

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const hosts = JSON.parse(line);
  const start = process.cpuUsage();
  const alarms = hosts.map((host) => detector.check(host).result);
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  process.stdout.write(JSON.stringify({ alarms, seconds }) + "\n");
});
