// scamguard, asked: batches, what has been answered before, and the list of platforms.

import { languageOf, readSettings } from "./settings.js";
import { letGo, transportFor, Unreachable } from "./transport.js";

const BATCH = 100; // contacts; an answer of more could be longer than the 1 MB of native messaging
const MOST_KEPT = 5000; // verdicts, in memory, of this session
const PLATFORMS_FOR = 600_000; // ms
const TOO_LARGE = 507;

export { Unreachable };

export class Scamguard {
  #settings = null; // a promise
  #transport = null;
  #verdicts = new Map();
  #platforms = null;
  #platformsAt = 0;

  /** Forgets what rests on settings that have changed. */
  reset() {
    this.#settings = null;
    this.#verdicts.clear();
    this.#platforms = null;
    letGo();
  }

  /** Returns the settings; who asks while they change gets either the old or the new ones, and nobody keeps the old. */
  settings() {
    this.#settings ??= readSettings();
    return this.#settings;
  }

  async #transportNow() {
    const settings = await this.settings();
    if (this.#transport?.settings !== settings) this.#transport = { settings, way: transportFor(settings) };
    return this.#transport.way;
  }

  /** Returns the way that the last answer came. */
  get way() {
    return this.#transport?.way.name ?? null;
  }

  async lang() {
    return languageOf(await this.settings());
  }

  /** Returns the platforms on record, by slug. */
  async platforms() {
    if (this.#platforms === null || Date.now() - this.#platformsAt > PLATFORMS_FOR) {
      const answer = await this.#ask("GET", "/v1/platforms");
      if (answer.status !== 200 || !Array.isArray(answer.body)) throw refused(answer);
      this.#platforms = new Map(answer.body.map((platform) => [String(platform.slug), platform]));
      this.#platformsAt = Date.now();
    }
    return this.#platforms;
  }

  /** Returns the verdicts on contacts, each `{contact, claims}`, in their order; null for what could not be judged. */
  async check(contacts) {
    const keys = contacts.map(({ contact, claims }) => JSON.stringify([contact, claims ?? null]));
    const missing = new Map(keys.map((key, index) => [key, contacts[index]]).filter(([key]) => !this.#verdicts.has(key)));
    const found = new Map();
    for (let from = 0; from < missing.size; from += BATCH) {
      const part = [...missing].slice(from, from + BATCH);
      (await this.#batch(part.map(([, asked]) => asked))).forEach((verdict, index) => found.set(part[index][0], verdict));
    }
    for (const [key, verdict] of found) this.#keep(key, verdict);
    return keys.map((key) => found.get(key) ?? this.#verdicts.get(key) ?? null);
  }

  /** Returns what is found in the source of a page. */
  async scan(html, claims) {
    const { region } = await this.settings();
    const body = { text: html, format: "html", lang: await this.lang(), ...(claims ? { claims } : {}), ...(region ? { region } : {}) };
    const answer = await this.#ask("POST", "/v1/scan", body);
    if (answer.status !== 200 || !Array.isArray(answer.body?.findings)) throw refused(answer);
    return answer.body;
  }

  async #batch(contacts) {
    const { region } = await this.settings();
    const lang = await this.lang();
    const checks = contacts.map(({ contact, claims }, id) => ({ id, contact, lang, ...(claims ? { claims } : {}), ...(region ? { region } : {}) }));
    const answer = await this.#ask("POST", "/v1/check/batch", { checks });
    if (answer.status === TOO_LARGE && contacts.length > 1) {
      const half = contacts.length >> 1;
      return [...(await this.#batch(contacts.slice(0, half))), ...(await this.#batch(contacts.slice(half)))];
    }
    if (answer.status !== 200 || !Array.isArray(answer.body?.answers)) throw refused(answer);
    const verdicts = new Map(answer.body.answers.filter(isVerdict).map((verdict) => [verdict.id, verdict]));
    return contacts.map((_, id) => verdicts.get(id) ?? null);
  }

  async #ask(method, path, body) {
    return (await this.#transportNow()).ask(method, path, body);
  }

  #keep(key, verdict) {
    if (this.#verdicts.size >= MOST_KEPT) this.#verdicts.delete(this.#verdicts.keys().next().value);
    this.#verdicts.set(key, verdict);
  }
}

const isVerdict = (answer) => typeof answer?.status === "string" && Array.isArray(answer.reasons) && Array.isArray(answer.instead);

/** Returns the error of an answer that is none: too busy, no token, a page that is too large. */
function refused(answer) {
  const error = new Unreachable(typeof answer.body?.detail === "string" ? answer.body.detail : `status ${answer.status}`);
  error.status = answer.status;
  return error;
}
