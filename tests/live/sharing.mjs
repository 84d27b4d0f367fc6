// Changes that are kept and shared: the link, the variants side by side, and links that somebody else made up.
import {argumentsOf, check, holds, said, same} from "./bench.mjs";

export async function sharing(bench, live, inputs) {
  let fragment;
  let shared;
  await check("a link carries the changes, and opened again gives the same answer", async () => {
    const page = await bench.open(live);
    const thumb = page.locator(".panel .likely").first();
    await thumb.focus();
    await page.keyboard.press("PageUp");
    await page.getByLabel("People, exact").fill("700");
    await page.getByLabel("People, exact").press("Enter");
    await page.getByRole("group", {name: "Views"}).getByRole("checkbox").nth(0).uncheck();
    await page.getByRole("group", {name: "Shocks"}).getByRole("checkbox").nth(0).check();
    await bench.settled(page);
    fragment = await page.evaluate(() => location.hash);
    shared = {sentence: await said.sentence(page), numbers: await said.numbers(page), changed: await said.changed(page), command: await said.command(page)};
    same(await page.getByLabel("The end of the address").inputValue(), fragment);
    await page.context().close();
    const again = await bench.open(live, {fragment});
    await bench.settled(again);
    same(await said.sentence(again), shared.sentence);
    same((await said.numbers(again)).join(), shared.numbers.join());
    same((await said.changed(again)).join(), shared.changed.join());
    same(await said.command(again), shared.command);
    holds(await again.getByRole("group", {name: "Shocks"}).getByRole("checkbox").nth(0).isChecked(), "the shock is on");
    await again.locator("nav summary").click();
    await again.locator("nav a[href='#targets']").click();
    same(await again.evaluate(() => location.hash), fragment, "a link to a section leaves the changes in the address");
    await again.context().close();
  });
  await check("the command that is copied gives the same answer natively", async () => {
    holds(shared.command.startsWith("# Changed by the reader"), shared.command);
    const run = bench.run("command", inputs.files, [...argumentsOf(shared.command), "-o", "out", "--format", "html"]);
    same(run.status, 0, run.err);
    const [, sentence] = /class="sentence">([^<]*)/.exec(run.read("out/report.html"));
    same(sentence.replaceAll("&#39;", "'"), shared.sentence);
    const page = await bench.open(live, {fragment, permissions: ["clipboard-read", "clipboard-write"]});
    await page.getByRole("button", {name: "Copy the command"}).click();
    await page.getByText("The command is copied.").waitFor();
    same(await page.evaluate(() => navigator.clipboard.readText()), shared.command);
    await page.context().close();
  });
  await check("a link that does not hold changes of this scenario is said to be ignored", async () => {
    const bad = ["#set=no.such.value%3D3", "#set=%00", "#shock=__proto__", "#set=x", "#set=" + "x".repeat(30_000),
      "#set=cohort.people%3D-5", "#set=cohort.people%3D5&other=1", "#set=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E%3D1",
      "#set=cohort.people%3D%3Cimg+src%3Dx+onerror%3Dalert(1)%3E", "#shock=%ff%fe"];
    const opened = await bench.open(live, {fragment: bad[0]});
    await opened.locator(".ignored:not([hidden])").waitFor();
    same((await said.changed(opened)).length, 0, "at opening");
    for (const fragment of bad.slice(1)) {
      await opened.evaluate(() => {
        document.querySelector(".ignored").hidden = true;
      });
      await opened.evaluate(hash => { location.hash = hash; }, fragment);
      await opened.locator(".ignored:not([hidden])").waitFor();
      same((await said.changed(opened)).length, 0, fragment.slice(0, 40));
      same(await opened.locator("img").count(), 0, "markup");
    }
    await opened.context().close();
  });
  await check("an address that is written over in an open page is followed", async () => {
    const page = await bench.open(live);
    await page.evaluate(hash => { location.hash = hash; }, fragment);
    await bench.settled(page);
    same((await said.changed(page)).join(), shared.changed.join());
    await page.evaluate(() => { location.hash = "#set=nothing%3D1"; });
    await page.locator(".ignored:not([hidden])").waitFor();
    same((await said.changed(page)).join(), shared.changed.join(), "the answer stays");
    await page.context().close();
  });
  await check("answers are kept side by side, shown again and removed", async () => {
    const page = await bench.open(live, {fragment});
    await bench.settled(page);
    await page.getByLabel("Name of the variant").fill("<b>Fewer</b> people");
    await page.getByRole("button", {name: "Keep this answer"}).click();
    const first = await said.numbers(page);
    await page.getByLabel("People, exact").fill("1000");
    await page.getByLabel("People, exact").press("Enter");
    await bench.settled(page);
    await page.getByRole("button", {name: "Keep this answer"}).click();
    const rows = page.locator("[aria-label='Variants side by side'] tbody tr");
    same((await rows.locator("th").allTextContents()).join(), "As written,<b>Fewer</b> people,Variant 2");
    same((await rows.nth(1).locator(".value-of").allTextContents()).join(), first.join());
    await bench.picture(page, "variants");
    await rows.nth(1).getByRole("button", {name: /^Show/}).click();
    await bench.settled(page);
    same((await said.numbers(page)).join(), first.join());
    await rows.nth(2).getByRole("button", {name: /^Remove/}).click();
    same(await rows.count(), 2);
    await page.context().close();
  });
}
