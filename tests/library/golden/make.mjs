// Make `citations.json` anew with citeproc-js, the engine that the styles' own test-suite is written around.
// Run: npm install --no-save citeproc@2.4.63; node make.mjs   (see README.md beside this file)
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const CSL = createRequire(import.meta.url)("citeproc");
const here = new URL(".", import.meta.url);
const data = new URL("../../../src/whrin/library/data/csl/", here);
const read = (address) => readFileSync(address, "utf-8");
const table = (name) => {
  const [head, ...rows] = read(new URL(name, data)).trim().split("\n").map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(head.map((column, at) => [column, row[at]])));
};

const works = JSON.parse(read(new URL("works.json", here)));
const languages = table("locales.csv");

function engineOf(style, locale) {
  const engine = new CSL.Engine(
    {
      retrieveLocale: (tag) => {
        try {
          return read(new URL(`locales-${tag}.xml`, data));
        } catch {
          return false;
        }
      },
      retrieveItem: (id) => structuredClone(works.find((work) => work.id === id)),
    },
    read(new URL(`${style}.csl`, data)),
    locale,
  );
  engine.setOutputFormat("text");
  return engine;
}

function citations(style, locale) {
  const engine = engineOf(style, locale);
  const cite = (id) => {
    engine.updateItems([id]);
    return engine.makeBibliography()[1][0].trim();
  };
  return Object.fromEntries(works.map((work) => [work.id, cite(work.id)]));
}

const golden = {};
for (const { file, locale } of table("styles.csv")) {
  golden[file] = {};
  // A style that is bound to one language is made once; the others in every language of the interface.
  for (const one of locale ? [{ locale }] : languages) {
    golden[file][one.locale] = citations(file, one.locale);
  }
}
writeFileSync(new URL("citations.json", here), `${JSON.stringify(golden, null, 1)}\n`);
console.log(`${works.length} works in ${Object.keys(golden).length} styles`);
