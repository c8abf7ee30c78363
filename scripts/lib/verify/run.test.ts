import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { exitCode } from "../failure";
import { type Case, type Check, type Outcome, Unreachable, fail, pass } from "./check";
import type { Cloud } from "./cloud";
import type { Platform } from "./platform";
import { renderJson, renderJUnit, renderTable, summaryLine } from "./render";
import { exitCodeOf, type Verification } from "./result";
import { type Finding, runChecks, type RunOptions } from "./run";

const nowhere = { platform: {} as Platform, cloud: {} as Cloud, wait: 0 };

function check(id: string, cases: readonly Case[], more: Partial<Check> = {}): Check {
  return { id, title: `${id} holds.`, how: "by looking", phase: "calls", cases: () => cases, ...more };
}

function looks(outcomes: readonly (Outcome | Error)[], needs: Case["needs"] = []): Case & { count: number } {
  const one = {
    subject: "it",
    needs,
    count: 0,
    run: () => {
      const outcome = outcomes[Math.min(one.count++, outcomes.length - 1)] ?? pass("fine");
      return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
    },
  };
  return one;
}

async function run(checks: readonly Check[], options: Partial<RunOptions> = {}): Promise<Verification> {
  const findings = await runChecks({ ...nowhere, ...options, checks });
  return { stack: "dev", cloud: "a fake", checks, findings, milliseconds: 12 };
}

const byId = ({ findings }: Verification): Record<string, string> =>
  Object.fromEntries(findings.map(({ check: id, result }) => [id, result]));

describe("a look", () => {
  it("that needs what failed is not tried, and says so", async () => {
    const root = check("root", [looks([fail("broken", "mend it")])], { phase: "structure" });
    const leaf = looks([pass("fine")], [{ check: "root", subject: "it" }]);
    const result = await run([check("leaf", [leaf]), root]);
    expect(byId(result)).toEqual({ leaf: "skipped", root: "fail" });
    expect(leaf.count).toBe(0);
    expect(result.findings[0]).toMatchObject({ reason: "needs root of it" });
  });

  it("that needs what was never looked at is not tried", async () => {
    const leaf = looks([pass("fine")], [{ check: "absent", subject: "it" }]);
    expect(byId(await run([check("leaf", [leaf])]))).toEqual({ leaf: "skipped" });
  });

  it("is tried again when the connection breaks, and passes when it holds", async () => {
    const one = looks([new Unreachable("ECONNRESET", true), pass("fine")]);
    expect(byId(await run([check("a", [one])]))).toEqual({ a: "pass" });
    expect(one.count).toBe(2);
  });

  it("is given up after three tries, and is no pass", async () => {
    const one = looks([new Unreachable("ECONNREFUSED", true)]);
    const result = await run([check("a", [one])]);
    expect(one.count).toBe(3);
    expect(result.findings).toMatchObject([{ result: "skipped", reason: "ECONNREFUSED", unreachable: true }]);
    expect(exitCodeOf(result)).toBe(exitCode.failed);
  });

  it("is not tried again when the cloud refuses", async () => {
    const one = looks([new Unreachable("403 AuthorizationFailed", false)]);
    await run([check("a", [one])]);
    expect(one.count).toBe(1);
  });

  it("that throws what nobody expected is no pass either", async () => {
    const result = await run([check("a", [looks([new TypeError("x is not a function")])])]);
    expect(result.findings).toMatchObject([{ result: "skipped", unreachable: true }]);
  });

  it("at what takes time is repeated until it passes, or the time is over", async () => {
    const late = looks([fail("not yet", "wait"), fail("not yet", "wait"), pass("there")]);
    const never = looks([fail("not yet", "wait")]);
    const once = looks([fail("no", "mend it")]);
    const result = await run(
      [
        check("late", [late], { eventual: true }),
        check("never", [never], { eventual: true }),
        check("once", [once]),
      ],
      { wait: 1, pause: 0.05 },
    );
    expect(byId(result)).toEqual({ late: "pass", never: "fail", once: "fail" });
    expect(never.count).toBeGreaterThan(2);
    expect(once.count).toBe(1);
  });
});

it("no more than eight looks are under way at a time, and one exercise", async () => {
  const most: Record<string, number> = {};
  const watched = (phase: Check["phase"]): Check => {
    let now = 0;
    const cases = Array.from({ length: 20 }, (_, index): Case => ({
      subject: String(index),
      run: async () => {
        most[phase] = Math.max(most[phase] ?? 0, ++now);
        await delay(1);
        now--;
        return pass("fine");
      },
    }));
    return check(phase, cases, { phase });
  };
  await run([watched("calls"), watched("exercises")]);
  expect(most).toEqual({ calls: 8, exercises: 1 });
});

it("the exit code tells a failure from what could not be asked, and from nothing to look at", () => {
  const one = (more: Partial<Finding>): Finding =>
    ({ check: "a", subject: "it", milliseconds: 0, ...more }) as Finding;
  const codeOf = (...findings: Finding[]): number => exitCodeOf({ findings });
  const skip = { result: "skipped", reason: "outside" } as const;
  expect(codeOf(one({ result: "pass", evidence: "" }), one(skip))).toBe(exitCode.ok);
  expect(codeOf(one({ ...skip, unreachable: true }), one({ result: "pass", evidence: "" }))).toBe(
    exitCode.failed,
  );
  expect(codeOf(one({ ...skip, unreachable: true }), one({ ...fail("no", "mend"), result: "fail" }))).toBe(
    exitCode.findings,
  );
  expect(codeOf()).toBe(exitCode.failed);
});

describe("a result", () => {
  const verification = run([
    check("good", [looks([pass("seen")])]),
    check("bad", [looks([fail('it is "open" & <wide>', "close it")])]),
    check("blind", [looks([new Unreachable("no answer", false)])]),
    check("idle", []),
  ]);
  const plain = (text: string): string => text;

  it("reads well as a table", async () => {
    const color = new Proxy({}, { get: () => plain }) as Parameters<typeof renderTable>[1]["color"];
    expect(renderTable(await verification, { color, columns: 100 })).toBe(
      [
        "✓ good   good holds. (1 of 1)",
        "✗ bad    bad holds. (0 of 1)",
        '    it: it is "open" & <wide>',
        "      fix: close it",
        "- blind  blind holds. (0 of 1)",
        "    skipped: it: no answer",
      ].join("\n"),
    );
    expect(summaryLine(await verification)).toBe("1 passed, 1 failed, 1 skipped");
  });

  it("is JUnit with a failure, and an error for what could not be asked", async () => {
    const xml = renderJUnit(await verification);
    expect(xml).toContain('<testsuites tests="3" failures="1" errors="1" skipped="0">');
    expect(xml).toContain('<failure message="it is &quot;open&quot; &amp; &lt;wide>"/>');
  });

  it("is JSON with every case", async () => {
    const { ok, checks } = JSON.parse(renderJson(await verification)) as {
      ok: boolean;
      checks: { id: string; result: string; cases: object[] }[];
    };
    expect(ok).toBe(false);
    expect(checks.map(({ id, result }) => `${id} ${result}`)).toEqual([
      "good pass",
      "bad fail",
      "blind skipped",
    ]);
    expect(checks[1]?.cases).toMatchObject([
      { subject: "it", evidence: 'it is "open" & <wide>', fix: "close it" },
    ]);
  });
});
