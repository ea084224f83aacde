// The page as it is sent by "Scan this page", and only by that: its text and links, nothing that a person has typed in.

const source = (() => {
  const MOST_BYTES = 900_000; // the server takes 1,000,000 of text
  const DROPPED =
    "script,style,noscript,template,svg,canvas,video,audio,iframe,frame,object,embed,link,input,textarea,select,datalist,output," +
    "[contenteditable]:not([contenteditable=false i]),[role=textbox i]";
  const KEPT = new Set(["href", "alt", "title", "lang", "dir", "hidden", "style", "property", "content", "name"]);
  const SECRET = /^(?!.*(?:og:|title|description)).*$/i; // a <meta> of any other name may hold a token

  const each = (root, selector) => Element.prototype.querySelectorAll.call(root, selector);

  function strip(element) {
    for (const { name } of [...Object.getOwnPropertyDescriptor(Element.prototype, "attributes").get.call(element)]) {
      if (!KEPT.has(name)) Element.prototype.removeAttribute.call(element, name);
    }
    const href = dom.attribute(element, "href");
    const contact = href === null ? null : links.toContact(URL.canParse(href, location.href) ? new URL(href, location.href).href : "", "");
    if (contact?.kind === "url") Element.prototype.setAttribute.call(element, "href", contact.contact); // without its query
    else if (href !== null && contact === null) Element.prototype.removeAttribute.call(element, "href");
  }

  function cut(text) {
    const bytes = new TextEncoder().encode(text);
    return bytes.length <= MOST_BYTES ? text : new TextDecoder().decode(bytes.slice(0, MOST_BYTES)).replace(/[\ufffd<][^>]{0,200}$/, "");
  }

  /** Returns the page's source, and whether it is only its beginning. */
  function html() {
    const copy = Node.prototype.cloneNode.call(dom.root(), true);
    for (const element of each(copy, DROPPED)) Element.prototype.remove.call(element);
    for (const meta of each(copy, "meta")) {
      if (SECRET.test(`${dom.attribute(meta, "name") ?? ""}${dom.attribute(meta, "property") ?? ""}`)) Element.prototype.remove.call(meta);
    }
    for (const element of each(copy, "*")) strip(element);
    const text = Object.getOwnPropertyDescriptor(Element.prototype, "outerHTML").get.call(copy);
    const shown = cut(text);
    return { html: shown, cut: shown.length < text.length };
  }

  return Object.freeze({ html });
})();
