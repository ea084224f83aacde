// Where a spot stands on the screen now: rectangles, none where it is not to be seen.

const places = (() => {
  const MOST = 6; // rectangles of one spot: lines that it runs over
  const range = dom.range();

  /** Returns what a function gives for a range over a text; the range leaves it at once: staying costs at every change. */
  function over(text, ask) {
    try {
      range.setStart(text.start.node, text.start.offset);
      range.setEnd(text.end.node, text.end.offset);
      return ask();
    } catch {
      return null; // the text has become shorter
    } finally {
      range.setStart(document, 0);
      range.collapse(true);
    }
  }

  /** Returns the text at a place as it stands there, with what is hidden in it. */
  const textAt = (text) => over(text, () => range.toString());

  /** Whether a spot still is what was judged: the page may have written something else there since. */
  function isThere(spot) {
    if (spot.text === null) return dom.isConnected(spot.element) && dom.attribute(spot.element, "href") === spot.raw;
    return dom.isConnected(spot.text.start.node) && dom.isConnected(spot.text.end.node) && textAt(spot.text) === spot.raw;
  }

  const rectsOf = (spot) => [...(spot.text === null ? dom.rects(spot.element) : (over(spot.text, () => range.getClientRects()) ?? []))];

  const isOnScreen = (rect) =>
    rect.width > 0 && rect.height > 0 && rect.bottom > 0 && rect.right > 0 && rect.top < innerHeight && rect.left < innerWidth;

  /** Whether the page shows the spot there, and not something else over it. */
  function isSeen(spot, rect, host) {
    const x = Math.max(0, Math.min(innerWidth - 1, (rect.left + rect.right) / 2));
    const y = Math.max(0, Math.min(innerHeight - 1, (rect.top + rect.bottom) / 2));
    const top = dom.at(x, y);
    if (top === null) return false;
    return top === host || dom.contains(top, spot.element) || dom.contains(spot.element, top);
  }

  /** Returns the rectangles of a spot on the screen; none where it is outside of the window, hidden or covered. */
  function of(spot, host) {
    if (!isThere(spot)) return [];
    const rects = rectsOf(spot).filter(isOnScreen).slice(0, MOST);
    if (rects.length === 0 || !dom.isShown(spot.element, { opacityProperty: true, visibilityProperty: true })) return [];
    return isSeen(spot, rects[0], host) ? rects : [];
  }

  /** Whether a style turns the order of the signs, so that they are not read as they are shown. */
  const isReordered = (spot) => spot.text !== null && /override|plaintext/.test(getComputedStyle(spot.element).unicodeBidi);

  return Object.freeze({ of, isThere, isReordered, textAt });
})();
