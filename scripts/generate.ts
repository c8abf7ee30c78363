import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { parseArgs } from "node:util";
import { generators } from "./generators/index";
import type { Generator } from "./generators/generator";

/** A generated file whose content is not what its generator makes today. */
interface Stale {
  readonly file: string;
  readonly generator: string;
  readonly content: string | Uint8Array;
  readonly missing: boolean;
}

/** Finds the files that differ from what their generators make. */
export async function findStale(list: readonly Generator[]): Promise<readonly Stale[]> {
  const stale: Stale[] = [];
  for (const generator of list) {
    for (const [file, content] of await generator.outputs()) {
      const current = await readFile(file).catch(whenMissing);
      if (current?.equals(Buffer.from(content))) continue;
      stale.push({ file, generator: generator.name, content, missing: current === undefined });
    }
  }
  return stale;
}

/** Writes a file so that a reader sees the old content or the new one, whatever happens in between. */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.partial`;
  try {
    await writeFile(partial, content);
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Writes what is stale; with `--check` names it instead. Answers the exit code: 1 when a check found something. */
export async function generate(
  args: readonly string[],
  list: readonly Generator[] = generators,
  print: (line: string) => void = console.log,
): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { check: { type: "boolean", default: false } } });
  const judged = values.check ? list.filter(({ committed = true }) => committed) : list;
  const stale = await findStale(judged);
  for (const { file, content, missing, generator } of stale) {
    const name = relative(process.cwd(), file);
    if (values.check) {
      print(
        `${name} is ${missing ? "missing" : "stale"} (${generator}); run \`npm run generate\` and commit it`,
      );
    } else {
      await writeAtomically(file, content);
      print(`wrote ${name} (${generator})`);
    }
  }
  if (stale.length === 0) print("every generated file is current");
  return values.check && stale.length > 0 ? 1 : 0;
}

function whenMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

if (require.main === module) {
  generate(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 2;
    },
  );
}
