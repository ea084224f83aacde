/* Stands before Material's search worker (docs/site/hooks.py puts it there): numbers, addresses and Chinese names are
 * found as people write them. Where a later worker does without what is used here, search goes on as Material has it. */
(function () {
  "use strict";
  const QUERY = 2; // SearchMessageType.QUERY
  const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:([^\s/@:]+)@)?([^\s./@:?#]+(?:\.[^\s./@:?#]+)+)\.?(?::\d+)?(?:[/?#]\S*)?$/;
  const NUMBER = /^[+(\d][\d\s().+\-\u2010-\u2015]{3,}$/;

  /* lunr's own gives nodes with different edges the same text where labels are digits ("1" to 23, "12" to 3): numbers
   * then lead to words that are not in the index, and the whole query fails. */
  function toText() {
    if (!this._str) {
      const edges = Object.keys(this.edges).sort().map((label) => label + this.edges[label].id + ";");
      this._str = (this.final ? "1" : "0") + edges.join("");
    }
    return this._str;
  }

  /* A mailbox and its host, or an address's host, and the hosts above: what is on record of any of them is found. */
  function toHosts(mailbox, host) {
    const labels = host.split(".");
    const hosts = labels.slice(0, -1).map((_, place) => labels.slice(place).join("."));
    return (mailbox ? [mailbox + "@" + host, ...hosts] : hosts).join(" ");
  }

  /* A number is one word of digits; signs that lunr reads as orders are blanks; Chinese and Latin words stand apart. */
  function toQuery(text) {
    const written = text.trim().normalize("NFKC");
    if (NUMBER.test(written)) return written.replace(/\D/g, "").replace(/^00/, "");
    const apart = written.replace(/\p{Script=Han}(?=[A-Za-z0-9])|[A-Za-z0-9](?=\p{Script=Han})/gu, "$& ");
    const address = ADDRESS.exec(apart.toLowerCase());
    if (address) return toHosts(address[1], address[2]);
    // The worker never looks for a word that ends the query: another sign ends it.
    return apart.replace(/[:^~*+]/g, " ").replace(/\p{Script=Han}{2,}/gu, "$&〇 $&");
  }

  self.addEventListener("message", function (event) {
    const message = event.data;
    if (self.lunr && self.lunr.TokenSet) self.lunr.TokenSet.prototype.toString = toText;
    if (self.lunr && self.lunr.QueryLexer) self.lunr.QueryLexer.termSeparator = /\s+/; // a hyphen parts no words
    if (message && message.type === QUERY && typeof message.data === "string") message.data = toQuery(message.data);
  });
})();
