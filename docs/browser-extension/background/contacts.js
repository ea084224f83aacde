// Judges the contacts of a page.

import { cardOf, isMarked } from "./cards.js";

const OPEN = new Set(["unverified", "official"]);

// Networks on which one is told to write to somebody. On the others a platform shows itself: a genuine page links to its
// own account there, which is no offer of support.
const TO_WRITE_TO = new Set(["wechat", "wechat-official-account", "qq", "telegram", "whatsapp", "line", "messenger", "viber", "zalo"]);

/** Whether a second question, with the page's claim, is to be asked: not of an address, which says itself whose it is. */
function isOpen(verdict) {
  if (!OPEN.has(verdict?.status)) return false;
  const { kind, network } = verdict.contact;
  return kind === "account" ? TO_WRITE_TO.has(network) : ["phone", "email"].includes(kind);
}

/** Whether the second answer says more: somebody's own contact stays that. */
const isBetter = (again, first) => again !== null && (first.status === "official" ? again.status === "official" : isMarked(again));

/**
 * Returns the verdicts on contacts, in their order.
 *
 * What is on record is judged by that. Only what nobody has is asked again as the page's platform's: a genuine page has
 * links to others, and a bank's hotline on it is not false because it is not the page's own.
 */
export async function judge(scamguard, contacts, claim) {
  const verdicts = await scamguard.check(contacts.map((contact) => ({ contact })));
  if (claim === null) return verdicts;
  const open = verdicts.flatMap((verdict, index) => (isOpen(verdict) ? [index] : []));
  const again = await scamguard.check(open.map((index) => ({ contact: contacts[index], claims: claim })));
  open.forEach((index, place) => {
    if (isBetter(again[place], verdicts[index])) verdicts[index] = again[place];
  });
  return verdicts;
}

/** Returns the cards of the contacts that are marked, as pairs of key and card. */
export async function cardsFor(scamguard, asked, claim, given) {
  const verdicts = await judge(scamguard, asked.map(({ contact }) => contact), claim);
  const rows = asked.map(({ key, contact }, index) => ({ key, contact, verdict: verdicts[index] }));
  const marked = rows.filter(({ verdict }) => verdict !== null && isMarked(verdict));
  return marked.map(({ key, contact, verdict }) => [key, { ...cardOf(verdict, { ...given, pageClaim: claim }), contact }]);
}
