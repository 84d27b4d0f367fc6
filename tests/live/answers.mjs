// The answer: seen at once, moved by mouse, by keyboard and by number, taken back, and never out of place.
import {check, holds, said, same} from "./bench.mjs";

/** The track of a value that is among the eight. */
const control = (page, at) => page.locator(".values > .control:has(.likely)").nth(at);

async function drag(page, thumb, share) {
  await thumb.scrollIntoViewIfNeeded();
  const [box, rail] = [await thumb.boundingBox(), await thumb.locator("xpath=..").boundingBox()];
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(rail.x + rail.width * share - 9, box.y + 5, {steps: 4});
  await page.mouse.move(rail.x + rail.width * share, box.y + 5);
  await page.mouse.up();
}

async function aboveFold(page, height) {
  const whole = async selector => {
    for (const part of await page.locator(selector).all()) {
      const box = await part.boundingBox();
      holds(box.y >= 0 && box.y + box.height <= height, `${selector} ends at ${Math.round(box.y + box.height)} of ${height}`);
    }
  };
  await whole(".verdict .sentence");
  await whole(".numbers > div");
  const figure = await page.locator(".hero svg").boundingBox();
  const seen = Math.min(height, figure.y + figure.height) - figure.y;
  holds(seen >= figure.height * 0.7, `${Math.round(seen)} of ${Math.round(figure.height)} pixels of the figure are seen`);
}

