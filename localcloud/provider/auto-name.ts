import { createHash } from "node:crypto";

/**
 * The random suffix that Pulumi's providers give a name: `length` hex digits that depend on the engine's seed alone.
 * Same bytes as `NewUniqueName` of github.com/pulumi/pulumi/sdk/v3/go/common/resource: SHA-256 of the seed keys a
 * ChaCha12 stream (lukechampine.com/frand); each digit takes eight bytes of it.
 */
export function randomHex(seed: Uint8Array, length: number): string {
  if (length > mostDigits) throw new Error(`a name takes at most ${mostDigits} random digits`);
  const key = createHash("sha256").update(seed).digest();
  const stream = chacha12(key, keyBytes + length * 8).subarray(keyBytes);
  return Array.from({ length }, (_, index) => ((stream[index * 8] ?? 0) & 15).toString(16)).join("");
}

/** The generator keeps the first 32 bytes of each 1,024 for its next key. */
const keyBytes = 32;
const mostDigits = (1_024 - keyBytes) / 8;

/** A GUID from the engine's seed, for resources whose name must be one. */
export function randomGuid(seed: Uint8Array): string {
  const digits = randomHex(seed, 32);
  return [0, 8, 12, 16, 20].map((start, index, all) => digits.slice(start, all[index + 1])).join("-");
}

/** At least `length` bytes of the ChaCha key stream with 12 rounds, a zero nonce and a counter from zero. */
function chacha12(key: Buffer, length: number): Uint8Array {
  const blocks = Math.ceil(length / 64);
  const stream = Buffer.alloc(blocks * 64);
  const constants = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574];
  for (let block = 0; block < blocks; block++) {
    const words = Array.from({ length: 8 }, (_, index) => key.readUInt32LE(index * 4));
    const start = Uint32Array.from([...constants, ...words, block, 0, 0, 0]);
    const state = Uint32Array.from(start);
    for (let round = 0; round < 12; round += 2) {
      for (const [a, b, c, d] of quarterRounds) quarterRound(state, a, b, c, d);
    }
    state.forEach((word, index) =>
      stream.writeUInt32LE((word + (start[index] ?? 0)) >>> 0, block * 64 + index * 4),
    );
  }
  return stream;
}

const quarterRounds = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

function quarterRound(state: Uint32Array, a: number, b: number, c: number, d: number): void {
  addAndRotate(state, a, b, d, 16);
  addAndRotate(state, c, d, b, 12);
  addAndRotate(state, a, b, d, 8);
  addAndRotate(state, c, d, b, 7);
}

function addAndRotate(state: Uint32Array, sum: number, addend: number, target: number, bits: number): void {
  const total = ((state[sum] ?? 0) + (state[addend] ?? 0)) >>> 0;
  state[sum] = total;
  const mixed = (state[target] ?? 0) ^ total;
  state[target] = (mixed << bits) | (mixed >>> (32 - bits));
}
