// The page: what a person does, and in which language. It keeps nothing: the language stands in the address (#zh).

/** Returns a table without what all objects inherit: no answer finds "constructor" in it. */
function bare(key, value) {
  const isTable = value !== null && typeof value === "object" && !Array.isArray(value);
  return isTable ? Object.assign(Object.create(null), value) : value;
}

const { words, tables, regions } = JSON.parse(document.getElementById("data").textContent, bare);
const at = (id) => document.getElementById(id);
const asker = new Asker();
// `running` ends what is under way, `pending` is its question; `asked` is the question that was answered last.
const state = { lang: "en", running: null, pending: null, asked: null, trouble: null };

// ---- language

function chosenLanguage() {
  const named = location.hash.slice(1);
  if (["en", "zh"].includes(named)) return named;
  const preferred = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return preferred.find((tag) => tag === "zh" || tag === "en") || "en";
}

function word(name, values = {}) {
  return filled(words[name][state.lang], values);
}

function speak(lang) {
  state.lang = lang;
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = word(element.dataset.t);
  for (const name of ["en", "zh"]) at(`say-${name}`).removeAttribute("aria-current");
  at(`say-${lang}`).setAttribute("aria-current", "true");
  at("privacy").textContent = word("privacy", { host: location.host });
  fillAudiences();
  if (at("region").options.length) fillRegions();
  if (at("platforms").children.length) suggest();
}

async function changeLanguage() {
  const lang = chosenLanguage();
  if (lang === state.lang) return;
  speak(lang);
  if (state.pending) await ask({ ...state.pending, lang });
  else if (state.trouble) showTrouble(state.trouble, { isQuiet: true });
  else if (state.asked) await ask({ ...state.asked, lang }, { isQuiet: true });
}

// ---- the form

function fill(select, options) {
  const value = select.value;
  select.replaceChildren(...options.map(([key, label]) => make("option", { value: key }, label)));
  select.value = value;
}

function fillAudiences() {
  const labels = Object.entries(tables.audiences).map(([name, label]) => [name, label[state.lang]]);
  fill(at("audience"), [["", word("any_audience")], ...labels]);
}

function fillRegions() {
  const tag = state.lang === "zh" ? "zh-CN" : "en";
  const names = new Intl.DisplayNames([tag], { type: "region" });
  const sorted = regions.map((code) => [code, names.of(code)]);
  sorted.sort((one, other) => one[1].localeCompare(other[1], tag));
  fill(at("region"), [["", word("any_region")], ...sorted]);
}

/** Offers the names of the platforms on record, in every language that they have names in. */
async function suggest() {
  const names = await asker.platforms();
  const options = [...names.values()].flatMap((platform) =>
    [...new Set(platform.all)].map((name) => {
      const main = platform[state.lang];
      return make("option", { value: name, label: main === name ? null : `${name} – ${main}` });
    }),
  );
  at("platforms").replaceChildren(...options);
}

function questionOf() {
  return {
    text: at("message").value.replace(/\p{Cs}/gu, "\ufffd"), // lone surrogates cannot be sent
    claims: at("claims").value.trim() || undefined,
    audience: at("audience").value || undefined,
    region: at("region").value || undefined,
    direction: at("inbound").checked ? "inbound" : undefined,
    lang: state.lang,
  };
}

// ---- questions and answers

async function ask(question, { isQuiet = false } = {}) {
  if (state.running) state.running.abort();
  const running = new AbortController();
  state.running = running;
  state.pending = question;
  asker.token = at("token").value.trim();
  busy(true, isQuiet);
  try {
    if (!question.text.trim()) throw new Trouble("empty");
    const [found, names] = await Promise.all([asker.answer(question, running.signal), asker.platforms()]);
    if (state.running === running) showAnswer(question, found, names, isQuiet);
  } catch (error) {
    if (running.signal.aborted) return;
    const trouble = error instanceof Trouble ? error : new Trouble("internal", { detail: String(error) });
    trouble.values = { bytes: bytesOf(question.text), name: question.claims, ...trouble.values };
    showTrouble(trouble, { isQuiet });
  } finally {
    if (state.running === running) busy(false, isQuiet);
  }
}

