// Walks through a part of the page and yields the spots where contacts stand: links, and places in the text.
// A text is read as it is shown: across the elements inside of a line, without what is hidden, never from what a
// person types into. A generator, so that the page can breathe between two steps.

const walk = (() => {
  const MOST_SIGNS = 8000; // of one line of text that are read together
  const OVERLAP = 128; // signs in which two parts of a giant text overlap
  const NEVER =
    "script,style,noscript,template,textarea,input,select,option,button[type=submit],iframe,frame,object,embed,canvas,svg,math,head," +
    "[contenteditable]:not([contenteditable=false i]),[role=textbox i],[role=searchbox i]";
  const INLINE = new Set(
    "abbr b bdi bdo big cite code data dfn em font i ins kbd label mark q s samp small span strong sub sup time tt u var wbr".split(" "));

  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

  /** Returns the element whose line a text stands in. */
  function lineOf(text) {
    let element = dom.parentElement(text);
    for (let up = 0; up < 40 && element !== null && INLINE.has(dom.localName(element)); up += 1) element = dom.parentElement(element);
    return element;
  }

  const isEditable = (node) => {
    const element = isElement(node) ? node : dom.parentElement(node);
    return element !== null && dom.closest(element, NEVER) !== null;
  };

  /** Returns the link that a text stands in, with what it asks; null where it stands in none. */
  function linkAround(text, host, known) {
    const element = dom.parentElement(text);
    const link = element === null ? null : dom.closest(element, "a[href],area[href]");
    if (link === null) return null;
    if (!known.has(link)) {
      const href = dom.hrefOf(link);
      known.set(link, { contact: links.toContact(href, host), stays: links.staysHere(href, host) });
    }
    return known.get(link);
  }

  function linkSpot(link, host) {
    const contact = links.toContact(dom.hrefOf(link), host);
    const raw = dom.attribute(link, "href");
    return contact === null ? null : { ...contact, key: keyOf(contact), element: link, text: null, raw, within: null, doubtful: false };
  }

  const keyOf = (contact) => `${contact.kind} ${contact.contact}`;

  /** Returns the piece of a line, and the place in its text, where a sign of the line stands. */
  function placeIn(pieces, at) {
    const piece = pieces.findLast((one) => one.at <= at);
    return { node: piece.node, offset: piece.from + (at - piece.at) };
  }

  function textSpot(found, pieces, host, known) {
    const contact = links.reduced(found, host);
    if (contact === null) return null;
    const start = placeIn(pieces, found.start);
    const end = placeIn(pieces, found.end - 1);
    const link = linkAround(start.node, host, known);
    const text = { start, end: { node: end.node, offset: end.offset + 1 } };
    // A link's text says nothing of where it leads: only where that is official, too, may the text be called so.
    const within = link === null || (link.stays && link.contact === null) ? null : { key: link.contact && keyOf(link.contact) };
    const element = dom.parentElement(start.node);
    return { ...contact, key: keyOf(contact), element, text, raw: places.textAt(text), within, doubtful: found.reordered };
  }

  function* spotsOf(line, host, known) {
    const shown = line.length === 1 ? line : line.filter((piece) => dom.isShown(dom.parentElement(piece.node)));
    let text = "";
    const pieces = [];
    for (const piece of shown) {
      pieces.push({ ...piece, at: text.length });
      text += piece.node.data.slice(piece.from, piece.to);
    }
    for (const found of finder.find(text)) {
      const spot = textSpot(found, pieces, host, known);
      if (spot !== null) yield spot;
    }
  }

  /** Yields the pieces of a text node: one, or, of a giant one, many that overlap. */
  function* piecesOf(node) {
    for (let from = 0; from < node.length; from += MOST_SIGNS - OVERLAP) {
      yield { node, from, to: Math.min(node.length, from + MOST_SIGNS) };
      if (from + MOST_SIGNS >= node.length) return;
    }
  }

  /** Yields the lines of a part of the page, each as its pieces, the links between them, and null at every step. */
  function* linesOf(root) {
    let line = [];
    let length = 0;
    let block = null;
    const walker = dom.walker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      isElement(node) && dom.matches(node, NEVER) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (let node = walker.currentNode; node !== null; node = walker.nextNode()) {
      yield null;
      if (isElement(node)) {
        if (!INLINE.has(dom.localName(node))) block = null;
        if (dom.localName(node) === "a" || dom.localName(node) === "area") yield node;
        continue;
      }
      for (const piece of piecesOf(node)) {
        const own = lineOf(node);
        if (line.length > 0 && (own !== block || length + piece.to - piece.from > MOST_SIGNS)) {
          yield line;
          line = [];
          length = 0;
        }
        block = own;
        line.push(piece);
        length += piece.to - piece.from;
      }
    }
    if (line.length > 0) yield line;
  }

  /** Yields the spots below a node, and between them numbers, how much was read: whoever asks can pause, or stop. */
  function* spots(root, host) {
    if (!dom.isConnected(root) || dom.isDesigned() || isEditable(root)) return;
    const known = new Map();
    for (const part of linesOf(root)) {
      if (part === null) yield 1;
      else if (Array.isArray(part)) {
        yield part.reduce((length, piece) => length + piece.to - piece.from, 0);
        yield* spotsOf(part, host, known);
      } else {
        const spot = linkSpot(part, host);
        if (spot !== null) yield spot;
      }
    }
  }

  return Object.freeze({ spots });
})();
