// The web app over a case of 50,000 reports: node test/large.mjs [CASE]. Opens every view, scrolls the list to its end,
// searches, narrows; prints how long each takes, and fails where one takes longer than it may.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browser_path, kRoot, launch, make_case, open, serve, show } from "./app.mjs";

const kServerMost = 200;  // milliseconds, median
const kFirstLoadMost = 1000;
const kRequestsLeast = 1000;  // a second, by wrk

if (!browser_path) { console.log("no Chromium here (Debian's package chromium)"); process.exit(0); }

const median = (times) => times.sort((one, other) => one - other)[Math.floor(times.length / 2)];
const round = (milliseconds) => milliseconds.toFixed(milliseconds < 10 ? 1 : 0);
const too_slow = [];
function tell(what, milliseconds, most) {
  console.log(`${what.padEnd(44)} ${round(milliseconds).padStart(7)} ms`);
  if (milliseconds > most) too_slow.push(`${what}: ${round(milliseconds)} ms, at most ${most}`);
}

let [path] = process.argv.slice(2);
let remove = () => {};
if (!path) {
  const folder = mkdtempSync(join(tmpdir(), "hearsay-pile-"));
  const pile = join(folder, "pile.jsonl");
  assert.equal(spawnSync("python3", [join(kRoot, "bench", "big_case.py"), "50000"], { stdio: ["ignore", openSync(pile, "w"), "inherit"] }).status, 0);
  const made = make_case(pile);
  path = made.path;
  remove = () => { made.remove(); rmSync(folder, { recursive: true }); };
}

