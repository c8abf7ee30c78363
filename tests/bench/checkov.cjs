// Runs Checkov on a template, so that it is measured like everything else. Checkov ends with 1 when a check fails, which is
// no failure of the measurement. Plain JavaScript: nothing is to be compiled within the time that is measured.
const { spawn } = require("node:child_process");

/** Nothing is looked up on the network, and no code is repeated in the output. */
const options = ["--framework", "arm", "--quiet", "--compact", "--skip-download", "--output", "json"];
module.exports = { options };

if (require.main === module)
  spawn(process.env.CORNERSTONE_CHECKOV ?? "checkov", ["--file", process.argv[2], ...options], {
    stdio: ["ignore", "ignore", "inherit"],
  }).once("close", (code) => {
    process.exitCode = code === 0 || code === 1 ? 0 : 3;
  });
