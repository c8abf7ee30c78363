import { expect, it } from "vitest";
import type { FleetReport } from "../../scripts/lib/fleet/model";
import { Checkout } from "./support/checkout";

it("a fleet goes on past a stack that kills its process and one that is wrong, and resumes with what did not finish", async () => {
  await using checkout = await Checkout.create();
  const dev = checkout.read("stacks/Pulumi.dev.yaml");
  const add = (name: string, text: string) => {
    checkout.write(`stacks/Pulumi.${name}.yaml`, text.replace("name: dev", `name: ${name.replace("-", "")}`));
  };
  add("f1", dev);
  add("f2-dies", dev);
  add("f3-wrong", dev.replace("region: swedencentral", "region: mars"));
  add("f4", dev);
  const program = checkout.read("stacks/program.ts");
  const deadly = program.replace(
    "const config = stackConfig();",
    'const config = stackConfig();\n    if (pulumi.getStack() === "f2-dies") process.kill(process.pid, "SIGKILL");',
  );
  expect(deadly).not.toBe(program);
  checkout.write("stacks/program.ts", deadly);
  const statuses = (stdout: string) => {
    const { stacks } = JSON.parse(stdout) as FleetReport;
    return stacks.map(({ stack, status, earlier }) => [stack, status, ...(earlier ? ["earlier"] : [])]);
  };

  const first = await checkout.cornerstone("fleet", "review", "-s", "f*", "--json");
  expect(statuses(first.stdout), first.stderr).toEqual([
    ["f1", "ok"],
    ["f2-dies", "failed"],
    ["f3-wrong", "usage"],
    ["f4", "ok"],
  ]);
  expect(first.code).toBe(3);
  expect(first.stderr).toContain("its process ended with SIGKILL");
  expect(first.stderr).toContain("mars");

  add("f3-wrong", dev);
  const second = await checkout.cornerstone("fleet", "review", "--resume", "--json");
  expect(statuses(second.stdout), second.stderr).toEqual([
    ["f1", "ok", "earlier"],
    ["f2-dies", "failed"],
    ["f3-wrong", "ok"],
    ["f4", "ok", "earlier"],
  ]);
});

it("a fleet previews several stacks by the real engine in one warm process", async () => {
  await using checkout = await Checkout.create();
  checkout.write(
    "stacks/Pulumi.f1.yaml",
    checkout.read("stacks/Pulumi.dev.yaml").replace("name: dev", "name: f1"),
  );
  const run = await checkout.succeeds(
    "fleet",
    "preview",
    "-s",
    "dev",
    "f1",
    "--local",
    "--parallel",
    "1",
    "--json",
  );
  const { stacks } = JSON.parse(run.stdout) as FleetReport;
  expect(stacks.map(({ status, headline }) => [status, headline.replace(/\d+/, "N")])).toEqual([
    ["ok", "N to create"],
    ["ok", "N to create"],
  ]);
});
