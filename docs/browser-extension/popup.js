// The popup: what this page says that it is, whether its host is really that, its alarms, and the scan of the page.

import "./page/card.js";
import { wordsOf } from "./words.js";

const { card } = globalThis;
const main = document.querySelector("#main");
const sheet = new CSSStyleSheet();
sheet.replaceSync(card.STYLE);
document.adoptedStyleSheets = [sheet];

const tell = (message) => chrome.runtime.sendMessage(message);

function made(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function button(label, onClick, className = "") {
  const element = made("button", { type: "button", class: className }, label);
  element.addEventListener("click", onClick);
  return element;
}

function away(state, words, tab) {
  const more = state.away === "token" ? words("awayToken") : words("awayMore");
  const again = button(words("again"), async () => {
    await tell({ kind: "again", tab });
    await draw(tab);
  });
  return made("section", { class: "away", role: "status" }, made("p", {}, made("strong", {}, words("away"))), made("p", {}, more), again);
}

function about({ page }) {
  if (!page) return [];
  const line = made("p", { class: `host ${page.status}` }, page.line);
  return [made("section", {}, made("p", { class: "says" }, page.says), line, ...(page.card ? [card.draw(page.card)] : []))];
}

function alarmRow(alarm, words, tab) {
  const view = made("details", {}, made("summary", {}, made("span", { class: `chip ${alarm.card.status}`, "aria-hidden": "true" }, alarm.card.sign),
    made("bdi", {}, alarm.card.contact), made("span", { class: "verdict" }, ` ${alarm.card.title}`)));
  view.append(card.draw(alarm.card));
  const show = button(words("show"), () => {
    chrome.tabs.sendMessage(tab, { kind: "show", key: alarm.key }, { frameId: alarm.frame });
    window.close();
  }, "small");
  show.setAttribute("aria-label", `${words("show")}: ${alarm.card.contact}`);
  return made("li", {}, view, show);
}

function alarms(state, words, tab) {
  const heading = state.alarms.length > 0 ? words("alarms", { count: state.alarms.length }) : words("noAlarms");
  const list = state.alarms.length > 0 ? [made("ul", { class: "alarms" }, ...state.alarms.map((alarm) => alarmRow(alarm, words, tab)))] : [];
  const counted = state.full ? words("full", { count: state.asked }) : words("checked", { count: state.asked });
  return made("section", {}, made("h2", {}, heading), ...list, made("p", { class: "hint" }, counted));
}

function scanned(result, words) {
  if (!result || result.failed !== undefined) return [made("p", { class: "bad" }, words("scanFailed", { reason: result?.failed ?? "?" }))];
  const heading = result.count > 0 ? words("scanFound", { count: result.count }) : words("scanNone");
  const notes = [...result.notes, ...(result.cut ? [words("scanCut")] : [])];
  return [made("h2", {}, heading), ...notes.map((note) => made("p", { class: "hint" }, note)), ...result.cards.map((view) => card.draw(view))];
}

function scanning(words, tab) {
  const place = made("div", { id: "scanned", role: "status" });
  const start = button(words("scan"), async () => {
    start.disabled = true;
    place.replaceChildren(made("p", {}, words("scanning")));
    place.replaceChildren(...scanned(await tell({ kind: "scan", tab }), words));
    start.disabled = false;
  }, "main");
  return made("section", {}, start, made("p", { class: "hint" }, words("scanNote")), place);
}

function footer(state, words, tab) {
  const box = made("input", { type: "checkbox", id: "site" });
  box.checked = !state.off;
  box.addEventListener("change", async () => {
    await tell({ kind: "site", host: state.host, on: box.checked });
    await chrome.tabs.reload(tab);
    window.close();
  });
  const site = state.known ? [made("label", { for: "site" }, box, ` ${words("site", { host: state.host })}`)] : [];
  const way = state.known && !state.off && !state.away ? [made("p", { class: "hint" }, state.way === "http" ? words("viaHttp", { address: state.address }) : words("viaNative"))] : [];
  return made("section", { class: "foot" }, ...site, button(words("options"), () => chrome.runtime.openOptionsPage(), "link"), ...way);
}

async function draw(tab) {
  const state = await tell({ kind: "state", tab });
  const words = wordsOf(state.lang);
  document.documentElement.lang = state.lang === "zh" ? "zh-Hans" : "en";
  const body = !state.known ? [made("p", {}, words("noPage"))] :
    state.off ? [made("p", {}, words("isOff", { host: state.host }))] :
    state.away ? [away(state, words, tab)] :
    [...about(state), alarms(state, words, tab), scanning(words, tab)];
  main.replaceChildren(...body, footer(state, words, tab));
}

const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
await draw(active?.id ?? -1);
