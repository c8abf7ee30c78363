/**
 * The shape of every catalog file. Queries import only the types from here, so that nothing pays for zod at run time;
 * `validateCatalog` and its test use the schemas.
 */
import type { z } from "zod";
import type { skuName } from "./schemas/shared";

export { bedrockFile, type BedrockFile } from "./schemas/bedrock";
export { overlayFile, type Overlay } from "./schemas/overlay";
export { modelsFile, type ModelsFile } from "./schemas/models";
export { pricesFile, type PricesFile } from "./schemas/prices";
export { quotasFile, type QuotasFile } from "./schemas/quotas";
export { regionsFile, type RegionsFile } from "./schemas/regions";

/** A deployment SKU of Azure OpenAI, as ARM spells it. */
export type SkuName = z.infer<typeof skuName>;
