import * as os from "node:os";
import * as path from "node:path";

/**
 * Where this user's machine keeps what can be made again: `XDG_CACHE_HOME` or `~/.cache` on Linux,
 * `~/Library/Caches` on macOS, `LOCALAPPDATA` on Windows; `CORNERSTONE_CACHE` decides before all of them.
 */
export function cacheDirectory(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = os.homedir(),
): string {
  if (env["CORNERSTONE_CACHE"]) return path.resolve(env["CORNERSTONE_CACHE"]);
  if (platform === "win32")
    return path.join(env["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local"), "cornerstone", "cache");
  if (platform === "darwin") return path.join(home, "Library", "Caches", "cornerstone");
  // The specification tells to ignore a relative path here.
  const xdg = env["XDG_CACHE_HOME"];
  return path.join(xdg && path.isAbsolute(xdg) ? xdg : path.join(home, ".cache"), "cornerstone");
}
