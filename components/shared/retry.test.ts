import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as network from "@pulumi/azure-native/network";
import { describe, expect, it } from "vitest";
import { all, record } from "../../tests/support/record";
import { failingResolver } from "../../tests/support/resolver";
import { isPassing, passingErrorCodes, passingFailures, retried, retryPassingFailure } from "./retry";

const deployment = "azure-native:cognitiveservices:Deployment";
const error = (code: string): string => `Status=409 Code="${code}" Message="Please try again later."`;

describe("isPassing", () => {
  it("waits for the capability host of an account, which Azure makes a while after the account", () => {
    const message = 'Status=400 Code="BadRequest" Message="Foundry Account capabilityHost Not Found"';
    expect(isPassing("azure-native:cognitiveservices:ProjectCapabilityHost", message)).toBe(true);
    expect(isPassing(deployment, message)).toBe(false);
  });

  it.each(passingErrorCodes)("%s", (code) => {
    expect(isPassing(deployment, error(code))).toBe(true);
  });

  it.each(["InsufficientQuota", "FlagMustBeSetForRestore", "RequestConflictOfInterest"])("not %s", (code) => {
    expect(isPassing(deployment, error(code))).toBe(false);
  });

  it("not a code that a message only mentions", () => {
    expect(isPassing(deployment, 'Status=400 Code="BadRequest" Message="no RequestConflict here"')).toBe(
      false,
    );
  });
});

describe("an account that complains about its key", () => {
  const complaint =
    'Status=400 Code="BadRequest" Message="Could not access the key in Key Vault https://v.vault.azure.net/"';

  it("is waited for: its role may not be known everywhere yet", () => {
    expect(isPassing("azure-native:cognitiveservices:Account", complaint)).toBe(true);
  });

  it("is the only one", () => {
    expect(isPassing(deployment, complaint)).toBe(false);
  });
});

describe("retryPassingFailure", () => {
  it("waits longer each time, up to a bound, and then gives up", async () => {
    const waits: number[] = [];
    const policy = {
      wait: (seconds: number) => {
        waits.push(seconds);
        return Promise.resolve();
      },
    };
    const errors: string[] = [];
    do errors.unshift(error("RequestConflict"));
    while (await retryPassingFailure({ type: deployment, errors }, policy));
    expect(waits).toEqual([5, 10, 20, 40, ...Array<number>(10).fill(60)]);
    expect(errors).toHaveLength(15);
  });

  it("never creates a second time what a failed create has left behind", async () => {
    const policy = { wait: () => Promise.resolve() };
    const errors = [`1 error occurred:\n\t* ${error("RequestConflict")}\n\n`];
    expect(await retryPassingFailure({ type: deployment, errors }, policy)).toBe(false);
  });

  it("judges the newest error alone", async () => {
    const policy = { wait: () => Promise.resolve() };
    const errors = [error("InsufficientQuota"), error("RequestConflict")];
    expect(await retryPassingFailure({ type: deployment, errors }, policy)).toBe(false);
  });
});

describe("the error hook", () => {
  const endpoint = (): void => {
    new network.PrivateEndpoint("endpoint", { resourceGroupName: "rg" }, retried({}));
  };
  const failure = { type: "azure-native:network:PrivateEndpoint", times: 3 };

  it("brings a create through a failure that passes", async () => {
    const resolver = failingResolver({ ...failure, message: error("AccountProvisioningStateInvalid") });
    const graph = await record(endpoint, { resolver });
    expect(resolver.attempts()).toBe(4);
    expect(all(graph, failure.type)).toHaveLength(1);
  });

  it("leaves any other failure alone", async () => {
    const resolver = failingResolver({ ...failure, message: error("SubnetIsFull") });
    await expect(record(endpoint, { resolver })).rejects.toThrow("SubnetIsFull");
    expect(resolver.attempts()).toBe(1);
  });

  it("gives up on a failure that does not pass", async () => {
    const resolver = failingResolver({ ...failure, times: 1000, message: error("RequestConflict") });
    await expect(record(endpoint, { resolver })).rejects.toThrow("RequestConflict");
    expect(resolver.attempts()).toBe(15);
  });

  it("is one hook a run, however many resources it serves", async () => {
    const hooks = new Set<unknown>();
    const run = (): Promise<unknown> =>
      record(() => {
        hooks.add(passingFailures());
        hooks.add(passingFailures());
        for (const name of ["a", "b"])
          new cognitiveservices.Account(name, { resourceGroupName: "rg" }, retried({}));
      });
    await run();
    expect(hooks.size).toBe(1);
    await run();
    expect(hooks.size).toBe(2);
  });
});
