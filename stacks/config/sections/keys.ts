import { z } from "zod";
import { armIdField, regionField } from "./fields";

/** Where the platform's customer-managed keys are kept. */
export const keysSection = z
  .strictObject({
    vaults: z
      .partialRecord(
        regionField("A region of the platform."),
        armIdField("ARM ID of a key vault of that region.", "Microsoft.KeyVault/vaults"),
      )
      .meta({
        description:
          "Key vaults that stand already, by region. They decide by roles, have purge protection, let trusted services pass their firewall, and are in the subscription of the platform.",
        allowed: "names of regions with the ARM IDs of key vaults",
      }),
  })
  .meta({
    title: "Keys",
    description:
      "Key vaults that stand already and take the platform's keys. In every other region, the platform makes one.",
  });
