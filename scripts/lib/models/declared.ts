import type { DeclaredModel } from "../../../catalog/models";
import type { StackConfig } from "../../../stacks/config/index";

/** The models that a stack file declares because they are newer than the catalog, as the catalog's queries take them. */
export function declaredModels({
  declared,
}: Pick<StackConfig["models"], "declared">): readonly DeclaredModel[] {
  return declared.map(({ name, version, format, retirementDate, skus }) => ({
    name,
    version,
    format,
    ...(retirementDate !== undefined && { retirementDate }),
    ...(skus && {
      skus: Object.fromEntries(Object.entries(skus).map(([sku, regions]) => [sku, [...regions]])),
    }),
  }));
}