const server = await serve(path);
const ask = async (address) => (await fetch(server.origin + address)).json();
try {
  const { counts } = await ask("/api/case");
  console.log(`${counts.documents} reports, ${counts.stories} stories, ${counts.entities} people and bodies, ${counts.statements} statements\n`);
  const some = (list, key) => Array.from({ length: 20 }, (_, at) => list[Math.floor((at * list.length) / 20)][key]);
  const stories = some((await ask("/api/stories?limit=500")).items, "id");
  const documents = some((await ask("/api/documents?limit=500")).items, "id");
  const entities = some((await ask("/api/entities?sort=statements&limit=500")).items, "id");
  const { facets } = await ask("/api/stories?facets=true&limit=1");
  const words = ["harbour", "bridge", "train", "ferry", "minister"];
  const each = (list, address) => list.map((one) => address.replace("*", encodeURIComponent(one)));
  const answers = {
    "list of stories": Array.from({ length: 20 }, (_, at) => `/api/stories?limit=60&offset=${at * 300}`),
    "list of stories with facets": each(["reports", "origins", "conflicts", "latest", "title"], "/api/stories?facets=true&limit=60&sort=*"),
    "stories narrowed by an outlet": each(facets.outlet.map((one) => one.value).slice(0, 20), "/api/stories?facets=true&limit=60&outlet=*"),
    "stories by words in titles": each(words, "/api/stories?facets=true&limit=60&q=*"),
    "story: account": each(stories, "/api/stories/*"),
    "story: sheet": each(stories, "/api/stories/*/sheet"),
    "story: timeline": each(stories, "/api/stories/*/timeline"),
    "story: chains": each(stories, "/api/stories/*/chains"),
    "story: statements": each(stories, "/api/stories/*/statements?limit=40"),
    "report": each(documents, "/api/documents/*"),
    "where else a passage is told": each(documents, "/api/related?document=*&span=0,60"),
    "people and bodies": Array.from({ length: 20 }, (_, at) => `/api/entities?limit=60&offset=${at * 1000}`),
    "person or body": each(entities, "/api/entities/*"),
    "what a person said": each(entities, "/api/entities/*/statements?limit=40"),
    "search: words": each(words, "/api/search?q=*"),
    "search: said by": each(["bel", "mor", "spokeswoman", "source"], "/api/search?said_by=*"),
    "search: about": each(words, "/api/search?about=*"),
  };
  console.log("Answers of the server, median of first askings");
  for (const [what, addresses] of Object.entries(answers)) {
    const times = [];
    for (const address of addresses) {
      const begin = performance.now();
      const answer = await fetch(server.origin + address);
      await answer.arrayBuffer();
      times.push(performance.now() - begin);
      assert.equal(answer.status, 200, address);
    }
    tell(what, median(times), kServerMost);
  }

  console.log("\nIn the browser, from the click to the content");
  const browser = await launch();
  const loads = [];
  for (let run = 0; run < 5; run++) {
    const begin = performance.now();
    const { page, close } = await open(browser, server);
    await page.waitForSelector(".story-row");
    loads.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? performance.now()));
    if (!run) console.log(`${"(first page with a new window)".padEnd(44)} ${round(performance.now() - begin).padStart(7)} ms`);
    const content = await page.evaluate(() => performance.getEntriesByType("resource").filter((one) => one.name.includes("/api/")).reduce((last, one) => Math.max(last, one.responseEnd), 0));
    loads[run] = Math.max(loads[run], content);
    await close();
  }
  tell("first load, to the list of stories", median(loads), kFirstLoadMost);
  const { page, faults, close } = await open(browser, server);
  const reach = (view, selector) => page.evaluate(async ([hash, wanted]) => {
    const begin = performance.now();
    location.hash = hash;
    do await new Promise(requestAnimationFrame);
    while ((!document.querySelector(wanted) || document.querySelector(".loading")) && performance.now() - begin < 20_000);
    if (!document.querySelector(wanted)) throw new Error(`${hash} shows no ${wanted}`);
    return performance.now() - begin;
  }, [view, selector]);
  const views = {
    "story": (at) => [`#/story/${stories[at]}`, ".sheet tbody td"], "timeline": (at) => [`#/story/${stories[at]}/timeline`, ".lane"],
    "chains": (at) => [`#/story/${stories[at]}/chains`, ".node"], "statements": (at) => [`#/story/${stories[at]}/statements`, ".statement"],
    "reports": (at) => [`#/story/${stories[at]}/reports`, ".origins li"], "report": (at) => [`#/report/${documents[at]}`, ".text p"],
    "people and bodies": () => ["#/entities", ".entity-row"], "person or body": (at) => [`#/entity/${entities[at]}`, ".mentions li"],
    "search": (at) => [`#/search?q=${words[at % words.length]}`, ".hits li"], "stories": () => ["#/", ".story-row"],
  };
  for (const [what, view] of Object.entries(views)) {
    const times = [];
    for (let at = 1; at < 8; at++) {
      await show(page, "#/add");
      times.push(await reach(...view(at)));
    }
    tell(what, median(times), Infinity);
  }

  await show(page, "#/");
  const shown = async (what) => Number((await page.locator(".found").innerText()).replace(/\D/g, "")) || assert.fail(what);
  const total = await shown("stories are counted");
  assert.equal(total, counts.stories);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForSelector(`li[aria-posinset="${total}"] .story-row`);
  const drawn = await page.locator(".virtual > li").count();
  assert.ok(drawn < 60, `${drawn} rows are drawn for what one sees`);
  await page.evaluate(() => scrollTo(0, 0));
  const begin = performance.now();
  await page.fill("input[data-search]", "ferry");
  await page.waitForFunction((before) => Number(document.querySelector(".found").textContent.replace(/\D/g, "")) < before, total);
  tell("stories by words, while one types", performance.now() - begin, Infinity);
  const found = await shown("some are found");
  await page.locator(".facet", { hasText: "Outlet" }).locator("label").first().click();
  await page.waitForFunction((before) => Number(document.querySelector(".found").textContent.replace(/\D/g, "")) < before, found);
  assert.deepEqual(faults, []);
  await close();
  await browser.close();

  const wrk = spawnSync("wrk", ["-t2", "-c32", "-d8s", `${server.origin}/api/stories`], { encoding: "utf8" });
  if (wrk.error) console.log("\nno wrk here (Debian's package wrk): requests a second are not measured");
  else {
    const rate = Number(/Requests\/sec:\s*([\d.]+)/.exec(wrk.stdout)?.[1]);
    console.log(`\nlist of stories, 32 connections: ${Math.round(rate)} requests a second`);
    if (rate < kRequestsLeast) too_slow.push(`${rate} requests a second, at least ${kRequestsLeast}`);
  }
  assert.deepEqual(too_slow, []);
} finally {
  await server.stop();
  remove();
}
