// A process of the service, and a browser that opens its page.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import axe from "axe-core";
import { chromium } from "playwright-core";

const target =
  process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../target", import.meta.url));

/** Starts the service on a free port; returns its address and how to stop it. */
export async function service(environment = {}) {
  const { PATH } = process.env;
  const process_ = spawn(`${target}/debug/verify-service`, [], {
    env: {
      PATH,
      LISTEN: "127.0.0.1:0",
      STORE: "memory",
      GATEWAY: "none",
      LIMIT_CLIENT_IP: "none",
      LIMIT_RANGE: "none",
      ...environment,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => process_.once("exit", resolve));
  const address = await Promise.race([
    ended.then((code) => assert.fail(`the service ended with ${code}`)),
    new Promise((resolve) => {
      createInterface(process_.stdout).on("line", (line) => {
        const [, address] = /^listening on (\S+)$/.exec(line) ?? [];
        if (address) resolve(address);
      });
    }),
  ]);
  const stop = () => {
    process_.kill();
    return ended;
  };
  return { address, stop };
}

/** Starts the browser. */
export const browser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM,
    // The sandbox does not run as root.
    args: process.getuid() === 0 ? ["--no-sandbox"] : [],
  });

/** Opens the page in a window of its own. Whatever the browser complains about fails `close`. */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ locale: "en-US", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // The browser tells of every answer of 400 or above. Those of the API are meant.
    const isRefusal = message.location().url.startsWith(`${address}/api/`);
    if (["error", "warning"].includes(message.type()) && !isRefusal) {
      complaints.push(message.text());
    }
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${address}/`)) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(address);
  await page.locator("#country option").nth(100).waitFor({ state: "attached" });
  const close = async () => {
    await context.close();
    assert.deepEqual(complaints, []);
  };
  return { page, close };
}

let numbers = 0;

/** A number that no other test uses. */
export const number = () => `+65 8765 ${String(++numbers).padStart(4, "0")}`;

/** Sets options of the form. */
export async function options(page, values) {
  await page.getByText("Options").click();
  for (const [id, value] of Object.entries(values)) {
    const field = page.locator(`#${id}`);
    if ((await field.evaluate((field) => field.tagName)) === "SELECT") {
      await field.selectOption(value);
    } else {
      await field.fill(value);
    }
  }
}

/** Asks for a code, and waits for the message. */
export async function send(page, destination = number()) {
  await page.getByLabel("Phone number").fill(destination);
  await page.getByRole("button", { name: "Send the code" }).click();
  await page.getByRole("heading", { name: "Enter the code" }).waitFor();
  await page.locator("#messages li").first().waitFor();
}

/** Reads the code from the last message. */
export async function code(page) {
  const text = await page.locator("#messages li .text").last().textContent();
  return /code is (\S+)$/.exec(text)[1];
}

/** Types a code and checks it. */
export async function enter(page, code) {
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Check the code" }).click();
}

/** A code of the same length that is not this one. */
export const wrong = (code) => code.replace(/./g, (digit) => (Number(digit) + 1) % 10);

/** What axe finds on the page as it is. */
export async function violations(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Whether the page is wider than the window. */
export const isTooWide = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** The id of what has the focus. */
export const focus = (page) => page.evaluate(() => document.activeElement.id);

/** Takes a picture, where a folder for pictures is given. */
export async function picture(page, name) {
  const { PICTURES } = process.env;
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}
