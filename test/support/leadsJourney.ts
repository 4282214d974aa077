import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { importRows, Journal, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { submitJourney } from "@zoho-bulk/core/durable"
import { Effect, Layer, Redacted, Stream } from "effect"

/** Submits the import of two leads. */
export const submitLeads = (folder: string, key: string, organization = "zylker") => {
  const [input, outcomes] = [join(folder, `${key}.csv`), join(folder, `${key}-outcomes.csv`)]
  writeFileSync(input, `Last_Name,Company\nBoyle ${key},Zylker\nHooke ${key},Zylker\n`)
  return submitJourney({
    key,
    organization,
    request: { kind: "import", request: { module: "Leads", operation: "insert" }, input, outcomes },
    folder: join(folder, "journeys"),
  })
}

/** Submits the import of the lines of a file, which are told of in `outcomes.csv`. */
export const submitLeadsOf = Effect.fnUntraced(function* (
  folder: string,
  key: string,
  lines: ReadonlyArray<string>,
  more: { readonly header?: ReadonlyArray<string> } = {},
) {
  const [input, outcomes] = [join(folder, `${key}.csv`), join(folder, "outcomes.csv")]
  writeFileSync(input, lines.map((line) => `${line}\n`).join(""))
  const state = yield* submitJourney({
    key,
    organization: "zylker",
    request: { kind: "import", request: { module: "Leads", operation: "insert", ...more }, input, outcomes },
    folder: join(folder, "journeys"),
  })
  return { input, outcomes, state }
})

/** Rows of an import that no store knows. */
export const leadsOfNobody: ReadonlyArray<ReadonlyArray<string>> = [
  ["Last_Name", "Company"],
  ["Nobody", "Elsewhere"],
]

const connection = ZohoConnection.layer().pipe(Layer.provide(layerAccessToken(Redacted.make("emulator"))))

/** Orders a job for some rows, and goes away before it has ended. */
export const strangeJob = (rows: ReadonlyArray<ReadonlyArray<string>>) =>
  Effect.gen(function* () {
    const request = { module: "Leads", operation: "insert" } as const
    const journal = yield* Journal.Journal
    const importing = Stream.runDrain(
      importRows(request, Stream.fromIterable(rows), { journal: Layer.succeed(Journal.Journal, journal) }),
    )
    yield* Effect.ignore(Effect.timeout(importing, "400 millis"))
    const ordered = (yield* journal.entries).find((entry) => entry.step === "ordered")
    if (ordered?.step !== "ordered") return yield* Effect.die(new Error("nothing was ordered"))
    return ordered.jobId
  }).pipe(Effect.provide(Layer.merge(Journal.layerMemory(), connection)))
