import { v5 } from "uuid";
import type { ResourceGraph } from "../../../graph/types";
import { matcherOf, type Exemption } from "../../../policies/exemptions";
import { findRule } from "../../../policies/rules";

const namespace = "b8a8a3a2-6f0b-5d3e-9a1c-4d9c0c5b7e10";

/** An exemption that Azure Policy cannot be told, and why. */
export interface Untold {
  readonly exemption: Exemption;
  readonly why: string;
}

export interface AzureExemptions {
  /** An ARM template for the scope of a subscription; its parameter says where the policies are assigned. */
  readonly template: unknown;
  readonly untold: readonly Untold[];
}

/**
 * Azure Policy exemptions for the built-in policies that the exempted rules cover, as an ARM template: one for each resource and
 * policy definition (https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure). An exemption there is of an
 * assignment, which only the organisation knows, so the template takes the assignments as a parameter, by policy definition. Of an
 * initiative it must name the reference of the one definition: without it everything in the initiative would be exempted.
 */
export function azureExemptions(exemptions: readonly Exemption[], graph: ResourceGraph): AzureExemptions {
  const untold: Untold[] = [];
  const definitions = new Set<string>();
  const resources = exemptions.flatMap((exemption) => {
    const covered = (findRule(exemption.rule)?.covers ?? [])
      .filter((rule) => rule.startsWith("azure-policy:"))
      .map((rule) => rule.slice("azure-policy:".length));
    if (covered.length === 0) {
      untold.push({ exemption, why: "no built-in policy of Azure checks what the rule checks" });
      return [];
    }
    const matches = matcherOf(exemption.resource);
    const scopes = graph.resources.flatMap(({ urn, id, type }) =>
      matches(urn) && type.startsWith("azure-native") && typeof id === "string" ? [id] : [],
    );
    if (scopes.length === 0) {
      untold.push({ exemption, why: "it matches no Azure resource whose ID is known" });
      return [];
    }
    for (const definition of covered) definitions.add(definition);
    return scopes.flatMap((scope) => covered.map((definition) => resourceOf(exemption, definition, scope)));
  });
  return {
    template: {
      $schema: "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters: {
        policyAssignments: {
          type: "object",
          metadata: {
            description:
              "By the name of a policy definition: id, the resource ID of its assignment, and referenceIds, its policyDefinitionReferenceId where an initiative is assigned (else an empty list). Wanted: " +
              [...definitions].sort().join(", "),
          },
        },
      },
      resources,
    },
    untold,
  };
}

function resourceOf(exemption: Exemption, definition: string, scope: string): unknown {
  const { rule, resource, reason, ticket, owner, created, expires, compensatingControl } = exemption;
  const assignment = `parameters('policyAssignments')['${definition}']`;
  return {
    type: "Microsoft.Authorization/policyExemptions",
    apiVersion: "2022-07-01-preview",
    name: v5([rule, resource, created, definition, scope.toLowerCase()].join("|"), namespace),
    scope,
    properties: {
      policyAssignmentId: `[${assignment}.id]`,
      policyDefinitionReferenceIds: `[${assignment}.referenceIds]`,
      // Azure's own words: Mitigated, the intent is met by other means; Waiver, the risk is accepted for a while.
      exemptionCategory: compensatingControl === undefined ? "Waiver" : "Mitigated",
      // The last day counts in full.
      expiresOn: `${expires}T23:59:59Z`,
      displayName: `${rule}: ${reason}`.slice(0, 128),
      description: [reason, compensatingControl]
        .filter(Boolean)
        .join(" Compensating control: ")
        .slice(0, 512),
      metadata: { requestedBy: owner, ticketRef: ticket, rule },
    },
  };
}
