// A whole answer, in the order in which somebody who is afraid reads it: the answer, what to do now, what to use
// instead; then the message, the reasons and their sources.

/** Returns the parts of the answer to a question, and the same as plain text: {status, first, parts, plain}. */
function toAnswer(shower, question, found) {
  const findings = found.findings;
  const lead = [...findings].sort((one, other) => urgency(one) - urgency(other))[0] || null;
  const head = lead === null ? nothingFound(shower, question) : leading(shower, lead);
  const channels = offered(shower, question, found, lead);
  const parts = [
    ...shower.first(head.status, head.badge, head.sentence),
    ...head.warnings.map((warning) => make("p", { class: "warning" }, warning)),
    shower.now(head.step),
    ...shower.channels(channels.heading, channels.list),
    ...head.hints.map((hint) => make("p", {}, hint)),
    ...(findings.length > 1 ? shower.counts(findings) : []),
    ...found.notes.map((note) =>
      make("p", { class: "dim" }, shower.teller.colon(shower.word("note")) + toVisible(note)),
    ),
    ...(isMessage(question, findings) ? shower.message(question.text, findings) : []),
    ...details(shower, findings, lead),
    found.left_out ? make("p", { class: "dim" }, shower.word("left_out", { count: found.left_out })) : null,
    lead === null ? null : make("p", { class: "dim" }, dates(shower, lead)),
  ];
  return {
    status: head.status,
    first: toPlain(head.sentence),
    parts,
    plain: plainText(shower, head, channels, findings),
  };
}

function nothingFound(shower, question) {
  const whom = question.claims && toPlain(toRepeated(question.claims));
  return {
    status: "unverified",
    badge: shower.teller.say(shower.tables.statuses.unverified),
    sentence: spaced(shower.word(whom ? "nothing_claimed" : "nothing", { whom }), shower.teller.lang),
    warnings: [shower.word("not_safe")],
    step: shower.word("nothing_step"),
    hints: whom ? [] : [shower.word("say_whom")],
  };
}

function leading(shower, lead) {
  const teller = shower.teller;
  const warnings = [];
  if (lead.status === "unverified") warnings.push(teller.say(shower.tables.unknown));
  if (lead.status === "invalid") warnings.push(shower.word("not_safe"));
  if (lead.status === "official" && !isForgeable(lead)) warnings.push(shower.word("not_proof"));
  if (lead.warned_of) warnings.push(teller.say(shower.tables.warned));
  // the step of this one reason names an option of the command line
  const isUnknown = lead.reasons[0].code === "nothing-known";
  const step = isUnknown ? shower.word("unknown_step") : teller.step(lead);
  return {
    status: lead.status,
    badge: teller.status(lead),
    sentence: teller.answer(lead),
    warnings,
    step,
    hints: [],
  };
}

/** Returns the official channels to show, and what they are: instead of the contact, or those of whoever is claimed. */
function offered(shower, question, found, lead) {
  if (lead !== null && isAlarm(lead) && lead.instead.length) {
    return { heading: shower.teller.say(shower.tables.labels.use), list: lead.instead };
  }
  const serving = [lead, ...found.findings].find((finding) => finding && finding.instead.length);
  const slug = (serving && (serving.claims || serving.imitates || ownerOf(serving))) || (lead && lead.claims);
  const whom = slug ? shower.teller.name(slug) : toPlain(toRepeated(question.claims || ""));
  const heading = spaced(shower.word("official_of", { whom }), shower.teller.lang);
  return { heading, list: serving ? serving.instead : found.official };
}

/** Answers whether the message itself is shown: it was scanned, or holds what cannot be seen. */
function isMessage(question, findings) {
  const isScanned = findings.some((finding) => finding.start !== null);
  const isShort = question.text.length <= MAX_WHOLE;
  return isScanned || (isShort && toVisibleLines(question.text).includes("\ufffd"));
}

function details(shower, findings, lead) {
  if (lead === null) return [];
  if (findings.length > 1) return shower.cards(findings, lead);
  const heading = lead.status === "invalid" ? null : make("h3", {}, shower.word("why"));
  return [...shower.remarks(lead), heading, ...shower.reasons(lead), shower.quality(lead)];
}

function dates(shower, lead) {
  return shower.word("dates", { date: lead.as_of, knowledge: lead.knowledge.date });
}

/** Returns the answer as lines to send to somebody: without the message, which may be private. */
function plainText(shower, head, channels, findings) {
  const teller = shower.teller;
  const lines = [
    toPlain(head.sentence),
    ...head.warnings,
    teller.colon(teller.say(shower.tables.labels.now)) + head.step,
  ];
  if (channels.list.length)
    lines.push(teller.colon(channels.heading).trim(), ...channels.list.map((channel) => toLine(teller, channel)));
  findings.slice(0, MAX_CARDS).forEach((finding, place) => {
    lines.push(
      "",
      findings.length > 1 ? `${place + 1}. ${toPlain(teller.answer(finding))}` : teller.say(shower.tables.labels.why),
    );
    for (const reason of finding.reasons.slice(0, MAX_OPEN_REASONS)) lines.push(...toReasonLines(reason));
  });
  if (findings.length) lines.push("", `scamguard: ${dates(shower, findings[0])}`);
  return lines.join("\n");
}

function toLine(teller, channel) {
  const scope = teller.scope(channel);
  return `• ${toVisible(channel.value)}  ${toVisible(channel.label)}${scope ? ` (${scope})` : ""}`;
}

function toReasonLines(reason) {
  const sources = reason.facts.flatMap((fact) => fact.sources.slice(0, 2));
  const told = sources.map((source) =>
    toVisible(`  — ${source.publisher}, ${source.date}: ${source.title} ${source.url || ""}`).trimEnd(),
  );
  return [`- ${toVisible(reason.text)}`, ...told];
}
