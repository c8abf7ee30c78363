import * as resources from "@pulumi/azure-native/resources";
import { describe, expect, it } from "vitest";
import { all, record } from "../../tests/support/record";
import { Sequence } from "./sequence";

describe("Sequence", () => {
  it("lets each write wait for the one before, and for nothing else", async () => {
    const graph = await record(() => {
      const parent = new resources.ResourceGroup("0");
      const writes = new Sequence([parent]);
      for (const name of ["1", "2", "3"]) {
        writes.next((dependsOn) => new resources.ResourceGroup(name, {}, { dependsOn }));
      }
    });
    const groups = all(graph, "azure-native:resources:ResourceGroup");
    expect(groups.map(({ dependencies }) => dependencies)).toEqual([
      [],
      ...groups.slice(0, 3).map(({ urn }) => [urn]),
    ]);
  });

  it("ends with its last write, and with nothing before the first", async () => {
    await record(() => {
      const writes = new Sequence();
      expect(writes.end()).toEqual([]);
      const group = writes.next((dependsOn) => new resources.ResourceGroup("1", {}, { dependsOn }));
      expect(writes.end()).toEqual([group]);
    });
  });
});
