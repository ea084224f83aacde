// The answer to "Check with scamguard" in a window of its own, where the page could not show it.

import "./page/card.js";

const { answer } = await chrome.storage.session.get("answer");
await chrome.storage.session.remove("answer");
const sheet = new CSSStyleSheet();
sheet.replaceSync(globalThis.card.STYLE);
document.adoptedStyleSheets = [sheet];
if (answer) {
  document.documentElement.lang = answer.lang === "zh" ? "zh-Hans" : "en";
  document.title = answer.title;
  document.querySelector("#title").textContent = answer.title;
  document.querySelector("#main").append(...answer.cards.map((view) => globalThis.card.draw(view)));
}
