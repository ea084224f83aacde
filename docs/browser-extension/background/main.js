// The service worker: takes messages from pages and from the extension's own windows, and asks scamguard.
// Only this part talks to scamguard. A page's message can hold contacts and what the page is called, nothing else;
// nothing that a page sends chooses where anything goes.

import { answerTo, awayCard } from "./asked.js";
import { cardOfFinding } from "./cards.js";
import { cardsFor } from "./contacts.js";
import { judgePage } from "./pages.js";
import { Scamguard, Unreachable } from "./scamguard.js";
import { languageOf, readSettings, writeSettings } from "./settings.js";
import { addCards, alarmsOf, roomIn, Tabs } from "./tabs.js";
import { wordsOf } from "../words.js";

const OWN = chrome.runtime.getURL("");
const KINDS = new Set(["url", "email", "phone", "account"]);
const MOST_BATCH = 100;
const MOST_CONTACT = 600; // characters
const MOST_FOUND = 100; // cards of one scan

const scamguard = new Scamguard();
const tabs = new Tabs();

/** Returns what every card is made with. */
async function given() {
  const lang = await scamguard.lang();
  return { lang, words: wordsOf(lang), platforms: await scamguard.platforms() };
}

const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");

const namesIn = (names) => ({ title: text(names?.title, 300), site: text(names?.site, 300), heading: text(names?.heading, 300) });

/** Returns the contacts of a message that are as they should be. */
function contactsOf(message) {
  if (!Array.isArray(message.contacts)) return [];
  const whole = message.contacts.filter(({ kind, contact } = {}) => KINDS.has(kind) && typeof contact === "string" && contact.length <= MOST_CONTACT);
  return whole.slice(0, MOST_BATCH).map(({ kind, contact }) => ({ key: `${kind} ${contact}`, contact: contact.toWellFormed() })); // JSON has no half characters
}

/** Does what asks scamguard for a tab; where it cannot be reached, notes that, and returns null. */
async function reached(id, state, work) {
  try {
    const result = await work(await given());
    state.away = "";
    return result;
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    state.away = error.status === 401 ? "token" : "away";
    return null;
  } finally {
    await tabs.keep(id, state);
  }
}

async function judged(state, by) {
  if (state.page === null && state.names !== null) state.page = await judgePage(scamguard, state.names, state.host, by);
  return state.page;
}

const fromPages = Object.freeze({
  async start(message, { tab, frameId, url }) {
    const settings = await scamguard.settings();
    const words = { close: wordsOf(languageOf(settings))("close") };
    if (frameId !== 0) return { on: (await tabs.find(tab.id))?.off !== true, words };
    const known = await tabs.find(tab.id);
    const same = known !== null && message.again === true; // the page has only changed what it is called
    const state = same ? known : await tabs.begin(tab.id, url);
    Object.assign(state, { names: namesIn(message.names), page: null, off: settings.off.includes(state.host) });
    if (state.off) await tabs.keep(tab.id, state);
    else if ((await reached(tab.id, state, (by) => judged(state, by))) !== null && !same) toFrames(tab.id, { kind: "report" });
    return { on: !state.off, words };
  },

  async contacts(message, { tab, frameId, url }) {
    let state = await tabs.find(tab.id);
    if (state === null && frameId === 0) state = await tabs.begin(tab.id, url);
    if (state === null) return { unreachable: true };
    if (state.off) return { off: true };
    const asked = contactsOf(message);
    const taken = asked.slice(0, roomIn(state));
    const cards = await reached(tab.id, state, async (by) => cardsFor(scamguard, taken, (await judged(state, by))?.claim ?? null, by));
    if (cards === null) return { unreachable: true };
    state.asked += taken.length;
    state.full ||= taken.length < asked.length;
    addCards(state, cards);
    await tabs.keep(tab.id, state);
    return { cards: Object.fromEntries(cards) };
  },

  async alarms(message, { tab, frameId }) {
    const state = await tabs.find(tab.id);
    if (state === null || !Array.isArray(message.keys)) return {};
    state.full ||= message.full === true;
    state.alarms[frameId] = message.keys.filter((key) => typeof key === "string").slice(0, 200);
    await tabs.keep(tab.id, state);
    return {};
  },
});

