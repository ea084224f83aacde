// What the person has set. Kept in chrome.storage.local, which content scripts may not read.

export const DEFAULTS = Object.freeze({
  transport: "auto", // "native", "http", or "auto": the one and then the other
  address: "http://127.0.0.1:8377",
  token: "",
  lang: "", // "" is the browser's
  region: "", // ISO 3166-1, of the person
  off: Object.freeze([]), // hosts of pages that are left alone
});
const MOST_OFF = 500;

/** Returns an address of the HTTP API without its path, or null: only http on this computer's own address is taken. */
export function loopbackBase(text) {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = url.protocol === "http:" && url.hostname === "127.0.0.1" && url.username === "" && url.password === "";
  return plain ? url.origin : null;
}

const READERS = Object.freeze({
  transport: (value) => (["auto", "native", "http"].includes(value) ? value : DEFAULTS.transport),
  address: (value) => loopbackBase(String(value)) ?? DEFAULTS.address,
  token: (value) => (typeof value === "string" && /^[\x21-\x7e]{0,500}$/.test(value) ? value : ""),
  lang: (value) => (["en", "zh"].includes(value) ? value : ""),
  region: (value) => (typeof value === "string" && /^[A-Z]{2}$/.test(value) ? value : ""),
  off: (value) => (Array.isArray(value) ? value.filter((host) => typeof host === "string").slice(0, MOST_OFF) : []),
});

/** Returns the settings, each its default where it is not set or not as it should be. */
export async function readSettings() {
  const stored = await chrome.storage.local.get(Object.keys(DEFAULTS));
  return Object.fromEntries(Object.entries(READERS).map(([name, read]) => [name, name in stored ? read(stored[name]) : DEFAULTS[name]]));
}

/** Keeps settings, those that are given. */
export async function writeSettings(changes) {
  const known = Object.entries(changes).filter(([name]) => Object.hasOwn(READERS, name));
  await chrome.storage.local.set(Object.fromEntries(known.map(([name, value]) => [name, READERS[name](value)])));
}

/** Returns the language of everything that the extension says. */
export function languageOf(settings) {
  return settings.lang || (chrome.i18n.getUILanguage().toLowerCase().startsWith("zh") ? "zh" : "en");
}
