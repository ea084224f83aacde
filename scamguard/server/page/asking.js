// What is asked of the server that this page came from, and what comes back.

const MAX_BYTES = 1_000_000;
const MAX_SHORT = 200;
const MAX_MILLISECONDS = 40_000;
// Nobody has this address (RFC 2606): asked about it, the server names the channels of whoever is claimed.
const NOBODY = "nobody.invalid";

const BARE = /^[\x21-\x2b\x2d-\x3a\x3c-\x7e]+$/; // no blank, comma or semicolon
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/[\x21-\x7e]+$/i;
const NUMBER = /^[+(]?\d[\d ().–-]*$/;
const MAILBOX = /^[^<>\n]*<[^\s<>@]+@[^\s<>]+>$/;

/** What went wrong with a question, for a sentence: `kind` names it, the rest fills it. */
class Trouble extends Error {
  constructor(kind, values = {}) {
    super(kind);
    this.kind = kind;
    this.values = values;
  }
}

/** Answers whether a text is one contact and nothing beside it. */
function isAlone(text) {
  const bare = text.trim();
  if (bare.length > MAX_SHORT * 10 || bare.includes("\n")) return false;
  const isNumber = NUMBER.test(bare) && bare.replace(/\D/g, "").length <= 15;
  return BARE.test(bare) || ADDRESS.test(bare) || isNumber || (bare.length <= MAX_SHORT && MAILBOX.test(bare));
}

/** Returns how many bytes a text takes as UTF-8. */
function bytesOf(text) {
  return new TextEncoder().encode(text).length;
}

/** Asks the server. `token` is sent where it is not empty; questions end with their signal. */
class Asker {
  constructor() {
    this.token = "";
    this.names = null;
  }

  /** Returns the answer to a question: {findings, notes, left_out, official}. */
  async answer(question, signal) {
    const text = question.text;
    const bytes = bytesOf(text);
    if (bytes > MAX_BYTES) throw new Trouble("too-long", { bytes, most: MAX_BYTES });
    const found = await this.found(question, signal);
    const isServed = !question.claims || found.findings.some((finding) => finding.instead.length);
    return { ...found, official: isServed ? [] : await this.official(question, signal) };
  }

  /** Returns what is found: a contact alone is checked, all else scanned; where that reads nothing, the other way. */
  async found(question, signal) {
    const isShort = question.text.length <= MAX_SHORT && !question.text.trim().includes("\n");
    if (isAlone(question.text)) {
      const checked = await this.checked(question, signal);
      if (!isUnread(checked)) return checked;
      const scanned = await this.scanned(question, signal);
      return scanned.findings.length ? scanned : checked;
    }
    const scanned = await this.scanned(question, signal);
    if (scanned.findings.length || !isShort) return scanned;
    const checked = await this.checked(question, signal);
    return isUnread(checked) ? scanned : checked;
  }

  async checked(question, signal) {
    const { text, ...options } = question;
    const verdict = await this.post("v1/check", { contact: text.trim(), ...options }, signal);
    const place = { finding: "contact", start: null, end: null, surface: verdict.contact.raw, claim: null };
    return { findings: [{ ...verdict, ...place, warned_of: false }], notes: [], left_out: 0 };
  }

  async scanned(question, signal) {
    return this.post("v1/scan", question, signal);
  }

  /** Returns the official channels of the claimed platform; none where they cannot be had. */
  async official(question, signal) {
    const { text, direction, ...options } = question;
    try {
      return (await this.post("v1/check", { contact: NOBODY, ...options }, signal)).instead;
    } catch (error) {
      if (error instanceof Trouble) return [];
      throw error;
    }
  }

  /** Returns the platforms on record, slug -> {en, zh, all}; asked once, and again after it failed. */
  platforms() {
    this.names ??= this.call("GET", "v1/platforms").then(
      (lines) => new Map(lines.map((line) => [line.slug, namesOf(line)])),
      () => {
        this.names = null;
        return new Map();
      },
    );
    return this.names;
  }

  post(path, body, signal) {
    return this.call("POST", path, JSON.stringify(body), signal);
  }

  /** Returns the JSON of an answer. Phones of some years ago are asked with, too: nothing newer than 2021 is used. */
  async call(method, path, body, signal) {
    const ending = new AbortController();
    const end = () => ending.abort();
    let isLate = false;
    const patience = setTimeout(() => {
      isLate = true;
      end();
    }, MAX_MILLISECONDS);
    if (signal) signal.addEventListener("abort", end);
    try {
      return await this.fetched(method, path, body, ending.signal);
    } catch (error) {
      if (error instanceof Trouble || (signal && signal.aborted)) throw error;
      throw new Trouble(isLate ? "too-slow" : "offline");
    } finally {
      clearTimeout(patience);
      if (signal) signal.removeEventListener("abort", end);
    }
  }

  async fetched(method, path, body, signal) {
    const headers = { Accept: "application/json" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    const kept = { cache: "no-store", credentials: "omit", redirect: "error" };
    const response = await fetch(path, { method, headers, body, signal, ...kept });
    const answer = await response.json().catch(noJson);
    if (response.ok && answer !== null) return answer;
    throw troubleOf(response, answer || {});
  }
}

function noJson(error) {
  if (error instanceof SyntaxError) return null;
  throw error;
}

function isUnread(checked) {
  return checked.findings[0].status === "invalid";
}

function namesOf(line) {
  const all = Object.values(line.names).flat();
  const first = (lang) => (line.names[lang] && line.names[lang][0]) || all[0] || line.slug;
  return { en: first("en"), zh: first("zh"), all };
}

const KINDS = {
  "too-large": "too-long",
  "too-slow": "too-slow",
  "timed-out": "too-slow",
  "too-many-requests": "too-many-requests",
  busy: "busy",
  "unknown-platform": "unknown-platform",
  unauthorised: "unauthorised",
  "bad-host": "wrong-address",
  "forbidden-origin": "wrong-address",
  invalid: "invalid",
};
const BY_STATUS = { 401: "unauthorised", 413: "too-long", 422: "invalid", 429: "too-many-requests", 503: "busy" };

/** Returns what a problem document (RFC 9457) says, or an answer that is none. */
function troubleOf(response, problem) {
  const type = String(problem.type || "")
    .split("/")
    .at(-1);
  const kind = (Object.hasOwn(KINDS, type) && KINDS[type]) || BY_STATUS[response.status] || "internal";
  const seconds = Math.max(2, Math.ceil(Number(response.headers.get("Retry-After")) || 5));
  const detail = [response.status, problem.detail || problem.title].filter(Boolean).join(", ");
  const nearest = Array.isArray(problem.nearest) ? problem.nearest.map(String) : [];
  return new Trouble(kind, { seconds, detail, nearest, most: MAX_BYTES });
}
