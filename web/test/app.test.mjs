// The web app in a real browser over the made-up case: every view, search, facets, corrections, adding, hostile input.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { axe_source, browser_path, kRoot, kViews, launch, make_case, open, opens, serve, settled, show } from "./app.mjs";

const options = { skip: browser_path ? false : "no Chromium here (Debian's package chromium)" };
let browser, the_case, server;

before(async () => {
  if (!browser_path) return;
  the_case = make_case(join(kRoot, "examples", "reports"));
  server = await serve(the_case.path);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  the_case?.remove();
});

const text = (page, selector) => page.locator(selector).first().innerText();

test("every view opens without a fault and axe finds nothing", options, async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, faults, close } = await open(browser, server, "#/", { colorScheme });
    for (const view of kViews) {
      await show(page, view);
      assert.ok((await text(page, "main")).length > 20, `${view} is empty`);
      await page.evaluate(axe_source);
      // In the dark only colours differ.
      const only = colorScheme === "dark" ? { runOnly: ["color-contrast"] } : {};
      const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { resultTypes: ["violations"], ...rules }), only);
      assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).slice(0, 3).join(" ")}`), [], `${view}, ${colorScheme}`);
    }
    assert.deepEqual(faults, []);
    await close();
  }
});

test("no view is wider than a phone", options, async () => {
  const { page, faults, close } = await open(browser, server, "#/", { viewport: { width: 390, height: 800 } });
  for (const view of kViews) {
    await show(page, view);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${view} is ${wide} wide`);
  }
  assert.deepEqual(faults, []);
  await close();
});

test("stories are found while one types, and narrowed by facets", options, async () => {
  const { page, close } = await open(browser, server);
  const all = await page.locator(".story-row").count();
  assert.ok(all >= 2);
  const word = (await text(page, ".story-title")).split(" ").find((one) => one.length > 4);
  await page.fill("input[data-search]", word.slice(0, 5));
  await page.waitForFunction((before) => document.querySelectorAll(".story-row").length < before || document.querySelectorAll(".story-row").length === 1, all);
  assert.match(page.url(), /q=/);
  await page.reload();
  await settled(page);
  assert.equal(await page.inputValue("input[data-search]"), word.slice(0, 5), "the search is in the address");
  await page.fill("input[data-search]", "qqqqq");
  await page.waitForSelector(".empty");
  await page.getByRole("button", { name: "Show all again" }).click();
  await page.waitForFunction((before) => document.querySelectorAll(".story-row").length === before, all);
  await page.locator(".facet", { hasText: "Outlet" }).locator("label").first().click();
  await page.waitForFunction(() => location.hash.includes("outlet="));
  await close();
});

test("a story's cells, arrows and bars open the words they rest on", options, async () => {
  const { page, faults, close } = await open(browser, server, "#/story/s1");
  assert.ok(await page.locator(".sheet tbody tr").count() > 2);
  assert.ok(await page.locator("td.silent").count() > 0, "silent cells are said to be silent");
  await page.locator("td.told button").first().click();
  assert.ok((await text(page, ".words-panel blockquote")).length > 3);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".words-panel", { state: "detached" });
  await show(page, "#/story/s1/chains");
  await opens(page, ".words-panel blockquote", () => page.locator(".edge").first().press("Enter"));
  await show(page, "#/story/s1/timeline");
  await opens(page, ".words-panel blockquote", () => page.locator(".bar-mark.happened").first().click());
  assert.deepEqual(faults, []);
  await close();
});

test("the reader steps through statements, links to a passage and tells where else it stands", options, async () => {
  const { page, close } = await open(browser, server, "#/report/d1");
  await page.keyboard.press("n");
  await page.waitForFunction(() => location.hash.includes("statement="));
  const first = page.url();
  await page.keyboard.press("n");
  await page.waitForFunction((before) => location.href !== before, first);
  assert.ok((await text(page, ".panel h2")).length > 1);
  await page.getByRole("button", { name: "Where else is this told?" }).click();
  await page.waitForSelector(".related, .panel .empty");
  await page.getByRole("button", { name: "Copy with citation" }).click();
  await page.waitForSelector(".toast");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /characters/);
  await show(page, "#/report/d1?at=20,60");
  const marked = await page.locator(".layer-at").allInnerTexts();
  const told = await page.evaluate(async () => {
    const { article } = await (await fetch("/api/documents/d1")).json();
    return Array.from(article.text).slice(20, 60).join("");
  });
  assert.equal(marked.join("").replace(/\s+/g, ""), told.replace(/\s+/g, ""));
  for (const layer of ["Names", "Figures", "Times", "Events"]) await page.getByLabel(layer).check();
  assert.ok(await page.locator(".layer-name").count() > 0);
  await close();
});

