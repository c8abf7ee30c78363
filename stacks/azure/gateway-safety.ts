import type { ModelGateway } from "../../components/gateway/model-gateway";
import { addNamedValue, namedValues, reference } from "../../components/gateway/named-value";
import type { ContentSafety, SafetyEndpoint } from "../../components/gateway/policies/content-safety";
import type { Account } from "../../components/openai/account";
import { assignRole } from "../../components/security/role-assignment";
import type { AccountConfig, StackConfig } from "../config";
import { known } from "./known";
import type { Site } from "./site";

/** Named value with the address of the account that looks at prompts in the gateway's first region. */
const firstEndpoint = "content-safety-endpoint";

/**
 * Lets a gateway ask Content Safety, which is a part of every account of kind AIServices: one account a region, that of the
 * gateway's first region before the others.
 */
export function connectSafety(
  { prefix, config }: Site,
  gateway: ModelGateway,
  accounts: Readonly<Record<string, Account>>,
): ContentSafety | undefined {
  const endpoints = offering(config).map(({ name, region }, index): SafetyEndpoint => {
    const base = `${prefix}-gateway-content-safety`;
    const own = index === 0 ? base : `${base}-${region}`;
    const account = known(accounts, name);
    assignRole(
      `${own}-user`,
      {
        scope: account.id,
        role: "cognitiveServicesUser",
        principalId: gateway.identity.principalId,
        principalType: "ServicePrincipal",
      },
      { parent: gateway },
    );
    const namedValue = index === 0 ? firstEndpoint : `${firstEndpoint}-${region}`;
    const address = account.accountName.apply((host) => `https://${host}.cognitiveservices.azure.com`);
    addNamedValue(gateway, `${own}-endpoint`, namedValue, address);
    return { endpoint: reference(namedValue), region };
  });
  const [first, ...others] = endpoints;
  return first && { endpoints: [first, ...others], clientId: reference(namedValues.clientId) };
}

/** The first account of each region that offers Content Safety, the platform's own region first. */
function offering({ models, environment }: StackConfig): readonly AccountConfig[] {
  const able = models.accounts.filter(({ kind }) => kind === "AIServices");
  const firsts = able.filter(({ region }, at) => able.findIndex((other) => other.region === region) === at);
  const isHome = ({ region }: AccountConfig) => region === environment.region;
  return [...firsts.filter(isHome), ...firsts.filter((account) => !isHome(account))];
}
