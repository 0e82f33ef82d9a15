// The phone: shows what was sent to its number.

import * as api from "./api.js";

const $ = (id) => document.getElementById(id);
const KINDS = { sms: "Message", call: "Call", viber: "Viber message" };

const inbox = [];
let owner = null;

function element(name, className, ...content) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...content);
  return element;
}

function show({ to, channel, from, text }) {
  if (to !== owner) return;
  $("no-messages").hidden = true;
  const sender = [KINDS[channel] ?? channel, from].filter(Boolean).join(" from ");
  $("messages").append(
    element("li", channel, element("p", "meta", sender), element("p", "text", text)),
  );
  $("messages").scrollTop = $("messages").scrollHeight;
}

function clear() {
  $("messages").replaceChildren();
  $("no-messages").hidden = false;
}

/** Hands the phone to the owner of a number, given as its digits. */
export function open(number) {
  if (owner === number) return;
  owner = number;
  $("phone-title").textContent = `+${number}`;
  clear();
  inbox.forEach(show);
}

/** Switches the phone on. */
export function begin() {
  const again = () => {
    inbox.length = 0;
    clear();
  };
  api.follow(again, (message) => {
    inbox.push(message);
    show(message);
  });
}
