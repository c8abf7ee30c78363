import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { exitCode, Failure, messageOf } from "./failure";
import type { Remains } from "./soft-deleted";

const schema = z.object({
  version: z.literal(1),
  remains: z.array(
    z.object({
      what: z.enum(["account", "workspace", "gateway", "vault"]),
      name: z.string(),
      id: z.string(),
      group: z.string(),
      location: z.string(),
      command: z.string().optional(),
    }),
  ),
});

/**
 * What a destroy is to purge, on disk from before the first deletion until all of it is purged: once the engine has deleted
 * something, its state knows it no more.
 */
export class PurgeRecord {
  private remains: readonly Remains[];

  /** @param file made when there is something to note. @throws Failure when it is there and cannot be read */
  constructor(private readonly file: string) {
    this.remains = read(file);
  }

  /** What is not purged yet, in the order in which it can be. */
  open(): readonly Remains[] {
    return this.remains;
  }

  /** Notes what is about to be deleted, beside what an earlier run left. */
  add(more: readonly Remains[]): void {
    const all = new Map([...this.remains, ...more].map((each) => [each.id.toLowerCase(), each]));
    this.remains = [...all.values()];
    this.write();
  }

  done({ id }: Remains): void {
    this.remains = this.remains.filter((each) => each.id !== id);
    this.write();
  }

  /** Written aside and renamed: a reader finds all of it or nothing. */
  private write(): void {
    if (this.remains.length === 0) {
      fs.rmSync(this.file, { force: true });
      return;
    }
    fs.mkdirSync(path.dirname(this.file), { recursive: true });
    fs.writeFileSync(`${this.file}.tmp`, JSON.stringify({ version: 1, remains: this.remains }, null, 2));
    fs.renameSync(`${this.file}.tmp`, this.file);
  }
}

function read(file: string): readonly Remains[] {
  if (!fs.existsSync(file)) return [];
  try {
    return schema.parse(JSON.parse(fs.readFileSync(file, "utf8"))).remains as readonly Remains[];
  } catch (error) {
    throw new Failure(
      `${file}, which tells what an earlier run was to purge, cannot be read: ${messageOf(error)}`,
      exitCode.failed,
      "Remove it when nothing of that run is left to purge: az cognitiveservices account list-deleted, az keyvault list-deleted.",
    );
  }
}
