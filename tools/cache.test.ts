import * as path from "node:path";
import { expect, it } from "vitest";
import { cacheDirectory } from "./cache";

it.each([
  ["linux", {}, "/home/u/.cache/cornerstone"],
  ["linux", { XDG_CACHE_HOME: "/x" }, "/x/cornerstone"],
  ["linux", { XDG_CACHE_HOME: "relative" }, "/home/u/.cache/cornerstone"],
  ["darwin", { XDG_CACHE_HOME: "/x" }, "/home/u/Library/Caches/cornerstone"],
  ["win32", { LOCALAPPDATA: "/local" }, "/local/cornerstone/cache"],
  ["win32", {}, "/home/u/AppData/Local/cornerstone/cache"],
  ["linux", { CORNERSTONE_CACHE: "/mine", XDG_CACHE_HOME: "/x" }, "/mine"],
] as const)("%s with %o", (platform, env, expected) => {
  expect(cacheDirectory(env, platform, "/home/u")).toBe(path.normalize(expected));
});
