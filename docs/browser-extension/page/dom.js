// The browser's own functions, taken from their prototypes. A page can name a field so that `form.parentNode` gives that
// field, in every script's world (and `document.title` an image, in worlds where the browser lets it); what is taken from
// a prototype cannot be renamed.
// Content scripts are no modules: each file of this folder puts one frozen name into their common scope.

const dom = (() => {
  const method = (type, name) => Function.prototype.call.bind(type.prototype[name]);
  const getter = (type, name) => Function.prototype.call.bind(Object.getOwnPropertyDescriptor(type.prototype, name).get);
  const of = (fn, ...given) => fn(document, ...given);

  const attribute = method(Element, "getAttribute");
  const localName = getter(Element, "localName");
  const createElement = method(Document, "createElement");
  const query = method(Document, "querySelector");
  const listen = method(EventTarget, "addEventListener");
  const setAttribute = method(Element, "setAttribute");

  const hrefs = [HTMLAnchorElement, HTMLAreaElement].map((type) => [type, getter(type, "href")]);

  /** Returns where an HTML link leads, whole; "" where it is none. */
  const hrefOf = (link) => hrefs.find(([type]) => link instanceof type)?.[1](link) ?? "";

  /** Returns a new element, its attributes set and its children appended; strings become text, never markup. */
  function element(name, attributes = {}, ...children) {
    const made = of(createElement, name);
    for (const [key, value] of Object.entries(attributes)) setAttribute(made, key, value);
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  return Object.freeze({
    attribute,
    localName,
    element,
    listen,
    parent: getter(Node, "parentNode"),
    parentElement: getter(Node, "parentElement"),
    contains: method(Node, "contains"),
    isConnected: getter(Node, "isConnected"),
    rootOf: method(Node, "getRootNode"),
    append: method(Node, "appendChild"),
    rects: method(Element, "getClientRects"),
    isShown: method(Element, "checkVisibility"),
    closest: method(Element, "closest"),
    matches: method(Element, "matches"),
    scrollTo: method(Element, "scrollIntoView"),
    attachShadow: method(Element, "attachShadow"),
    hrefOf,
    root: () => of(getter(Document, "documentElement")),
    title: () => of(getter(Document, "title")),
    query: (selector) => of(query, selector),
    range: () => of(method(Document, "createRange")),
    walker: (root, what, accept) => of(method(Document, "createTreeWalker"), root, what, accept),
    at: (x, y) => of(method(Document, "elementFromPoint"), x, y),
    isHidden: () => of(getter(Document, "hidden")),
    isDesigned: () => of(getter(Document, "designMode")) === "on",
    isPrerendering: () => document.prerendering === true,
  });
})();
