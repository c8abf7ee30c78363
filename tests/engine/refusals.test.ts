import type { EngineEvent, UpResult } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scenario } from "../../localcloud/scenarios/scenario";
import { holdsItsSubnet } from "./refusals/agents";
import { refusals } from "./refusals/index";
import { filled, type Known, programOf, slugOf, subscription, tenant } from "./refusals/program";
import type { Form } from "./refusals/row";
import { LocalStack } from "./support/local-stack";

/** What has to be so for a row to be refused, and harms no other. */
const world: Scenario = {
  name: "refusals",
  description: "What the rows of the table of refusals need of the world.",
  claims: [
    "vault/somebodys-kv",
    "registry/somebodysregistry",
    "storage/somebodysstore",
    "search/somebodys-search",
    "cosmos/somebodys-cosmos",
    "bucket/somebodys-bucket",
  ],
  quotas: { "aws.guardrails": 2, "aws.inferenceProfiles": 2 },
  faults: refusals.flatMap(({ slug, fault }) => (fault ? [{ ...fault, name: `${slug}.${fault.name}` }] : [])),
  gated: ["FormRecognizer/S0"],
  // The identities of the rows do not come to be known while the table runs.
  directory: { replicationSeconds: 1e9 },
  subscription: { isNew: true },
  network: { legacyEndpointPolicies: true },
};

/** Every row at once: rows that are about two writes at once need both to begin. */
const parallel = 256;

/** What the engine said of each row, by its slug. */
type Said = ReadonlyMap<string, readonly string[]>;

interface ExportedState {
  readonly resources: readonly {
    readonly custom: boolean;
    readonly type: string;
    readonly urn: string;
  }[];
}

/** Notes what the engine says of each row. */
function noted(messages: Map<string, string[]>) {
  return ({ diagnosticEvent: event }: EngineEvent): void => {
    if (event?.severity !== "error" || event.urn === undefined) return;
    const slug = slugOf(event.urn);
    messages.set(slug, [...(messages.get(slug) ?? []), event.message]);
  };
}

describe("what the cloud refuses, through the real engine", () => {
  let local: LocalStack;
  let known: Known = {};
  const said: Partial<Record<Form, Said>> = {};

  /** All rows in one run, which goes on where one of them fails. */
  async function up(form: Form): Promise<UpResult | undefined> {
    local.become(programOf(refusals, form, known));
    const messages = new Map<string, string[]>();
    said[form] = messages;
    return local.stack
      .up({ continueOnError: true, parallel, onEvent: noted(messages) })
      .catch(() => undefined);
  }

  beforeAll(async () => {
    local = await LocalStack.create(programOf(refusals, "before", known), {
      scenario: world,
      subscription,
      tenant,
      keepsCheckpoints: false,
    });
    const before = await up("before");
    expect(said.before).toEqual(new Map());
    known = Object.fromEntries(
      Object.entries(before!.outputs).map(([name, { value }]) => [name, value as unknown]),
    );
    await up("refused");
    await up("recovered");
  });
  afterAll(() => local[Symbol.asyncDispose]());

  it.each(refusals)("$slug: $name ($proves)", ({ slug, proves, says }) => {
    const [status = "", code = "", file = ""] = proves.split(" ");
    const messages = said.refused?.get(slug) ?? [];
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(
      file.startsWith("aws/")
        ? `StatusCode: ${status}, RequestID: `
        : `Status=${status} Code="${code}" Message="`,
    );
    expect(messages[0]).toContain(file.startsWith("aws/") ? `${code}: ` : code);
    expect(messages[0]).toContain(filled(says, slug));
  });

  it("helps to do what a user would", () => {
    expect(said.recovered).toEqual(new Map());
  });

  it("leaves nothing to change", async () => {
    const again = await up("recovered");
    expect(said.recovered).toEqual(new Map());
    expect(Object.keys(again?.summary.resourceChanges ?? {})).toEqual(["same"]);
  });

  it("goes when it is told to, but for the subnet that Azure holds until the deleted account is purged", async () => {
    const messages = new Map<string, string[]>();
    await local.stack
      .destroy({ continueOnError: true, parallel, onEvent: noted(messages) })
      .catch(() => undefined);
    const held = refusals.find(({ name }) => name === holdsItsSubnet)?.slug ?? "";
    expect([...messages.keys()]).toEqual([held]);
    expect(messages.get(held)).toEqual([
      expect.stringContaining("serviceAssociationLinks/legionservicelink"),
    ]);
    const state = (await local.stack.exportStack()) as { deployment: ExportedState };
    const left = state.deployment.resources.filter(
      ({ custom, type }) => custom && !type.startsWith("pulumi:"),
    );
    expect(left.map(({ urn }) => slugOf(urn))).toEqual(left.map(() => held));
  });
});
