import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "./lib/paths";

/** A linter, and how to run it: as installed, else as its own ecosystem fetches it at a pinned version. */
interface Linter {
  readonly name: string;
  readonly commands: readonly (readonly [command: string, ...args: string[]])[];
  readonly args: readonly string[];
}

const folder = path.join(".github", "workflows");
const files = fs
  .readdirSync(path.join(projectRoot, folder))
  .filter((file) => file.endsWith(".yml"))
  .map((file) => path.join(folder, file));

const linters: readonly Linter[] = [
  {
    name: "actionlint",
    commands: [["actionlint"], ["go", "run", "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12"]],
    args: files,
  },
  {
    name: "zizmor",
    commands: [["zizmor"], ["pipx", "run", "zizmor==1.32.0"], ["uvx", "zizmor@1.32.0"]],
    args: ["--offline", "--config", path.join(".github", "zizmor.yml"), folder],
  },
];

/** Runs a linter over the workflows; true when it finds nothing. One that cannot run is a failure, not a pass. */
function check({ name, commands, args }: Linter): boolean {
  for (const [command, ...first] of commands) {
    const { error, status } = spawnSync(command, [...first, ...args], { cwd: projectRoot, stdio: "inherit" });
    if (error !== undefined && "code" in error && error.code === "ENOENT") continue;
    console.error(`${status === 0 ? "✓" : "✗"} ${name}`);
    return status === 0;
  }
  console.error(
    `✗ ${name} cannot run: install it, or ${commands
      .map(([command]) => command)
      .slice(1)
      .join(" or ")}`,
  );
  return false;
}

process.exitCode = linters.map(check).every(Boolean) ? 0 : 1;
