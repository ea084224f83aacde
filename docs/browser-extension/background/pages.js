// What a page says that it is, and whether its host is really that platform's.

import { cardOf, isAlarm, nameOf, platformOf } from "./cards.js";
import { namesOf, platformsNamed } from "./naming.js";

const MOST_NAMED = 4;
// Where anybody publishes, the host's owner does not answer for the contacts in it.
const OTHERS_WRITE = new Set(["social", "streaming"]);

let indexed = { platforms: null, names: [] };

function namesFor(platforms) {
  if (indexed.platforms !== platforms) indexed = { platforms, names: namesOf(platforms) };
  return indexed.names;
}

/** Returns the platform that contacts of the page are asked with: its host's own, else the one it is or tells about. */
function claimFor(named, owners, platforms) {
  const offered = named.filter(({ level }) => level !== "names").map(({ slug }) => slug);
  const own = offered.find((slug) => owners.has(slug));
  if (own !== undefined) return own;
  const [owner] = [...owners].filter((slug) => !OTHERS_WRITE.has(platforms.get(slug)?.category));
  return owner ?? offered.find((slug) => !owners.has(slug)) ?? null;
}

function hostLine(verdict, said, { words, platforms, lang }, host) {
  const name = nameOf(said ?? platformOf(verdict), platforms, lang);
  if (verdict.status === "official") return words("hostOfficial", { host, name: nameOf(said ?? platformOf(verdict), platforms, lang) });
  if (isAlarm(verdict)) return words("hostAlarm", { host });
  return said === null ? words("hostUnknown", { host }) : words("hostNotKnown", { host, name });
}

/** Returns the card of a page's host, short, so that the page's alarms are seen below it. */
function cardOfHost(verdict, given) {
  const card = cardOf(verdict, given);
  return { ...card, asked: "", reasons: card.reasons.slice(0, 1), instead: card.instead.slice(0, 3) };
}

const SAYS = Object.freeze({ is: "saysIs", about: "saysAbout", names: "saysNames" });

/** Returns what is to be known about a page: `claim`, `says`, the `line` about its host, its `card`, and `alarm`. */
export async function judgePage(scamguard, names, host, given) {
  const named = platformsNamed(names, namesFor(given.platforms)).slice(0, MOST_NAMED);
  const questions = [{ contact: host }, ...named.map(({ slug }) => ({ contact: host, claims: slug }))];
  const [alone, ...claimed] = host.includes(".") ? await scamguard.check(questions) : [];
  const owners = new Set(named.filter((_, index) => claimed[index]?.status === "official").map(({ slug }) => slug));
  if (alone?.status === "official") owners.add(platformOf(alone));
  // An owner on record decides: a page of ICBC's that is called "PayPal" is ICBC's, and no impostor's.
  const is = named.findIndex(({ slug, level }) => level === "is" && (owners.has(slug) || owners.size === 0));
  const verdict = (is >= 0 ? claimed[is] : null) ?? alone ?? null;
  const claims = is >= 0 ? named[is].slug : null;
  const told = is >= 0 ? named[is] : named[0];
  return {
    claim: claimFor(named, owners, given.platforms),
    says: told ? given.words(SAYS[told.level], { name: nameOf(told.slug, given.platforms, given.lang) }) : given.words("saysNothing"),
    line: verdict === null ? "" : hostLine(verdict, claims, given, host),
    status: verdict?.status ?? "unverified",
    card: verdict !== null && (isAlarm(verdict) || (claims !== null && verdict.status === "unverified")) ? cardOfHost(verdict, given) : null,
    alarm: verdict !== null && isAlarm(verdict),
  };
}
