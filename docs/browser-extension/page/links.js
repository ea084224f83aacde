// What is asked about a link: whose it is, and no more of it than that takes. Also used by the service worker.

globalThis.links ??= (() => {
  const MOST_PATH = 200; // characters of a path that are asked
  const MOST_PARAMETERS = 30;
  const CARRIED = /^(?:https?:)?\/\/[^/\s]|^www\.[^/\s]+\./i;
  const LOCAL = /^(?:localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|\[)/;

  function parsed(address, base) {
    try {
      return new URL(address, base);
    } catch {
      return null;
    }
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  const bare = (url) => `${url.protocol}//${url.host}${url.pathname.slice(0, MOST_PATH)}`;

  /** Returns the first parameter that carries a whole address, as `?name=address`, that address bare itself; else "". */
  function carried(url) {
    const inFragment = new URLSearchParams(url.hash.slice(1));
    for (const [name, value] of [...url.searchParams, ...inFragment].slice(0, MOST_PARAMETERS)) {
      const address = [value, decoded(value)].find((text) => CARRIED.test(text));
      const target = address === undefined ? null : parsed(/^www\./i.test(address) ? `http://${address}` : address, url);
      if (target !== null && /^https?:$/.test(target.protocol) && target.host !== url.host) {
        return `?${encodeURIComponent(name.slice(0, 40))}=${encodeURIComponent(bare(target))}`;
      }
    }
    return "";
  }

  function web(url, pageHost) {
    const more = carried(url);
    if (!url.hostname.includes(".") || LOCAL.test(url.hostname)) return null;
    if (url.host === pageHost && more === "" && url.username === "") return null; // judged once, as the page's host
    const user = url.username.includes(".") ? `${url.username.slice(0, 100)}@` : ""; // a host shown where browsers do not go
    return { kind: "url", contact: bare(url).replace("//", `//${user}`) + more };
  }

  function mail(url) {
    const address = decoded(url.pathname).split(",")[0].trim();
    return /^[^\s@]{1,64}@[^\s@]{3,255}$/.test(address) ? { kind: "email", contact: address } : null;
  }

  function phone(url) {
    const number = decoded(url.pathname).split(/[;?]/)[0].trim();
    return /^[+\d(][\d+().\s*#-]{2,30}$/.test(number) ? { kind: "phone", contact: number } : null;
  }

  function opened(url, parameter, word) {
    const id = url.searchParams.get(parameter) ?? "";
    return /^[+\w.-]{3,40}$/.test(id) ? { kind: "account", contact: `${word} ${id}` } : null;
  }

  const SCHEMES = new Map(Object.entries({
    "http:": web, "https:": web, "mailto:": mail, "tel:": phone, "sms:": phone, "callto:": phone,
    "whatsapp:": (url) => opened(url, "phone", "whatsapp"), "tg:": (url) => opened(url, "domain", "telegram"),
  }));

  /** Returns what is asked about an address, `kind` and `contact`; null where nothing is, as for `javascript:`. */
  function toContact(address, pageHost) {
    const url = parsed(address);
    return url === null ? null : (SCHEMES.get(url.protocol)?.(url, pageHost) ?? null);
  }

  /** Returns a contact found in a text as it is asked: an address loses its query there, too. Null: not to be asked. */
  function reduced(found, pageHost) {
    if (found.kind !== "url") return { kind: found.kind, contact: found.contact.slice(0, MOST_PATH) };
    const url = parsed(/^https?:/i.test(found.contact) ? found.contact : `https://${found.contact}`);
    return url === null ? null : web(url, pageHost);
  }

  /** Whether following the address stays on the page's own host: no other contact decides where it leads. */
  const staysHere = (address, pageHost) => {
    const url = parsed(address);
    return url !== null && /^https?:$/.test(url.protocol) && url.host === pageHost;
  };

  return Object.freeze({ toContact, reduced, staysHere });
})();
