// Takes a picture of every view: node test/screenshots.mjs FOLDER [CASE]; light and dark, wide and phone.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { kRoot, kViews, launch, make_case, open, serve, show } from "./app.mjs";

const [folder = "screenshots", path] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const own = path ? { path, remove() {} } : make_case(join(kRoot, "examples", "reports"));
const server = await serve(own.path);
const browser = await launch();
for (const colorScheme of ["light", "dark"])
  for (const [size, viewport] of Object.entries({ wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } })) {
    const { page, close } = await open(browser, server, "#/", { colorScheme, viewport });
    for (const view of kViews) {
      await show(page, view);
      const name = view.replace(/^#\//, "").replace(/[^a-z0-9]+/gi, "-") || "stories";
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) });
    }
    await close();
  }
await browser.close();
await server.stop();
own.remove();
