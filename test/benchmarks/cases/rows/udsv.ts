/** Reads the same rows by `yauzl` and `udsv`, of which all are kept: it gives them at once. */
import { contentByYauzl } from "../../contentByYauzl.ts"
import { measureRows } from "../../measureRows.ts"
import { peer } from "../../peer.ts"

interface Udsv {
  readonly inferSchema: (text: string) => object
  readonly initParser: (schema: object) => { readonly stringArrs: (text: string) => ReadonlyArray<unknown> }
}

const { inferSchema, initParser } = peer<Udsv>("udsv")

await measureRows(async (archive) => {
  const content = (await contentByYauzl(archive)).setEncoding("utf8")
  let text = ""
  for await (const piece of content) text += piece
  return initParser(inferSchema(text)).stringArrs(text).length
})
