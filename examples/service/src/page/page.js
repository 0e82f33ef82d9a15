// The page: three steps, and a phone that shows what is sent.

import * as api from "./api.js";
import * as phone from "./phone.js";
import { clock, ending, refusal, seconds, spoken, triesLeft } from "./words.js";

const TRIES = 5;
const $ = (id) => document.getElementById(id);
const steps = [$("number-step"), $("code-step"), $("result-step")];

/** The session that waits for its code, and the request that started it. */
let session = null;
let request = null;
/** How far the service's clock is ahead of this one, in milliseconds. */
let ahead = 0;
/** Until when the form must not be sent again, after `Retry-After`. */
let blockedUntil = 0;
let busy = false;

// --- Steps ---

function show(step) {
  steps.forEach((section, index) => (section.hidden = index !== step));
  [...$("steps").children].forEach((item, index) => {
    item.className = index < step ? "done" : "";
    if (index === step) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  });
}

/** Runs an action, unless another one still waits for its answer. */
const once = (action) => async (event) => {
  event?.preventDefault();
  if (busy) return;
  busy = true;
  try {
    await action(event);
  } finally {
    busy = false;
  }
};

// --- Errors: beside their field, or above the form ---

function clear() {
  for (const line of document.querySelectorAll(".error, .card .alert")) {
    line.hidden = true;
    line.replaceChildren();
  }
  for (const field of document.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
  }
}

function complain({ text, field, reply }, alert) {
  clear();
  const line = field ? $(`${field}-error`) : alert;
  line.hidden = false;
  line.append(text);
  if (reply) {
    const small = document.createElement("small");
    small.append(reply);
    line.append(small);
  }
  if (!field) return;
  $("options").open ||= $("options").contains($(field));
  $(field).setAttribute("aria-invalid", "true");
  $(field).focus();
}

/** Tells a screen reader what those who see the page see change. */
const news = (text) => ($("news").textContent = text);

// --- Number ---

function entered() {
  const text = (id) => $(id).value.trim();
  const number = (id) => (text(id) === "" ? undefined : Number(text(id)));
  return {
    destination: $("destination").value,
    country: text("country"),
    channel: text("channel"),
    brand: $("brand").value,
    codeType: text("codeType"),
    codeLength: number("codeLength"),
    codeValidity: number("codeValidity"),
    resendingInterval: number("resendingInterval"),
  };
}

const countryName = () => $("country").value && $("country").selectedOptions[0].dataset.name;
const isInternational = () => /^\s*[+＋]/u.test($("destination").value);

const send = once(async () => {
  if (Date.now() < blockedUntil) return;
  request = entered();
  const answer = await api.start(request);
  if (answer.error) {
    block(answer.retryAfter);
    complain(refusal(answer, isInternational() ? "" : countryName()), $("number-alert"));
    return;
  }
  clear();
  take(answer);
  phone.open(session.destination);
  $("sent-number").textContent = `+${session.destination}`;
  $("code").inputMode = request.codeType.startsWith("NUMERIC") ? "numeric" : "text";
  $("code").value = "";
  show(1);
  $("code").focus();
});

function block(retryAfter) {
  blockedUntil = Date.now() + 1000 * (retryAfter ?? 0);
}

// --- Code ---

function take({ body, clock: theirs }) {
  session = body;
  // `Date` has whole seconds: a smaller difference than two may be none.
  if (Math.abs(theirs - Date.now()) > 2000) ahead = theirs - Date.now();
  const left = TRIES - session.attempt;
  $("tries").textContent = `${left} of ${TRIES}`;
  $("dots").textContent = "●".repeat(left) + "○".repeat(TRIES - left);
  tick();
}

const check = once(async () => {
  const code = $("code").value;
  if (code.trim() === "") {
    complain({ text: "Enter the code from the message.", field: "code" });
    return;
  }
  const answer = await api.check(session.sessionId, code);
  if (answer.error) {
    if (answer.error.code === 1300) finish("GONE");
    else complain(refusal(answer), $("code-alert"));
    return;
  }
  take(answer);
  if (session.status !== "WAITING") {
    finish(session.status);
    return;
  }
  const left = triesLeft(TRIES - session.attempt);
  complain({ text: `This code is wrong. You have ${left} left.`, field: "code" });
  $("code").select();
});