test("a report tells which of its paragraphs another report has, and marks those it took over", options, async () => {
  const { page, faults, close } = await open(browser, server);
  const copy = await page.evaluate(async () => {
    const { items } = await (await fetch("/api/documents?limit=50")).json();
    return items.find((one) => one.record === "coastline24").id;
  });
  await show(page, `#/report/${copy}`);
  const lines = await page.locator(".passages li").allInnerTexts();
  assert.match(lines[0], /^Paragraphs 1–\d+.* from kena-ferry/);
  assert.ok(lines.some((line) => /^Paragraphs? .*\d also in /.test(line)));
  await page.getByLabel("Taken over").check();
  assert.match(await page.locator(".layer-taken").first().getAttribute("title"), /from kena-ferry/);
  await page.locator(".passages a").first().click();
  await page.waitForSelector(".layer-at");
  assert.deepEqual(faults, []);
  await close();
});

test("corrections are made, logged, undone and put back", options, async () => {
  const { page, faults, close } = await open(browser, server, "#/entity/E1");
  const before = await text(page, "h1");
  await page.getByRole("button", { name: "rename" }).click();
  await page.getByLabel("Name").fill("Somebody Else Entirely");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Somebody Else Entirely");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((name) => document.querySelector("h1")?.textContent === name, before);

  await show(page, "#/report/d1");
  await page.keyboard.press("n");
  const statements = await page.locator("[data-statement]").count();
  await page.getByRole("button", { name: "Not a statement" }).click();
  await page.waitForFunction((many) => document.querySelectorAll("[data-statement]").length < many, statements);
  await show(page, "#/corrections");
  assert.equal(await page.locator("tbody tr").count(), 2);
  await page.getByRole("button", { name: "Take back" }).click();
  await page.waitForFunction(() => document.querySelectorAll("tr.undone").length === 2);
  await page.getByRole("button", { name: "Put back" }).first().click();
  await page.waitForFunction(() => document.querySelectorAll("tr.undone").length === 1);
  await page.getByRole("button", { name: "Take back" }).first().click();
  await page.waitForFunction(() => document.querySelectorAll("tr.undone").length === 2);

  await show(page, "#/entities");
  const names = await page.locator(".entity-row input").count();
  assert.ok(names > 2);
  await page.locator(".entity-row input").nth(0).check();
  await page.locator(".entity-row input").nth(1).check();
  await page.getByRole("button", { name: /These are one/ }).click();
  await page.waitForSelector(".toast");
  await page.locator(".toast").last().getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((many) => document.querySelectorAll(".entity-row input").length === many, names);
  assert.deepEqual(faults, []);
  await close();
});

test("search finds texts, and statements by their speaker", options, async () => {
  const { page, close } = await open(browser, server, "#/search");
  await page.getByLabel("Words in texts").fill("the");
  await page.waitForSelector(".hits li mark");
  const speaker = await page.evaluate(async () => (await (await fetch("/api/entities?sort=statements&limit=1")).json()).items[0].name);
  await page.getByLabel("Words in texts").fill("");
  await page.getByLabel("Said by").fill(speaker);
  await page.waitForSelector(".hits .speaker");
  assert.match(await text(page, ".hits .speaker"), new RegExp(speaker.split(" ").at(-1)));
  await close();
});

