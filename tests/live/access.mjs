// For every reader: axe finds nothing, each control is reached by key, narrow and enlarged pages hold, motion is left out.
import fs from "node:fs";
import {check, holds, said, same} from "./bench.mjs";

async function axe(page, what) {
  await page.evaluate(fs.readFileSync(process.env.AXE_CORE, "utf8"));
  const found = await page.evaluate(async () => (await window.axe.run(document)).violations
    .map(({id, nodes}) => `${id}: ${nodes.slice(0, 3).map(node => `${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`).join(" | ")}`));
  same(found.join("\n"), "", what);
}

export async function access(bench, live) {
  for (const [width, height] of [[1280, 800], [390, 844], [640, 400]]) {
    await check(`axe finds nothing at ${width} by ${height}, whatever is open`, async () => {
      const page = await bench.open(live, {width, height});
      await axe(page, "as written");
      await page.locator(".panel .likely").first().focus();
      await page.keyboard.press("PageUp");
      await page.getByRole("group", {name: "Shocks"}).getByRole("checkbox").first().check();
      await page.waitForTimeout(120);
      await axe(page, "while it is simulated");
      await bench.settled(page);
      await page.getByRole("button", {name: "Keep this answer"}).click();
      await page.locator(".all > summary").click();
      await page.evaluate(() => document.querySelectorAll("details").forEach(each => { each.open = true; }));
      await page.waitForTimeout(300);
      await axe(page, "with everything open");
      await page.getByRole("textbox", {name: "Text", exact: true}).fill("title: [");
      await page.getByRole("button", {name: "Run the edited text"}).click();
      await page.locator(".faults pre").waitFor();
      const field = page.getByLabel("People, exact");
      await field.fill("none");
      await field.press("Enter");
      await axe(page, "with mistakes");
      same(await page.evaluate(() => document.scrollingElement.scrollWidth), width, "no wider than the screen");
      await page.context().close();
    });
  }
  await check("axe finds nothing in the empty program", async () => {
    const page = await bench.open(bench.live("empty", []), {ready: false});
    await page.locator(".opening").waitFor();
    await axe(page, "empty");
    await page.context().close();
  });
  await check("every control is reached by the tab key, seen where it stands, and under no bar", async () => {
    const page = await bench.open(live);
    await page.getByRole("slider").first().waitFor();
    const wanted = await page.evaluate(() => {
      const all = [...document.querySelectorAll(".bar button, .bar summary, .panel button, .panel input, .panel select, .panel [role=slider], .panel summary, .keeps button, .keeps input, .keeps summary")];
      const list = window.wanted = all.filter(each => !each.disabled && each.checkVisibility({contentVisibilityAuto: true}));
      return list.length;
    });
    const reached = new Set();
    for (let step = 0; step < wanted + 60 && reached.size < wanted; step += 1) {
      await page.keyboard.press("Tab");
      const [at, hidden] = await page.evaluate(() => {
        const here = document.activeElement;
        const box = here.getBoundingClientRect();
        const bar = document.querySelector(".bar");
        const under = !bar.contains(here) && !here.matches(".skip") && box.height < 300 && box.bottom <= bar.getBoundingClientRect().bottom && getComputedStyle(bar).position === "sticky";
        return [window.wanted.indexOf(here), under ? here.outerHTML.slice(0, 80) : ""];
      });
      same(hidden, "", "under the bar");
      if (at >= 0) reached.add(at);
    }
    same(reached.size, wanted, "reached");
    await page.context().close();
  });
  await check("motion is left out for those who ask for that", async () => {
    const page = await bench.open(live, {reducedMotion: "reduce"});
    const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter(each => {
      const {transitionDuration, animationName, scrollBehavior} = getComputedStyle(each);
      return parseFloat(transitionDuration) > 0 || animationName !== "none" || scrollBehavior === "smooth";
    }).length);
    same(moving, 0);
    await page.context().close();
  });
  await check("on a telephone a control is moved by touch, with the answer in view", async () => {
    const page = await bench.open(live, {width: 390, height: 844, hasTouch: true, isMobile: true});
    const before = await said.numbers(page);
    const track = page.locator(".panel .track").first();
    await track.scrollIntoViewIfNeeded();
    const rail = await page.locator(".panel .rail").first().boundingBox();
    await page.touchscreen.tap(rail.x + rail.width * 0.2, rail.y + 12);
    await bench.settled(page);
    holds((await said.numbers(page)).join() !== before.join(), "the answer moved");
    holds(await page.locator(".glance").isVisible(), "the numbers are in view");
    await bench.picture(page, "touch");
    await page.context().close();
  });
}
