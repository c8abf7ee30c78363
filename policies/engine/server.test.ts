import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packs } from "../packs";

const root = join(__dirname, "..", "..");
const main = (pack: string) => ["--import", "tsx", join(root, "policies", "packs", pack, "main.ts")];

describe.each(Object.keys(packs))("the server of %s", (pack) => {
  it("prints its port in one line, and nothing else", async () => {
    const server = spawn(process.execPath, main(pack), { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    const [first] = (await once(server.stdout, "data")) as [Buffer];
    server.kill();
    expect(first.toString()).toMatch(/^\d+\n$/);
  });
});

it("ends with the process that started it", async () => {
  // A parent that starts a pack, says its process ID, and lives until it is killed.
  const script = `
    const { spawn } = require("node:child_process");
    const pack = spawn(process.execPath, ${JSON.stringify(main("baseline"))}, { stdio: ["ignore", "pipe", "ignore"] });
    pack.stdout.once("data", () => console.log(pack.pid));
  `;
  const parent = spawn(process.execPath, ["-e", script], { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
  const [said] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(said.toString());
  expect(isRunning(pid)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
