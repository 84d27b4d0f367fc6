// What leaves the page: every file is the native program's, to the byte, and says that a reader changed it.
import fs from "node:fs";
import path from "node:path";
import {argumentsOf, check, holds, said, same} from "./bench.mjs";

async function change(page, bench) {
  await page.locator(".panel .high").first().focus();
  await page.keyboard.press("PageUp");
  await page.getByLabel("People, exact").fill("700");
  await page.getByLabel("People, exact").press("Enter");
  await bench.settled(page);
}

export async function files(bench, live, inputs) {
  const page = await bench.open(live);
  const take = name => bench.taken(page, () => page.getByRole("button", {name}).click());
  await check("as written, the files are those of the native program", async () => {
    const run = bench.run("written", inputs.files, ["run", inputs.files[0].path, "-o", "out", "--format", "json,csv,html", "-q"]);
    holds(await page.getByRole("button", {name: "Scenario with the changes"}).isDisabled(), "nothing is changed");
    const found = await take("Results (JSON)");
    same(found.name, "results.json");
    holds(found.bytes.equals(fs.readFileSync(path.join(run.folder, "out/results.json"))), "results.json differs");
  });
  await change(page, bench);
  const native = bench.run("changed", inputs.files, [...argumentsOf(await said.command(page)), "-o", "out", "--format", "json,csv,html", "-q"]);
  for (const [button, name] of [["Results (JSON)", "results.json"], ["Draws (CSV)", "draws.csv"]]) {
    await check(`changed, ${name} is that of the native program, and its name says that it was changed`, async () => {
      const found = await take(button);
      same(found.name, `changed-by-the-reader-${name}`);
      holds(found.bytes.equals(fs.readFileSync(path.join(native.folder, "out", name))), `${name} differs`);
    });
  }
  await check("report.html is a report without script of this page, and says what was changed", async () => {
    const found = await take("Report (HTML)");
    same(found.name, "changed-by-the-reader-report.html");
    const text = found.bytes.toString();
    holds(text.includes("cohort.people=700") && !text.includes("averted-engine"), "a static report");
    const file = path.join(bench.folder, "taken.html");
    fs.writeFileSync(file, found.bytes);
    const report = await bench.open(file, {ready: false});
    same(await report.locator(".verdict .sentence").textContent(), await said.sentence(page));
    await report.context().close();
  });
  await check("the scenario with the changes, run natively beside the file, gives the same draws", async () => {
    const patch = await take("Scenario with the changes");
    same(patch.name, "changes.yaml");
    holds(patch.bytes.toString().includes("Changed by the reader"), "says so");
    const run = bench.run("patched", [...inputs.files, {path: patch.name, text: patch.bytes.toString()}], ["run", patch.name, "-o", "out", "--format", "json,csv", "-q"]);
    same(run.status, 0, run.err);
    same(run.read("out/draws.csv"), fs.readFileSync(path.join(native.folder, "out/draws.csv"), "utf8"));
    const numbers = text => {
      const {scenario, inputs, ...rest} = JSON.parse(text);
      return JSON.stringify(rest);
    };
    same(numbers(run.read("out/results.json")), numbers(fs.readFileSync(path.join(native.folder, "out/results.json"), "utf8")));
  });
  await check("a figure is an SVG with its fonts, and a PNG", async () => {
    const figure = page.locator("figure:has(.take)").first();
    const id = (await figure.getAttribute("id")).replace("figure-", "");
    const svg = await bench.taken(page, () => figure.getByRole("button", {name: "SVG"}).click());
    same(svg.name, `changed-by-the-reader-${id}.svg`);
    const text = svg.bytes.toString();
    holds(text.includes("svg{font-family:\"Open Sans\"") && text.includes("@font-face") && text.includes("Changed by the reader"), "fonts and a foot");
    const parsed = await page.evaluate(text => new DOMParser().parseFromString(text, "image/svg+xml").documentElement.localName, text);
    same(parsed, "svg", "well-formed");
    const values = await page.locator(`#figure-${id} .value`).count();
    same((text.match(/<title>/g) ?? []).length, values, "its values have their titles again");
    const png = await bench.taken(page, () => figure.getByRole("button", {name: "PNG"}).click());
    same(png.bytes.subarray(1, 4).toString(), "PNG");
    same(png.bytes.readUInt32BE(16), 1890, "width");
    holds(png.bytes.length > 30_000, "not empty");
    same(await page.locator("main figure:has(svg)").count(), await page.locator("main .take").count(), "every figure can be taken");
  });
  await check("printed it is the report, with what was changed and without controls", async () => {
    await page.emulateMedia({media: "print"});
    for (const part of [".panel", ".bar", ".take >> nth=0", "#h-files", "#h-variants"]) holds(!await page.locator(part).isVisible(), part);
    for (const part of [".verdict .sentence", "#h-changed", ".changed li >> nth=0", ".verdict .changes", "#summary"]) {
      holds(await page.locator(part).isVisible(), part);
    }
    await page.pdf({path: path.join(bench.folder, "printed.pdf"), preferCSSPageSize: true});
    await page.emulateMedia({media: "screen"});
  });
  await page.context().close();
}
