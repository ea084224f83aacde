// Finds what may be a contact in a text. These are candidates only: whether it is one, and whose, scamguard says.
// Used by content scripts and, as a module without exports, by the service worker: it puts one name into the scope.
// Every expression is bounded and starts where a word starts, so that any text is read in time linear in its length.

globalThis.finder ??= (() => {
  const LETTERS = "A-Za-z\\u00c0-\\u024f\\u0370-\\u052f"; // Latin, Greek, Cyrillic: names are imitated with the latter
  const WORD = `${LETTERS}0-9`;
  const HOST = `(?:[${WORD}_-]{1,63}\\.){1,6}[${LETTERS}]{2,24}`;
  const NOT_IN_PATH = "\\s<>\"'`，。；：！？、（）【】《》“”‘’\\u3400-\\u9fff";

  const EMAIL = new RegExp(`(?<![${WORD}._%+@-])[${WORD}._%+-]{1,64}@${HOST}(?![${WORD}@])`, "g");
  const ADDRESS = new RegExp(
    `(?<![${WORD}._%+@/-])(?:https?:\\/\\/)?${HOST}(?![${WORD}@])(?::\\d{1,5})?(?:[/?#][^${NOT_IN_PATH}]{0,300})?`, "gi");
  const NUMBER = new RegExp(
    `(?<![${WORD}_@.,/#$€£¥￥=-])(?:\\+|\\(\\+?)?\\d(?:[ \\t\\u00a0().·\\u2010-\\u2015-]{0,3}\\d){4,18}(?![${WORD}_%]|[.,]\\d)`, "g");
  const MASKED = new RegExp(`(?<![${WORD}_-])[48]00[- ]?[0-9xX*]{3,4}(?:[- ]?[0-9xX*]{3,4})?(?![${WORD}*_-])`, "g");
  const ACCOUNT = new RegExp(
    `(?<![A-Za-z0-9])(微信公众号|公众号|微信|薇信|威信|WeChat|Weixin|V信|VX|WX|QQ|扣扣|Telegram|电报|纸飞机|TG|WhatsApp|LINE)` +
      `(\\s?(?:客服|官方|账号|帐号|号码|号|群|ID))?(\\s{0,2}[:：=是为]?\\s{0,2})(@?[A-Za-z0-9+][A-Za-z0-9_.+-]{3,31})`, "gi");

  // How a network's ids are written so that scamguard knows the network.
  const NETWORKS = new Map(Object.entries({
    微信公众号: "微信公众号", 公众号: "微信公众号", 微信: "微信", 薇信: "微信", 威信: "微信", wechat: "微信", weixin: "微信",
    v信: "微信", vx: "微信", wx: "微信", qq: "QQ", 扣扣: "QQ", telegram: "telegram", 电报: "telegram", 纸飞机: "telegram",
    tg: "telegram", whatsapp: "whatsapp", line: "LINE:",
  }));
  const AMBIGUOUS = /^(?:line|tg|wx|vx)$/i; // words of other meanings: only with a colon or "ID"
  const CUE = /(?:电话|热线|客服|拨打|致电|手机|座机|短信|号码|专线|tel|phone|call|dial|hotline|helpline|mobile|sms|text|fax|contact)[^0-9]{0,16}$/i;
  const SERVICE = /^(?:95|96|100|11[16]|12)/; // how the short numbers of services begin
  const FILE = /\.(?:js|css|html?|php|png|jpe?g|gif|svg|webp|pdf|docx?|xlsx?|gz|tar|exe|txt|json|xml|csv|mp[34]|dll|ini|log)$/i;
  const SPECIAL = /[^\u0000-\u00ac\u00ae-\u1fff\u2070-\u245f\u2500-\ufefe\uff00\uff5f-\uffff]|[\ud835\ufeff]/;
  const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f]/;
  const REORDERS = /[\u202a-\u202e\u2066-\u2069]/; // text is not read in the order in which it is written

  /** Returns a text without invisible characters, styled ones made plain, and for each unit its place in the original. */
  function plain(text) {
    if (!SPECIAL.test(text)) return { text, place: (at) => at };
    const units = [];
    const places = [];
    let at = 0;
    for (const sign of text) {
      const normal = INVISIBLE.test(sign) ? "" : sign.normalize("NFKC");
      for (const unit of normal.length <= 4 ? normal : sign) {
        units.push(unit);
        for (let part = 0; part < unit.length; part += 1) places.push(at);
      }
      at += sign.length;
    }
    places.push(text.length);
    return { text: units.join(""), place: (index) => places[index] };
  }

  function isPhone(raw, before) {
    if (/^(?:19|20)\d\d ?[-–—./]/.test(raw) || /^\d{1,3}(?:\.\d{1,3}){2,}$/.test(raw)) return false; // a date, an address
    const digits = raw.replace(/\D/g, "");
    if (/^\(?\+|^00/.test(raw)) return digits.length >= 7 && digits.length <= 17;
    const cued = CUE.test(before.slice(-28));
    if (digits.length <= 6) return cued || (SERVICE.test(digits) && digits === raw);
    if (digits.length <= 8 || digits.length > 13) return cued && digits.length <= 13; // longer: cards and orders
    return cued || /[ ()\u2010-\u2015-]/.test(raw) || /^(?:1[3-9]\d{9}|0\d{8,12}|[48]00\d{7})$/.test(digits);
  }

  function account(found) {
    const [, word, suffix, between, id] = found;
    const told = /[:：=是为]/.test(between) || id.startsWith("@");
    if (!told && !/[0-9_]/.test(id)) return null; // "WeChat official" is no id
    if (AMBIGUOUS.test(word) && !told && !/ID/i.test(suffix ?? "")) return null;
    const name = id.replace(/[.+-]+$/, "");
    return name.length < 4 ? null : `${NETWORKS.get(word.toLowerCase())} ${name}`;
  }

  const trimmed = (raw) => raw.replace(/[.,;:!?)\]}'"*_~-]+$/, "");

  /** Each kind: its expression, and what of a match is the candidate: `contact`, `from` and `length`; or null. */
  const KINDS = [
    ["email", EMAIL, (found) => ({ contact: found[0], from: 0, length: found[0].length })],
    ["account", ACCOUNT, (found) => {
      const contact = account(found);
      return contact && { contact, from: found[0].length - found[4].length, length: found[4].replace(/[.+-]+$/, "").length };
    }],
    ["url", ADDRESS, (found) => {
      const raw = trimmed(found[0]);
      return FILE.test(raw) && !/^https?:/i.test(raw) ? null : { contact: raw, from: 0, length: raw.length };
    }],
    ["phone", MASKED, (found) => (/[xX*]/.test(found[0]) ? { contact: found[0], from: 0, length: found[0].length } : null)],
    ["phone", NUMBER, (found) => {
      const before = found.input.slice(Math.max(0, found.index - 28), found.index);
      return isPhone(found[0], before) ? { contact: found[0], from: 0, length: found[0].length } : null;
    }],
  ];

  /**
   * Returns the candidates of a text in their order, none overlapping another: `kind`, `contact` (as it is asked), `start`
   * and `end` in the text, and `reordered`: it may be shown in another order than it is read.
   */
  function find(text) {
    const read = plain(text);
    const reordered = REORDERS.test(text);
    const taken = [];
    for (const [kind, expression, candidate] of KINDS) {
      for (const found of read.text.matchAll(expression)) {
        const part = candidate(found);
        if (part === null) continue;
        const from = found.index + part.from;
        const to = from + part.length;
        if (taken.some((other) => from < other.to && other.from < to)) continue;
        taken.push({ kind, contact: part.contact, from, to, start: read.place(from), end: read.place(to - 1) + 1, reordered });
      }
    }
    return taken.sort((one, other) => one.from - other.from);
  }

  return Object.freeze({ find });
})();
