// What every check of the live page needs: a browser that notes whatever it asks for, the native program, files.
import {execFileSync, spawnSync} from "node:child_process";
import fs from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";

const from = folder => createRequire(path.join(path.resolve(folder), "here.js"));
const {chromium} = from(process.env.PLAYWRIGHT ?? ".")("playwright-core");

function browserOnPath() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const files = process.env.PATH.split(path.delimiter).flatMap(folder => names.map(name => path.join(folder, name)));
  return files.find(file => fs.existsSync(file));
}

/** What failed so far. */
export const failures = [];

export async function check(name, test) {
  const start = performance.now();
  const took = () => `(${((performance.now() - start) / 1000).toFixed(1)} s)`;
  try {
    await test();
    console.log(`ok    ${name} ${took()}`);
  } catch (fault) {
    failures.push(name);
    console.log(`FAIL  ${name} ${took()}\n      ${String(fault?.message ?? fault).split("\n").slice(0, 6).join("\n      ")}`);
  }
}

export function same(found, wanted, what = "") {
  if (found !== wanted) throw new Error(`${what}: ${short(found)} is not ${short(wanted)}`);
}

export function holds(condition, what) {
  if (!condition) throw new Error(what);
}

const short = value => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 300 ? text.slice(0, 300) + "…" : text;
};

export class Bench {
  constructor(averted, folder) {
    this.averted = averted;
    this.folder = path.resolve(folder);
    /** Every address that any page asked for, but for the page itself. */
    this.asked = [];
    /** Every word of a console and every fault of a script. */
    this.complaints = [];
  }

  async start() {
    this.browser = await chromium.launch({executablePath: browserOnPath(), args: ["--no-sandbox"]});
  }

  async open(file, {width = 1280, height = 800, fragment = "", ready = true, ...context} = {}) {
    const page = await (await this.browser.newContext({viewport: {width, height}, ...context})).newPage();
    const address = `file://${path.resolve(file)}`;
    page.on("request", request => {
      const asked = request.url().split("#")[0];
      if (asked !== address && !/^(data|blob):/.test(asked)) this.asked.push(asked);
    });
    page.on("console", message => this.complaints.push(message.text()));
    page.on("pageerror", fault => this.complaints.push(fault.stack ?? fault.message));
    page.on("dialog", dialog => {
      this.complaints.push(`a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    await page.goto(address + fragment);
    if (ready) await page.locator(".panel .control").first().waitFor();
    return page;
  }

  /** Until every draw of the newest change is done. */
  async settled(page) {
    await page.waitForFunction(() => {
      const state = document.querySelector(".state").textContent;
      return / draws?, .* seed \d+, averted /.test(state) && document.querySelector("progress.still");
    }, undefined, {timeout: 60_000});
  }

  /** Runs the program in a folder of its own, beside the files of a scenario. */
  run(name, files, args) {
    const folder = path.join(this.folder, name);
    fs.mkdirSync(folder, {recursive: true});
    for (const {path: file, text, base64} of files) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), {recursive: true});
      fs.writeFileSync(path.join(folder, file), base64 ? Buffer.from(base64, "base64") : text);
    }
    const done = spawnSync(this.averted, args, {cwd: folder, encoding: "utf8", env: {...process.env, NO_COLOR: "1"}});
    return {folder, status: done.status, out: done.stdout, err: done.stderr, read: file => fs.readFileSync(path.join(folder, file), "utf8")};
  }

  live(name, files, ...args) {
    const run = this.run(name, files, ["live", ...args, "-o", "out", "-q"]);
    if (run.status !== 0) throw new Error(`averted live: ${run.err}`);
    return path.join(run.folder, "out", "live.html");
  }

  /** What a click hands to the reader. */
  async taken(page, click) {
    const [download] = await Promise.all([page.waitForEvent("download", {timeout: 60_000}), click()]);
    const file = path.join(this.folder, "taken-" + download.suggestedFilename());
    await download.saveAs(file);
    return {name: download.suggestedFilename(), bytes: fs.readFileSync(file)};
  }

  async picture(page, name) {
    await page.screenshot({path: path.join(this.folder, name + ".png")});
  }
}

/** What a page says. */
export const said = {
  sentence: page => page.locator(".verdict .sentence").textContent(),
  numbers: page => page.locator(".numbers .figure").allTextContents(),
  before: page => page.locator(".numbers .before").allTextContents(),
  state: page => page.locator(".state").textContent(),
  changed: page => page.locator(".changed li").allTextContents(),
  command: page => page.getByLabel("The command that gives these numbers").inputValue(),
};

/** The arguments of a command as a shell reads them. */
export function argumentsOf(command) {
  const out = execFileSync("sh", ["-c", `averted() { printf '%s\\0' "$@"; }\n${command}`], {encoding: "utf8"});
  return out.split("\0").slice(0, -1);
}
