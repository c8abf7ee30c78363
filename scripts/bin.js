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
require("tsx/cjs");
require("./cornerstone.ts");