function busy(isBusy, isQuiet) {
  if (!isBusy) state.running = state.pending = null;
  at("check").textContent = word(isBusy ? "checking" : "check");
  at("answer").setAttribute("aria-busy", String(isBusy));
  if (isBusy && !isQuiet) at("live").textContent = word("checking");
}

function showAnswer(question, found, names, isQuiet) {
  state.asked = question;
  hideTrouble();
  const shower = new Shower(new Teller(tables, names, question.lang), words);
  const answer = toAnswer(shower, question, found);
  const section = at("answer");
  section.className = answer.status;
  section.replaceChildren(...answer.parts.filter(Boolean), actions(answer.plain));
  section.hidden = false;
  document.title = `${tables.signs[answer.status]} ${tables.statuses[answer.status][question.lang]} – scamguard`;
  at("live").textContent = answer.first;
  if (!isQuiet) goTo(at("first"), section);
}

function goTo(heading, section) {
  heading.focus({ preventScroll: true });
  section.scrollIntoView({ block: "start" });
}

function actions(plain) {
  const copy = make("button", { type: "button", class: "quiet" }, word("copy"));
  const another = make("button", { type: "button", class: "quiet" }, word("another"));
  const told = make("span", { class: "told", role: "status" });
  copy.addEventListener("click", async () => {
    told.textContent = word((await copied(plain)) ? "copied" : "not_copied");
  });
  another.addEventListener("click", startAgain);
  return make("p", { class: "actions" }, copy, another, told);
}

/** Copies a text; pages of another computer without TLS have only the old way. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = make("textarea", { class: "sr", "aria-hidden": "true", tabindex: "-1" });
    area.value = text;
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    return isCopied;
  }
}

function startAgain() {
  at("ask").reset();
  hideTrouble();
  at("answer").hidden = true;
  at("answer").replaceChildren();
  at("live").textContent = "";
  state.asked = null;
  document.title = word("title");
  at("message").focus();
  scrollTo(0, 0);
}

// ---- events

at("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  ask(questionOf());
});

/** Answers whether a key belongs to an input method, which uses Enter to choose a word. */
function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

at("claims").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && isComposing(event)) event.preventDefault();
});

at("message").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !isComposing(event)) at("ask").requestSubmit();
});

function refuseTooLong(event, transfer) {
  const text = transfer ? transfer.getData("text/plain") : "";
  if (text.length <= MAX_BYTES && (text.length <= MAX_BYTES / 3 || bytesOf(text) <= MAX_BYTES)) return;
  event.preventDefault();
  showTrouble(new Trouble("not-pasted", { most: MAX_BYTES }));
}

/** Turns the field to where its text runs. Chromium's dir=auto does the same, and stands still for a megabyte. */
function turn() {
  const strong = /\p{L}/u.exec(at("message").value.slice(0, 1000));
  const isLeftward =
    strong !== null && /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}]/u.test(strong[0]);
  at("message").dir = isLeftward ? "rtl" : "ltr";
}

at("message").addEventListener("input", turn);
at("message").addEventListener("paste", (event) => refuseTooLong(event, event.clipboardData));
at("message").addEventListener("drop", (event) => refuseTooLong(event, event.dataTransfer));
at("claims").addEventListener("focus", () => at("platforms").children.length || suggest());
at("options").addEventListener("toggle", () => at("region").options.length || fillRegions());

at("answer").addEventListener("click", (event) => {
  const number = event.target.closest("button[data-card]");
  if (!number) return;
  if (!at(`f${number.dataset.card}`)) at("more").click();
  const card = at(`f${number.dataset.card}`);
  card.open = true;
  card.querySelector("summary").focus();
});

addEventListener("hashchange", changeLanguage);
speak(chosenLanguage());
