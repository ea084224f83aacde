// The marks, drawn in a layer of their own over the page: a closed shadow tree that the page cannot read, style or
// forge, and no change of the page's own nodes. (Highlights of CSS.highlights could be read and set by the page.)

class Marks {
  static #MOST_ALARMS = 500; // with a button each, all of them reachable by the keyboard
  static #MOST_DRAWN = 300; // on the screen at once
  static #EVERY = 500; // ms: what moves without an event (an animation) is followed that often
  static #MOST_RESTORED = 20; // times that a page can take the layer away
  static #ALARMS = new Set(["impersonation", "suspicious", "retired"]);

  #host = dom.element("div");
  #shadow = dom.attachShadow(this.#host, { mode: "closed" });
  #tooltip = new Tooltip(this.#shadow);
  #drawn = new Map(); // spot -> { spot, view, button, lines, rects }
  #near = new Set(); // elements on or near the screen
  #spotsOf = new Map(); // element -> its spots
  #observer = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: "100px" });
  #words;
  #frame = 0;
  #restored = 0;
  #timer = 0;
  #panel = null;
  #pointed = null;

  constructor(words) {
    this.#words = words;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(Marks.#STYLE + card.STYLE);
    this.#shadow.adoptedStyleSheets = [sheet];
    for (const event of ["scroll", "resize", "load", "transitionend", "toggle"]) {
      dom.listen(window, event, () => this.lay(), { capture: true, passive: true });
    }
    dom.listen(window, "pointermove", (event) => this.#point(event), { capture: true, passive: true });
    dom.listen(window, "pointerdown", (event) => this.#point(event), { capture: true, passive: true });
    dom.listen(window, "keydown", (event) => this.#key(event), { capture: true });
  }

  /** The layer in the page: what changes there is no change of the page. */
  get host() {
    return this.#host;
  }

  static isAlarm(view) {
    return Marks.#ALARMS.has(view.status);
  }

  /** Marks a spot, once. */
  add(spot, view) {
    if (this.#drawn.has(spot)) return;
    this.#drawn.set(spot, { spot, view, button: null, lines: [], rects: [] });
    if (!this.#spotsOf.has(spot.element)) {
      this.#spotsOf.set(spot.element, new Set());
      this.#observer.observe(spot.element);
    }
    this.#spotsOf.get(spot.element).add(spot);
    this.lay();
  }

  remove(spot) {
    const mark = this.#drawn.get(spot);
    if (mark === undefined) return;
    this.#undraw(mark);
    this.#drawn.delete(spot);
    const spots = this.#spotsOf.get(spot.element);
    spots.delete(spot);
    if (spots.size === 0) {
      this.#spotsOf.delete(spot.element);
      this.#near.delete(spot.element);
      this.#observer.unobserve(spot.element);
    }
  }

  clear() {
    for (const spot of [...this.#drawn.keys()]) this.remove(spot);
    this.#tooltip.close();
    this.closePanel();
    this.#host.remove();
    clearTimeout(this.#timer);
  }

  /** Puts the marks where their spots are now, before the next picture. */
  lay() {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#lay());
  }

  /** Brings the first spot of a contact onto the screen, and its tooltip up. */
  show(key) {
    const mark = [...this.#drawn.values()].find((one) => one.spot.key === key);
    if (mark === undefined) return;
    this.#ensure(mark);
    mark.button.focus();
    this.#focused(mark); // the window may not have the focus yet, and the button no event of it
  }

  /** Shows the answers to what was asked for by hand. */
  openPanel(views, title) {
    this.closePanel();
    const close = dom.element("button", { type: "button", class: "close", "aria-label": this.#words.close }, "×");
    close.addEventListener("click", () => this.closePanel());
    this.#panel = dom.element("div", { class: "panel", role: "dialog", "aria-label": title, tabindex: "-1" }, close);
    this.#panel.append(...views.map((view) => card.draw(view)));
    this.#shadow.append(this.#panel);
    this.#attach();
    this.#panel.focus();
  }

  closePanel() {
    this.#panel?.remove();
    this.#panel = null;
  }

  #attach() {
    const root = dom.root();
    if (dom.isConnected(this.#host) || root === null || this.#restored >= Marks.#MOST_RESTORED) return;
    this.#restored += 1;
    dom.append(root, this.#host);
  }

  #seen(entries) {
    for (const entry of entries) {
      if (entry.isIntersecting) this.#near.add(entry.target);
      else this.#near.delete(entry.target);
    }
    this.lay();
  }

  #lay() {
    this.#frame = 0;
    clearTimeout(this.#timer);
    if (this.#drawn.size === 0 && this.#panel === null) return;
    this.#attach();
    let alarms = 0;
    let drawn = 0;
    for (const mark of this.#drawn.values()) {
      if (Marks.isAlarm(mark.view) && (alarms += 1) <= Marks.#MOST_ALARMS) this.#ensure(mark);
      const rects = this.#near.has(mark.spot.element) && drawn < Marks.#MOST_DRAWN ? places.of(mark.spot, this.#host) : [];
      mark.rects = mark.view.status === "official" && places.isReordered(mark.spot) ? [] : rects;
      drawn += mark.rects.length > 0 ? 1 : 0;
    }
    for (const mark of this.#drawn.values()) this.#draw(mark); // reading first, writing after: one layout
    if (this.#near.size > 0 && !dom.isHidden()) this.#timer = setTimeout(() => this.lay(), Marks.#EVERY);
  }

  #ensure(mark) {
    if (mark.button !== null) return;
    const { view } = mark;
    mark.button = dom.element("button", { type: "button", class: `mark ${view.status}`, "aria-label": `${view.title}: ${view.contact}` });
    mark.button.append(view.sign);
    mark.button.addEventListener("focus", () => this.#focused(mark));
    mark.button.addEventListener("blur", (event) => {
      if (!this.#tooltip.holds(event.relatedTarget)) this.#tooltip.close();
    });
    this.#shadow.append(mark.button);
  }

  #focused(mark) {
    dom.scrollTo(mark.spot.element, { block: "nearest", inline: "nearest" });
    const rects = places.of(mark.spot, this.#host);
    const middle = new DOMRect(innerWidth / 4, innerHeight / 4, 0, 0);
    this.#tooltip.open(mark.button, mark.view, rects.at(-1) ?? middle);
  }

  #draw(mark) {
    if (mark.rects.length === 0 && !Marks.isAlarm(mark.view)) return this.#undraw(mark);
    if (mark.rects.length > 0) this.#ensure(mark);
    if (mark.button === null) return undefined;
    const last = mark.rects.at(-1);
    Object.assign(mark.button.style, last ? { left: `${last.right - 3}px`, top: `${last.top - 7}px` } : { left: "-9999px", top: "0" });
    const lines = mark.view.status === "official" ? [] : mark.rects;
    while (mark.lines.length > lines.length) mark.lines.pop().remove();
    while (mark.lines.length < lines.length) mark.lines.push(this.#line(mark.view.status));
    lines.forEach((rect, index) => Object.assign(mark.lines[index].style, {
      left: `${rect.left - 1}px`, top: `${rect.top}px`, width: `${rect.width + 2}px`, height: `${rect.height}px`,
    }));
    return undefined;
  }

  #line(status) {
    const line = dom.element("div", { class: `line ${status}` });
    this.#shadow.prepend(line);
    return line;
  }

  #undraw(mark) {
    if (this.#tooltip.opener !== null && this.#tooltip.opener === mark.button) this.#tooltip.close();
    if (this.#pointed === mark) this.#pointed = null;
    mark.button?.remove();
    mark.button = null;
    mark.lines.splice(0).forEach((line) => line.remove());
  }

  #point(event) {
    if (!event.isTrusted) return; // a page can make events: they open nothing
    if (event.target === this.#host) return; // over the tooltip
    const over = ({ left, right, top, bottom }) =>
      event.clientX >= left && event.clientX <= right + 12 && event.clientY >= top - 7 && event.clientY <= bottom;
    const mark = [...this.#drawn.values()].find((one) => one.button !== null && one.rects.some(over)) ?? null;
    if (mark !== null) this.#tooltip.enter(mark.button, mark.view, mark.rects.find(over));
    else if (this.#pointed !== null) this.#tooltip.leave();
    this.#pointed = mark;
  }

  #key(event) {
    if (!event.isTrusted || event.key !== "Escape") return;
    if (this.#tooltip.opener !== null) this.#tooltip.close();
    else this.closePanel();
  }

  static #STYLE = `
    :host { all: initial !important; display: block !important; position: fixed !important; inset: 0 !important; z-index: 2147483647 !important;
      overflow: clip !important; contain: strict !important; pointer-events: none !important; }
    .mark, .line { position: absolute; box-sizing: border-box; pointer-events: none; }
    .mark { width: 15px; height: 15px; padding: 0; border: 0; border-radius: 50%; color: #fff; font: 700 10px/15px system-ui, sans-serif; text-align: center;
      box-shadow: 0 0 0 1px #fff; }
    .mark:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
    .mark.official { background: #146c2e; opacity: .75; width: 12px; height: 12px; font-size: 8px; line-height: 12px; }
    .mark.retired { background: #5a4a8a; } .mark.suspicious { background: #8a4b00; } .mark.impersonation { background: #b3001b; }
    .line { border-radius: 2px; border-bottom: 2px solid; }
    .line.retired { border-color: #5a4a8a; border-bottom-style: dotted; background: #5a4a8a1f; }
    .line.suspicious { border-color: #b06000; border-bottom-style: dashed; background: #f5a6002b; }
    .line.impersonation { border-color: #b3001b; background: #ff2d452b; }
    #tooltip, .panel { position: absolute; box-sizing: border-box; width: max-content; max-width: min(360px, calc(100vw - 16px)); max-height: min(60vh, 420px);
      overflow: auto; z-index: 1; padding: 12px 14px; border: 1px solid #767680; border-radius: 8px; background: #fff; pointer-events: auto; box-shadow: 0 4px 18px #0005; }
    #tooltip[hidden] { display: none; }
    .panel { position: fixed; top: 12px; right: 12px; }
    .panel .card + .card { border-top: 1px solid #c8c8d0; padding-top: 8px; margin-top: 8px; }
    .close { float: right; width: 28px; height: 28px; margin: -4px -6px 0 6px; border: 0; border-radius: 6px; background: none; color: inherit; font: 20px/1 system-ui; cursor: pointer; }
    .close:focus-visible, .card a:focus-visible { outline: 2px solid #0b57d0; }
    @media (prefers-color-scheme: dark) { #tooltip, .panel { background: #26262b; color: #ececf1; border-color: #8a8a95; } }
    @media (forced-colors: active) { .mark { forced-color-adjust: none; } }
    @media print { :host { display: none !important; } }`;
}
