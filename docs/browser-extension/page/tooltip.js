// The one tooltip of the page: opened by the pointer or by the keyboard, closed by Escape, its links reachable by both.

class Tooltip {
  static #OPEN_AFTER = 150; // ms that the pointer rests on a mark
  static #CLOSE_AFTER = 350; // ms in which the pointer can reach the tooltip

  #element = dom.element("div", { id: "tooltip", role: "tooltip", hidden: "" });
  #layer;
  #opener = null;
  #timer = 0;

  constructor(layer) {
    this.#layer = layer;
    layer.append(this.#element);
    this.#element.addEventListener("pointerenter", () => clearTimeout(this.#timer));
    this.#element.addEventListener("pointerleave", () => this.leave());
    this.#element.addEventListener("focusout", (event) => {
      if (event.relatedTarget !== this.#opener && !this.#element.contains(event.relatedTarget)) this.close();
    });
  }

  /** The button whose tooltip is open, or null. */
  get opener() {
    return this.#opener;
  }

  /** Opens after a moment, for the pointer. */
  enter(button, view, rect) {
    clearTimeout(this.#timer);
    if (this.#opener !== button) this.#timer = setTimeout(() => this.open(button, view, rect), Tooltip.#OPEN_AFTER);
  }

  /** Closes after a moment, unless the keyboard holds it open. */
  leave() {
    clearTimeout(this.#timer);
    const held = this.#layer.activeElement;
    if (held !== null && (held === this.#opener || this.#element.contains(held))) return;
    this.#timer = setTimeout(() => this.close(), Tooltip.#CLOSE_AFTER);
  }

  open(button, view, rect) {
    clearTimeout(this.#timer);
    this.close();
    this.#opener = button;
    this.#element.replaceChildren(card.draw(view));
    this.#element.hidden = false;
    button.setAttribute("aria-describedby", "tooltip");
    button.after(this.#element); // the next stop of the keyboard is its first link
    this.#put(rect);
  }

  close() {
    clearTimeout(this.#timer);
    this.#opener?.removeAttribute("aria-describedby");
    this.#opener = null;
    this.#element.hidden = true;
    this.#element.replaceChildren();
  }

  /** Whether a focus that leaves a button stays with it. */
  holds(target) {
    return target !== null && this.#element.contains(target);
  }

  #put(rect) {
    const { width, height } = this.#element.getBoundingClientRect();
    const left = Math.max(8, Math.min(rect.left, innerWidth - width - 8));
    const below = rect.bottom + 6;
    const top = below + height <= innerHeight - 8 ? below : Math.max(8, rect.top - height - 6);
    this.#element.style.left = `${left}px`;
    this.#element.style.top = `${top}px`;
  }
}
