import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isAlive } from "../../../tools/lock";
import { FleetWorker, type Ending } from "./fleet-worker";
import type { FleetTask, StackOutcome } from "./model";
import { FleetRecord } from "./record";
import { fleetMarkdown, sharedFindings } from "./render";
import { runSchedule, type Worker } from "./schedule";
import { selectStacks, type FleetStack } from "./select";
import { summarize } from "./summary";

const stack = (name: string, tags: Record<string, string> = {}, needs: string[] = []): FleetStack => ({
  name,
  tags,
  needs,
  cloud: "azure",
});
const result = (code: 0 | 1 | 2 | 3): Ending => ({
  kind: "result",
  result: { code, headline: "", findings: [] },
});

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-fleet-"));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

describe("selection", () => {
  const fleet = [
    stack("dev", { region: "swedencentral" }),
    stack("eu-1", { region: "swedencentral", protected: "true" }),
    stack("eu-2", { region: "francecentral", protected: "true" }),
    stack("us-1", { region: "eastus2" }),
  ];
  const names = (stacks: string[], tags: string[] = []) =>
    selectStacks({ stacks, tags }, fleet).map(({ name }) => name);

  it("takes all, patterns, exceptions and tags", () => {
    expect(names([])).toEqual(["dev", "eu-1", "eu-2", "us-1"]);
    expect(names(["{eu,us}-*", "!eu-2"])).toEqual(["eu-1", "us-1"]);
    expect(names(["!dev"])).toEqual(["eu-1", "eu-2", "us-1"]);
    expect(names([], ["region=swedencentral", "protected=true"])).toEqual(["eu-1"]);
    expect(names([], ["region=*central"])).toEqual(["dev", "eu-1", "eu-2"]);
  });

  it("refuses what selects nothing, or has a pattern that matches nothing", () => {
    expect(() => names(["eu-*", "ue-1"])).toThrow("no stack is named ue-1");
    expect(() => names([], ["region=mars"])).toThrow("no stack is selected");
    expect(() => names([], ["region"])).toThrow("key=value");
  });
});

describe("schedule", () => {
  interface Plan {
    readonly stacks: FleetStack[];
    readonly parallel?: number;
    /** How each stack ends. */
    readonly endings?: Record<string, Ending>;
    readonly stopAfter?: string;
  }

  async function play({ stacks, parallel = 2, endings = {}, stopAfter }: Plan) {
    const events: string[] = [];
    const controller = new AbortController();
    const open = { now: 0, most: 0, workers: 0 };
    const startWorker = (): Worker => {
      open.workers += 1;
      return {
        run: async ({ stack: name }: FleetTask) => {
          open.now += 1;
          open.most = Math.max(open.most, open.now);
          await new Promise((done) => setImmediate(done));
          open.now -= 1;
          if (name === stopAfter) controller.abort();
          return endings[name] ?? result(0);
        },
        stop: () => events.push("stop"),
        end: () => Promise.resolve(),
        kill: () => undefined,
      };
    };
    await runSchedule({
      ...{ stacks, verb: "up", local: true, folder: "", parallel, limit: 1_000, startWorker },
      signal: controller.signal,
      onStart: (name) => events.push(`+${name}`),
      onProgress: () => undefined,
      onEnd: (name, ending) => {
        events.push(typeof ending === "object" && "waitsFor" in ending ? `${name} waits` : `-${name}`);
        return (
          typeof ending === "object" &&
          "kind" in ending &&
          ending.kind === "result" &&
          ending.result.code === 0
        );
      },
    });
    return { events, ...open };
  }

  it("does every stack once, never more at a time than allowed, on as many workers", async () => {
    const stacks = Array.from({ length: 9 }, (_, index) => stack(`s${index}`));
    const { events, most, workers } = await play({ stacks, parallel: 3 });
    expect(events.filter((event) => event.startsWith("-")).sort()).toEqual(
      stacks.map(({ name }) => `-${name}`),
    );
    expect({ most, workers }).toEqual({ most: 3, workers: 3 });
  });

  it("goes on after one that fails, hangs or kills its worker, with a worker that is new", async () => {
    const stacks = ["a", "b", "c", "d", "e"].map((name) => stack(name));
    const endings: Record<string, Ending> = {
      a: result(3),
      b: { kind: "timeout" },
      c: { kind: "died", reason: "SIGKILL" },
    };
    const { events, workers } = await play({ stacks, parallel: 1, endings });
    expect(events.filter((event) => event.startsWith("-"))).toEqual(["-a", "-b", "-c", "-d", "-e"]);
    expect(workers).toBe(4);
  });

  it("begins a stack after those that it needs, and not at all where one did not stand up", async () => {
    const ordered = await play({ stacks: [stack("prod", {}, ["aws"]), stack("aws")], parallel: 2 });
    expect(ordered.events).toEqual(["+aws", "-aws", "+prod", "-prod"]);
    const failed = await play({
      stacks: [stack("top", {}, ["prod"]), stack("prod", {}, ["aws"]), stack("aws"), stack("dev")],
      endings: { aws: result(3) },
      parallel: 1,
    });
    expect(failed.events).toEqual(["+aws", "-aws", "prod waits", "top waits", "+dev", "-dev"]);
  });

  it("does stacks that need each other, or a stack that is not chosen, all the same", async () => {
    const { events } = await play({
      stacks: [stack("a", {}, ["b"]), stack("b", {}, ["a"]), stack("c", {}, ["z"])],
    });
    expect(events.filter((event) => event.startsWith("-")).sort()).toEqual(["-a", "-b", "-c"]);
  });

  it("begins nothing after the user's wish to stop", async () => {
    const stacks = ["a", "b", "c", "d"].map((name) => stack(name));
    const { events } = await play({ stacks, parallel: 1, stopAfter: "b" });
    expect(events.filter((event) => event.startsWith("+"))).toEqual(["+a", "+b"]);
  });
});

