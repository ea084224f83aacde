// The answer as elements. Whatever was sent or comes back becomes text, never markup; a link leads only to an official
// channel or a source, never to the contact in question.

const MAX_CARDS = 30;
const MAX_SOURCES = 4;
const MAX_OPEN_REASONS = 2;
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const STORES = {
  "google-play": "https://play.google.com/store/apps/details?id=",
  "app-store": "https://apps.apple.com/app/id",
};

/** Returns an element; children that are no elements become text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Returns a told sentence as nodes: passages of others stand in elements of their own direction. */
function toNodes(sentence) {
  return sentence.split(OPENS).flatMap((part, place) => {
    if (place === 0) return [toVisible(part)];
    const [inner, ...rest] = part.split(CLOSES);
    return [make("bdi", {}, inner), toVisible(rest.join(""))];
  });
}

/** Returns the address that a link may open; null for all that is none of the web. */
function webAddress(text) {
  if (!/^https?:\/\/[^\s\\]+$/i.test(text)) return null;
  try {
    const url = new URL(text);
    return url.username || url.password ? null : url.href;
  } catch {
    return null;
  }
}

/** Returns what a link to an official channel opens; null where there is nothing to open. */
function channelAddress(suggestion) {
  const { kind, value } = suggestion;
  if (kind === "url") return webAddress(value);
  if (kind === "domain" || kind === "host") return HOST.test(value) ? `https://${value}/` : null;
  const [store, app] = value.split(":");
  return kind === "app" && Object.hasOwn(STORES, store) && /^[\w.]+$/.test(app || "") ? STORES[store] + app : null;
}

/** Shows answers in one language. */
class Shower {
  constructor(teller, words) {
    this.teller = teller;
    this.tables = teller.tables;
    this.words = words;
  }

  word(name, values = {}) {
    return this.teller.say(this.words[name], values);
  }

  // ---- the parts of an answer

  badge(status, said) {
    const sign = make("span", { "aria-hidden": "true" }, `${this.tables.signs[status]} `);
    return make("span", { class: `badge ${status}` }, sign, said);
  }