export async function answers(bench, live) {
  await check("the verdict, three numbers and a figure stand above the fold at 1280 by 800", async () => {
    const page = await bench.open(live);
    same(await page.locator(".numbers > div").count(), 3);
    await aboveFold(page, 800);
    await bench.picture(page, "wide");
    await page.context().close();
  });
  await check("and at 390 by 844, where the page is no wider than the screen", async () => {
    const page = await bench.open(live, {width: 390, height: 844});
    await aboveFold(page, 844);
    same(await page.evaluate(() => document.scrollingElement.scrollWidth), 390, "width");
    await bench.picture(page, "narrow");
    await page.context().close();
  });
  await check("the report is painted before the engine is ready", async () => {
    const page = await bench.open(live, {ready: false});
    const [painted, ready] = await page.evaluate(async () => {
      while (!document.querySelector(".panel .control")) await new Promise(requestAnimationFrame);
      return [performance.getEntriesByName("first-contentful-paint")[0].startTime, performance.now()];
    });
    holds(painted < ready, `painted at ${painted}, ready at ${ready}`);
    await page.context().close();
  });
  await check("without script it is the report", async () => {
    const page = await bench.open(live, {ready: false, javaScriptEnabled: false});
    same(await page.locator(".panel, .bar, .live").count(), 0);
    holds((await page.locator("main section").count()) > 8, "sections");
    holds(await page.locator(".verdict .sentence").isVisible(), "the verdict");
    holds(await page.locator("nav a").first().isVisible() || await page.locator("nav summary").isVisible(), "the contents");
    holds(!(await page.locator("body").innerText()).includes("averted-engine"), "data is not shown");
    await bench.picture(page, "without-script");
    await page.context().close();
  });

  const page = await bench.open(live);
  const written = {sentence: await said.sentence(page), numbers: await said.numbers(page)};
  await check("eight values are controls, each with its distribution, and all values are listed", async () => {
    same(await page.locator(".values > .control").count(), 8);
    for (const shape of await page.locator(".values > .control:has(.likely) .shape").all()) {
      holds((await shape.getAttribute("d")).length > 100, "a distribution");
    }
    const rows = page.locator(".all li");
    await page.locator(".all > summary").click();
    const all = await rows.count();
    holds(all > 20, `${all} values`);
    await page.getByLabel("Search the assumptions").fill("cashable");
    const found = await rows.locator("visible=true").count();
    holds(found > 0 && found < all / 2, `${found} of ${all} found`);
    for (const row of await rows.locator("visible=true").all()) await row.locator("summary").first().click();
    holds(await page.locator(".all .control:visible").count() === found, "each opens its control");
    await page.getByLabel("Search the assumptions").fill("no such words");
    same(await rows.locator("visible=true").count(), 0);
    await page.locator(".all > summary").click();
    same(await page.evaluate(() => /\b(undefined|null|NaN|false|\[object)\b/.exec(document.querySelector(".panel").innerText)?.[0]), undefined, "a slip");
  });
  await check("the contents are a menu, which closes by key and by a click elsewhere", async () => {
    const menu = page.locator("nav details");
    const open = () => menu.evaluate(each => each.open);
    holds(!await open(), "closed at first");
    await page.locator("nav summary").click();
    holds(await page.locator("nav a").first().isVisible(), "open");
    await page.keyboard.press("Escape");
    holds(!await open(), "closed by key");
    await page.locator("nav summary").click();
    await page.locator(".verdict").click();
    holds(!await open(), "closed by a click elsewhere");
    await page.locator("nav summary").click();
    await page.getByRole("button", {name: "Open every section"}).click();
    same(await page.locator("main details:not([open])").count(), 0);
    await page.getByRole("button", {name: "Fold details again"}).click();
    await page.locator("nav a[href='#targets']").click();
    holds(!await open(), "closed by its links");
    holds(await page.locator("#targets").evaluate(each => each.closest("details").open), "a link opens what it leads to");
    await page.evaluate(() => scrollTo(0, 0));
  });
  await check("a value tells by how much it must move to turn the answer", async () => {
    const told = page.locator(".values > .control .switching:not(:empty)");
    await page.waitForFunction(() => document.querySelectorAll(".values > .control .switching:not(:empty)").length === 8, undefined, {timeout: 60_000});
    holds((await told.allTextContents()).some(text => text.startsWith("Switching value")), "a switching value");
    holds(await page.locator(".values .mark:visible").count() > 0, "a mark on its track");
  });
  await check("a thumb moves by mouse; the exact answer comes first, then the simulated one, the old one beside it", async () => {
    await page.evaluate(() => {
      const seen = window.seenStates = [];
      const state = document.querySelector(".state");
      new MutationObserver(() => seen.push(state.textContent)).observe(state, {childList: true, characterData: true, subtree: true});
    });
    await drag(page, control(page, 0).locator(".likely"), 0.55);
    await bench.settled(page);
    const states = await page.evaluate(() => window.seenStates);
    const at = words => states.findIndex(state => state.includes(words));
    holds(at("Exact expectation") >= 0 && at("Exact expectation") < at("256 of"), "exact before simulated: " + states.join(" / "));
    holds(at("256 of") < at("1,000 of") && at("1,000 of") < at("changed by the reader"), "then more and more draws");
    holds((await said.numbers(page))[1] !== written.numbers[1], "the answer moved");
    same((await said.before(page)).join("|"), written.numbers.map(number => `before: ${number}`).join("|"));
    same((await said.changed(page)).length, 1);
    await bench.picture(page, "moved");
  });
  await check("thumbs move by every key, and take their neighbours along", async () => {
    const second = control(page, 1);
    const low = second.locator(".low");
    const value = thumb => thumb.getAttribute("aria-valuenow").then(Number);
    const start = await value(low);
    await low.focus();
    await page.keyboard.press("ArrowRight");
    const right = await value(low);
    holds(right > start, "right");
    await page.keyboard.press("ArrowDown");
    holds(await value(low) < right, "down");
    await page.keyboard.press("PageUp");
    holds(await value(low) > right, "page up");
    await page.keyboard.press("Home");
    same(await value(low), Number(await low.getAttribute("aria-valuemin")), "home");
    await page.keyboard.press("End");
    const most = Number(await low.getAttribute("aria-valuemax"));
    same(await value(low), most, "end");
    same(await value(second.locator(".high")), most, "high was taken along");
    same((await said.changed(page)).length, 2);
    await page.keyboard.press("Control+z");
    same((await said.changed(page)).length, 1, "keys in a row are one step");
    await page.keyboard.press("Control+y");
    await second.getByRole("button", {name: "back to as written"}).click();
    same((await said.changed(page)).length, 1);
  });
  await check("a number is taken exactly, and what is no number is said", async () => {
    const field = control(page, 2).getByLabel("likely, exact");
    const before = await field.inputValue();
    await field.fill("a lot");
    await field.press("Enter");
    holds((await control(page, 2).locator(".wrong").textContent()).includes("“a lot” is not taken"), "said");
    await field.press("Escape");
    same(await field.inputValue(), before, "as it was");
    await field.fill("0.217");
    await field.press("Enter");
    await bench.settled(page);
    holds((await said.command(page)).includes("mode: 0.217"), await said.command(page));
    same((await said.changed(page)).length, 2);
  });
  await check("people, and the target’s amount, year and counting are moved", async () => {
    await page.getByLabel("People, exact").fill("900");
    await page.getByLabel("People, exact").press("Enter");
    await page.getByLabel("Target amount, exact").fill("£20k");
    await page.getByLabel("Target amount, exact").press("Enter");
    await page.getByRole("combobox", {name: "Year"}).selectOption({index: 1});
    await page.getByRole("combobox", {name: "Counted"}).selectOption({index: 3});
    await bench.settled(page);
    const command = await said.command(page);
    for (const part of ["cohort.people=900", "amount=£20000", ".year=", ".counting="]) holds(command.includes(part), `${part} in ${command}`);
    same((await said.changed(page)).length, 6);
    holds((await said.sentence(page)).includes("£20,000"), "the verdict is of the new target");
    await page.locator(".changed li").nth(3).getByRole("button").click();
    same((await said.changed(page)).length, 5, "each change can be undone by itself");
  });
  await check("views and shocks go off and on, and weights make 100%", async () => {
    const views = page.getByRole("group", {name: "Views"}).getByRole("checkbox");
    const shocks = page.getByRole("group", {name: "Shocks"}).getByRole("checkbox");
    await views.nth(0).uncheck();
    const weights = [...(await said.command(page)).matchAll(/weight=([\d.]+)%/g)].map(each => Math.round(Number(each[1]) * 1e4));
    same(weights.reduce((sum, weight) => sum + weight), 1_000_000, "weights");
    holds(weights.includes(0), "one is off");
    await views.nth(1).uncheck();
    holds(await views.nth(2).isDisabled(), "one view has to stay");
    await shocks.nth(0).check();
    await bench.settled(page);
    same((await said.changed(page)).length, 7);
    await views.nth(1).check();
    await views.nth(0).check();
    same((await said.changed(page)).length, 6);
  });
  await check("undo, redo and back to as written", async () => {
    const count = async () => (await said.changed(page)).length;
    await page.getByRole("button", {name: "Undo", exact: true}).click();
    same(await count(), 7);
    await page.getByRole("button", {name: "Redo"}).click();
    same(await count(), 6);
    await page.getByRole("button", {name: "Back to as written", exact: true}).click();
    same(await count(), 0);
    same(await said.sentence(page), written.sentence);
    same((await said.numbers(page)).join(), written.numbers.join());
    await page.getByRole("button", {name: "Undo", exact: true}).click();
    same(await count(), 6, "and even that can be undone");
    await page.getByRole("button", {name: "Back to as written", exact: true}).click();
    holds(await page.getByRole("button", {name: "Back to as written", exact: true}).isDisabled(), "nothing is left to take back");
  });
  await check("of many changes in a row the last is answered, and an answer of an earlier one never comes", async () => {
    const field = page.getByLabel("People, exact");
    for (const people of [300, 400, 500, 600, 700]) {
      await field.fill(String(people));
      await field.press("Enter");
    }
    await bench.settled(page);
    same(await page.locator(".facts dd").first().textContent(), "700");
    same((await said.changed(page)).length, 1);
    await page.getByRole("button", {name: "Undo", exact: true}).click();
    holds((await page.getByLabel("People, exact").inputValue()) === "600", "a step back");
  });
  await check("nothing jumps: place, folds, order of tables and focus stay", async () => {
    await page.locator("#h-assumptions").click();
    const head = page.locator("#summary table thead button").nth(1);
    await head.click();
    const section = page.locator("#breakdown .table").first();
    await section.evaluate(each => {
      each.scrollIntoView({block: "center", behavior: "instant"});
      each.focus({preventScroll: true});
    });
    const top = () => page.locator("#breakdown .table").first().evaluate(each => each.getBoundingClientRect().top);
    // A page that was just scrolled by a click before this may still be under way.
    let before;
    do {
      before = await top();
      await page.waitForTimeout(300);
    } while (Math.abs(await top() - before) > 0.5);
    await page.keyboard.press("Control+y");
    await bench.settled(page);
    holds(Math.abs(await top() - before) < 3, `moved by ${await top() - before} pixels`);
    holds(await page.locator("#assumptions").evaluate(each => each.closest("details").open), "open");
    holds(await page.locator("#summary th[aria-sort]").count() === 1, "in order");
    holds(await page.evaluate(() => document.activeElement.closest("#breakdown .table") !== null), "focus");
    holds(await page.locator(".bar.away .glance").isVisible(), "the numbers go along in the bar");
    const numbers = await said.numbers(page);
    same((await page.locator(".glance dd").allTextContents()).join(), numbers.join());
    await page.evaluate(() => scrollTo(0, 0));
  });
  await check("figures of the new answer show their values by key, and its tables go in order", async () => {
    // A pointer that rests on the page would choose another value when the page moves under it.
    await page.mouse.move(2, 2);
    const drawing = page.locator("main .drawing:has(.value)").first();
    await drawing.focus();
    await page.waitForTimeout(100);
    await page.keyboard.press("ArrowRight");
    holds((await page.locator(".tip").textContent()).length > 3, "a value");
    await page.keyboard.press("Escape");
    same(await page.locator(".tip").textContent(), "");
    const table = page.locator("#years table, #breakdown table").first();
    await table.locator("thead button").nth(1).click();
    same(await table.locator("thead th").nth(1).getAttribute("aria-sort"), "descending");
  });
  await page.context().close();
}
