// What the end-to-end tests share: a case read from the made-up reports, a server over it, a browser.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const kRoot = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const kProgram = process.env.HEARSAY ?? join(kRoot, "build", "hearsay");
const kBrowsers = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const kPatience = 60_000;  // milliseconds, beside other work

export const browser_path = kBrowsers.find((path) => path && existsSync(path));
export const axe_source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const kViews = ["#/", "#/story/s1", "#/story/s1/timeline", "#/story/s1/chains", "#/story/s1/statements",
  "#/story/s1/reports", "#/report/d1", "#/entities", "#/entity/E1", "#/search?q=harbour", "#/corrections", "#/add"];

// Reads `inputs` into a new case in a folder of its own.
export function make_case(...inputs) {
  const folder = mkdtempSync(join(tmpdir(), "hearsay-web-"));
  const path = join(folder, "test.case");
  const done = spawnSync(kProgram, ["read", "--model", "rules", "--case", path, ...inputs], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`hearsay read: ${done.status}\n${done.stderr}`);
  return { path, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

// Serves a case; resolves when it tells its address (with the token).
export async function serve(path, ...flags) {
  const child = spawn(kProgram, ["serve", path, "--port", "0", "--no-open", ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  let told = "";
  const address = await new Promise((ready, fail) => {
    const timer = setTimeout(() => fail(new Error(`hearsay serve told no address:\n${told}`)), 60_000);
    const hear = (chunk) => {
      told += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(told);
      if (found) { clearTimeout(timer); ready(found[0]); }
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", (code) => fail(new Error(`hearsay serve ended with ${code}:\n${told}`)));
  });
  return { address, origin: new URL(address).origin, stop: () => new Promise((ready) => { child.on("exit", ready); child.kill(); }) };
}

export const launch = () => chromium.launch({
  executablePath: browser_path,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

// Opens a page that notes every error of the console, every exception and every request to another host.
export async function open(browser, server, view = "#/", options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, permissions: ["clipboard-read", "clipboard-write"], ...options });
  context.setDefaultTimeout(kPatience);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  page.on("response", (response) => { if (response.status() >= 400) faults.push(`${response.status()} for ${response.request().method()} ${response.url()}`); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(server.origin) && !/^(blob|data):/.test(request.url())) faults.push(`asked ${request.url()}`); });
  page.on("dialog", (dialog) => { faults.push(`dialog ${dialog.message()}`); void dialog.dismiss(); });
  await page.goto(server.address + view);
  await settled(page);
  return { page, faults, close: () => context.close() };
}

// Everything that was asked for has come.
export async function settled(page) {
  await page.waitForSelector("main h1");
  await page.waitForFunction(() => !document.querySelector(".loading"), undefined, { timeout: kPatience });
}

// The old view may stand for a while on a busy machine: it is gone when the change was told and two frames were drawn.
export async function show(page, view) {
  await page.evaluate((hash) => new Promise((drawn) => {
    const soon = () => requestAnimationFrame(() => requestAnimationFrame(drawn));
    if (location.hash === hash) return soon();
    addEventListener("hashchange", soon, { once: true });
    location.hash = hash;
  }), view);
  await page.waitForTimeout(60);
  await settled(page);
}

// Does something to a place until what it opens is there: a diagram that is being laid out anew may lose a key or a click.
export async function opens(page, selector, act) {
  for (let tries = 0; tries < 4; tries++) {
    await act();
    if (await page.waitForSelector(selector, { timeout: kPatience / 4 }).catch(() => null)) return;
  }
  throw new Error(`${selector} did not open`);
}
