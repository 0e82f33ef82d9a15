// What a person does on the page, and what it says.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import * as support from "./support.mjs";

const { code, enter, focus, number, options, send, wrong } = support;

let service, limited, hasty, browser;

before(async () => {
  [service, limited, hasty, browser] = await Promise.all([
    support.service(),
    support.service({ LIMIT_DESTINATION: "60/1h/1" }),
    support.service({ TIMEOUT: "1s" }),
    support.browser(),
  ]);
});

after(() => Promise.all([browser?.close(), service?.stop(), limited?.stop(), hasty?.stop()]));

/** Runs a test on a page of its own. */
function flow(name, act, on = () => service) {
  test(name, async () => {
    const { page, close } = await support.open(browser, on().address);
    page.setDefaultTimeout(10_000);
    await act(page);
    await close();
  });
}

const heading = (page, name) => page.getByRole("heading", { name }).waitFor();
const described = (page, id) =>
  page.locator(`#${id}`).evaluate((field) =>
    field
      .getAttribute("aria-describedby")
      .split(" ")
      .map((id) => document.getElementById(id))
      .filter((line) => !line.hidden)
      .map((line) => line.textContent)
      .join(" "),
  );

describe("the page", { concurrency: 4 }, () => {
  flow("verifies a number with the right code", async (page) => {
    await send(page, "+1 (987) 654-3210");
    assert.equal(await focus(page), "code");
    assert.match(await described(page, "code"), /Sent to \+19876543210\./);
    assert.equal(await page.locator("#tries").textContent(), "5 of 5");
    await enter(page, await code(page));
    await heading(page, "Your number is verified");
    assert.equal(await focus(page), "result-title");
    await page.getByRole("button", { name: "Start again" }).click();
    assert.equal(await focus(page), "destination");
  });

  flow("takes a national number of the chosen country", async (page) => {
    await page.getByLabel("Country").selectOption("SG");
    await send(page, "8765 4321");
    assert.equal(await page.locator("#sent-number").textContent(), "+6587654321");
    await page.getByRole("button", { name: "Start again" }).click();
  });

  flow("fails after five wrong codes, and counts them", async (page) => {
    await send(page);
    const bad = wrong(await code(page));
    for (const left of ["4 tries", "3 tries", "2 tries", "1 try"]) {
      await enter(page, bad);
      await page.getByText(`This code is wrong. You have ${left} left.`).waitFor();
      assert.match(await described(page, "code"), new RegExp(left));
      assert.equal(await page.locator("#code").getAttribute("aria-invalid"), "true");
      assert.equal(await page.locator("#tries").textContent(), `${left[0]} of 5`);
      assert.equal(await focus(page), "code");
    }
    await enter(page, bad);
    await heading(page, "Too many wrong codes");
    assert.equal(await focus(page), "result-title");
  });

  flow("takes the right code as the fifth", async (page) => {
    await send(page);
    const right = await code(page);
    for (const left of [4, 3, 2, 1]) {
      await enter(page, wrong(right));
      await page.getByText(`${left} of 5`).waitFor();
    }
    await enter(page, right);
    await heading(page, "Your number is verified");
  });

  flow("asks for a code where none was typed", async (page) => {
    await send(page);
    await enter(page, " ");
    assert.match(await described(page, "code"), /Enter the code from the message\./);
    assert.equal(await page.locator("#tries").textContent(), "5 of 5");
  });

  flow("counts the time down, and says when the code has expired", async (page) => {
    await options(page, { codeValidity: "30" });
    await send(page);
    const left = page.getByRole("timer");
    assert.match(await left.textContent(), /^0:(30|29|28)$/);
    await page.waitForFunction(() =>
      /^0:2[0-7]$/.test(document.querySelector("#time-left").textContent),
    );
    await page.getByRole("heading", { name: "The code has expired" }).waitFor({ timeout: 35_000 });
    assert.equal(await focus(page), "result-title");
  });

  flow("sends the same code again once the interval is over", async (page) => {
    await send(page);
    const first = await code(page);
    const again = page.locator("#resend");
    assert.match(await again.textContent(), /^Send again in 0:(10|09|08)$/);
    assert.equal(await again.getAttribute("aria-disabled"), "true");
    await again.click({ force: true });
    await page.waitForTimeout(300);
    assert.equal(await page.locator("#messages li").count(), 1);
    assert.equal(await page.locator("#code-alert").isVisible(), false);
    await page.getByRole("button", { name: /^Send again$/ }).click({ timeout: 15_000 });
    await page.locator("#messages li").nth(1).waitFor();
    assert.equal(await code(page), first);
    await page.getByText("The code was sent again.").waitFor();
    assert.equal(await focus(page), "code");
    await enter(page, first);
    await heading(page, "Your number is verified");
  });

  flow("says beside the field what is wrong with a number", async (page) => {
    await page.getByLabel("Country").selectOption("SG");
    await page.getByLabel("Phone number").fill("12");
    await page.keyboard.press("Enter");
    await page.getByText("This is not a phone number in Singapore.").waitFor();
    const words = await described(page, "destination");
    assert.match(words, /The API answered 1002: Invalid MSISDN format/);
    assert.equal(await page.locator("#destination").getAttribute("aria-invalid"), "true");
    assert.equal(await focus(page), "destination");
    await send(page, "8765 9012");
    assert.equal(await page.locator("[aria-invalid]").count(), 0);
  });

  flow("says beside an option what is wrong with it, and opens the options", async (page) => {
    await options(page, { codeLength: "11" });
    await page.getByText("Options").click();
    await page.getByLabel("Phone number").fill(number());
    await page.keyboard.press("Enter");
    await page.getByText("The API answered 1010: codeLength: expected").waitFor();
    assert.equal(await focus(page), "codeLength");
    assert.match(await described(page, "codeLength"), /an integer from 3 to 10, found more/);
  });

  for (const [codeType, inputMode, form] of [
    ["NUMERIC_WITH_DASH", "numeric", /^\d{3}-\d{4}$/],
    ["ALPHANUMERIC_EASY", "text", /^[0-9A-Z]{8}$/],
  ]) {
    flow(`takes a code of the type ${codeType}`, async (page) => {
      await options(page, { codeType, codeLength: "8", brand: "ABC" });
      await send(page);
      const text = await page.locator("#messages li .text").textContent();
      assert.match(text, /^ABC: Your verification code is /);
      assert.match(await code(page), form);
      const field = page.locator("#code");
      assert.equal(await field.getAttribute("inputmode"), inputMode);
      assert.equal(await field.getAttribute("autocomplete"), "one-time-code");
      await enter(page, (await code(page)).toLowerCase());
      await heading(page, "Your number is verified");
    });
  }

  flow("reads a code out on a call", async (page) => {
    await options(page, { channel: "call" });
    await send(page);
    const [meta, text] = await page.locator("#messages li p").allTextContents();
    assert.equal(meta, "Call");
    const spelt = /code is (\d(?:, \d){5})$/.exec(text)[1];
    await enter(page, spelt.replaceAll(", ", ""));
    await heading(page, "Your number is verified");
  });

  flow("cancels the session where somebody starts again", async (page) => {
    await send(page);
    const path = page.waitForResponse((response) => response.request().method() === "DELETE");
    await page.getByRole("button", { name: "Start again" }).click();
    assert.equal((await path).status(), 204);
    // No interval is left to wait for.
    await page.getByRole("button", { name: "Send the code" }).click();
    await heading(page, "Enter the code");
  });

  flow(
    "waits as long as Retry-After says",
    async (page) => {
      const destination = number();
      await send(page, destination);
      await page.getByRole("button", { name: "Start again" }).click();
      await page.getByRole("button", { name: "Send the code" }).click();
      await page
        .getByRole("alert")
        .getByText(/^Too many attempts\. Try again in /)
        .waitFor();
      const button = page.locator("#send");
      await page.getByRole("button", { name: /^Try again in (60|5\d) seconds$/ }).waitFor();
      assert.equal(await button.getAttribute("aria-disabled"), "true");
      let sent = 0;
      page.on("request", () => (sent += 1));
      await page.getByLabel("Phone number").press("Enter");
      await page.waitForTimeout(300);
      assert.equal(sent, 0);
    },
    () => limited,
  );

  flow(
    "goes on listening for messages, however long none comes",
    async (page) => {
      let asked = 0;
      page.on("request", (request) => (asked += request.url().endsWith("/demo/messages")));
      await page.waitForTimeout(3_000);
      await send(page);
      assert.equal(asked, 0);
    },
    () => hasty,
  );

  flow("goes by the clock of the service", async (page) => {
    await page.addInitScript(() => {
      const now = Date.now;
      Date.now = () => now() - 3_600_000;
    });
    await page.reload();
    await page.locator("#country option").nth(100).waitFor({ state: "attached" });
    await send(page);
    assert.match(await page.getByRole("timer").textContent(), /^(5:00|4:5\d)$/);
  });

  flow("says that a code was sent just now", async (page) => {
    const destination = number();
    await send(page, destination);
    await page.reload();
    await page.locator("#country option").nth(100).waitFor({ state: "attached" });
    await page.getByLabel("Phone number").fill(destination);
    await page.keyboard.press("Enter");
    await page
      .getByRole("alert")
      .getByText(/^A code was sent to this number just now\./)
      .waitFor();
    await page.getByRole("button", { name: /^Try again in \d+ seconds?$/ }).waitFor();
    // Once the time is over, the session goes on, with the messages that are there already.
    await page.getByRole("button", { name: "Send the code" }).click({ timeout: 15_000 });
    await page.locator("#messages li").nth(1).waitFor();
  });

  test("says that the service does not answer", async () => {
    const gone = await support.service();
    const { page } = await support.open(browser, gone.address);
    await gone.stop();
    await page.getByLabel("Phone number").fill(number());
    await page.getByRole("button", { name: "Send the code" }).click();
    await page.getByRole("alert").getByText("The service does not answer.").waitFor();
    await page.context().close();
  });
});
