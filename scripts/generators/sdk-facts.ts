import { join } from "node:path";
import { generateFacts } from "../../localcloud/schema/generate";
import { factsDirectory } from "../../localcloud/schema/load";

/** The facts of the installed azure-native SDK that the local cloud works from (not committed, see `schema/load.ts`). */
export const sdkFacts = {
  name: "sdk-facts",
  outputs(): Promise<Map<string, Buffer>> {
    return Promise.resolve(
      new Map([...generateFacts()].map(([file, bytes]) => [join(factsDirectory, file), bytes])),
    );
  },
};