  link(address, ...inner) {
    const away = make("span", { class: "away", "aria-hidden": "true" }, " ↗");
    const told = make("span", { class: "sr" }, ` (${this.word("new_tab")})`);
    return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...inner, away, told);
  }

  channels(heading, suggestions, level = "h3") {
    if (!suggestions.length) return [];
    const items = suggestions.map((suggestion) => {
      const value = make("bdi", { class: "value", translate: "no" }, toVisible(suggestion.value));
      const address = channelAddress(suggestion);
      const scope = this.teller.scope(suggestion);
      const label = toVisible(suggestion.label) + (scope ? ` (${toVisible(scope)})` : "");
      return make("li", {}, address ? this.link(address, value) : value, make("span", { class: "label" }, label));
    });
    return [make(level, {}, heading), make("ul", { class: "channels" }, ...items)];
  }

  reasons(finding) {
    if (finding.status === "invalid") return [];
    const isShown = (reason, place) => place < MAX_OPEN_REASONS || reason.code === "authentication-failed";
    const first = finding.reasons.filter(isShown);
    const rest = finding.reasons.filter((reason, place) => !isShown(reason, place));
    const list = (reasons) => make("ul", { class: "reasons" }, ...reasons.map((reason) => this.reason(reason)));
    const more = make("summary", {}, this.teller.say(this.tables.more_reasons, { count: rest.length }));
    return [list(first), rest.length ? make("details", {}, more, list(rest)) : null];
  }

  reason(reason) {
    const said = make("span", { dir: "auto" }, toVisible(reason.text));
    const code = make("code", { translate: "no" }, reason.code);
    return make("li", {}, said, " ", code, ...reason.facts.flatMap((fact) => this.evidence(fact)));
  }

  evidence(fact) {
    const quote = fact.quote ? [make("blockquote", { dir: "auto" }, `“${toVisible(fact.quote)}”`)] : [];
    const sources = fact.sources.slice(0, MAX_SOURCES).map((source) => {
      const title = make("bdi", {}, toVisible(source.title));
      const address = source.url === null ? null : webAddress(source.url);
      const lead = `— ${toVisible(source.publisher)}, ${toVisible(source.date)}: `;
      const host = address ? make("span", { class: "host" }, ` ${new URL(address).hostname}`) : null;
      return make("p", { class: "source" }, lead, address ? this.link(address, title) : title, host);
    });
    return [...quote, ...sources];
  }

  quality(finding) {
    if (finding.status === "invalid" || finding.status === "unverified") return null;
    const label = this.teller.colon(this.teller.say(this.tables.labels.quality));
    return make("p", { class: "dim" }, label + this.teller.say(this.tables.qualities[finding.quality]));
  }

  now(step) {
    const label = this.teller.colon(this.teller.say(this.tables.labels.now));
    return make("p", { class: "now" }, make("strong", {}, label), toVisible(step));
  }

  first(status, said, sentence) {
    const heading = make("h2", { id: "first", tabindex: "-1", dir: "auto" }, ...toNodes(sentence));
    return [make("p", {}, this.badge(status, said)), heading];
  }

  // ---- the message

  message(text, findings) {
    const parts = markedParts(text, findings);
    const isMarked = parts.some((part) => part.finding);
    const heading = this.word(isMarked ? "marked" : "unmarked");
    const shown = parts.flatMap((part) => this.part(part, findings));
    const attributes = { class: "text", role: "region", tabindex: "0", "aria-label": heading, translate: "no" };
    const box = make("div", { ...attributes, dir: "auto" }, ...shown);
    const isHidden = parts.some((part) => part.text && part.text.includes("\ufffd"));
    return [make("h3", {}, heading), box, isHidden ? make("p", { class: "dim" }, this.word("hidden")) : null];
  }

  part(part, findings) {
    if (part.gap) {
      const count = part.gap.toLocaleString("en");
      return [make("span", { class: "gap" }, `⋯ ${this.teller.say(this.tables.left_out, { count })} ⋯`)];
    }
    const numbers = part.begins.map((finding) => this.number(finding, findings));
    if (!part.finding) return [...numbers, part.text];
    return [...numbers, make("mark", { class: part.finding.status }, part.text)];
  }

  /** Returns what stands in front of a marked passage: its status, and where there are several, the way to its card. */
  number(finding, findings) {
    const status = this.teller.status(finding);
    if (findings.length === 1) return make("span", { class: "sr" }, `[${status}] `);
    const number = findings.indexOf(finding) + 1;
    const label = this.teller.say(this.tables.number, { number, status, kind: this.teller.kind(finding) });
    const sign = `${this.tables.signs[finding.status]}\u00a0${number}`;
    return make(
      "button",
      { type: "button", class: `number ${finding.status}`, "aria-label": label, "data-card": number },
      sign,
    );
  }

  // ---- several findings

  counts(findings) {
    const counted = GRAVITY.map((status) => [status, findings.filter((finding) => finding.status === status).length]);
    const items = counted
      .filter(([, count]) => count)
      .map(([status, count]) =>
        make("li", {}, this.badge(status, `${this.teller.say(this.tables.statuses[status])} ${count}`)),
      );
    return [make("h3", {}, this.word("found_too")), make("ul", { class: "counts" }, ...items)];
  }

  cards(findings, lead) {
    const told = new Map();
    const numbered = findings.map((finding, place) => {
      const key = sameness(finding);
      if (!told.has(key)) told.set(key, place + 1);
      return { finding, number: place + 1, same: told.get(key) === place + 1 ? null : told.get(key) };
    });
    const urgent = [...numbered].sort((one, other) => urgency(one.finding) - urgency(other.finding));
    const kept = new Set(urgent.slice(0, MAX_CARDS));
    const cards = make("ol", { class: "cards" });
    for (const entry of numbered) if (kept.has(entry)) cards.append(this.card(entry, lead));
    const rest = numbered.filter((entry) => !kept.has(entry));
    return [make("h3", {}, this.word("each")), cards, rest.length ? this.more(cards, rest, lead) : null];
  }

  more(cards, rest, lead) {
    const button = make(
      "button",
      { type: "button", class: "quiet", id: "more" },
      this.word("more", { count: rest.length }),
    );
    button.addEventListener("click", () => {
      const added = rest.map((entry) => this.card(entry, lead));
      cards.append(...added);
      button.remove();
      added[0].querySelector("summary").focus();
    });
    return button;
  }

  card({ finding, number, same }, lead) {
    const place = make("span", { class: "place" }, `${number}. `);
    const surface = make("bdi", { translate: "no" }, toPlain(toRepeated(finding.surface)));
    const kind = make("span", { class: "dim" }, ` ${this.teller.kind(finding)}`);
    const summary = make(
      "summary",
      {},
      place,
      this.badge(finding.status, this.teller.status(finding)),
      " ",
      surface,
      kind,
    );
    const isOpen = finding === lead;
    const inner = same === null ? this.explanation(finding, lead) : [this.same(same)];
    const attributes = { class: `card ${finding.status}`, id: `f${number}`, open: isOpen };
    return make("li", {}, make("details", attributes, summary, this.sentence(finding), ...inner));
  }

  sentence(finding) {
    return make("p", { class: "said", dir: "auto" }, ...toNodes(this.teller.answer(finding)));
  }

  same(number) {
    return make("p", {}, this.teller.say(this.tables.same, { link: number }));
  }

  explanation(finding, lead) {
    const isLead = finding === lead;
    const isOffered = isLead || sameChannels(finding.instead, lead.instead);
    const use = this.teller.say(this.tables.labels.use);
    return [
      finding.warned_of && !isLead ? make("p", {}, this.teller.say(this.tables.warned)) : null,
      ...this.remarks(finding),
      isLead ? null : this.now(this.teller.step(finding)),
      ...(isOffered ? [] : this.channels(use, finding.instead, "h4")),
      ...this.reasons(finding),
      this.quality(finding),
    ];
  }

  /** Returns what else is to be said of a finding: who is claimed, and for whom the answer would be another. */
  remarks(finding) {
    const said = this.teller.said(finding);
    const others = this.teller.ifClaimed(finding).map((text) => make("p", { class: "dim" }, toVisible(text)));
    return [said === null ? null : make("p", { class: "dim", dir: "auto" }, ...toNodes(said)), ...others];
  }
}

function sameChannels(some, others) {
  return JSON.stringify(some) === JSON.stringify(others);
}
