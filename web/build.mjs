// Bundles the web app: node build.mjs FOLDER [ASSETS.CPP]
//
// FOLDER gets index.html, icon.svg and the script and styles with a hash of their content in their names, so that a
// browser may keep them for good. ASSETS.CPP gets the same files, also gzip'd, as the bytes that src/serve/assets.h shows.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const [folder = join(here, "dist"), cpp] = process.argv.slice(2);

const { outputFiles } = await build({
  entryPoints: [join(here, "src/app.tsx"), join(here, "src/app.css")],
  outdir: folder,
  write: false,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  logLevel: "warning",
});

const types = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", svg: "image/svg+xml" };
let page = await readFile(join(here, "src/index.html"), "utf8");
const files = [];
for (const { path, contents } of outputFiles) {
  const [, name, ending] = /([^/\\]+)\.(js|css)$/.exec(path);
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 10);
  page = page.replace(`"${name}.${ending}"`, `"${name}-${hash}.${ending}"`);
  files.push({ name: `${name}-${hash}.${ending}`, bytes: Buffer.from(contents) });
}
files.push({ name: "icon.svg", bytes: await readFile(join(here, "src/icon.svg")) });
files.push({ name: "index.html", bytes: Buffer.from(page) });

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);

if (cpp) {
  // A literal of octal escapes: compiles ten times faster than a list of numbers. Three digits, so that a digit that
  // follows is not taken for part of the escape.
  const literal = (bytes) => {
    const lines = [];
    for (let at = 0; at < bytes.length; at += 1024)
      lines.push(`"${[...bytes.subarray(at, at + 1024)].map((byte) => byte >= 32 && byte < 127 && !`"\\?`.includes(String.fromCharCode(byte))
        ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`).join("")}"`);
    return lines.join("\n    ") || `""`;
  };
  const rows = files.map(({ name, bytes }) => {
    const small = gzipSync(bytes, { level: 9 });
    const gzip = small.length < bytes.length ? small : Buffer.alloc(0);
    return `    Asset{"/${name}", "${types[name.split(".").pop()]}",\n    std::string_view(${literal(bytes)}, ${bytes.length}),\n    std::string_view(${literal(gzip)}, ${gzip.length})},`;
  });
  await mkdir(dirname(cpp), { recursive: true });
  await writeFile(cpp, `// Made by web/build.mjs.
#include "serve/assets.h"

namespace hearsay::serve {
namespace {

constexpr Asset kAssets[] = {
${rows.join("\n")}
};

}  // namespace

std::span<const Asset> assets() { return kAssets; }

}  // namespace hearsay::serve
`);
}
