// Without this file everything still works by plain forms. With it the page follows along by itself,
// sends forms without leaving the page, and keeps what is typed.
import { fillIn, hideHints } from "./composer.js";

const seen = new Map(); // region name -> the HTML the server last sent for it
let version = document.body.dataset.version;
const waiting = new Set(); // what was pressed and is not answered yet
let line = Promise.resolve(); // one at a time, in the order they were pressed
let playing = false;
let returnTo = null; // where the focus was before a dialog came

const drawn = new WeakMap(); // message element -> the HTML it was drawn from
const regions = (root) => root.querySelectorAll("[data-region]");
const working = document.querySelector("[data-working]");

function remember(root) {
  for (const region of regions(root)) seen.set(region.dataset.region, region.innerHTML);
}

function fieldKey(field) {
  return field.name + "=" + (field.type === "radio" || field.type === "checkbox" ? field.value : "");
}

function copyTyped(from, to) {
  const typed = new Map();
  for (const field of from.querySelectorAll("input:not([type=hidden]), select, textarea")) typed.set(fieldKey(field), field);
  for (const field of to.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const old = typed.get(fieldKey(field));
    if (!old || old.type !== field.type) continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = old.checked;
    else field.value = old.value;
  }
}

function focusPath() {
  const active = document.activeElement;
  if (!active || active === document.body) return null;
  return active.id ? `#${CSS.escape(active.id)}` : active.name ? `[name="${CSS.escape(active.name)}"][value="${CSS.escape(active.value)}"]` : null;
}

function replaceKeyed(region, fresh) {
  const old = new Map([...region.children].map((child) => [child.dataset.key, child]));
  const place = [...fresh.children].map((child) => {
    const before = old.get(child.dataset.key);
    if (before && drawn.get(before) === child.outerHTML) return before;
    drawn.set(child, child.outerHTML);
    if (before) copyTyped(before, child);
    return child;
  });
  region.replaceChildren(...place);
}

function replaceRegion(region, fresh) {
  const before = region.querySelector("[data-key]");
  const after = fresh.querySelector("[data-key]");
  const same = before && after && before.dataset.key === after.dataset.key;
  if (same) copyTyped(region, fresh);
  if (region.dataset.region === "dialog" && after && !before) returnTo = focusPath();
  region.replaceChildren(...fresh.childNodes);
  if (after && !same) (region.querySelector(".wrong input, .wrong select, .wrong textarea, [autofocus]") || region).focus();
}

function apply(html, url) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const samePage = [...regions(fresh)].every((region) => document.querySelector(`[data-region="${region.dataset.region}"]`));
  if (!samePage) { location.assign(url || location.href); return; }
  const focused = focusPath();
  for (const region of regions(document)) {
    const name = region.dataset.region;
    const next = fresh.querySelector(`[data-region="${name}"]`);
    if (!next || seen.get(name) === next.innerHTML) continue;
    seen.set(name, next.innerHTML);
    if (name === "messages") replaceKeyed(region, next);
    else replaceRegion(region, next);
  }
  const behind = document.querySelector("[data-behind]");
  behind.inert = fresh.querySelector("[data-behind]").hasAttribute("inert");
  version = fresh.body.dataset.version;
  if (focused && document.activeElement === document.body) document.querySelector(focused)?.focus();
  if (document.activeElement === document.body && !document.querySelector(".dialog")) {
    (document.querySelector(returnTo || "#tekst") || document.querySelector("#midten")).focus({ preventScroll: true });
  }
  const wrong = document.querySelector(".dialog .wrong");
  if (wrong && !wrong.contains(document.activeElement)) wrong.querySelector("input, select, textarea")?.focus();
  showPlay();
}

async function refresh() {
  const here = new URL(location.href);
  here.searchParams.delete("besked");
  const answer = await fetch(here, { headers: { "X-Stille": "1" } });
  if (answer.ok) apply(await answer.text());
}

async function pulse() {
  try {
    const answer = waiting.size || document.hidden ? null : await fetch(document.body.dataset.pulse);
    if (answer?.ok && String((await answer.json()).version) !== version) await refresh();
  } catch { /* the server is away; the next pulse tries again */ }
  setTimeout(pulse, 1500);
}

function showWork(text) {
  working.textContent = text;
  working.hidden = !text;
  document.body.toggleAttribute("aria-busy", Boolean(text));
}

async function send(form, submitter) {
  const pressed = submitter || form;
  if (waiting.has(pressed)) return; // a second press of the same button
  waiting.add(pressed);
  const data = new URLSearchParams(new FormData(form, submitter));
  const before = line;
  let next;
  line = new Promise((done) => { next = done; });
  await before;
  const late = setTimeout(() => showWork(form.matches("[data-clock]") ? working.dataset.clock : working.dataset.moment), 250);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data });
    if (!answer.ok) throw new Error(answer.statusText);
    const html = await answer.text();
    if (form.matches("[data-composer]")) form.reset();
    apply(html, answer.url);
  } catch {
    showWork(working.dataset.lost);
    await new Promise((done) => setTimeout(done, 2500));
  } finally {
    clearTimeout(late);
    showWork("");
    waiting.delete(pressed);
    next();
  }
}

document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  event.preventDefault();
  hideHints();
  send(event.target, event.submitter);
});

// a field that tells the app of itself as soon as it is changed; without this file its own button does
document.addEventListener("change", (event) => {
  const tell = event.target.name && event.target.form?.querySelector(`[data-at-once="${CSS.escape(event.target.name)}"]`);
  if (tell) event.target.form.requestSubmit(tell);
});

document.addEventListener("click", (event) => {
  const fill = event.target.closest("[data-fill]");
  if (fill) fillIn(fill.dataset.fill);
  if (event.target.closest("[data-play]")) setPlaying(!playing);
  if (event.target.closest("[data-deny]")) { event.preventDefault(); refresh(); }
  const also = event.target.closest("[data-also]");
  if (also) tellPress(also);
});

function tellPress(link) {
  const body = new URLSearchParams(new FormData(link.closest("form")));
  body.set("knap", link.dataset.also);
  fetch(link.closest("form").action, { method: "POST", body });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details.overflow[open], details.again[open]")) open.open = false;
  hideHints();
  const dialog = document.querySelector(".dialog");
  (dialog?.querySelector("[data-deny]") || dialog?.querySelector("footer [name=luk]"))?.click();
});

// playing is pressing the button of the next event again and again
function showPlay() {
  const button = document.querySelector("[data-play]");
  if (!button) { playing = false; return; }
  button.hidden = false;
  button.textContent = playing ? button.dataset.stop : button.dataset.play;
  button.setAttribute("aria-pressed", String(playing));
}

async function setPlaying(on) {
  playing = on;
  showPlay();
  while (playing) {
    const form = document.querySelector("[data-clock]");
    const next = form?.querySelector("[value=next]");
    if (next) await send(form, next);
    if (!next || document.querySelector(".dialog, .flash")) { playing = false; break; }
    await new Promise((done) => setTimeout(done, 2000));
  }
  showPlay();
}

document.documentElement.classList.add("with-script");
remember(document);
for (const item of document.querySelectorAll("[data-region=messages] > *")) drawn.set(item, item.outerHTML);
document.querySelector(".wrong input, .wrong select, .wrong textarea")?.focus();
showPlay();
setTimeout(pulse, 1500);
