import { describe, expect, it } from "vitest";
import { Unknown } from "../graph/types";
import { declarationOf, mergeDeclarations, readDeclaration, undeclared } from "./declaration";
import { graphOf, resource, testDeclaration } from "./testing";
import { azure, platformType } from "./types";

const platform = (inputs: object) => resource(platformType, { ...inputs }, { custom: false });

describe("the declaration of a stack", () => {
  it("is what its platform says", () => {
    expect(declarationOf(graphOf([platform(testDeclaration)]))).toEqual(testDeclaration);
  });

  it("is the default where there is no platform", () => {
    expect(declarationOf(graphOf([resource(azure.account[0], {})]))).toEqual(undeclared);
  });

  it("is the default for what the platform leaves out, value by value", () => {
    const declared = declarationOf(graphOf([platform({ residency: { boundary: "us" } })]), testDeclaration);
    expect(declared).toEqual({
      ...testDeclaration,
      residency: { ...testDeclaration.residency, boundary: "us" },
    });
  });

  it("refuses a value that it does not know, and says which are allowed", () => {
    expect(() => readDeclaration({ residency: { processing: "galaxy" } })).toThrow(
      'processing is "galaxy", must be one of region, dataZone, global',
    );
  });

  it("refuses a yardstick that is not known", () => {
    expect(() => declarationOf(graphOf([platform({ logRetentionDays: new Unknown("soon") })]))).toThrow(
      "logRetentionDays is not known",
    );
  });

  it("is overridden value by value", () => {
    expect(
      mergeDeclarations(testDeclaration, { protected: false, residency: { allowedRegions: [] } }),
    ).toEqual({
      ...testDeclaration,
      protected: false,
      residency: { ...testDeclaration.residency, allowedRegions: [] },
    });
  });
});