describe("a worker", () => {
  const task: FleetTask = { verb: "review", stack: "s", local: false, folder: "" };
  const worker = (body: string) => {
    const script = path.join(folder, "worker.js");
    fs.writeFileSync(script, body);
    return new FleetWorker({ script, grace: 100 });
  };
  const answer = 'process.send({ kind: "result", result: { code: 0, headline: "done", findings: [] } });';

  it("answers, is used again, and tells how it goes on", async () => {
    const one = worker(
      `process.on("message", () => { process.send({ kind: "progress", text: "half" }); ${answer} });`,
    );
    const told: string[] = [];
    for (let run = 0; run < 2; run++)
      expect(await one.run(task, 10_000, (text) => told.push(text))).toMatchObject({
        result: { headline: "done" },
      });
    expect(told).toEqual(["half", "half"]);
    await one.end();
  });

  it("is cut at the time limit with what it started, even when its program blocks the thread", async () => {
    const file = path.join(folder, "pid");
    const one = worker(`
      const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e3)"]);
      require("node:fs").writeFileSync(${JSON.stringify(file)}, String(child.pid));
      process.on("message", () => { for (;;); });`);
    while (!fs.existsSync(file)) await new Promise((done) => setTimeout(done, 20));
    expect(await one.run(task, 50, () => undefined)).toEqual({ kind: "timeout" });
    const pid = Number(fs.readFileSync(file, "utf8"));
    while (isAlive(pid)) await new Promise((done) => setTimeout(done, 20));
  });

  it("tells why its process ended", async () => {
    const one = worker('process.on("message", () => { console.error("out of memory"); process.exit(7); });');
    expect(await one.run(task, 10_000, () => undefined)).toEqual({ kind: "died", reason: "out of memory" });
  });
});

