import type { Readable } from "node:stream"
import { peer } from "./peer.ts"

interface Zip {
  readonly readEntry: () => void
  readonly on: (event: "entry", take: (entry: object) => void) => void
  readonly openReadStream: (entry: object, take: (error: unknown, content: Readable) => void) => void
}

interface Yauzl {
  readonly fromBuffer: (
    archive: Uint8Array,
    options: { readonly lazyEntries: boolean },
    take: (error: unknown, zip: Zip) => void,
  ) => void
}

/** The content of the first file of an archive, by `yauzl`. */
export const contentByYauzl = (archive: Uint8Array): Promise<Readable> =>
  new Promise((resolve, reject) => {
    peer<Yauzl>("yauzl").fromBuffer(archive, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error as Error)
      zip.on("entry", (entry) =>
        zip.openReadStream(entry, (broken, content) => (broken ? reject(broken as Error) : resolve(content))),
      )
      return zip.readEntry()
    })
  })
