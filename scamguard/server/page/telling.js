// What is said about a finding. The sentences are tables that Python writes into the page
// (scamguard/render/sentences.py); which of them is said follows scamguard/render/plain.py and scan_words.py.
// A test holds both together.

// A passage of others within a sentence stands between these (FSI, PDI), and becomes an element of its own direction.
const OPENS = "\u2068";
const CLOSES = "\u2069";
const MAX_CONTACT = 120;
const MAX_REPEATED = 80;
const MAX_IF_CLAIMED = 6;

const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/gu;
const PLAIN_BLANK = /[\t-\r\xa0\u1680\u2000-\u200a\u202f\u205f]/u;
const EMOJI_JOINER = /([\u2600-\u27bf\u{1f300}-\u{1faff}\ufe0f])\u200d(?=[\u2600-\u27bf\u{1f300}-\u{1faff}])/gu;
const BORDER = /[\u3400-\u9fff](?=[A-Za-z0-9+])|[A-Za-z0-9](?=[\u3400-\u9fff])/gu;

/** Returns a text on one line; what would hide, act or turn it round is marked. */
function toVisible(text) {
  return text.replace(UNPRINTABLE, (character) => {
    if (character === " ") return " ";
    if (character === "\u3000") return "  ";
    return PLAIN_BLANK.test(character) ? " " : "\ufffd";
  });
}

/** Returns a text with its lines, tabs and emoji whole; other invisible characters are marked. */
function toVisibleLines(text) {
  const plain = text.replace(/\r\n?/g, "\n");
  const joiners = new Set([...plain.matchAll(EMOJI_JOINER)].map((match) => match.index + match[1].length));
  return plain.replace(UNPRINTABLE, (character, index) => {
    if ("\n\t\u3000 ".includes(character) || joiners.has(index)) return character;
    return PLAIN_BLANK.test(character) ? " " : "\ufffd";
  });
}

function toIsolated(text) {
  return OPENS + toVisible(text) + CLOSES;
}

function onOneLine(points) {
  return Array.from(points.join("").split(BLANKS).filter(Boolean).join(" "));
}

/** Returns a contact as a sentence names it: on one line, not too long, nothing hidden, set apart. */
function toContact(raw) {
  const points = onOneLine(Array.from(raw));
  return toIsolated(points.length <= MAX_CONTACT ? points.join("") : points.slice(0, MAX_CONTACT - 3).join("") + "…");
}

/** Returns a passage as a sentence repeats it. */
function toRepeated(surface) {
  const all = Array.from(surface);
  const points = onOneLine(all.slice(0, MAX_REPEATED * 2));
  const isCut = points.length > MAX_REPEATED || all.length > MAX_REPEATED * 2;
  return toIsolated(isCut ? points.slice(0, MAX_REPEATED - 1).join("") + "…" : points.join(""));
}

/** Returns a sentence with its {places} filled. */
function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) =>
    Object.hasOwn(values, name) ? String(values[name]) : place,
  );
}

/** Returns Chinese text with a blank between its characters and Latin letters or digits. */
function spaced(text, lang) {
  return lang === "zh" ? text.replace(BORDER, "$& ") : text;
}

/** Returns what a page shows without elements: the marks around passages of others are left out. */
function toPlain(text) {
  return text.replaceAll(OPENS, "").replaceAll(CLOSES, "");
}

/** Tells findings in one language. `tables` are the sentences, `names` a Map of slug -> {en, zh}. */
class Teller {
  constructor(tables, names, lang) {
    this.tables = tables;
    this.names = names;
    this.lang = lang;
    this.regions = new Intl.DisplayNames([lang === "zh" ? "zh-CN" : "en"], { type: "region" });
  }

  say(sentence, values = {}) {
    return filled(sentence[this.lang], values);
  }

  name(slug) {
    return this.names.has(slug) ? toVisible(this.names.get(slug)[this.lang]) : slug;
  }

  colon(text) {
    return text + (this.lang === "zh" ? "：" : ": ");
  }

  /** Returns the answer to a finding in one sentence: the first line. */
  answer(finding) {
    const said = finding.finding === "contact" ? this.aboutContact(finding) : this.aboutWords(finding);
    return spaced(said, this.lang);
  }

  aboutWords(finding) {
    const { claims, demands, somebody } = this.tables;
    const slug = finding.claims || finding.imitates || ownerOf(finding);
    const sentences = finding.finding === "claim" ? claims : demands;
    const sentence = sentences[finding.status] || sentences.unverified;
    const whom = this.names.has(slug) ? this.name(slug) : this.say(somebody);
    return this.say(sentence, { whom, found: toRepeated(finding.surface) });
  }