describe("record", () => {
  const outcome = (name: string, status: StackOutcome["status"]): StackOutcome => ({
    ...{ stack: name, status, headline: "as it was", findings: [], seconds: 1 },
  });
  const home = process.env["CORNERSTONE_HOME"];
  beforeEach(() => {
    process.env["CORNERSTONE_HOME"] = folder;
  });
  afterEach(() => {
    if (home === undefined) delete process.env["CORNERSTONE_HOME"];
    else process.env["CORNERSTONE_HOME"] = home;
  });

  it("remembers what was done, until program or stack file are others", () => {
    const first = FleetRecord.begin(
      { verb: "up", local: true, stacks: ["a", "b", "c"] },
      new Date(0),
      () => "1",
    );
    first.add(outcome("a", "ok"));
    first.add(outcome("b", "failed"));
    const again = FleetRecord.last("up", true, (name) => (name === "a" ? "1" : "2"));
    expect(again.stacks).toEqual(["a", "b", "c"]);
    expect(again.outcomeOf("a")).toEqual(outcome("a", "ok"));
    expect(again.outcomeOf("b")).toBeUndefined();
    expect(again.outcomeOf("c")).toBeUndefined();
    expect(() => FleetRecord.last("up", false)).toThrow("no run of fleet up to go on with");
  });

  it("passes over a record that was cut short, and keeps twenty runs", () => {
    for (let day = 0; day < 25; day++)
      FleetRecord.begin(
        { verb: "drift", local: false, stacks: [`s${day}`] },
        new Date(day * 864e5),
        () => "",
      );
    const runs = fs.readdirSync(path.join(folder, "fleet")).sort();
    expect(runs).toHaveLength(20);
    fs.writeFileSync(path.join(folder, "fleet", runs.at(-1)!, "fleet-run.json"), '{"version": 1, "ver');
    expect(FleetRecord.last("drift", false).stacks).toEqual(["s23"]);
  });
});

describe("report", () => {
  it("counts rules that are broken, not those that wait for the deployment", () => {
    const violation = (mandatory: boolean, detail: string) => ({
      ...{ policy: "p", mandatory, message: `Accounts are private.\nCS-0002: ${detail}` },
    });
    const data = {
      changes: { create: 3, same: 9 },
      policyViolations: [
        violation(false, "cannot be judged yet: x is not known."),
        violation(true, "x must be y."),
        violation(true, "z must be y."),
      ],
    };
    expect(summarize("preview", 1, data, [])).toEqual({
      code: 1,
      headline: "3 to create; breaks 1 rule, 1 mandatory",
      findings: [{ rule: "CS-0002 Accounts are private.", mandatory: true, resources: 2 }],
    });
  });

  it("says why a stack failed in the words of its verb", () => {
    const log = ["starting", "error: the engine cannot open stack: no login\nmore", "a hint"];
    expect(summarize("up", 3, { ok: false }, log).headline).toBe("the engine cannot open stack: no login");
    const problem = "error: stacks/Pulumi.x.yaml\n  environment.name: must be lower case\n  fix: ...";
    expect(summarize("review", 2, undefined, [problem]).headline).toBe(
      "stacks/Pulumi.x.yaml environment.name: must be lower case",
    );
  });

  it("leaves out what is exempt, and counts drift", () => {
    const rule = { id: "CS-0001", title: "No keys.", level: "mandatory" };
    const findings = [{ outcome: "fail", exemption: 0 }, { outcome: "pass" }];
    expect(
      summarize("review", 0, { counts: { resources: 2 }, groups: [{ rule, findings }] }, []).headline,
    ).toBe("2 resources judged; all pass");
    const drifted = { drifted: [{}], workloads: ["chat"], broken: [rule], unchanged: 4 };
    expect(summarize("drift", 1, { stacks: [drifted] }, []).headline).toBe(
      "1 changed outside of Pulumi; affects chat; breaks 1 rule",
    );
  });

  it("gathers rules over stacks, mandatory first, and keeps what a stack said out of the Markdown's grammar", () => {
    const broken = (name: string, rule: string, mandatory: boolean): StackOutcome => ({
      ...{ stack: name, status: "findings", headline: "a | b <script>", seconds: 1 },
      findings: [{ rule, mandatory, resources: 1 }],
    });
    const stacks = [broken("a", "R1", false), broken("b", "R1", false), broken("c", "R2", true)];
    expect(sharedFindings(stacks).map(({ rule, stacks: in_ }) => [rule, in_.length])).toEqual([
      ["R2", 1],
      ["R1", 2],
    ]);
    const text = fleetMarkdown({ version: 1, verb: "review", local: false, parallel: 2, seconds: 3, stacks });
    expect(text).toContain("3 stacks in 3.0 s, 2 at a time: 3 with findings");
    expect(text).toContain("a \\| b &lt;script&gt;");
  });
});
