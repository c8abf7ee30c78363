import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { removeCutShort } from "./cut-short";

let root: string;
let stacks: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-cut-"));
  stacks = path.join(root, ".pulumi", "stacks", "cornerstone");
  fs.mkdirSync(stacks, { recursive: true });
});
afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
});
const write = (name: string, text: string): void => {
  fs.writeFileSync(path.join(stacks, name), text);
};

describe("removeCutShort", () => {
  it.each(["", '{"user.content_type":"appl'])(
    "removes attributes that end after %j, and nothing else",
    (text) => {
      write("dev.json", "{}");
      write("dev.json.attrs", text);
      write("dev.json.bak", "{}");
      write("dev.json.bak.attrs", '{"user.content_type":"application/octet-stream"}\n');
      const backend = `${pathToFileURL(root).href}?metadata=skip`;
      expect(removeCutShort(backend, "dev")).toEqual(["dev.json.attrs"]);
      expect(fs.readdirSync(stacks).sort()).toEqual(["dev.json", "dev.json.bak", "dev.json.bak.attrs"]);
      expect(removeCutShort(backend, "dev")).toEqual([]);
    },
  );

  it("leaves a backend alone that is no folder, or not there", () => {
    expect(removeCutShort("azblob://state", "dev")).toEqual([]);
    expect(removeCutShort(pathToFileURL(path.join(root, "none")).href, "dev")).toEqual([]);
  });
});
