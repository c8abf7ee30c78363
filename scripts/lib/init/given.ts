import { exitCode, Failure } from "../failure";
import type { Answers } from "./answers";

/** Options of `cornerstone init`. */
export interface InitArguments {
  stack?: string;
  organization?: string;
  owner?: string;
  region?: string;
  boundary?: string;
  processing?: Answers["processing"];
  protected?: boolean;
  framework?: Answers["frameworks"];
  admins?: string;
  addressSpace?: string;
  network?: string;
  subnet?: string;
  dns?: "own" | "existing" | "policy";
  zones?: string;
  logWorkspace?: string;
  vault?: string;
  account?: string;
  databricks?: string;
  machineLearning?: string;
  budget?: number;
  repository?: string;
  subscription?: string;
  awsAccount?: string;
  beside?: string;
  tenant?: string;
  yes: boolean;
  dryRun: boolean;
}

/**
 * The answers that the options are.
 *
 * @throws Failure where an option is given without another that it needs: it would be left out without a word
 */
export function givenBy(args: InitArguments): Partial<Answers> {
  const { framework, addressSpace, network, subnet, dns, zones, budget } = args;
  const { logWorkspace, vault, account, databricks, machineLearning } = args;
  refuseHalves(args);
  const existing = Object.fromEntries(
    Object.entries({ logWorkspace, vault, account, databricks, machineLearning }).filter(
      ([, id]) => id !== undefined,
    ),
  );
  const simple = Object.fromEntries(
    (
      [
        "stack",
        "organization",
        "owner",
        "region",
        "boundary",
        "processing",
        "protected",
        "admins",
        "repository",
        "subscription",
      ] as const
    ).flatMap((name) => (args[name] === undefined ? [] : [[name, args[name]]])),
  ) as Partial<Answers>;
  return {
    ...simple,
    ...(framework && { frameworks: framework }),
    ...(Object.keys(existing).length > 0 && { existing }),
    ...(budget !== undefined && { monthlyBudget: budget }),
    ...(addressSpace !== undefined && { network: { addressSpace } }),
    ...(network !== undefined &&
      subnet !== undefined && { network: { virtualNetworkId: network, privateEndpointSubnetId: subnet } }),
    ...((dns === "own" || dns === "policy") && { dns: { mode: dns } }),
    ...(dns === "existing" && zones !== undefined && { dns: { mode: dns, zonesResourceGroupId: zones } }),
  };
}

function refuseHalves({ addressSpace, network, subnet, dns, zones }: InitArguments): void {
  const problems = [
    (network === undefined) !== (subnet === undefined) &&
      "--network and --subnet are given together: an existing network, and its subnet for private endpoints",
    addressSpace !== undefined &&
      network !== undefined &&
      "--address-space makes a network, --network joins one",
    dns === "existing" &&
      zones === undefined &&
      "--dns existing needs --zones, the resource group of the zones",
    zones !== undefined && dns !== "existing" && "--zones is for --dns existing",
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new Failure(problems.join("\n"), exitCode.usage);
}
