import type { WireAnswer } from "../network/answers.ts"
import type { Zoho } from "../network/Zoho.ts"
import type { Timeline } from "../world/Timeline.ts"
import { readArchive, readRows } from "./readArchive.ts"

/** A record as it lies at Zoho, by the names of its fields; `Id` is its id. */
export type ZohoRecord = Readonly<Record<string, string>>

const decoder = new TextDecoder()

interface Asked {
  readonly zoho: Zoho
  readonly timeline: Timeline
}

const ask = async (
  { timeline, zoho }: Asked,
  method: "GET" | "POST",
  path: string,
  json?: unknown,
): Promise<WireAnswer> => {
  let answer: WireAnswer | undefined
  zoho.serve(
    {
      method,
      url: new URL(path, "https://www.zohoapis.com"),
      headers: { authorization: "Zoho-oauthtoken emulator", "content-type": "application/json" },
      body: json === undefined ? new Uint8Array(0) : new TextEncoder().encode(JSON.stringify(json)),
    },
    (reply) => (answer = reply),
  )
  await timeline.pass(() => answer !== undefined, Infinity)
  if (answer === undefined || answer.status >= 300) throw new Error(`Zoho says ${answer?.status} to ${path}`)
  return answer
}

/** Reads all records of a module past everything of ours, page by page. */
export const readRecords = async (
  asked: Asked,
  jobDuration: number,
  module: string,
  fields: ReadonlyArray<string>,
): Promise<ReadonlyArray<ZohoRecord>> => {
  const records: Array<ZohoRecord> = []
  for (let page = 1; ; page++) {
    const order = await ask(asked, "POST", "/crm/bulk/v6/read", {
      query: { module: { api_name: module }, fields, page },
    })
    const id = /"id"\s*:\s*"(\d+)"/.exec(decoder.decode(order.bytes))?.[1] ?? ""
    let isDone = false
    // Zoho gives ten downloads a minute, to us too.
    asked.timeline.after(Math.max(jobDuration, 60_000) + 1, () => (isDone = true))
    await asked.timeline.pass(() => isDone, Infinity)
    const details = JSON.parse(decoder.decode((await ask(asked, "GET", `/crm/bulk/v6/read/${id}`)).bytes))
    const archive = await ask(asked, "GET", `/crm/bulk/v6/read/${id}/result`)
    const [header = [], ...rows] = readRows(readArchive(archive.bytes)[0]?.text ?? "")
    for (const row of rows) records.push(Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])))
    if (details.data?.[0]?.result?.more_records !== true) return records
  }
}
