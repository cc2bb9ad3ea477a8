// Builds the interface: styles by sass, scripts and fonts by esbuild, into built/.
// Every file carries a hash of its content in its name, so browsers may keep it for ever;
// built/manifest.json tells the templates which name is today's.

import { readdirSync } from "node:fs";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "built");
const packages = join(here, "node_modules");

const styles = {
  name: "styles",
  setup({ onLoad }) {
    onLoad({ filter: /\.scss$/ }, ({ path }) => ({
      contents: compile(path, { loadPaths: [packages], quietDeps: true }).css,
      loader: "css",
    }));
  },
};

// Python's reader of Markdown knows that without code blocks no line is too far in; the browser's is told here.
const noCodeBlocks = {
  name: "no-code-blocks",
  setup({ onLoad }) {
    onLoad({ filter: /markdown-it\/lib\/rules_block\/(heading|list|table)\.mjs$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replaceAll("state.blkIndent >= 4", "state.blkIndent >= Infinity"),
    }));
  },
};

async function writeManifest(outputs) {
  const files = outputs.map((output) => basename(output));
  const withoutHash = (file) => file.replace(/-[0-9A-Z]{8}(\.\w+)$/, "$1");
  const names = Object.fromEntries(files.map((file) => [withoutHash(file), file]).sort());
  await writeFile(join(out, "manifest.json"), JSON.stringify(names, null, 2) + "\n");
}

// Of every package that the scripts are built from, its own licence.
async function writeLicences(inputs) {
  const names = Object.keys(inputs).map((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  const built = [...new Set(names)].filter((name) => name && name !== "govuk-frontend" && !name.startsWith("@")).sort();
  const files = [join(here, "src/licences.txt"), join(packages, "@fontsource/source-sans-3/LICENSE")];
  const texts = await Promise.all([...files, ...built.map(licenceOf)].map((file) => readFile(file, "utf8")));
  const titles = ["", "", ...built.map((name) => `\n${name}:\n\n`)];
  await writeFile(join(out, "licences.txt"), texts.map((text, index) => titles[index] + text).join(""));
}

function licenceOf(name) {
  const file = readdirSync(join(packages, name)).find((each) => /^licen[cs]e/i.test(each));
  return join(packages, name, file);
}

// The typesetter of the PDF reads fonts as files of their own, by their own names.
async function copyTypesettingFonts() {
  const fonts = join(out, "typesetting");
  await mkdir(fonts);
  for (const style of ["Regular", "It", "Semibold", "SemiboldIt"]) {
    const file = `SourceSans3-${style}.otf`;
    await copyFile(join(packages, "source-sans/OTF", file), join(fonts, file));
  }
}

await rm(out, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/app.scss", "src/app.js", "src/passkeys.js", "src/editor.js", "src/autosave.js", "src/icon.svg"],
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  outdir: out,
  bundle: true,
  minify: true,
  metafile: true,
  format: "esm",
  target: "es2020",
  loader: { ".woff2": "file", ".svg": "copy" },
  plugins: [styles, noCodeBlocks],
  alias: { entities: "./src/editor/entities.js", "linkify-it": "./src/editor/linkify.js" },
});
await writeManifest(Object.keys(metafile.outputs));
await writeLicences(metafile.inputs);
await copyTypesettingFonts();
