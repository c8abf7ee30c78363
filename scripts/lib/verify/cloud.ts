import type OpenAI from "openai";
import type { Principal } from "./platform";

/** Where a request is made from. */
export type Position = "network" | "internet";

/** A resource as Resource Manager answers it. */
export interface Resource {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly sku?: { readonly name?: string };
}

export interface RoleAssignment {
  readonly id: string;
  readonly principalId: string;
  readonly principalType: string;
  readonly roleDefinitionId: string;
  readonly scope: string;
}

/** Somebody on whose behalf calls can be made. */
export interface Speaker {
  readonly label: string;
  /** Object ID where it is known. */
  readonly principalId?: string;
  /** @throws Unreachable when there is no token to be had */
  token(audience: string): Promise<string>;
}

/**
 * The cloud as checks see it. Methods that ask Resource Manager throw `Unreachable` when it cannot be asked; data-plane
 * clients throw what `openai` throws.
 */
export interface Cloud {
  readonly name: string;
  /** Where this machine can make requests from. */
  readonly positions: ReadonlySet<Position>;
  /** Undefined where there is no such resource. */
  resource(id: string, apiVersion: string): Promise<Resource | undefined>;
  roleAssignments(): Promise<readonly RoleAssignment[]>;
  /** Whether a role lets its holder call a deployment; undefined where its definition cannot be read. */
  letsCall(roleDefinitionId: string): Promise<boolean | undefined>;
  /** Whether the keys of an account are given out; undefined where whoever asks may not know. Keys are never kept. */
  givesKeys(account: string): Promise<boolean | undefined>;
  /** IPv4 addresses of a name, as the network resolves it; empty where it does not exist. */
  resolve(host: string): Promise<readonly string[]>;
  /** The same as a client with this address sees it, which may be in another network; undefined where that cannot be asked. */
  readonly resolveFrom?: (client: string, host: string) => Promise<readonly string[]>;
  /** Rows that a query counts. */
  countLogs(workspace: string, query: string): Promise<number>;
  /** Those of the principals that calls can be made for. */
  speakers(principals: readonly Principal[]): readonly Speaker[];
  /** Principals that may call nothing, as far as calls can be made for them. */
  strangers(principals: readonly Principal[]): readonly Speaker[];
  /** A client of an account (`https://<subdomain>.openai.azure.com`) or of a gateway's address. */
  client(address: string, position: Position, credential: Speaker | { readonly key: string }): OpenAI;
  /** A prompt that every content filter stops; undefined where there is none. */
  readonly filteredPrompt?: string;
  /** Takes the data plane of a region down and brings it back; undefined where that cannot be done. */
  readonly outage?: (region: string, down: boolean) => Promise<void>;
}
