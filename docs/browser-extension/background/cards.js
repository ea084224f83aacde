// Makes of a verdict what a person reads: a card of plain strings, which is all that leaves the service worker.

const SIGNS = Object.freeze({ official: "✓", retired: "–", suspicious: "?", impersonation: "!", unverified: "·", invalid: "·" });
const ACTIONS = Object.freeze({
  official: "doOfficial", retired: "doRetired", suspicious: "doSuspicious", impersonation: "doImpersonation", unverified: "doUnverified",
});
const ALARMS = new Set(["retired", "suspicious", "impersonation"]);
const MOST_REASONS = 3;
const MOST_SOURCES = 2;
const MOST_SIGNS = 600; // of one sentence

export const isAlarm = (verdict) => ALARMS.has(verdict.status);
/** Whether a contact gets a mark on the page; unverified and invalid ones get none. */
export const isMarked = (verdict) => isAlarm(verdict) || verdict.status === "official";

/** Returns a platform's name in a language; its slug where it is not on record. */
export function nameOf(slug, platforms, lang) {
  const names = platforms.get(slug)?.names;
  return names?.[lang]?.[0] ?? names?.en?.[0] ?? slug;
}

/** Returns whose a contact is, for an official one; else whom it is said to be or imitates; null where nobody. */
export function platformOf(verdict) {
  if (verdict.status === "official") return verdict.reasons[0]?.facts[0]?.platform ?? verdict.claims;
  return verdict.claims ?? verdict.reasons[0]?.facts[0]?.platform ?? verdict.imitates;
}

const short = (text) => String(text ?? "").slice(0, MOST_SIGNS);

function titleOf(verdict, words, name) {
  const slug = platformOf(verdict);
  if (slug === null || verdict.status === "suspicious") return words(verdict.status, { name: "" });
  return words(verdict.status === "official" ? "official" : `${verdict.status}Of`, { name: name(slug) });
}

const sourceOf = (source, words) => ({ text: short(words("source", { publisher: source.publisher, date: source.date })), url: source.url ?? null });

function reasonOf(reason, words) {
  const [fact] = reason.facts;
  const sources = reason.facts.flatMap((one) => one.sources).slice(0, MOST_SOURCES);
  return { text: short(reason.text), quote: fact?.quote ? short(`“${fact.quote}”`) : "", sources: sources.map((source) => sourceOf(source, words)) };
}

const ADDRESS = /^https?:\/\//i;

/** Returns a channel to use instead; an address that a browser opens is a link. */
function insteadOf({ kind, value, label }) {
  const url = ADDRESS.test(value) ? value : ["domain", "host"].includes(kind) ? `https://${value}/` : null;
  return { value: short(value), label: short(label), url };
}

/**
 * Returns the card of a verdict.
 *
 * `pageClaim` is the slug of the platform that the page is or gives contacts of; null: none.
 */
export function cardOf(verdict, { words, platforms, lang, pageClaim = null }) {
  const name = (slug) => nameOf(slug, platforms, lang);
  const owners = verdict.reasons[0]?.facts.map((fact) => fact.platform) ?? [];
  const foreign = verdict.status === "official" && pageClaim !== null && verdict.contact.kind !== "url" && !owners.includes(pageClaim);
  const asked = verdict.claims !== null ? words("askedAs", { name: name(verdict.claims) }) : foreign ? words("notTheirs", { name: name(pageClaim) }) : "";
  return {
    status: Object.hasOwn(SIGNS, verdict.status) ? verdict.status : "unverified",
    sign: SIGNS[verdict.status] ?? "·",
    title: titleOf(verdict, words, name),
    contact: short(verdict.contact.raw),
    asked,
    reasons: verdict.reasons.slice(0, MOST_REASONS).map((reason) => reasonOf(reason, words)),
    action: ACTIONS[verdict.status] ? words(ACTIONS[verdict.status]) : "",
    insteadTitle: words("instead"),
    instead: verdict.instead.map(insteadOf),
  };
}

/** Returns the card of what a scan found: a contact, a channel that is said to exist, or a demand. */
export function cardOfFinding(finding, given) {
  const contact = finding.contact ?? { raw: finding.surface, kind: null };
  const card = cardOf({ ...finding, claims: null, contact: { ...contact, raw: finding.surface } }, given);
  if (finding.finding !== "demand") {
    return finding.claims && finding.status !== "suspicious" ? { ...card, title: titleOf(finding, given.words, (slug) => nameOf(slug, given.platforms, given.lang)) } : card;
  }
  const title = finding.claims ? given.words("demand", { name: nameOf(finding.claims, given.platforms, given.lang) }) : given.words("demandOther");
  return { ...card, title };
}
