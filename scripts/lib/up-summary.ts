import type { RunResult } from "./engine-run";
import type { Recheck } from "./recheck";
import type { RunCommand } from "./run-command";

/** What the program exports (stacks/azure/outputs.ts), as far as the summary tells of it. */
interface PlatformOutputs {
  readonly endpoints?: Readonly<Record<string, string>>;
  readonly deployments?: readonly {
    readonly name: string;
    readonly account: string;
    readonly model: string;
    readonly version: string;
    readonly sku: string;
    readonly capacity: number;
  }[];
  readonly gateway?: { readonly workloads: Readonly<Record<string, string>> };
  readonly access?: readonly { readonly principal: string; readonly role: string; readonly on: string }[];
}

/** Roles that let their holder call a deployment (data plane). */
const callingRoles = /OpenAI (User|Contributor)|Cognitive Services User/;

/** Prints what stands and what to try next; with `--json` everything that the program exports. */
export function upSummary({ file, local, json, out }: RunCommand, result: RunResult, again?: Recheck): void {
  const outputs = result.outputs as PlatformOutputs;
  if (json) {
    const { changes, violations, remediated } = result.record;
    const summary = {
      ok: again?.ok ?? true,
      stack: file.stack,
      local,
      changes,
      policyViolations: violations,
      policyRemediations: remediated,
      ...(again && { recheck: again }),
      outputs,
    };
    out.data(JSON.stringify(summary, null, 2));
    return;
  }
  const { bold, dim, cyan } = out.dataColor;
  const lines: string[] = [""];
  for (const [account, endpoint] of Object.entries(outputs.endpoints ?? {})) {
    lines.push(`${bold("endpoint".padEnd(13))}${cyan(endpoint)} ${dim(account)}`);
  }
  lines.push(
    ...list(
      "gateway",
      Object.entries(outputs.gateway?.workloads ?? {}).map(
        ([workload, url]) => `${cyan(url)} ${dim(workload)}`,
      ),
    ),
    ...list(
      "deployments",
      (outputs.deployments ?? []).map(
        ({ name, model, version, sku, capacity }) =>
          `${name}  ${dim(`${model} ${version}, ${sku} ${capacity}`)}`,
      ),
    ),
    ...list(
      "may call",
      (outputs.access ?? [])
        .filter(({ role }) => callingRoles.test(role))
        .map(({ principal, role, on }) => `${principal}  ${dim(`${role} on ${on}`)}`),
    ),
  );
  const flag = local ? " --local" : "";
  lines.push(
    ...list(
      "next",
      (
        [
          [`review ${file.stack}`, "every policy, every resource"],
          [`graph ${file.stack}`, "a picture of what stands"],
          [`destroy ${file.stack}${flag}`, "take it down again"],
        ] as const
      ).map(([verb, purpose]) => `${`npx cornerstone ${verb}`.padEnd(42)}${dim(purpose)}`),
    ),
  );
  out.data(lines.join("\n"));

  function list(title: string, items: readonly string[]): string[] {
    return items.map((item, index) => `${bold((index === 0 ? title : "").padEnd(13))}${item}`);
  }
}
