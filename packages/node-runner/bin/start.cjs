const { setFlagsFromString } = require("node:v8")

/** What rows flow through, in any number. */
const carriers = ["demo", "download", "emulator", "export", "import", "mirror", "resume", "verify"]

// Memory that was used is soon used again where rows flow. Said before the start, it would keep Node's own modules from being loaded as they
// were compiled, and ours from their cache, which a look at a job would wait for.
module.exports = async () => {
  await import("../dist/zoho-bulk.js")
  if (process.argv.some((word) => carriers.includes(word))) setFlagsFromString("--heap-growing-percent=10")
}
