// Looks through the page, asks the service worker about what it finds, and has it marked; follows the page's changes.
// Nothing is taken from the page but its text and links; messages come from the extension alone.

(() => {
  const MOST_CONTACTS = 2500; // different ones of a frame; the service worker counts those of the tab
  const MOST_SIGNS = 3_000_000; // of text and elements that one look takes
  const MOST_SPOTS = 5000;
  const BATCH = 100;
  const SLICE = 10; // ms of work between two breaths
  const QUIET = 300; // ms without a change before what changed is looked at
  const SLOWEST = 8000; // ms: a page that never rests is looked at that rarely
  const MOST_DIRTY = 100; // changed places that are looked at one by one
  const RETRIES = [5000, 15000, 60000]; // ms, while scamguard cannot be reached

  const cards = new Map(); // key -> card, or null where there is nothing to mark
  const spots = new Set();
  const asked = new Set();
  let waiting = new Map(); // key -> contact, not yet asked
  let marks = null;
  let observer = null;
  let dirty = new Set();
  let timer = 0;
  let passing = false;
  let asking = false;
  let tries = 0;
  let reported = "";
  let told = "";
  let cost = 0; // ms that the last pass took

  const host = location.host;
  const pause = () => new Promise((resolve) => setTimeout(resolve));

  function stop() {
    observer?.disconnect();
    marks?.clear();
    clearTimeout(timer);
    spots.clear();
  }

  /** Returns the service worker's answer; null once the extension has been taken away or renewed. */
  async function tell(message) {
    try {
      return await chrome.runtime.sendMessage(message);
    } catch {
      if (!chrome.runtime?.id) stop();
      return null;
    }
  }

  const named = (selector, attribute) => {
    const element = dom.query(selector);
    if (element === null) return "";
    return attribute ? (dom.attribute(element, attribute) ?? "") : Object.getOwnPropertyDescriptor(Node.prototype, "textContent").get.call(element);
  };

  /** What the page says that it is; it goes to the service worker, and from there nowhere. */
  const names = () => ({
    title: String(dom.title()).slice(0, 300),
    site: named('meta[property="og:site_name"]', "content").slice(0, 300),
    heading: named("h1").slice(0, 300),
  });

  function draw(spot) {
    const view = cards.get(spot.key);
    if (!view) return;
    if (view.status === "official") {
      const leads = spot.within === null ? view : spot.within.key && cards.get(spot.within.key);
      if (spot.doubtful || leads?.status !== "official") return;
    }
    const around = spot.within?.key && cards.get(spot.within.key);
    if (around && around.status === view.status) return; // the link has the same mark already
    marks.add(spot, view);
  }

  function take(spot) {
    if (spots.size >= MOST_SPOTS) return;
    spots.add(spot);
    if (cards.has(spot.key)) draw(spot);
    else if (asked.size < MOST_CONTACTS && !asked.has(spot.key)) {
      asked.add(spot.key);
      waiting.set(spot.key, { key: spot.key, kind: spot.kind, contact: spot.contact });
    }
  }

  /** Forgets the spots that are gone, or that stand in parts which are looked at anew. */
  function drop(parts) {
    for (const spot of spots) {
      if (places.isThere(spot) && !parts.some((part) => dom.contains(part, spot.element))) continue;
      spots.delete(spot);
      marks.remove(spot);
    }
  }

  /** Asks about what waits, a batch at a time. */
  async function ask() {
    if (asking) return;
    asking = true;
    while (waiting.size > 0) {
      const batch = [...waiting.values()].slice(0, BATCH);
      const answer = await tell({ kind: "contacts", contacts: batch });
      if (answer === null || answer.off) break;
      if (answer.unreachable) {
        if (tries < RETRIES.length) setTimeout(ask, RETRIES[tries]);
        tries += 1;
        break;
      }
      tries = 0;
      for (const { key } of batch) {
        waiting.delete(key);
        cards.set(key, Object.hasOwn(answer.cards, key) ? answer.cards[key] : null);
      }
      for (const spot of spots) draw(spot);
      await pause();
    }
    asking = false;
    report();
  }

  /** Tells the service worker which alarms the page has now. */
  function report() {
    const alarms = [...new Set([...spots].map((spot) => spot.key))].filter((key) => cards.get(key) && Marks.isAlarm(cards.get(key)));
    const message = { kind: "alarms", keys: alarms.slice(0, 200), full: asked.size >= MOST_CONTACTS };
    const text = JSON.stringify(message);
    if (text === reported) return;
    reported = text;
    tell(message);
  }

  /** Looks through a part, breathing in between; returns how much was read. */
  async function look(root, most) {
    let read = 0;
    let until = performance.now() + SLICE;
    for (const found of walk.spots(root, host)) {
      if (typeof found === "number") read += found;
      else take(found);
      if (read > most) return read;
      if (performance.now() < until) continue;
      ask();
      await pause();
      until = performance.now() + SLICE;
    }
    return read;
  }

  /** Returns the changed places, without those inside of others; the whole page where there are too many. */
  function parts() {
    const changed = dirty.size > MOST_DIRTY ? [dom.root()] : [...dirty];
    dirty = new Set();
    const there = changed.filter((node) => node !== null && dom.isConnected(node));
    return there.filter((node) => !there.some((other) => other !== node && dom.contains(other, node)));
  }

  /** Looks at what has changed. */
  async function pass() {
    passing = true;
    const started = performance.now();
    const changes = parts();
    drop(changes);
    let left = MOST_SIGNS;
    for (const part of changes) if (left > 0) left -= await look(part, left);
    cost = performance.now() - started;
    passing = false;
    await retell();
    ask();
    report();
    marks.lay();
    if (dirty.size > 0) later();
  }

  function later() {
    if (passing || timer !== 0) return;
    timer = setTimeout(() => {
      timer = 0;
      pass();
    }, Math.min(SLOWEST, QUIET + cost * 10)); // at most a tenth of the time is spent here, whatever the page does
  }

  function changed(records) {
    for (const record of records) {
      if (record.target === marks.host) continue;
      if (record.type === "childList" && record.addedNodes.length === 1 && record.addedNodes[0] === marks.host) continue;
      if (dirty.size <= MOST_DIRTY) dirty.add(record.type === "characterData" ? (dom.parentElement(record.target) ?? record.target) : record.target);
    }
    if (dirty.size === 0) return;
    marks.lay(); // what was rewritten loses its mark in the next picture
    later();
  }

  /** Tells anew what the page says that it is, where that has changed. */
  async function retell(again = true) {
    const now = names();
    const text = JSON.stringify(now);
    if (text === told || window !== window.top) return;
    told = text;
    await tell({ kind: "start", names: now, again });
  }

  function onMessage(message, sender, answer) {
    if (sender.id !== chrome.runtime.id || sender.tab !== undefined) return false;
    if (message?.kind === "show") marks?.show(message.key);
    if (message?.kind === "source") answer(source.html());
    if (message?.kind === "panel") {
      started.then(() => {
        marks?.openPanel(message.cards, message.title);
        answer(marks !== null);
      });
      return true;
    }
    if (message?.kind === "report") {
      reported = "";
      report();
    }
    if (message?.kind === "again") {
      tries = 0;
      ask();
    }
    return false;
  }

  async function start() {
    if (!(dom.root() instanceof HTMLElement)) return; // a picture, a feed: no page of text and links
    const now = names();
    told = JSON.stringify(now);
    const answer = await tell({ kind: "start", names: now });
    if (answer === null) return;
    marks = new Marks(answer.words);
    if (!answer.on) return;
    observer = new MutationObserver(changed);
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["href"] });
    dirty.add(dom.root());
    pass();
  }

  if (window !== window.top) dom.listen(window, "pagehide", () => tell({ kind: "alarms", keys: [] }));
  dom.listen(window, "pageshow", (event) => {
    if (!event.persisted || marks === null) return;
    reported = "";
    told = "";
    retell(false).then(report);
  });
  const shown = dom.isPrerendering() ? new Promise((resolve) => dom.listen(document, "prerenderingchange", resolve, { once: true })) : Promise.resolve();
  const started = shown.then(start);
  chrome.runtime.onMessage.addListener(onMessage);
})();
