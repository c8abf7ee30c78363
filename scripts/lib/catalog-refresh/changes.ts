import { bedrockModels } from "../../../catalog/bedrock";
import { overlayBedrockModels } from "../../../catalog/bedrock-overlay";
import { findModel, models as current, type Model } from "../../../catalog/models";
import { overlayModels, type Overlay } from "../../../catalog/overlay";
import { findMeter, provisionedPrice, tokenPrice, type Price } from "../../../catalog/prices";
import { skuNames } from "../../../catalog/skus";

/** One thing that is not as the catalog said. */
export interface CatalogChange {
  readonly kind: "new" | "retired" | "date" | "replacement" | "offer" | "price";
  readonly subject: string;
  readonly before: string;
  readonly after: string;
}

/** What an overlay changes, compared with the catalog and the overlays before it. */
export function changesOf(overlay: Overlay): readonly CatalogChange[] {
  const before = new Map(current.map((model) => [keyOf(model), model]));
  return [
    ...overlayModels(current, [overlay]).flatMap((model) => modelChanges(before.get(keyOf(model)), model)),
    ...priceChanges(overlay),
    ...bedrockChanges(overlay),
  ];
}

function modelChanges(before: Model | undefined, after: Model): CatalogChange[] {
  const subject = `${after.name} ${after.version ?? ""}`.trimEnd();
  if (!before) {
    const date = after.retirement ? `retires ${after.retirement.date}` : "no retirement date";
    return [
      {
        kind: "new",
        subject,
        before: "not in the catalog",
        after: `${after.stage ?? "stage unknown"}, ${date}`,
      },
    ];
  }
  const changes: CatalogChange[] = [];
  const compare = (kind: CatalogChange["kind"], was: string, is: string): void => {
    if (was !== is) changes.push({ kind, subject, before: was, after: is });
  };
  if (after.stage === "Retired") compare("retired", before.stage ?? "unknown", "Retired");
  compare("date", before.retirement?.date ?? "no date", after.retirement?.date ?? "no date");
  compare("replacement", before.replacements.join(", ") || "none", after.replacements.join(", ") || "none");
  for (const sku of skuNames) {
    const [was, is] = [before.regionsBySku?.[sku] ?? [], after.regionsBySku?.[sku] ?? []];
    const added = is.filter((region) => !was.includes(region)).map((region) => `+${region}`);
    const gone = was.filter((region) => !is.includes(region)).map((region) => `-${region}`);
    if (added.length + gone.length > 0)
      changes.push({
        kind: "offer",
        subject: `${subject} ${sku}`,
        before: "",
        after: [...added, ...gone].join(" "),
      });
  }
  return changes;
}

/** What Bedrock says of models and profiles that bedrock.json does not. */
function bedrockChanges(overlay: Overlay): CatalogChange[] {
  const before = new Map(bedrockModels.map((model) => [model.modelId, model]));
  const legacy = new Set(
    overlay.bedrock.models.flatMap(({ modelId, status }) => (status === "LEGACY" ? [modelId] : [])),
  );
  return overlayBedrockModels(bedrockModels, [overlay]).flatMap((model): CatalogChange[] => {
    const subject = `Bedrock ${model.modelId}`;
    const was = before.get(model.modelId);
    if (!was) {
      const profiles = model.inferenceProfiles.join(", ") || "no profile";
      return [{ kind: "new", subject, before: "not in the catalog", after: profiles }];
    }
    const added = model.inferenceProfiles.filter((id) => !was.inferenceProfiles.includes(id));
    const [wasEnd, isEnd] = [was.deprecationDate ?? "no date", model.deprecationDate ?? "no date"];
    return [
      ...added.map((id): CatalogChange => ({ kind: "offer", subject, before: "", after: `+${id}` })),
      ...(wasEnd === isEnd ? [] : [{ kind: "date" as const, subject, before: wasEnd, after: isEnd }]),
      ...(legacy.has(model.modelId) && isEnd === "no date"
        ? [{ kind: "retired" as const, subject, before: "active", after: "LEGACY, no date" }]
        : []),
    ];
  });
}

function priceChanges({ tokenPrices, provisionedPrices, meters }: Overlay): CatalogChange[] {
  const changes: CatalogChange[] = [];
  const compare = (subject: string, was: Price | undefined, is: number): void => {
    const text =
      was?.kind === "known"
        ? was.low === was.high
          ? String(was.low)
          : `${was.low} to ${was.high}`
        : "unknown";
    if (text !== String(is)) changes.push({ kind: "price", subject, before: text, after: `${is} USD` });
  };
  for (const { model, version, sku, region, kind, per1M } of tokenPrices) {
    const known = findModel(model, version);
    const was = known && tokenPrice({ model: known, sku, region, kind });
    compare(`${model} ${version} ${kind}, ${sku} in ${region}`, was, per1M);
  }
  for (const { sku, region, rate } of provisionedPrices)
    compare(`${sku} unit in ${region}`, provisionedPrice({ format: "OpenAI" }, sku, region), rate);
  for (const { service, meter, region, price } of meters)
    compare(`${service}, ${meter} in ${region}`, findMeter(service, meter, region)?.price, price);
  return changes;
}

function keyOf({ name, version, format }: Model): string {
  return [name, version, format].join("\n");
}
