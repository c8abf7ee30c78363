import { join } from "node:path";
import { generateFacts } from "../../localcloud/schema/generate";
import { sdkPackages } from "../../localcloud/schema/format";
import { factsDirectoryOf } from "../../localcloud/schema/load";
import type { Generator } from "./generator";

/** What the installed SDKs say of their types, for the local cloud (why not committed: `schema/load.ts`). */
export const sdkFacts: Generator = {
  name: "facts of the SDKs",
  committed: false,
  outputs: () =>
    Promise.resolve(
      new Map(
        sdkPackages.flatMap((pkg) =>
          [...generateFacts(pkg)].map(([file, bytes]) => [join(factsDirectoryOf(pkg), file), bytes] as const),
        ),
      ),
    ),
};
