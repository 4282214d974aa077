import { join } from "node:path"
import { rolldown } from "rolldown"
import { expect, test } from "vitest"
import { root } from "./tree.ts"

const core = join(root, "packages/core/src/")

/** The files of the core that are loaded at once by a file of a runner. */
const loadedBy = async (file: string): Promise<ReadonlyArray<string>> => {
  const build = await rolldown({
    input: { first: join(root, file) },
    platform: "node",
    treeshake: false,
    resolve: { conditionNames: ["zoho-bulk-source", "node", "import", "default"] },
  })
  const { output } = await build.generate()
  await build.close()
  const chunks = new Map(output.flatMap((each) => (each.type === "chunk" ? [[each.fileName, each] as const] : [])))
  const seen = new Set<string>()
  const visit = (name: string): void => {
    if (seen.has(name)) return
    seen.add(name)
    for (const next of chunks.get(name)?.imports ?? []) visit(next)
  }
  for (const [name, { isEntry }] of chunks) if (isEntry) visit(name)
  return [...seen]
    .flatMap((name) => chunks.get(name)?.moduleIds ?? [])
    .flatMap((id) => (id.startsWith(core) ? [id.slice(core.length)] : []))
}

test.each(["packages/node-runner/src/completeOnNode.ts", "packages/deno-runner/src/completeOnDeno.ts"])(
  "a shell that waits for names by %s waits for no other command",
  { timeout: 30_000 },
  async (file) => {
    const loaded = await loadedBy(file)
    expect(loaded.filter((each) => each.startsWith("cli/commands/"))).toEqual(["cli/commands/complete.ts"])
    expect(
      loaded.filter((each) =>
        /^(?:results|jobs|callback|doors|transfer\/(?:exports|imports|checks|journal))\//.test(each),
      ),
    ).toEqual([])
    expect(loaded.filter((each) => each.startsWith("emulator/"))).toEqual(["emulator/model/emulatorToken.ts"])
  },
)
