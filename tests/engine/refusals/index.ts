import { accounts } from "./accounts";
import { agents } from "./agents";
import { awsBedrock } from "./aws-bedrock";
import { awsIdentity } from "./aws-identity";
import { awsMonitoring } from "./aws-monitoring";
import { awsNetwork } from "./aws-network";
import { awsStorage } from "./aws-storage";
import { caches } from "./caches";
import { databricks } from "./databricks";
import { firewalls } from "./firewalls";
import { flowLogs } from "./flow-logs";
import { gateways } from "./gateways";
import { identities } from "./identity";
import { learning } from "./learning";
import { network } from "./network";
import type { NamedRow } from "./program";
import { resources } from "./resources";
import type { Row } from "./row";
import { vaults } from "./vaults";

/** The rows of each service, under the name that their resources begin with. */
const services: Readonly<Record<string, readonly Row[]>> = {
  account: accounts,
  agent: agents,
  awsai: awsBedrock,
  awsid: awsIdentity,
  awsmon: awsMonitoring,
  awsnet: awsNetwork,
  awss3: awsStorage,
  cache: caches,
  dbx: databricks,
  flow: flowLogs,
  fw: firewalls,
  gate: gateways,
  id: identities,
  ml: learning,
  net: network,
  res: resources,
  vault: vaults,
};

/** Every row, under the name that its resources have. */
export const refusals: readonly NamedRow[] = Object.entries(services).flatMap(([service, rows]) =>
  rows.map((row, index) => ({ ...row, slug: `${service}${index}` })),
);
