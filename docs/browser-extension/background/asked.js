// "Check with scamguard": the context menu's entry for a selection or a link.

import "../page/finder.js";
import "../page/links.js";
import { cardOf } from "./cards.js";
import { judge } from "./contacts.js";

const MOST_SELECTED = 2000; // characters
const MOST_ANSWERS = 10;
const MOST_WORDS = 100; // characters of a selection that is asked as it stands, such as "TikTok 官方客服电话"

/** Returns the contacts in what was chosen. */
export function contactsIn(info) {
  const { finder, links } = globalThis;
  if (info.linkUrl && !info.selectionText) {
    const contact = links.toContact(info.linkUrl, "");
    return contact === null ? [] : [contact.contact];
  }
  const text = String(info.selectionText ?? "").slice(0, MOST_SELECTED).trim();
  const found = finder.find(text).map((one) => links.reduced(one, "")).filter((one) => one !== null);
  if (found.length > 0) return [...new Set(found.map(({ contact }) => contact))].slice(0, MOST_ANSWERS);
  return text !== "" && text.length <= MOST_WORDS ? [text] : [];
}

/** Returns the cards that answer what was chosen; one that says what is wrong where nothing can be answered. */
export async function answerTo(scamguard, info, claim, given) {
  const contacts = contactsIn(info);
  const plain = (title, text) => ({ status: "unverified", sign: "·", title, contact: "", asked: "", reasons: [{ text, quote: "", sources: [] }], action: "", insteadTitle: "", instead: [] });
  if (contacts.length === 0) return [plain(given.words("invalid"), given.words("selectOne"))];
  const verdicts = await judge(scamguard, contacts, claim);
  return verdicts.map((verdict, index) =>
    verdict === null ? plain(given.words("invalid"), contacts[index]) : { ...cardOf(verdict, { ...given, pageClaim: claim }), contact: contacts[index] });
}

/** Returns the card of a question that nobody answered. */
export function awayCard(words, error) {
  const text = error.status === 401 ? words("awayToken") : words("awayMore");
  return { status: "unverified", sign: "·", title: words("away"), contact: "", asked: "", reasons: [{ text, quote: "", sources: [] }], action: "", insteadTitle: "", instead: [] };
}
