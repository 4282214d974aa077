/** Reads the same rows by `yauzl` and `papaparse`. */
import type { Readable } from "node:stream"
import { contentByYauzl } from "../../contentByYauzl.ts"
import { measureRows } from "../../measureRows.ts"
import { peer } from "../../peer.ts"

interface Options {
  readonly chunk: (result: { readonly data: ReadonlyArray<ReadonlyArray<string>> }) => void
  readonly complete: () => void
  readonly error: (error: unknown) => void
  readonly skipEmptyLines: boolean
}

const { parse } = peer<{ readonly parse: (content: Readable, options: Options) => void }>("papaparse")

await measureRows(async (archive) => {
  let rows = -1
  const content = await contentByYauzl(archive)
  await new Promise<void>((complete, error) => {
    parse(content, { chunk: ({ data }) => void (rows += data.length), complete, error, skipEmptyLines: true })
  })
  return rows
})
