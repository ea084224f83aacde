// Draws a card: what scamguard says about one contact, in the words that the service worker has put together.
// Everything is set as text. An address becomes a link only where it is one of http or https.

globalThis.card ??= (() => {
  function made(name, className, ...children) {
    const element = Document.prototype.createElement.call(document, name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  /** Returns a link that tells the other side nothing, or plain text where the address is none of the web. */
  function link(text, address) {
    if (typeof address !== "string" || !/^https?:\/\/[^\s/]/i.test(address) || !URL.canParse(address)) return made("span", "", text);
    const anchor = made("a", "", text);
    anchor.href = address;
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
    return anchor;
  }

  function reason(one) {
    const sources = one.sources.map((source) => made("li", "", link(source.text, source.url)));
    const quote = one.quote ? [made("q", "", one.quote)] : [];
    return made("li", "", made("p", "", one.text), ...quote, ...(sources.length > 0 ? [made("ul", "sources", ...sources)] : []));
  }

  function instead(view) {
    if (view.instead.length === 0) return [];
    const lines = view.instead.map((one) => made("li", "", link(one.value, one.url), ...(one.label ? [`  ${one.label}`] : [])));
    return [made("p", "label", view.insteadTitle), made("ul", "instead", ...lines)];
  }

  const reasons = (some) => made("ul", "reasons", ...some.map(reason));

  /** Returns the element of a card: what it is, why, what to do now and use instead; then the other reasons. */
  function draw(view) {
    const sign = made("span", "sign", view.sign);
    sign.setAttribute("aria-hidden", "true");
    return made("div", `card ${view.status}`,
      made("p", "title", sign, made("strong", "", view.title)),
      made("p", "contact", made("bdi", "", view.contact)),
      ...(view.asked ? [made("p", "asked", view.asked)] : []),
      reasons(view.reasons.slice(0, 1)),
      ...(view.action ? [made("p", "action", view.action)] : []),
      ...instead(view),
      ...(view.reasons.length > 1 ? [reasons(view.reasons.slice(1))] : []));
  }

  const STYLE = `
    .card { font: 14px/1.45 system-ui, sans-serif; color: #1b1b1f; overflow-wrap: anywhere; text-align: start; }
    .card p { margin: 0 0 6px; } .card ul { margin: 0 0 6px; padding: 0 0 0 18px; } .card li { margin: 0 0 4px; }
    .card .title { font-size: 15px; display: flex; gap: 8px; align-items: flex-start; }
    .card .sign { flex: none; width: 20px; height: 20px; border-radius: 50%; color: #fff; background: #5b5b66; font: 700 13px/20px system-ui, sans-serif; text-align: center; }
    .card.official .sign { background: #146c2e; } .card.retired .sign { background: #5a4a8a; }
    .card.suspicious .sign { background: #8a4b00; } .card.impersonation .sign { background: #b3001b; }
    .card .contact { font-weight: 600; } .card .asked, .card .sources { color: #54545e; font-size: 12.5px; }
    .card .reasons { list-style: none; padding: 0; } .card q { color: #3a3a44; quotes: none; }
    .card .sources { list-style: none; padding: 0 0 0 10px; } .card .label { font-weight: 600; margin-bottom: 2px; }
    .card .action { font-weight: 600; } .card a { color: #0b57d0; }
    @media (prefers-color-scheme: dark) {
      .card { color: #ececf1; } .card .asked, .card .sources { color: #b9b9c6; } .card q { color: #d5d5de; } .card a { color: #a8c7fa; }
      .card.impersonation .sign { background: #c62836; }
    }`;

  return Object.freeze({ draw, link, STYLE });
})();
