import * as fs from "node:fs";
import * as path from "node:path";
import type * as Open from "../../localcloud/scenarios/open";
import type * as Rows from "./cloud-rows";
import { exitCode, Failure, messageOf } from "./failure";
import { lazily } from "./lazy";
import type { StackFile } from "./stack-file";

/** How a local cloud is started: what it is told of the stack, and what goes wrong in it on purpose. */
export interface CloudStart {
  /** A scenario's name, or the absolute path of its file. */
  readonly scenario?: string;
  /** The region that a scenario's `primary` stands for. */
  readonly region?: string;
  /** Whether Resource Manager and the data plane are opened over HTTPS, too. */
  readonly faces?: boolean;
  /** Rows laid over the store: table -> key -> row. */
  readonly rows?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * What the local cloud of a stack is told: its primary region, the models that are newer than the catalog, the quota of its
 * subscription.
 *
 * @throws Failure for a scenario that is not known, or whose file is wrong
 */
export function cloudStartOf({ config }: Pick<StackFile, "config">, scenario?: string): CloudStart {
  const { cloudRowsOf } = lazily(__filename, "./cloud-rows") as typeof Rows;
  return {
    ...(scenario === undefined ? {} : { scenario: knownScenario(scenario) }),
    region: config.environment.region,
    rows: cloudRowsOf(config),
  };
}

function knownScenario(nameOrFile: string): string {
  const { openScenario } = lazily(__filename, "../../localcloud/scenarios/open") as typeof Open;
  try {
    openScenario(nameOrFile);
  } catch (error) {
    throw new Failure(messageOf(error), exitCode.usage);
  }
  return fs.existsSync(nameOrFile) ? path.resolve(nameOrFile) : nameOrFile;
}