const fromOwn = Object.freeze({
  async state({ tab }) {
    const settings = await scamguard.settings();
    const state = await tabs.find(tab);
    const common = { lang: languageOf(settings), way: scamguard.way, address: settings.address };
    if (state === null) return { ...common, known: false };
    const { host, off, away, page, asked, full } = state;
    return { ...common, known: true, host, off, away, page, asked, full, alarms: alarmsOf(state) };
  },

  async site({ host, on }) {
    const { off } = await readSettings();
    await writeSettings({ off: on ? off.filter((one) => one !== host) : [...new Set([...off, host])] });
    return {};
  },

  async again({ tab }) {
    const state = await tabs.find(tab);
    scamguard.reset();
    if (state === null) return {};
    state.page = null;
    if ((await reached(tab, state, (by) => judged(state, by))) !== null) toFrames(tab, { kind: "again" });
    return {};
  },

  async scan({ tab }) {
    const page = await chrome.tabs.sendMessage(tab, { kind: "source" }, { frameId: 0 });
    try {
      const by = await given();
      const report = await scamguard.scan(page.html, null);
      const alarms = report.findings.filter(({ status, warned_of: denied }) => ["retired", "suspicious", "impersonation"].includes(status) && !denied);
      const cards = new Map(alarms.map((finding) => [`${finding.status} ${finding.surface}`, cardOfFinding(finding, by)]));
      return { cards: [...cards.values()].slice(0, MOST_FOUND), count: cards.size, cut: page.cut, notes: report.notes.map(String) };
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      return { failed: error.message };
    }
  },

  async test() {
    scamguard.reset();
    try {
      return { count: (await scamguard.platforms()).size };
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      return { failed: error.message, token: error.status === 401 };
    }
  },
});

/** Sends a message to all frames of a tab; a tab without our script has none that hears it. */
function toFrames(tab, message) {
  chrome.tabs.sendMessage(tab, message).catch(() => undefined);
}

function onMessage(message, sender, answer) {
  if (sender.id !== chrome.runtime.id) return false;
  const own = sender.url?.startsWith(OWN) === true;
  const table = own ? fromOwn : fromPages;
  if (typeof message?.kind !== "string" || !Object.hasOwn(table, message.kind) || (!own && sender.tab === undefined)) return false;
  table[message.kind](message, sender).then(answer, (error) => {
    console.error(error);
    answer(null);
  });
  return true;
}

/** Answers the context menu, on the page, or in a small window where the page cannot show it. */
export async function onMenu(info, tab) {
  const words = wordsOf(await scamguard.lang());
  let cards;
  try {
    const state = await tabs.find(tab?.id);
    cards = await answerTo(scamguard, info, state?.page?.claim ?? null, await given());
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    cards = [awayCard(words, error)];
  }
  const message = { kind: "panel", cards, title: words("answer") };
  const shown = tab?.id >= 0 && (await chrome.tabs.sendMessage(tab.id, message, { frameId: info.frameId ?? 0 }).catch(() => false));
  if (shown === true) return;
  await chrome.storage.session.set({ answer: { cards, title: message.title, lang: await scamguard.lang() } });
  await chrome.windows.create({ url: chrome.runtime.getURL("answer.html"), type: "popup", width: 420, height: 560 });
}

async function setMenu() {
  const title = wordsOf(await scamguard.lang())("menu");
  await chrome.contextMenus.removeAll();
  chrome.contextMenus.create({ id: "check", title, contexts: ["selection", "link"] });
}

chrome.runtime.onMessage.addListener(onMessage);
chrome.contextMenus.onClicked.addListener(onMenu);
chrome.runtime.onInstalled.addListener(setMenu);
chrome.tabs.onRemoved.addListener((id) => tabs.forget(id));
chrome.storage.local.onChanged.addListener(() => {
  scamguard.reset();
  setMenu();
});
chrome.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
// For the developer's tools of the extension alone: no page and no other extension reaches the service worker's scope.
globalThis.onMenu = onMenu;