  aboutContact(finding) {
    const { answers, unclaimed, manners } = this.tables;
    if (finding.status === "invalid") {
      return this.say(answers.invalid, { contact: toVisible(finding.reasons[0].text) });
    }
    const contact = toContact(finding.contact.raw);
    const owner = ownerOf(finding);
    const manner = this.manner(finding);
    const isOwners = finding.status === "official" || finding.status === "retired" || manner === "hijacked";
    const slug = finding.claims || finding.imitates || (isOwners ? owner : null);
    const values = { contact, whom: slug ? this.name(slug) : "?" };
    if (manner) return this.say(slug ? manners[manner] : manners.tricked, values);
    if (!slug && finding.status === "unverified" && finding.reasons[0].facts.length) {
      return this.say(owner ? manners.not_enough : manners.nobodys, { contact, whom: owner && this.name(owner) });
    }
    if (!slug) return this.say(unclaimed[finding.status] || answers[finding.status], values);
    return this.say(isForgeable(finding) ? manners.forgeable : answers[finding.status], values);
  }

  /** Returns which sentence tells something suspicious that is no imitation; null for all else. */
  manner(finding) {
    if (finding.status !== "suspicious") return null;
    const code = finding.reasons[0].code;
    const isReal = finding.reasons.some((reason) => reason.status === "official");
    if (code === "carried-address" && isReal) return "misused";
    return Object.hasOwn(this.tables.manner_of, code) ? this.tables.manner_of[code] : null;
  }

  /** Returns what to do now. */
  step(finding) {
    const first = finding.reasons[0];
    if (finding.status === "official") {
      const forged = finding.reasons.find((reason) => reason.code === "sender-not-proof");
      if (forged) return this.stepWithin(forged);
      if (finding.contact.kind === "phone") return this.say(this.tables.dial);
    }
    return this.say(this.tables.steps[first.code] || this.tables.steps["nothing-known"]);
  }

  /** Returns the step that stands within a reason: behind its beginning, before the fact that it quotes. */
  stepWithin(reason) {
    const beginning = spaced(this.say(this.tables.before_step), this.lang);
    const step = reason.text.startsWith(beginning) ? reason.text.slice(beginning.length) : reason.text;
    const fact = reason.facts.length ? spaced(reason.facts[0].text[this.lang], this.lang) : "";
    return (fact && step.endsWith(fact) ? step.slice(0, -fact.length) : step).trim();
  }

  /** Returns who a contact is said to belong to, and by which words; null where the text does not say it. */
  said(finding) {
    const { claim, claims } = finding;
    if (!claim || claim.origin === "option" || !claims || !this.names.has(claims)) return null;
    const { bare, where: placed, ...origins } = this.tables.said;
    const hasWords = claim.surface.trim() !== "";
    const found = hasWords ? toRepeated(claim.surface) : "";
    const where =
      hasWords || claim.origin === "topic" ? this.say(origins[claim.origin] || origins.words, { found }) : "";
    return spaced(this.say(where ? placed : bare, { whom: this.name(claims), where }), this.lang);
  }

  /** Returns what the answer would be for platforms that it depends on, a sentence each. */
  ifClaimed(finding) {
    return Object.entries(finding.if_claimed)
      .filter(([, status]) => status !== finding.status)
      .slice(0, MAX_IF_CLAIMED)
      .map(([slug, status]) => {
        const whom = `${this.say(this.tables.labels.if)} ${this.name(slug)}`;
        return this.colon(whom) + this.say(this.tables.if_claimed[status]);
      });
  }

  /** Returns for whom and where a channel is; nothing where it is for everybody everywhere. */
  scope(suggestion) {
    const audience = suggestion.audience.map((name) =>
      this.say(this.tables.audiences[name] || { en: name, zh: name }),
    );
    const places = suggestion.regions.map((code) => (/^[A-Z]{2}$/.test(code) ? this.regions.of(code) : code));
    return [...audience, ...places].join(this.lang === "zh" ? "、" : ", ");
  }

  status(finding) {
    return this.say(this.tables.statuses[finding.status]);
  }

  kind(finding) {
    const kind = finding.finding !== "contact" ? finding.finding : finding.contact && finding.contact.kind;
    return this.say(this.tables.kinds[kind] || this.tables.statuses.invalid);
  }
}

function ownerOf(finding) {
  const facts = finding.reasons[0].facts;
  return facts.length ? facts[0].platform : null;
}

function isForgeable(finding) {
  return finding.status === "official" && finding.reasons.some((reason) => reason.code === "sender-not-proof");
}

const ALARMS = ["impersonation", "suspicious", "retired"];
const GRAVITY = ["impersonation", "suspicious", "retired", "unverified", "official", "invalid"];

/** Answers whether a finding is an alarm: the text does not warn of it itself. */
function isAlarm(finding) {
  return ALARMS.includes(finding.status) && !finding.warned_of;
}

/** Returns the place of a finding among others: alarms, the gravest first; what is warned of stands last. */
function urgency(finding) {
  return GRAVITY.indexOf(finding.status) + (finding.warned_of ? GRAVITY.length : 0);
}

/** Returns what two findings of one text share where the same is said about both. */
function sameness(finding) {
  const canonical = finding.contact && finding.contact.canonical;
  const codes = finding.reasons.map((reason) => reason.code);
  const of = canonical || toVisible(finding.surface);
  return JSON.stringify([finding.finding, of, finding.claims, finding.status, codes, finding.warned_of]);
}
