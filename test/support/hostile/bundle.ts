/**
 * Bundles the command with its small limits, for a runtime and into a folder, which are its arguments: it starts as fast, and is as large, as the one that
 * is shipped.
 */
import { join } from "node:path"
import process from "node:process"
import { type Plugin, rolldown } from "rolldown"

const [, , runtime = "", folder = ""] = process.argv

/** Which runner it is, is said in full: what is found out at run time cannot be bundled. */
const oneRunner: Plugin = {
  name: "one-runner",
  load: (id) =>
    id.endsWith("/support/runner.ts") ? `export * as runner from "@zoho-bulk/${runtime}-runner"` : undefined,
}

const build = await rolldown({
  input: { command: join(import.meta.dirname, "command.ts") },
  platform: "node",
  plugins: [oneRunner],
  resolve: { conditionNames: ["zoho-bulk-source", "node", "import", "default"] },
})
await build.write({ dir: folder, entryFileNames: "[name].mjs", chunkFileNames: "chunks/[name].mjs", minify: true })
await build.close()
