// Reads pages as JSON Lines ({"id", "html"}) and writes what Readability.js finds; the last line tells the seconds it took.
import { createInterface } from 'node:readline';
import { JSDOM, VirtualConsole } from 'jsdom';
import { Readability } from '@mozilla/readability';

let seconds = 0;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const page = JSON.parse(line);
  const start = process.cpuUsage();
  let article = null;
  try {
    const dom = new JSDOM(page.html, { virtualConsole: new VirtualConsole() });
    article = new Readability(dom.window.document).parse();
  } catch (error) {
    console.error(`${page.id}: ${error.message}`);
  }
  const used = process.cpuUsage(start);
  seconds += (used.user + used.system) / 1e6;
  console.log(JSON.stringify({
    id: page.id,
    text: article?.textContent ?? null,
    title: article?.title ?? null,
    author: article?.byline ?? null,
    date: article?.publishedTime?.slice(0, 10) ?? null,
  }));
}
console.log(JSON.stringify({ seconds }));
