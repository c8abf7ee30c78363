import { graphToJson } from "../../graph/json";
import { mermaid } from "../../graph/mermaid";
import type { GraphView } from "../../graph/views";
import type { Console } from "./console";
import { exitCode, type ExitCode } from "./failure";
import { loadGraph } from "./graph-source";
import { deliver, formatOfFile } from "./output-file";

export interface GraphOptions {
  readonly stack: string;
  readonly state?: string | undefined;
  readonly format?: "mermaid" | "json" | undefined;
  readonly json: boolean;
  readonly view: string;
  readonly maxNodes: number;
  readonly output?: string | undefined;
}

const endings = { json: "json", mmd: "mermaid", mermaid: "mermaid", md: "mermaid" } as const;

/** `cornerstone graph`. */
export async function graph(options: GraphOptions, out: Console): Promise<ExitCode> {
  const { stack, state, output, maxNodes } = options;
  const resources = await loadGraph({ stack, ...(state === undefined ? {} : { state }) });
  const format = options.json ? "json" : (options.format ?? formatOfFile(output, endings) ?? "mermaid");
  if (format === "json") {
    deliver(graphToJson(resources), output, out);
    return exitCode.ok;
  }
  const drawing = mermaid(resources, { view: options.view as GraphView, maxNodes });
  // A Markdown file shows the picture only where it is fenced.
  deliver(output?.toLowerCase().endsWith(".md") ? `\`\`\`mermaid\n${drawing}\`\`\`\n` : drawing, output, out);
  return exitCode.ok;
}
