// For everybody: keyboard, screen reader, dark, narrow, without motion; and for nobody else's page.

import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, describe, test } from "node:test";

import * as support from "./support.mjs";

const { code, enter, focus, isTooWide, number, options, picture, send, wrong } = support;

let service, browser;

before(async () => {
  [service, browser] = await Promise.all([support.service(), support.browser()]);
});

after(() => Promise.all([browser?.close(), service?.stop()]));

const looks = [
  ["light", { viewport: { width: 1280, height: 800 }, colorScheme: "light" }],
  ["dark", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" }],
  ["narrow", { viewport: { width: 320, height: 568 }, colorScheme: "light", hasTouch: true }],
  ["narrow-dark", { viewport: { width: 320, height: 568 }, colorScheme: "dark", hasTouch: true }],
  ["contrast", { viewport: { width: 640, height: 800 }, forcedColors: "active" }],
];

describe("the page", { concurrency: 4 }, () => {
  for (const [look, context] of looks) {
    test(`is accessible and fits the window at every step: ${look}`, async () => {
      const { page, close } = await support.open(browser, service.address, context);
      page.setDefaultTimeout(10_000);
      const holds = async (step) => {
        // A message that is still fading in has less contrast than it will have.
        await page.evaluate(() =>
          Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
        );
        await picture(page, `${look}-${step}`);
        assert.deepEqual(await support.violations(page), [], step);
        assert.equal(await isTooWide(page), false, step);
      };
      await holds("1-number");
      await options(page, { brand: "A".repeat(30), codeLength: "11" });
      await page.getByLabel("Phone number").fill("1".repeat(40));
      await page.keyboard.press("Enter");
      await page.getByText("The API answered").waitFor();
      await holds("2-refused");
      await options(page, {});
      await page.locator("#options").evaluate((details) => (details.open = true));
      await page.locator("#codeLength").fill("10");
      await send(page);
      await holds("3-code");
      await enter(page, wrong(await code(page)));
      await page.getByText("This code is wrong.").waitFor();
      await page.getByText("What was asked of the API").click();
      await holds("4-wrong");
      await enter(page, await code(page));
      await page.getByRole("heading", { name: "Your number is verified" }).waitFor();
      await holds("5-verified");
      await page.getByRole("button", { name: "Start again" }).click();
      await send(page, number());
      for (const left of [4, 3, 2, 1, 0]) {
        await enter(page, wrong(await code(page)));
        if (left > 0) await page.getByText(`${left} of 5`).waitFor();
      }
      await page.getByRole("heading", { name: "Too many wrong codes" }).waitFor();
      await holds("6-failed");
      await close();
    });
  }

  test("is used with the keyboard alone", async () => {
    const { page, close } = await support.open(browser, service.address);
    page.setDefaultTimeout(10_000);
    const { keyboard } = page;
    const reached = [];
    for (let stop = 0; stop < 12; stop += 1) {
      await keyboard.press("Tab");
      const name = await page.evaluate(() => {
        const { id, tagName } = document.activeElement;
        // Whoever sees the page sees where the focus is.
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        const isShown = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        return `${id || tagName}${isShown ? "" : " without outline"}`;
      });
      if (name.startsWith("BODY")) break;
      reached.push(name);
    }
    assert.deepEqual(reached, ["country", "destination", "SUMMARY", "send", "SUMMARY", "A"]);

    await page.locator("#country").focus();
    await keyboard.type("Singap");
    await keyboard.press("Tab");
    await keyboard.type("8765 9999");
    await keyboard.press("Enter");
    await page.locator("#messages li").waitFor();
    // The message may come before the answer, after which the code can be typed.
    await page.waitForFunction(() => document.activeElement.id === "code");
    await keyboard.type(await code(page));
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your number is verified" }).waitFor();
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    assert.equal(await focus(page), "destination");
    await keyboard.type("8765 9998");
    await keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.id === "code");
    // Check, send again (which says that it waits), start again.
    for (const name of ["check", "resend", "again-from-code"]) {
      await keyboard.press("Tab");
      assert.equal(await focus(page), name);
    }
    await keyboard.press("Space");
    assert.equal(await focus(page), "destination");
    await close();
  });

  test("does not move where motion is unwelcome", async () => {
    for (const [reducedMotion, moves] of [
      ["reduce", false],
      ["no-preference", true],
    ]) {
      const { page, close } = await support.open(browser, service.address, { reducedMotion });
      await page.evaluate(() => {
        window.moved = false;
        document.addEventListener("animationstart", () => (window.moved = true));
        document.addEventListener("transitionstart", () => (window.moved = true));
      });
      await send(page);
      await page.waitForTimeout(500);
      assert.equal(await page.evaluate(() => window.moved), moves, reducedMotion);
      await close();
    }
  });

  test("says in its headers that it uses nothing from elsewhere", async () => {
    const response = await fetch(service.address);
    const policy = response.headers.get("content-security-policy");
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.doesNotMatch(policy, /unsafe|\*|data:|http/);
    assert.equal(response.headers.get("x-content-type-options"), "nosniff");
    assert.equal(response.headers.get("x-frame-options"), "DENY");
    assert.equal(response.headers.get("referrer-policy"), "no-referrer");
  });

  test("hands its token to nobody whose name leads here", async () => {
    for (const [host, expected] of [
      ["evil.example", 403],
      ["127.0.0.1.evil.example", 403],
      ["10.0.0.7:8080", 403],
      ["localhost", 200],
      ["[::1]:8080", 200],
    ]) {
      for (const path of ["/demo", "/demo/messages"]) {
        assert.equal(await status(`${service.address}${path}`, { host }), expected, host + path);
      }
    }
  });

  test("is there in the demo only", async () => {
    const own = await support.service({ TOKENS: "shop:0123456789abcdef" });
    try {
      for (const path of ["/", "/demo", "/demo/messages", "/page/page.js"]) {
        assert.equal(await status(`${own.address}${path}`), 404, path);
      }
    } finally {
      await own.stop();
    }
  });
});

/** The status of an answer, without waiting for its body. */
const status = (url, headers = {}) =>
  new Promise((resolve, reject) => {
    const asked = request(url, { headers }, (response) => {
      resolve(response.statusCode);
      asked.destroy();
    });
    asked.on("error", reject).end();
  });
