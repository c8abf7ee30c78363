import { AnalyzeRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { describe, expect, it } from "vitest";
import type { PropertyMap } from "../../graph/types";
import { evaluateResource } from "../evaluate";
import { readProperties } from "../guard";
import { packs, type Pack } from "../packs";
import { rules } from "../rules";
import { suites } from "../rules/cases";
import { resource, testDay, testDeclaration } from "../testing";
import { azure, aws } from "../types";
import { PackAnalyzer } from "./analyzer";
import { remediateResponse, requestedResource } from "./messages";
import { isRemediable, mayChange, remediationOf, withChange } from "./remediation";

const now = () => new Date(`${testDay}T12:00:00Z`);
const context = { declaration: testDeclaration, now: now() };
const baseline = packs["baseline"] as Pack;
const remediable = rules.filter(isRemediable);

describe("the rules that remediate", () => {
  it("are these, and no more without a second look", () => {
    expect(remediable.map(({ id, name }) => `${id} ${name}`).sort()).toEqual([
      "CS-0030 storage-account-secure-transfer",
      "CS-0031 storage-account-minimum-tls",
      "CS-0071 resource-tags-required",
      "CS-0151 cognitiveservices-account-dynamic-throttling-disabled",
      "CS-0450 kms-key-rotation",
      "CS-0501 cloudtrail-trail-validated",
    ]);
  });

  const failing = remediable.flatMap((rule) =>
    Object.entries(suites.find((suite) => suite.rule === rule)!.fail).map(
      ([sentence, [given]]) => [rule, sentence, given] as const,
    ),
  );
  const opened = failing.map(([rule, sentence, given]) => {
    const resources = "resources" in given ? given.resources : given;
    return [rule.name, sentence, { rule, subject: resources[0]! }] as const;
  });

  it.each(opened)("%s, %s: leaves a resource that keeps the rule, or leaves it alone", (_, __, each) => {
    const { rule, subject } = each;
    const before = JSON.stringify(subject.inputs);
    const change = remediationOf(rule, subject, context);
    expect(remediationOf(rule, subject, context)).toEqual(change);
    expect(JSON.stringify(subject.inputs)).toBe(before);
    if (change === undefined) return;
    const changed = withChange(subject.inputs, change)!;
    expect(evaluateResource(rule, subject, readProperties(changed), context).outcome).toBe("pass");
  });

  it("each put something right", () => {
    const helped = opened.filter(([, , { rule, subject }]) => remediationOf(rule, subject, context));
    expect([...new Set(helped.map(([name]) => name))].sort()).toEqual(
      remediable.map(({ name }) => name).sort(),
    );
  });

  it("never touch identity, network or deletion", () => {
    const forbidden =
      /identit|auth|principal|role|permission|polic|access|network|subnet|endpoint|firewall|acl|rule|address|\bip|delet|purge|recover|retain|protect|force/i;
    expect(forbidden.test("properties.publicNetworkAccess")).toBe(true);
    expect(forbidden.test("enablePurgeProtection")).toBe(true);
    for (const [, , { rule, subject }] of opened) {
      const change = rule.remediate(readProperties(subject.inputs), context);
      expect(change?.path ?? "").not.toMatch(forbidden);
      if (rule.types.includes("*")) expect(change?.path ?? "tags.").toMatch(/^tags\./);
      else for (const type of rule.types) expect(mayChange(type), `${rule.name}: ${type}`).toBe(true);
    }
  });
});

describe("a resource", () => {
  const tags = remediable.find(({ id }) => id === "CS-0071")!;
  const untagged = { location: "swedencentral", tags: { owner: "ada" } };

  it.each([
    ...[azure.virtualNetwork, azure.networkSecurityGroup, azure.userAssignedIdentity, azure.roleAssignment],
    ...[aws.role, aws.vpc, aws.securityGroup, aws.vpcEndpoint, aws.ingressRule],
  ])("of type %s stays as it is, even where only a tag is missing", (type) => {
    expect(mayChange(type)).toBe(false);
    expect(remediationOf(tags, resource(type, untagged), context)).toBeUndefined();
  });

  it("of a versioned type, too", () => {
    expect(mayChange("azure-native:network/v20240101:VirtualNetwork")).toBe(false);
  });

  it("gets the tag of its environment, where that is all that it lacks", () => {
    expect(remediationOf(tags, resource(azure.vault[0], untagged), context)).toEqual({
      path: "tags.environment",
      value: "test",
    });
    const ownerless = resource(azure.vault[0], { location: "swedencentral" });
    expect(remediationOf(tags, ownerless, context)).toBeUndefined();
  });
});

describe("a pack", () => {
  const old = { minimumTlsVersion: "TLS1_0", enableHttpsTrafficOnly: false, accountName: "logs" };

  it("changes nothing unless its settings say so", () => {
    expect(answer({}, old)).toEqual([]);
    expect(answer({ remediate: false }, old)).toEqual([]);
    expect(answer({ remediate: true, unknowns: "never" }, old)).toEqual([]);
  });

  it("answers with the whole of the properties after each change, in the order of its rules", () => {
    const answers = answer({ remediate: true }, old);
    expect(answers).toEqual([
      ["storage-account-secure-transfer", { ...old, enableHttpsTrafficOnly: true }],
      ["storage-account-minimum-tls", { ...old, enableHttpsTrafficOnly: true, minimumTlsVersion: "TLS1_2" }],
    ]);
  });

  it("hands back secrets, unknowns and assets as they were sent", () => {
    const secret = { [rpc.specialSigKey]: rpc.specialSecretSig, value: "s3cret" };
    const asset = { [rpc.specialSigKey]: rpc.specialAssetSig, text: "content" };
    const sent = { ...old, secret, asset, unknown: rpc.unknownValue, none: null, list: [secret, 1.5] };
    const [, last] = answer({ remediate: true }, sent).at(-1)!;
    expect(last).toEqual({ ...sent, enableHttpsTrafficOnly: true, minimumTlsVersion: "TLS1_2" });
  });

  it("leaves alone what it does not know, what is switched off and what somebody answers for", () => {
    const unknown = { ...old, minimumTlsVersion: rpc.unknownValue, enableHttpsTrafficOnly: true };
    expect(answer({ remediate: true }, unknown)).toEqual([]);
    const exemption = {
      ...{
        rule: "CS-0030",
        resource: "azure-native:storage:StorageAccount::subject",
        reason: "Old scanners.",
      },
      ...{ ticket: "SEC-1", owner: "ada@contoso.example", created: "2026-11-01", expires: "2026-11-30" },
    };
    const answers = answer({ remediate: true, exemptions: [exemption] }, old, {
      "storage-account-minimum-tls": "disabled",
    });
    expect(answers).toEqual([]);
  });

  it("says in its schema that it can be asked to", () => {
    const analyzer = new PackAnalyzer(baseline, now);
    analyzer.configure({}, { remediate: "yes" });
    expect(analyzer.analyzeStack([], "preview")).toMatchObject([
      { policy: "settings", message: expect.stringContaining("remediate") as string },
    ]);
  });
});

it("does not change what stands inside of a secret, or beyond a text", () => {
  const secret = { [rpc.specialSigKey]: rpc.specialSecretSig, value: {} };
  const change = { path: "tags.environment", value: "prod" };
  expect(withChange<unknown>({ tags: secret }, change)).toBeUndefined();
  expect(withChange<unknown>({ tags: rpc.unknownValue }, change)).toBeUndefined();
  expect(withChange<unknown>({}, change)).toEqual({ tags: { environment: "prod" } });
});

/** What the pack answers to the engine's call, as it goes over the wire: policy, and properties after the change. */
function answer(
  settings: PropertyMap,
  properties: Record<string, unknown>,
  levels: Record<string, "disabled"> = {},
): readonly (readonly [string, unknown])[] {
  const analyzer = new PackAnalyzer(baseline, now);
  analyzer.configure(levels, settings);
  const request = new AnalyzeRequest();
  const { urn, type, name } = resource(azure.storageAccount[0], {});
  request.setUrn(urn);
  request.setType(type);
  request.setName(name);
  request.setProperties(Struct.fromJavaScript(properties as Record<string, never>));
  const received = AnalyzeRequest.deserializeBinary(request.serializeBinary());
  const remediated = analyzer.remediate(requestedResource(received));
  const response = remediateResponse(received, remediated, baseline, () => undefined);
  return response
    .getRemediationsList()
    .map((each) => [each.getPolicyname(), each.getProperties()?.toJavaScript()] as const);
}
