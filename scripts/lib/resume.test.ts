import { describe, expect, it } from "vitest";
import {
  isSettled,
  mayStripAliases,
  protectedResources,
  settlementOf,
  withEntered,
  withInputs,
  withoutProtection,
  type ExportedState,
  type PendingOperation,
  type StateResource,
} from "./resume";

const urn = (type: string, name: string): string => `urn:pulumi:dev::cornerstone::${type}::${name}`;
const account = "azure-native:cognitiveservices:Account";
const deployment = "azure-native:cognitiveservices:Deployment";
const provider = `${urn("pulumi:providers:azure-native", "default_3_28_0")}::3f0e`;

function resource(type: string, name: string, over: Partial<StateResource> = {}): StateResource {
  return { urn: urn(type, name), type, custom: true, provider, inputs: { accountName: name }, ...over };
}

/** As `pulumi stack export` of 3.259 prints a state whose engine was killed, cut to what matters. */
function state(resources: StateResource[], pending: PendingOperation[] = []): ExportedState {
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-11-23T04:58:52Z", magic: "", version: "v3.259.0" },
      secrets_providers: { type: "passphrase" },
      resources,
      pending_operations: pending,
    },
  };
}

const idOf = (type: string, inputs: Readonly<Record<string, unknown>>): string | undefined =>
  type === account ? `/subscriptions/s/accounts/${String(inputs["accountName"])}` : undefined;

describe("settlementOf", () => {
  it("has nothing to do where nothing is open", () => {
    expect(isSettled(settlementOf(state([resource(account, "a", { id: "/a" })]), idOf))).toBe(true);
  });

  it("computes the ID that an interrupted create has, if it happened", () => {
    const pending = resource(account, "a");
    const { creates } = settlementOf(state([], [{ resource: pending, type: "creating" }]), idOf);
    expect(creates).toEqual([{ resource: pending, id: "/subscriptions/s/accounts/a" }]);
  });

  it("asks again for what was being updated or deleted", () => {
    const [a, b] = [resource(account, "a", { id: "/a" }), resource(account, "b", { id: "/b" })];
    const { changed } = settlementOf(
      state(
        [a, b],
        [
          { resource: a, type: "updating" },
          { resource: b, type: "deleting" },
        ],
      ),
      idOf,
    );
    expect(changed).toEqual([a.urn, b.urn]);
  });

  it("clears components, providers and reads, which leave nothing in a cloud", () => {
    const operations: PendingOperation[] = [
      { resource: resource("cornerstone:index:Platform", "p", { custom: false }), type: "creating" },
      { resource: resource("pulumi:providers:azure-native", "default"), type: "creating" },
      { resource: resource(account, "known"), type: "reading" },
    ];
    const settlement = settlementOf(state([], operations), idOf);
    expect(settlement).toMatchObject({ creates: [], changed: [], unknown: [] });
    expect(settlement.cleared).toHaveLength(3);
    expect(isSettled(settlement)).toBe(false);
  });

  it("does not guess about a kind whose ID cannot be computed", () => {
    const pending = resource(deployment, "chat");
    const settlement = settlementOf(state([], [{ resource: pending, type: "creating" }]), idOf);
    expect(settlement).toMatchObject({ creates: [], unknown: [pending] });
  });
});

describe("withEntered", () => {
  const uncertain = { resource: resource(account, "a", { protect: true }), id: "/a" };

  it("enters the resource with its ID and strikes the operations out", () => {
    const before = state(
      [resource(account, "z", { id: "/z" })],
      [{ resource: uncertain.resource, type: "creating" }],
    );
    const { deployment: after } = withEntered(before, [uncertain]);
    expect(after.pending_operations).toEqual([]);
    expect(after.resources?.at(-1)).toEqual({ ...uncertain.resource, id: "/a", outputs: {} });
    expect(after["secrets_providers"]).toEqual({ type: "passphrase" });
  });

  it("changes nothing when done twice", () => {
    const once = withEntered(state([]), [uncertain]);
    expect(withEntered(once, [uncertain])).toEqual(once);
  });

  it("marks the resource that was being replaced for deletion, after its successor", () => {
    const old = resource(account, "a", { id: "/old" });
    const after = withEntered(state([old]), [uncertain]).deployment.resources ?? [];
    expect(after.map(({ id, delete: gone }) => [id, gone ?? false])).toEqual([
      ["/a", false],
      ["/old", true],
    ]);
  });

  it("does not touch the state that it is given", () => {
    const before = state([], [{ resource: uncertain.resource, type: "creating" }]);
    const copy = structuredClone(before);
    withEntered(before, [uncertain]);
    expect(before).toEqual(copy);
  });
});

describe("withInputs", () => {
  it("gives back the inputs of the create to what the refresh confirmed, and to nothing else", () => {
    const refreshed = state([
      resource(account, "a", { id: "/a", inputs: { accountName: "a", guessed: true } }),
      resource(account, "b", { id: "/b", inputs: { accountName: "b", guessed: true } }),
    ]);
    const inputs = withInputs(refreshed, [
      { resource: resource(account, "a"), id: "/a" },
      { resource: resource(account, "gone"), id: "/gone" },
    ]).deployment.resources?.map((each) => each.inputs);
    expect(inputs).toEqual([{ accountName: "a" }, { accountName: "b", guessed: true }]);
  });
});

describe("protection", () => {
  it("is taken off on purpose, from every resource", () => {
    const guarded = state([
      resource(account, "a", { id: "/a", protect: true }),
      resource(account, "b", { id: "/b" }),
    ]);
    expect(protectedResources(guarded).map(({ id }) => id)).toEqual(["/a"]);
    expect(protectedResources(withoutProtection(guarded))).toEqual([]);
  });
});

describe("mayStripAliases", () => {
  it.each([
    [account, true],
    ["azure-native:network:PrivateEndpoint", true],
    ["azure-native:cognitiveservices/v20230501:Account", false],
    ["azure-native:cognitiveservices/v20231001preview:Account", false],
    ["azure-native_cognitiveservices_v20241001:cognitiveservices:Account", false],
  ])("a state with %s: %s", (type, expected) => {
    expect(
      mayStripAliases(state([resource(account, "x", { id: "/x" }), resource(type, "y", { id: "/y" })])),
    ).toBe(expected);
  });

  it("holds for a stack that has nothing yet", () => {
    expect(mayStripAliases({ version: 3, deployment: {} })).toBe(true);
  });
});
