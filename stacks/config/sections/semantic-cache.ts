import { z } from "zod";
import { cacheSkus } from "../../../components/gateway/cache-redis";

const use = z
  .strictObject({
    workload: z
      .string()
      .meta({ description: "Name of a workload of `workloads`.", examples: ["intelligent-automation"] }),
    scoreThreshold: z
      .number()
      .min(0)
      .max(1)
      .default(0.05)
      .meta({
        description:
          "How far apart two questions may be that get the same answer: the higher, the more answers come from the cache, and the more of them are wrong.",
        examples: [0.05],
        allowed: "0 (the same question) to 1",
      }),
    minutes: z
      .int()
      .min(1)
      .max(1440)
      .default(60)
      .meta({
        description: "For how long an answer is kept.",
        examples: [30],
        allowed: "1 to 1440",
      }),
  })
  .meta({ description: "A workload whose questions are answered from the cache." });

/** The cache that answers questions which were answered before. */
export const semanticCache = z
  .strictObject({
    embeddings: z.string().meta({
      description:
        "Name of the deployment of `models` that turns questions into vectors: one of a model for embeddings. Each question of a workload below is sent to it.",
      examples: ["embeddings-cache"],
    }),
    sku: z
      .enum(cacheSkus)
      .default("Balanced_B0")
      .meta({ description: "Size of the Redis.", examples: ["Balanced_B1"] }),
    accessKey: z
      .enum(["primary", "secondary"])
      .default("primary")
      .meta({
        description:
          "The key that the gateway connects with. To rotate, make the other key anew and name it here; no key passes through the program.",
        examples: ["secondary"],
      }),
    workloads: z
      .array(use)
      .min(1)
      .meta({
        description: "The workloads that use it; no answer of one is seen by another.",
        examples: [[{ workload: "intelligent-automation", scoreThreshold: 0.05, minutes: 30 }]],
        allowed: "at least one",
      }),
  })
  .meta({
    description:
      "Answers a question like the one to a similar question, without calling a model. Similar is not the same: a wrong answer is possible. Without it, each question is answered by a model.",
  });
