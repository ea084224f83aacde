// What is known about each tab: what its page says that it is, whose its host is, its alarms. Kept in memory (and in
// chrome.storage.session, which is memory, too: the browser stops a service worker that has nothing to do).

const MOST_CONTACTS = 2500; // of a tab
const MOST_CARDS = 300; // alarms of a tab
const ALARM_COLOUR = "#b3001b";
const AWAY_COLOUR = "#6b6b76";

const ALARMS = new Set(["retired", "suspicious", "impersonation"]);

const nothing = () => ({ url: "", host: "", names: null, page: null, away: "", off: false, asked: 0, full: false, cards: {}, alarms: {} });

export class Tabs {
  #tabs = new Map();
  #read = null;

  /** Returns a tab's state, or null where no page of it has told anything. */
  async find(id) {
    this.#read ??= chrome.storage.session.get(null).then((stored) => {
      for (const [key, state] of Object.entries(stored)) {
        const number = Number(/^tab (\d+)$/.exec(key)?.[1]);
        if (Number.isInteger(number) && !this.#tabs.has(number)) this.#tabs.set(number, state);
      }
    });
    await this.#read;
    return this.#tabs.get(id) ?? null;
  }

  /** Returns a new state for a tab that shows another page. */
  async begin(id, url) {
    await this.find(id);
    const state = { ...nothing(), url, host: new URL(url).host };
    this.#tabs.set(id, state);
    return state;
  }

  /** Keeps a tab's state, and shows it in its badge. */
  async keep(id, state) {
    if (this.#tabs.get(id) !== state) return; // it shows another page by now
    await Promise.all([chrome.storage.session.set({ [`tab ${id}`]: state }), badge(id, state)]).catch(() => undefined); // or is closed
  }

  async forget(id) {
    this.#tabs.delete(id);
    await chrome.storage.session.remove(`tab ${id}`);
  }

  ids() {
    return [...this.#tabs.keys()];
  }
}

/** Returns how many more contacts a tab may ask about. */
export const roomIn = (state) => Math.max(0, MOST_CONTACTS - state.asked);

/** Keeps the cards of alarms, so that the popup can list them. */
export function addCards(state, cards) {
  for (const [key, card] of cards) {
    if (Object.keys(state.cards).length >= MOST_CARDS) return;
    if (ALARMS.has(card.status)) state.cards[key] = card; // a key begins with its kind: it is no name of a prototype
  }
}

/** Returns the alarms that the frames of a tab have now, each `{frame, key, card}`. */
export function alarmsOf(state) {
  const rows = Object.entries(state.alarms).flatMap(([frame, keys]) => keys.map((key) => ({ frame: Number(frame), key })));
  const known = rows.filter(({ key }) => Object.hasOwn(state.cards, key));
  return known.map((row) => ({ ...row, card: state.cards[row.key] }));
}

async function badge(id, state) {
  const count = alarmsOf(state).length + (state.page?.alarm ? 1 : 0);
  const text = state.away ? "?" : count > 0 ? String(Math.min(count, 999)) : "";
  await chrome.action.setBadgeBackgroundColor({ tabId: id, color: state.away ? AWAY_COLOUR : ALARM_COLOUR });
  await chrome.action.setBadgeTextColor({ tabId: id, color: "#ffffff" });
  await chrome.action.setBadgeText({ tabId: id, text });
}
