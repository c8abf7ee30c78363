import { join } from "node:path";
import { generateFacts } from "../../localcloud/schema/generate";
import { factsDirectory } from "../../localcloud/schema/load";
import type { Generator } from "./generator";

/** What the installed azure-native SDK says of its types, for the local cloud (why not committed: `schema/load.ts`). */
export const sdkFacts: Generator = {
  name: "facts of the azure-native SDK",
  committed: false,
  outputs: () =>
    Promise.resolve(
      new Map([...generateFacts()].map(([file, bytes]) => [join(factsDirectory, file), bytes])),
    ),
};
