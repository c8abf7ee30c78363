#!/usr/bin/env node
// The command line is TypeScript: tsx compiles it on load (and caches), so a clone needs no build step.
require("tsx/cjs");
require("./cornerstone.ts");
