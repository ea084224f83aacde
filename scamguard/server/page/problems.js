// What a person reads where there is no answer: what is wrong, what to do, and that this is not "safe".

function showTrouble(trouble, { isQuiet = false } = {}) {
  state.trouble = trouble;
  const numbers = Object.entries(trouble.values).map(([name, value]) => [
    name,
    typeof value === "number" ? value.toLocaleString("en") : value,
  ]);
  const values = { host: location.host, ...Object.fromEntries(numbers) };
  const said = word(trouble.kind, { ...values, name: toPlain(toRepeated(String(values.name ?? ""))) });
  const heading = make("h2", { id: "problem-heading", tabindex: "-1" }, word("problem"));
  const isHarmless = ["empty", "not-pasted"].includes(trouble.kind);
  at("problem").replaceChildren(
    heading,
    make("p", { id: "problem-said" }, toVisible(said)),
    ...nearest(trouble),
    ...(isHarmless ? [] : [make("p", {}, word("not_cleared"))]),
  );
  at("problem").hidden = false;
  at("answer").hidden = true;
  state.asked = null;
  at("live").textContent = said;
  point(trouble.kind);
  if (!isQuiet) goToTrouble(trouble.kind, heading);
}

/** Marks the field that is to be corrected. */
function point(kind) {
  const wrong = { "unknown-platform": "claims", unauthorised: "token", empty: "message", "too-long": "message" }[
    kind
  ];
  if (kind === "unauthorised") at("token-field").hidden = false;
  for (const id of ["message", "claims", "token"]) {
    const isWrong = id === wrong;
    at(id).toggleAttribute("aria-invalid", false);
    if (isWrong) at(id).setAttribute("aria-invalid", "true");
    at(id).setAttribute("aria-describedby", isWrong ? `${id}-hint problem-said` : `${id}-hint`);
  }
}

function goToTrouble(kind, heading) {
  if (kind === "empty" || kind === "not-pasted") at("message").focus();
  else if (kind === "unauthorised") at("token").focus();
  else goTo(heading, at("problem"));
}

function nearest(trouble) {
  const slugs = trouble.values.nearest || [];
  if (!slugs.length) return [];
  const buttons = slugs.map((slug) => make("button", { type: "button", class: "quiet", "data-slug": slug }, slug));
  asker.platforms().then((names) => {
    for (const button of buttons) {
      const named = names.get(button.dataset.slug);
      if (named) button.textContent = toVisible(named[state.lang]);
    }
  });
  for (const button of buttons) {
    button.addEventListener("click", () => {
      at("claims").value = button.textContent;
      hideTrouble();
      at("check").focus();
    });
  }
  return [make("p", { class: "actions" }, make("span", {}, word("nearest")), ...buttons)];
}

function hideTrouble() {
  state.trouble = null;
  at("problem").hidden = true;
  at("problem").replaceChildren();
  point(null);
}
