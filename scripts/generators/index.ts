import { componentPages } from "./component-pages";
import { costPages } from "./cost-pages";
import { docSamples } from "./doc-samples";
import type { Generator } from "./generator";
import { overlayIndex } from "./overlay-index";
import { rulePages } from "./rule-pages";
import { localCloudCoverage } from "./local-cloud-coverage";
import { sdkFacts } from "./sdk-facts";
import { stackSchema } from "./stack-schema";

/** Every generator of the project. `npm run generate` runs them all, `npm run generate -- --check` compares. */
export const generators: readonly Generator[] = [
  stackSchema,
  overlayIndex,
  rulePages,
  componentPages,
  costPages,
  docSamples,
  localCloudCoverage,
  { ...sdkFacts, committed: false },
];
