import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { execFile } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { promisify } from "node:util"
import { packedPart } from "../../support/packedParts.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const fixtures = resolve(import.meta.dirname, "../../fixtures/zipReaders")

const rows = [
  ["Last_Name", "Company"],
  ...Array.from({ length: 2_000 }, (_, n) => [`Lead ${n}`, n % 2 === 0 ? "Züri AG" : "Zylker"]),
]
const text = `${rows.map((row) => row.join(",")).join("\n")}\n`

/** Who reads an archive, which Debian package it is of, and what it says of an archive with these rows. */
const readers = [
  {
    what: "Java's ZipInputStream",
    debian: "default-jdk-headless",
    command: ["java", `${fixtures}/ReadZip.java`],
    says: `part-1.csv\n${text}`,
  },
  {
    what: "Python's zipfile",
    debian: "python3",
    command: ["python3", `${fixtures}/read_zip.py`],
    says: `part-1.csv\n${text}`,
  },
  { what: "Info-ZIP", debian: "unzip", command: ["unzip", "-p"], says: text },
  { what: "Info-ZIP, which tests it", debian: "unzip", command: ["unzip", "-t"], says: "No errors detected" },
]

const read = ([program = "", ...args]: ReadonlyArray<string>, archive: string, debian: string) =>
  Effect.tryPromise({
    try: () => promisify(execFile)(program, [...args, archive], { maxBuffer: 2 ** 24 }),
    catch: (cause) => new Error(`${program} did not read it: ${String(cause)}. It is in Debian's ${debian}.`),
  })

describe("the archive that is uploaded is read by others:", () => {
  it.live.each(readers)("$what", ({ command, debian, says }) =>
    Effect.gen(function* () {
      const archive = join(yield* temporaryFolder, "part-1.zip")
      writeFileSync(archive, yield* packedPart(rows))
      const { stdout } = yield* read(command, archive, debian)
      assert.include(stdout, says)
    }).pipe(Effect.scoped),
  )
})