test("hostile reports are dropped, read and shown as text", options, async () => {
  const other = make_case(join(kRoot, "examples", "reports"));
  const own = await serve(other.path);
  const folder = join(other.folder, "in");
  mkdirSync(folder);
  const attack = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;
  const escaped = attack.replaceAll("<", "&lt;");
  writeFileSync(join(folder, "attack.html"), `<html><head><title>${escaped} bridge</title></head><body><article><h1>${escaped} bridge</h1>
<p>“${escaped} The bridge at Tolmere is safe and stays open,” said Mayor ${escaped} Ilka Dorn on Tuesday in the town hall of Tolmere.</p>
<p>Engineers had looked at its piers for three days after the flood and found no damage, the town said in a statement on Monday.</p></article></body></html>`);
  const { page, faults, close } = await open(browser, own, "#/add");
  const before = await page.evaluate(async () => (await (await fetch("/api/case")).json()).counts.documents);
  await page.locator("input[type=file]").first().setInputFiles(join(folder, "attack.html"));
  await page.waitForSelector(".job.done", { timeout: 60_000 });
  const now = await page.evaluate(async () => (await (await fetch("/api/case")).json()).counts.documents);
  assert.equal(now, before + 1);
  // Another is dropped on the page.
  await show(page, "#/");
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["Nobody was hurt, said Warden Pavo Lindquist in Tolmere on Friday. The gate had been shut since the evening before."], "dropped.txt"));
    return transfer;
  });
  await page.dispatchEvent("main", "dragover", { dataTransfer: dropped });
  await page.dispatchEvent("main", "drop", { dataTransfer: dropped });
  await page.waitForFunction(() => document.querySelectorAll(".job.done").length > 0 && !document.querySelector(".job:not(.done)"), undefined, { timeout: 60_000 });
  assert.match(await text(page, ".job.done"), /1 report read/);

  const attacked = await page.evaluate(async () => (await (await fetch("/api/documents?sort=added&limit=9")).json()).items.find((one) => one.title?.includes("onerror")).id);
  await show(page, `#/report/${attacked}`);
  await page.waitForSelector("main.report");
  await settled(page);
  assert.match(await text(page, ".text"), /onerror/, "the text is shown as it stands");
  for (const view of ["#/", "#/entities", "#/search?q=bridge"]) await show(page, view);
  assert.equal(await page.locator("img[src=x]").count(), 0);

  await show(page, "#/add");
  await page.getByRole("textbox", { name: "Text" }).fill("“We will open the new school in May,” said Teacher Orla Venn in Tolmere. The town council had agreed to it last week.");
  await page.getByLabel("Title").fill("School opens in May");
  await page.getByRole("button", { name: "Read it" }).click();
  await page.waitForFunction(() => [...document.querySelectorAll(".job.done")].length >= 1 && document.body.innerText.includes("School opens in May"), undefined, { timeout: 60_000 });
  assert.deepEqual(faults, []);
  await close();
  await own.stop();
  other.remove();
});

test("a report is moved to another story, a statement's stance edited, both undone", options, async () => {
  const { page, faults, close } = await open(browser, server, "#/story/s1/reports");
  const reports = await page.locator(".origins li li").count();
  await page.getByRole("button", { name: "another story…" }).first().click();
  await page.locator(".choices button").first().click();
  await page.waitForFunction((many) => document.querySelectorAll(".origins li li").length === many - 1, reports);
  await page.locator(".toast").last().getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((many) => document.querySelectorAll(".origins li li").length === many, reports);

  await show(page, "#/report/d1");
  await page.keyboard.press("n");
  const before = await text(page, ".panel .stance");
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Stance").selectOption("warns");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForFunction(() => document.querySelector(".panel .stance")?.textContent === "warns");
  await page.locator(".panel").getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((stance) => document.querySelector(".panel .stance")?.textContent === stance, before);
  assert.deepEqual(faults, []);
  await close();
});

test("a figure is asked about, and a sheet is printed light and whole", options, async () => {
  const { page, close } = await open(browser, server, "#/story/s1", { colorScheme: "dark" });
  const document_id = await page.evaluate(async () => {
    const { rows } = await (await fetch("/api/stories/s1/sheet")).json();
    return rows.find((row) => row.kind === "figure" && row.verdict !== "single").cells[0].values[0].document.id;
  });
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  const { wide, ink } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, ink: getComputedStyle(document.body).color }));
  assert.equal(ink, "rgb(0, 0, 0)");
  assert.ok(wide <= 1280, `printed ${wide} wide`);
  await page.emulateMedia({ media: "screen" });
  await show(page, `#/report/${document_id}`);
  await page.getByLabel("Figures").check();
  let told = 0;
  for (const figure of (await page.locator(".layer-figure[role=button]").all()).slice(0, 8)) {
    await figure.focus();
    await page.keyboard.press("Enter");
    // Not the button of the figure before, which would close what it opened.
    await page.getByRole("button", { name: "Where else is this told?", expanded: false }).click();
    await page.waitForSelector(".related, .panel .empty");
    told += await page.locator(".related .badge").count();
  }
  assert.ok(told > 0, "some figure is told elsewhere");
  await close();
});

test("without the token nothing can be changed", options, async () => {
  const { page, close } = await open(browser, { ...server, address: `${server.origin}/` }, "#/entity/E1");
  await page.getByRole("button", { name: "rename" }).click();
  await page.getByLabel("Name").fill("Nobody");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForSelector(".toast.bad");
  assert.match(await text(page, ".toast.bad"), /token/);
  await close();
});

test("the keyboard alone reaches everything on a story", options, async () => {
  const { page, close } = await open(browser, server, "#/story/s1");
  const reached = new Set();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "To the content", "the first stop leads past the navigation");
  for (let step = 0; step < 300 && !reached.has("sheet"); step++) {
    reached.add(await page.evaluate(() => document.activeElement?.closest(".top, .tabs, .account, .sheet, .take")?.className.split(" ")[0] ?? ""));
    await page.keyboard.press("Tab");
  }
  for (const part of ["top", "tabs", "account", "sheet", "take"]) assert.ok(reached.has(part), `${part} is reached`);
  await close();
});

