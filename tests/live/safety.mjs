// Scenarios that are wrong or hostile: told in the program's own words, and never more than text.
import fs from "node:fs";
import path from "node:path";
import {check, holds, said, same} from "./bench.mjs";

const BAD = `title: A town
starts: 2024-04
horizon: 24 months
cohort: {people: -60}
payers: {nhs: {label: NHS}}
events:
  admission:
    rate: often
    unit_cost: 4 apples
    paid_by: {police: 100%}
    suport: {prevents: 20%}
`;

const hostile = fs.readFileSync(new URL("../papers/hostile.yaml", import.meta.url), "utf8");

/** A page that starts empty. */
async function started(bench) {
  const page = await bench.open(bench.live("empty", []), {ready: false});
  await page.locator(".opening").waitFor();
  return page;
}

export async function safety(bench, live, inputs) {
  await check("a broken scenario is told as the program tells it, and the answer before stays", async () => {
    const page = await bench.open(live);
    const sentence = await said.sentence(page);
    const name = inputs.files[0].path;
    await page.locator("#h-text").click();
    await page.getByRole("textbox", {name: "Text", exact: true}).fill(BAD);
    await page.getByRole("button", {name: "Run the edited text"}).click();
    const told = page.locator(".faults pre");
    await told.waitFor();
    const run = bench.run("broken", [{path: name, text: BAD}], ["run", name, "-o", "out"]);
    holds(run.status !== 0, "natively it fails too");
    same((await told.textContent()).trim(), run.err.trim());
    same(await said.sentence(page), sentence);
    await bench.picture(page, "broken");
    await page.getByRole("button", {name: "Undo the last change"}).click();
    await told.waitFor({state: "detached"});
    same((await said.changed(page)).length, 0);
    await page.context().close();
  });
  await check("the text is edited, run and taken back", async () => {
    const page = await bench.open(live);
    const sentence = await said.sentence(page);
    await page.locator("#h-text").click();
    const text = await page.getByRole("textbox", {name: "Text", exact: true}).inputValue();
    const title = text.match(/^title: .*$/m)[0];
    await page.getByRole("textbox", {name: "Text", exact: true}).fill(text.replace(title, "title: Another title"));
    await page.getByRole("button", {name: "Run the edited text"}).click();
    await page.getByRole("heading", {name: "Another title"}).waitFor();
    await bench.settled(page);
    same((await said.changed(page)).length, 1);
    same(await page.evaluate(() => location.hash), "", "a text does not fit in an address");
    await page.locator(".changed li button").click();
    await page.getByRole("heading", {name: title.slice(7)}).waitFor();
    same(await said.sentence(page), sentence);
    await page.context().close();
  });
  await check("a scenario is opened from files, with the files that it names", async () => {
    const page = await started(bench);
    const folder = path.join(bench.folder, "opened");
    fs.mkdirSync(folder, {recursive: true});
    const names = inputs.files.map(file => {
      fs.writeFileSync(path.join(folder, path.basename(file.path)), file.text ?? Buffer.from(file.base64, "base64"));
      return path.join(folder, path.basename(file.path));
    });
    await bench.picture(page, "empty");
    await page.getByLabel("A YAML file").setInputFiles(names.reverse());
    await bench.settled(page);
    const whole = await bench.open(live);
    same(await said.sentence(page), await said.sentence(whole));
    same((await said.numbers(page)).join(), (await said.numbers(whole)).join());
    same(await page.locator("nav a").count(), await whole.locator("nav a").count(), "contents");
    await whole.context().close();
    await page.context().close();
  });
  await check("a text is pasted, files are dropped, and mistakes are told there too", async () => {
    const page = await started(bench);
    await page.getByLabel("Or paste the text").fill(BAD);
    await page.getByRole("button", {name: "Run this text"}).click();
    holds((await page.locator(".faults pre").textContent()).includes("scenario.yaml"), "the file’s name");
    await page.evaluate(text => {
      const files = new DataTransfer();
      files.items.add(new File([text], "dropped.yaml"));
      document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: files, bubbles: true, cancelable: true}));
    }, hostile);
    await bench.settled(page);
    holds((await said.state(page)).includes("dropped.yaml"), await said.state(page));
    holds(!await page.locator(".faults").isVisible(), "no mistakes are left");
    await page.context().close();
  });
  await check("a scenario begins with the questions of the program", async () => {
    const page = await started(bench);
    const people = page.getByLabel("How many people does it support");
    await people.fill("many");
    await page.getByRole("button", {name: "Begin with these answers"}).click();
    await page.locator(".question-of .wrong:not(:empty)").waitFor();
    same(await page.locator(".asking .wrong:not(:empty)").count(), 1, "beside its question");
    holds(await people.evaluate(each => each === document.activeElement), "the focus is there");
    await people.fill("123");
    await page.getByLabel("What is the service called?").fill("A <b>bold</b> service");
    await page.getByRole("button", {name: "Begin with these answers"}).click();
    await bench.settled(page);
    same(await page.locator("h1").textContent(), "A <b>bold</b> service");
    same(await page.evaluate(() => scrollY), 0, "from the top");
    same(await page.getByLabel("People, exact").inputValue(), "123");
    same((await said.changed(page)).length, 0);
    await bench.picture(page, "begun");
    await page.context().close();
  });
  await check("labels that look like markup stay text, embedded and opened", async () => {
    const page = await bench.open(bench.live("hostile", [{path: "hostile.yaml", text: hostile}], "hostile.yaml"));
    const scripts = await page.locator("script").count();
    await page.locator(".panel .thumb").first().focus();
    await page.keyboard.press("ArrowRight");
    await bench.settled(page);
    await page.locator(".all > summary").click();
    for (const row of await page.locator(".all li > details > summary").all()) await row.click();
    same(await page.locator("script").count(), scripts);
    same(scripts, 3, "the data, the engine and the one script");
    same(await page.locator("a[href^='javascript']").count(), 0);
    const text = await page.evaluate(() => document.body.innerText);
    holds(text.includes("<script>alert(1)</script>"), "the label is there as text");
    await page.context().close();
  });
  await check("its policy allows its own script and WebAssembly, and nothing else", async () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(fs.readFileSync(live, "utf8"))[1];
    holds(policy.startsWith("default-src 'none';"), policy);
    for (const word of ["unsafe-inline", "'unsafe-eval'", "http", "*", "connect-src"]) holds(!policy.includes(word), `${word} in ${policy}`);
    const page = await bench.open(live);
    const tried = await page.evaluate(async () => {
      try {
        await fetch("https://example.org/");
        return "fetched";
      } catch {
        return "refused";
      }
    });
    same(tried, "refused");
    // The trial of this check itself.
    bench.asked = bench.asked.filter(address => address !== "https://example.org/");
    bench.complaints = bench.complaints.filter(text => !/example\.org|Content Security Policy/.test(text));
    await page.context().close();
  });
}
