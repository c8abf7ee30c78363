#!/usr/bin/env node
// The command line is TypeScript: tsx compiles it on load (and caches), so a clone needs no build step. This file is
// plain old JavaScript, so that a Node that is too old still says so instead of failing on syntax.
const [major, minor] = process.versions.node.split(".").map(Number);
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24)) {
  console.error(`cornerstone needs Node.js 20.19, 22.12 or 24 and later; this is ${process.versions.node}.`);
  console.error("Install a current one from https://nodejs.org and run again.");
  process.exit(2);
}
require("node:module").enableCompileCache?.();
const { _extensions: loaders } = require("node:module");
const plain = loaders[".js"];
require("tsx/cjs");
const compiling = loaders[".js"];
const packageTypes = new Map();
// Packages are JavaScript already: tsx would read each of their files once more, and Node look for the sources of each.
loaders[".js"] = (module, file) => {
  if (typeOfPackage(file) !== "commonjs") return compiling(module, file);
  process.setSourceMapsEnabled(false);
  try {
    return plain(module, file);
  } finally {
    process.setSourceMapsEnabled(true);
  }
};
require("./cornerstone.ts");

/** `commonjs` or `module`; undefined of a file that is of no package. */
function typeOfPackage(file) {
  const [root] = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file) ?? [];
  if (root === undefined) return undefined;
  if (!packageTypes.has(root)) packageTypes.set(root, require(`${root}/package.json`).type ?? "commonjs");
  return packageTypes.get(root);
}
