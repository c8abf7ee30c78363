import { bytes, counted } from "./text";

/** A part of a comment that can be shortened: its rows are dropped from the end, and the dropped ones are counted. */
export interface Part {
  /** Share of the room, relative to the parts that follow it. What it does not use they get. */
  readonly weight: number;
  /** Before the rows, and dropped with them: heading, head of a table. */
  readonly before: readonly string[];
  readonly rows: readonly string[];
  readonly after: readonly string[];
  /** What a row is, in the singular: `finding`. */
  readonly noun: string;
}

/** Room for the sentence that counts what was left out. */
const noteRoom = 100;

/** Fits parts into `room` bytes, the first ones first. A part without rows is left out. */
export function fit(parts: readonly Part[], room: number): readonly string[] {
  let left = room;
  let weights = parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts.flatMap((part) => {
    const share = Math.floor((left * part.weight) / weights);
    weights -= part.weight;
    const lines = fitPart(part, share);
    left -= size(lines);
    return lines;
  });
}

function fitPart({ before, rows, after, noun }: Part, room: number): readonly string[] {
  if (rows.length === 0) return [];
  const whole = [...before, ...rows, ...after];
  if (size(whole) <= room) return whole;
  const kept: string[] = [];
  let used = size([...before, ...after]) + noteRoom;
  for (const row of rows) {
    used += size([row]);
    if (used > room) break;
    kept.push(row);
  }
  const note = `_${counted(rows.length - kept.length, `${kept.length > 0 ? "more " : ""}${noun}`)} not shown: too long for a comment._`;
  const lines = kept.length === 0 ? ["", note] : [...before, ...kept, ...after, "", note];
  // A part without even the room for its note is the caller's fault no more than the data's: it is dropped whole.
  return size(lines) <= room ? lines : [];
}

/** Bytes of lines, with the newline after each. */
export function size(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + bytes(line) + 1, 0);
}
