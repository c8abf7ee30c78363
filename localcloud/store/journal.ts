import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";

interface Snapshot {
  /** The number of the journal that continues this snapshot. */
  readonly journal: number;
  readonly state: unknown;
}

/** What a journal asks of the state that it keeps durable. Records may be replayed twice: they must be idempotent. */
export interface JournaledState {
  restore(snapshot: unknown): void;
  replay(record: unknown): void;
  snapshot(): unknown;
}

/** Past this many records since the last snapshot, a new one is written. */
const compactAfter = 5_000;

/**
 * A durable log of JSON records in a directory: a snapshot of everything up to a point, and one line for each record
 * since. A record is durable when the promise of `append` resolves. A line that a crash tore in half is dropped when
 * the journal is opened again: nobody was told that it was written.
 */
export class Journal {
  private readonly waiting: { line: string; resolve: () => void; reject: (error: Error) => void }[] = [];
  private flushing: Promise<void> | undefined;
  private failure: Error | undefined;
  private file: FileHandle | undefined;

  private constructor(
    private readonly directory: string,
    private readonly state: JournaledState,
    private number: number,
    private records: number,
  ) {}

  /** Opens the journal and brings `state` to what it holds: the snapshot, if any, and then each record. */
  static open(directory: string, state: JournaledState): Journal {
    mkdirSync(directory, { recursive: true });
    const snapshotFile = join(directory, snapshotName);
    let number = 0;
    if (existsSync(snapshotFile)) {
      const snapshot = JSON.parse(readFileSync(snapshotFile, "utf8")) as Snapshot;
      number = snapshot.journal;
      state.restore(snapshot.state);
    }
    for (const name of readdirSync(directory)) {
      if (/^journal-\d+\.jsonl$/.test(name) && name !== journalName(number)) rmSync(join(directory, name));
    }
    const records = readRecords(join(directory, journalName(number)));
    for (const record of records) state.replay(record);
    return new Journal(directory, state, number, records.length);
  }

  /** Writes a record; resolves once it is on disk. Records that wait at the same time share one disk flush. */
  append(record: unknown): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.waiting.push({ line: `${JSON.stringify(record)}\n`, resolve, reject });
      this.flushing ??= this.flush().finally(() => (this.flushing = undefined));
    });
  }

  async close(): Promise<void> {
    await this.flushing;
    await this.file?.close();
    this.file = undefined;
    this.failure = new Error("the store of the local cloud is closed");
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0);
      try {
        if (!this.file) {
          this.file = await open(join(this.directory, journalName(this.number)), "a");
          syncDirectory(this.directory);
        }
        await this.file.appendFile(batch.map(({ line }) => line).join(""));
        await this.file.datasync();
        for (const { resolve } of batch) resolve();
        this.records += batch.length;
        if (this.records >= compactAfter) await this.compact();
      } catch (error) {
        // After a failed flush nobody knows what is on disk: refuse all further writes rather than guess.
        this.failure = error instanceof Error ? error : new Error(String(error));
        for (const { reject } of [...batch, ...this.waiting.splice(0)]) reject(this.failure);
      }
    }
  }

  /** Writes all state as a snapshot, which replaces the records so far. */
  private async compact(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
    const next: Snapshot = { journal: this.number + 1, state: this.state.snapshot() };
    const temporary = join(this.directory, `${snapshotName}.new`);
    const descriptor = openSync(temporary, "w");
    try {
      writeFileSync(descriptor, JSON.stringify(next));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, join(this.directory, snapshotName));
    syncDirectory(this.directory);
    rmSync(join(this.directory, journalName(this.number)), { force: true });
    this.number = next.journal;
    this.records = 0;
  }
}

const snapshotName = "snapshot.json";

function journalName(number: number): string {
  return `journal-${number}.jsonl`;
}

function readRecords(file: string): unknown[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const records: unknown[] = [];
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(10, start);
    const record = end < 0 ? undefined : parseLine(bytes.toString("utf8", start, end));
    if (record === undefined) {
      if (end >= 0 && end < bytes.length - 1) {
        throw new Error(
          `${file} is damaged at byte ${start}: a record in the middle cannot be read; reset the local cloud to start anew`,
        );
      }
      truncateSync(file, start);
      break;
    }
    records.push(record);
    start = end + 1;
  }
  return records;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** Makes a new or renamed file's directory entry durable; Windows has no such call and needs none. */
function syncDirectory(directory: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(directory, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
