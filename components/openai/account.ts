import type * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import type { Sequence } from "../shared/sequence";

/** An account that filters, deployments and projects are made in: one of the platform's own, or one that stands already. */
export interface Account extends pulumi.ComponentResource {
  /** ARM ID of the account. */
  readonly id: pulumi.Output<string>;
  /** Name of the account. */
  readonly accountName: pulumi.Output<string>;
  /** Name of the account's resource group. */
  readonly resourceGroupName: pulumi.Output<string>;
  /** Endpoint of the OpenAI API, e.g. `https://contoso-prod-primary-1a2b3c.openai.azure.com/`. */
  readonly endpoint: pulumi.Output<string>;
  /** Chain of the account's child writes (blocklists, filters, deployments): Azure takes one at a time. */
  readonly writes: Sequence;
  /** The account as the target of a private endpoint. */
  readonly service: EndpointService;
  /** What a private endpoint waits for: the last child write so far. */
  settled(): pulumi.Resource[];
}
