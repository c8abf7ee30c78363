import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { openLocalCloud } from "../../localcloud/cloud";

/** Fills a local cloud on disk with resources of several kinds, a hundred requests at a time: `local-cloud.ts <count>`. */
async function main(count: number): Promise<void> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-bench-"));
  const cloud = openLocalCloud({
    directory,
    pace: 0,
    rows: (table) => (table === "quotas" ? { "*": { limit: count } } : undefined),
  });
  const group = `/subscriptions/${cloud.subscriptionId}/resourceGroups/rg`;
  const ai = (index: number) => `${group}/providers/Microsoft.CognitiveServices/accounts/a${index}`;
  try {
    await cloud.arm.put(group, { location: "swedencentral" }, "");
    // The children of an account are written after it.
    await inBatches(count / 2, (index) =>
      cloud.arm.put(
        ai(index),
        {
          location: "swedencentral",
          kind: "AIServices",
          sku: { name: "S0" },
          properties: { customSubDomainName: `s${index}` },
        },
        "",
      ),
    );
    await inBatches(count / 2, (index) =>
      cloud.arm.put(
        `${ai(index)}/deployments/chat`,
        {
          sku: { name: "GlobalStandard", capacity: 1 },
          properties: { model: { format: "OpenAI", name: "gpt-5.1", version: "2025-11-13" } },
        },
        "",
      ),
    );
    const stored = cloud.arm.all().length;
    if (stored !== count + 1) throw new Error(`${stored} resources are stored, not ${count + 1}`);
  } finally {
    await cloud.close();
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

async function inBatches(count: number, write: (index: number) => Promise<unknown>): Promise<void> {
  const size = 100;
  for (let from = 0; from < count; from += size)
    await Promise.all(
      Array.from({ length: Math.min(size, count - from) }, (_, index) => write(from + index)),
    );
}

main(Number(process.argv[2])).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
