import { describe, expect, it } from "vitest";
import { Secret, Unknown, type PropertyMap } from "../graph/types";
import { UnknownPropertyError, readProperties } from "./guard";
import { isEverybody, limitsCallers, matches, speaksOf, statementsAt, type Statement } from "./iam-policy";

const read = (policy: PropertyMap[string]) => statementsAt(readProperties({ policy }), "policy");
const statement = (change: object): Statement =>
  read(JSON.stringify({ Statement: { Effect: "Allow", ...change } }))![0]!;

describe("a policy", () => {
  it("reads the same as JSON, as an object, and as a secret", () => {
    const document = {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Invoke",
          Effect: "Allow",
          Action: "bedrock:InvokeModel",
          Resource: ["a", "b"],
          Principal: "*",
          Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
        },
      ],
    };
    const [found] = read(JSON.stringify(document))!;
    expect(found).toEqual({
      sid: "Invoke",
      effect: "Allow",
      actions: ["bedrock:InvokeModel"],
      notActions: [],
      resources: ["a", "b"],
      notResources: [],
      principals: { AWS: ["*"] },
      notPrincipals: false,
      conditions: [{ operator: "StringEquals", key: "aws:SourceAccount", values: ["111122223333"] }],
    });
    expect(read(document)).toEqual([found]);
    expect(read(new Secret(JSON.stringify(document)))).toEqual([found]);
  });

  it("is absent where nothing is written", () => {
    expect(statementsAt(readProperties({}), "policy")).toBeUndefined();
    expect(read("")).toBeUndefined();
  });

  it("is unknown while a part of it is", () => {
    expect(() => read(new Unknown("soon"))).toThrow(UnknownPropertyError);
    expect(() => read({ Statement: [{ Effect: "Allow", Resource: new Unknown("soon") }] })).toThrow(
      UnknownPropertyError,
    );
  });

  it.each([["{"], ["[]"], ['{"Version":"2012-10-17"}'], ['{"Statement":["Allow"]}']])(
    "is not read from %s",
    (text) => {
      expect(() => read(text)).toThrow("policy is no policy");
    },
  );
});

describe("a statement", () => {
  it.each([
    ["bedrock:InvokeModel", "bedrock:InvokeModel", true],
    ["bedrock:invoke*", "bedrock:InvokeModel", true],
    ["*", "bedrock:InvokeModel", true],
    ["bedrock:Invoke?odel", "bedrock:InvokeModel", true],
    ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream", false],
    ["bedrock.InvokeModel", "bedrock:InvokeModel", false],
  ])("with the action %s speaks of %s: %s", (pattern, action, expected) => {
    expect(matches(pattern, action)).toBe(expected);
    expect(speaksOf(statement({ Action: pattern }), action)).toBe(expected);
  });

  it("of all actions but some speaks of the others", () => {
    const others = statement({ NotAction: "iam:*" });
    expect(speaksOf(others, "iam:CreateUser")).toBe(false);
    expect(speaksOf(others, "bedrock:InvokeModel")).toBe(true);
  });

  it.each([
    [{ Principal: "*" }, true],
    [{ Principal: { AWS: ["*", "arn:aws:iam::111122223333:root"] } }, true],
    [{ NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" } }, true],
    [{ Principal: { AWS: "arn:aws:iam::111122223333:root" } }, false],
    [{ Principal: { Service: "bedrock.amazonaws.com" } }, false],
    [{}, false],
  ])("of %j means everybody: %s", (change, expected) => {
    expect(isEverybody(statement(change))).toBe(expected);
  });

  it.each([
    [{ StringEquals: { "AWS:PrincipalAccount": "111122223333" } }, true],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:s3:::a" } }, true],
    [{ StringLike: { "aws:PrincipalAccount": "*" } }, false],
    [{ StringEqualsIfExists: { "aws:PrincipalAccount": "111122223333" } }, false],
    [{ StringNotEquals: { "aws:PrincipalAccount": "111122223333" } }, false],
    [{ Bool: { "aws:SecureTransport": "true" } }, false],
  ])("under %j lets named callers in only: %s", (Condition, expected) => {
    expect(limitsCallers(statement({ Condition }))).toBe(expected);
  });
});
