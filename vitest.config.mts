import { defineConfig } from "vitest/config";

const ignored = ["**/node_modules/**", "**/dist/**", ".cornerstone/**"];

export default defineConfig({
  test: {
    projects: [
      {
        // Fast tests beside the code they test. No engine, no network.
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...ignored, "tests/engine/**"],
          pool: "forks",
          testTimeout: 20_000,
        },
      },
      {
        // Runs of the real engine against the local cloud. Serial: each one starts processes of its own.
        test: {
          name: "engine",
          include: ["tests/engine/**/*.test.ts"],
          exclude: ignored,
          pool: "forks",
          fileParallelism: false,
          maxConcurrency: 2,
          testTimeout: 600_000,
          hookTimeout: 900_000,
          globalSetup: ["tests/engine/setup.ts"],
        },
      },
    ],
  },
});
