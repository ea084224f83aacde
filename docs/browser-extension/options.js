// The options page.

import { DEFAULTS, languageOf, loopbackBase, readSettings, writeSettings } from "./background/settings.js";
import { wordsOf } from "./words.js";

const form = document.querySelector("#form");

function made(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function field(id, label, control, hint) {
  control.id = id;
  const more = hint ? [made("p", { class: "hint", id: `${id}-hint` }, hint)] : [];
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`);
  return made("div", { class: "field" }, made("label", { for: id }, label), control, ...more);
}

function choice(options, value) {
  const select = made("select", {}, ...options.map(([key, label]) => made("option", { value: key }, label)));
  select.value = value;
  return select;
}

const valued = (control, value) => {
  control.value = value;
  return control;
};

/** Returns what is wrong with what was typed in, as the name of a sentence; null: nothing. */
function wrong({ address, region }) {
  if (loopbackBase(address) === null) return "optAddressBad";
  return region === "" || /^[A-Z]{2}$/.test(region) ? null : "optRegionBad";
}

function typed() {
  const value = (id) => form.querySelector(`#${id}`).value.trim();
  return {
    transport: value("transport"), address: value("address") || DEFAULTS.address, token: value("token"), lang: value("lang"),
    region: value("region").toUpperCase(), off: value("off").split(/\s+/).filter((host) => host !== ""),
  };
}

async function save(event) {
  event.preventDefault();
  const settings = typed();
  const problem = wrong(settings);
  if (problem === null) await writeSettings(settings);
  await draw(problem ?? "saved", problem === null ? await readSettings() : settings);
}

async function test() {
  const words = wordsOf(languageOf(await readSettings()));
  const result = await chrome.runtime.sendMessage({ kind: "test" });
  const line = result?.failed !== undefined || !result ? `${words("away")} ${result?.token ? words("awayToken") : (result?.failed ?? "")}` : words("testOk", result);
  form.querySelector("#said").textContent = line;
}

async function draw(said = null, settings = null) {
  const now = settings ?? (await readSettings());
  const lang = languageOf(now);
  const words = wordsOf(lang);
  document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
  document.title = words("optionsTitle");
  document.querySelector("#title").textContent = words("optionsTitle");
  const asking = made("button", { type: "button" }, words("test"));
  asking.addEventListener("click", test);
  form.replaceChildren(
    field("transport", words("optTransport"), choice([["auto", words("optAuto")], ["native", words("optNative")], ["http", words("optHttp")]], now.transport)),
    field("address", words("optAddress"), valued(made("input", { type: "url", spellcheck: "false" }), now.address), words("optAddressHint")),
    field("token", words("optToken"), valued(made("input", { type: "password", autocomplete: "off" }), now.token)),
    field("lang", words("optLang"), choice([["", words("optLangAuto")], ["en", "English"], ["zh", "中文"]], now.lang)),
    field("region", words("optRegion"), valued(made("input", { type: "text", maxlength: "2", size: "4", autocomplete: "off" }), now.region), words("optRegionHint")),
    field("off", words("optOff"), valued(made("textarea", { rows: "4", spellcheck: "false" }), now.off.join("\n")), words("optOffHint")),
    made("p", { class: "buttons" }, made("button", { type: "submit", class: "main" }, words("save")), asking),
    made("p", { id: "said", role: "status" }, said === null ? "" : words(said)),
  );
}

form.noValidate = true;
form.addEventListener("submit", save);
await draw();
