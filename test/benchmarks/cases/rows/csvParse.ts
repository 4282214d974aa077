/** Reads the same rows by `yauzl` and `csv-parse`. */
import type { Duplex } from "node:stream"
import { contentByYauzl } from "../../contentByYauzl.ts"
import { measureRows } from "../../measureRows.ts"
import { peer } from "../../peer.ts"

const { parse } = peer<{ readonly parse: () => Duplex }>("csv-parse")

await measureRows(async (archive) => {
  let rows = -1
  for await (const _ of (await contentByYauzl(archive)).pipe(parse())) rows++
  return rows
})