const resend = once(async () => {
  if (!session || secondsUntil(session.retryAfter) > 0) return;
  const answer = await api.start(request);
  if (answer.error) {
    complain(refusal(answer), $("code-alert"));
    return;
  }
  clear();
  take(answer);
  news("The code was sent again.");
  $("code").value = "";
  $("code").focus();
});

// --- Result ---

function finish(status) {
  const [title, text] = ending(status, `+${session.destination}`);
  clear();
  session = null;
  $("result-title").textContent = title;
  $("result-text").textContent = text;
  $("mark").textContent = status === "VERIFIED" ? "✓" : "!";
  $("mark").classList.toggle("good", status === "VERIFIED");
  show(2);
  $("result-title").focus();
}

const startAgain = once(async () => {
  const waiting = session;
  session = null;
  clear();
  show(0);
  $("destination").focus();
  $("destination").select();
  if (waiting) await api.cancel(waiting.sessionId);
});

// --- Time ---

const secondsUntil = (time) =>
  Math.max(0, Math.ceil((Date.parse(time) - Date.now() - ahead) / 1000));

let said = 0;

function tick() {
  const blocked = Math.ceil((blockedUntil - Date.now()) / 1000);
  $("send").setAttribute("aria-disabled", String(blocked > 0));
  $("send").textContent = blocked > 0 ? `Try again in ${seconds(blocked)}` : "Send the code";
  if (!session) return;
  const total = request.codeValidity ?? 300;
  // A difference between clocks is known to a second only.
  const left = Math.min(total, secondsUntil(session.expiresAt));
  $("time-left").textContent = clock(left);
  $("bar").style.transform = `scaleX(${left / total})`;
  $("bar").parentElement.classList.toggle("short", left <= 10);
  if ([60, 30, 10].includes(left) && left !== said && left < total) news(`${spoken(left)} left.`);
  said = left;
  const wait = secondsUntil(session.retryAfter);
  $("resend").setAttribute("aria-disabled", String(wait > 0));
  $("resend").textContent = wait > 0 ? `Send again in ${clock(wait)}` : "Send again";
  if (left === 0) expire();
}

/** Asks whether the time has run out for the service as well. */
const expire = once(async () => {
  const { sessionId } = session;
  const answer = await api.status(sessionId);
  if (session?.sessionId !== sessionId) return;
  if (answer.body?.status === "WAITING") session.expiresAt = answer.body.expiresAt;
  else finish(answer.body?.status ?? "EXPIRED");
});

// --- Beginning ---

function fill(countries) {
  const names = new Intl.DisplayNames("en", { type: "region" });
  const rows = countries.map(([alpha2, code]) => ({ alpha2, code, name: names.of(alpha2) }));
  rows.sort((a, b) => a.name.localeCompare(b.name, "en"));
  for (const { alpha2, code, name } of rows) {
    const option = new Option(`${name} (+${code})`, alpha2);
    option.dataset.name = name;
    $("country").append(option);
  }
  const here = new Intl.Locale(navigator.language).region;
  if (rows.some(({ alpha2 }) => alpha2 === here)) $("country").value = here;
}

api.exchange.show = ({ method, path, body, status, wait, answer }) => {
  const text = [
    `${method} ${path}`,
    body && JSON.stringify(body, null, 2),
    `→ ${status}${wait ? `, Retry-After: ${wait}` : ""}`,
    answer && JSON.stringify(answer, null, 2),
  ];
  $("exchange-text").textContent = text.filter(Boolean).join("\n\n");
};

$("number-step").addEventListener("submit", send);
$("code-step").addEventListener("submit", check);
$("resend").addEventListener("click", resend);
document
  .querySelectorAll(".again")
  .forEach((button) => button.addEventListener("click", startAgain));
$("destination").addEventListener("input", () => {
  $("destination-hint").textContent = isInternational()
    ? "The country is read from the number."
    : "Spaces, dashes and brackets may stay.";
});
setInterval(tick, 250);

try {
  fill(await api.enter());
  phone.begin();
} catch {
  complain(refusal({ error: {} }), $("number-alert"));
}
