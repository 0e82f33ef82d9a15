// The phone: shows what was sent to its number.

import * as api from "./api.js";

const $ = (id) => document.getElementById(id);
const KINDS = { sms: "Message", call: "Call", viber: "Viber", whatsapp: "WhatsApp" };

const inbox = [];
let owner = null;

function add({ channel, from, text, at }) {
  const line = (name, ...content) => {
    const line = document.createElement("p");
    line.className = name;
    line.append(...content);
    return line;
  };
  const span = (text) => {
    const span = document.createElement("span");
    span.append(text);
    return span;
  };
  const time = new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  $("no-messages").hidden = true;
  const item = document.createElement("li");
  const sender = [KINDS[channel], from].filter(Boolean).join(" from ");
  item.append(line("meta", span(sender), span(time)), line("text", text));
  $("messages").append(item);
  $("messages").scrollTop = $("messages").scrollHeight;
}

async function look() {
  for (const message of await api.messages(inbox.at(-1)?.number ?? 0)) {
    inbox.push(message);
    if (message.to === owner) add(message);
  }
}

async function keepLooking() {
  if (owner && !document.hidden) await look();
  setTimeout(keepLooking, 500);
}

export const phone = {
  /** Hands the phone to the owner of a number, given as its digits. */
  open(number) {
    if (owner === number) return;
    owner = number;
    $("phone-title").textContent = `+${number}`;
    $("messages").replaceChildren();
    $("no-messages").hidden = false;
    inbox.filter(({ to }) => to === number).forEach(add);
  },
};

keepLooking();
