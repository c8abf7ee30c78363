/** Whether a model is offered with a SKU in a region. */
import { fineTunedSkus } from "../fine-tuned";
import { availability, regionsOffering, skusIn, type Model } from "../models";
import type { DeploymentSku } from "../skus";
import { notVerified, problem } from "./finding";
import type { DeploymentRequest, Findings } from "./types";

export function offer(model: Model, sku: DeploymentSku, { region }: DeploymentRequest): Partial<Findings> {
  const label = `${model.name} ${model.version ?? ""}`.trim();
  if (model.base && !fineTunedSkus.includes(sku.name)) {
    return problem({
      code: "skuNotOffered",
      property: "sku",
      message: `${label} is a fine-tuned model, which is not deployed as ${sku.name}`,
      allowed: fineTunedSkus,
      fix: "use one of these SKUs",
    });
  }
  if (sku.fineTunedOnly && !model.base) {
    return problem({
      code: "fineTunedOnly",
      property: "sku",
      message: `${sku.name} is for fine-tuned models, ${label} is a base model`,
      allowed: skusIn(model, region),
      fix: "use another SKU",
    });
  }
  switch (availability(model, sku.name, region)) {
    case "offered":
      return {};
    case "unknown":
      return notVerified("sku", `no source lists the regions of ${label}; ask for the models of ${region}`);
    case "notOffered": {
      const here = skusIn(model, region);
      const elsewhere = regionsOffering(model, sku.name);
      return problem({
        code: "skuNotOffered",
        property: "sku",
        message: `${label} is not offered as ${sku.name} in ${region}`,
        allowed: here,
        fix:
          elsewhere !== "unknown" && elsewhere.length > 0
            ? `${sku.name} is offered in ${elsewhere.join(", ")}`
            : `${sku.name} is offered nowhere for ${label}`,
      });
    }
  }
}
