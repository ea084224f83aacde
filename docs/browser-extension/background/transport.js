// The two ways to scamguard on this computer, each an `ask(method, path, body)` that gives {status, body}: the browser's
// own channel to a program (native messaging), and the HTTP API at a loopback address. Anything but an answer is an
// `Unreachable`; nobody may read a verdict out of it.

export const HOST_NAME = "scamguard.native_host";
const WITHIN = 15_000; // ms for an answer
const IDLE = 120_000; // ms after which the program is let go
const MOST_WAIT = 20; // s of a Retry-After that are waited
const TRIES = 3;
const PROBE_AGAIN = 30_000; // ms until the program is looked for again where it was missing

export class Unreachable extends Error {}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks through native messaging; one program for many questions. */
export class NativeTransport {
  name = "native";
  #port = null;
  #pending = new Map(); // id -> {resolve, reject, timer}
  #next = 1;
  #idle = 0;

  ask(method, path, body) {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      const timer = setTimeout(() => this.#drop(new Unreachable("no answer in time")), WITHIN);
      this.#pending.set(id, { resolve, reject, timer });
      try {
        this.#connect().postMessage(body === undefined ? { id, method, path } : { id, method, path, body });
      } catch (error) {
        this.#drop(new Unreachable(String(error)));
      }
    });
  }

  /** Ends the program; the next question starts it anew. */
  close() {
    this.#drop(new Unreachable("let go"));
  }

  #connect() {
    clearTimeout(this.#idle);
    if (this.#port !== null) return this.#port;
    const port = chrome.runtime.connectNative(HOST_NAME);
    port.onMessage.addListener((message) => this.#answered(message));
    port.onDisconnect.addListener(() => {
      const reason = chrome.runtime.lastError?.message ?? "the program has ended";
      if (this.#port === port) this.#drop(new Unreachable(reason));
    });
    this.#port = port;
    return port;
  }

  #answered(message) {
    const waiting = this.#pending.get(message?.id);
    if (waiting === undefined || !Number.isInteger(message.status)) return;
    this.#pending.delete(message.id);
    clearTimeout(waiting.timer);
    waiting.resolve({ status: message.status, body: message.body });
    if (this.#pending.size === 0) this.#idle = setTimeout(() => this.close(), IDLE);
  }

  #drop(error) {
    const port = this.#port;
    this.#port = null;
    clearTimeout(this.#idle);
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#pending.clear();
    port?.disconnect();
  }
}

/** Asks the HTTP API. */
export class HttpTransport {
  name = "http";

  constructor(base, token) {
    this.base = base;
    this.token = token;
  }

  async ask(method, path, body) {
    for (let tried = 1; ; tried += 1) {
      const reply = await this.#once(method, path, body);
      if (![429, 503].includes(reply.status) || tried >= TRIES) return { status: reply.status, body: await this.#read(reply) };
      const seconds = Number(reply.headers.get("Retry-After") ?? tried);
      await pause(1000 * Math.min(MOST_WAIT, Number.isFinite(seconds) && seconds >= 0 ? seconds : tried));
    }
  }

  async #once(method, path, body) {
    const headers = new Headers();
    if (body !== undefined) headers.set("Content-Type", "application/json");
    if (this.token !== "") headers.set("Authorization", `Bearer ${this.token}`);
    try {
      return await fetch(this.base + path, {
        method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal: AbortSignal.timeout(WITHIN),
        credentials: "omit", redirect: "error", cache: "no-store", referrerPolicy: "no-referrer",
      });
    } catch (error) {
      throw new Unreachable(String(error));
    }
  }

  async #read(reply) {
    try {
      return await reply.json();
    } catch (error) {
      throw new Unreachable(`no JSON: ${error}`);
    }
  }
}

/** Asks the program, and the HTTP API where there is none. */
export class EitherTransport {
  #native;
  #http;
  #missingUntil = 0;
  #last = null;

  constructor(native, http) {
    this.#native = native;
    this.#http = http;
  }

  get name() {
    return this.#last?.name ?? "native";
  }

  async ask(method, path, body) {
    if (Date.now() >= this.#missingUntil) {
      try {
        const answer = await this.#native.ask(method, path, body);
        this.#last = this.#native;
        return answer;
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        this.#missingUntil = Date.now() + PROBE_AGAIN;
      }
    }
    const answer = await this.#http.ask(method, path, body);
    this.#last = this.#http;
    return answer;
  }
}

const native = new NativeTransport();

/** Ends what runs: the settings have changed, or the program may be another one by now. */
export const letGo = () => native.close();

/** Returns the transport that the settings ask for. */
export function transportFor(settings) {
  const http = new HttpTransport(settings.address, settings.token);
  if (settings.transport === "http") return http;
  return settings.transport === "native" ? native : new EitherTransport(native, http);
}
