/**
 * A program of its own: Zoho's SDK asks the origin in its arguments for the details of a job, or for its result, and writes what came of it as JSON.
 */
import process from "node:process"
import * as Z from "@zohocrm/typescript-sdk-8.0"
import { jobId } from "./answers.ts"

const [, , origin = "", asked = "details"] = process.argv

/** Keeps the one token in memory; without an id it would be saved again with every call. */
const tokens: Array<{ setId: (id: string) => void }> = []
const store = {
  findToken: async () => tokens[0] ?? null,
  findTokenById: async () => tokens[0] ?? null,
  saveToken: async (token: { setId: (id: string) => void }) => {
    token.setId("1")
    tokens[0] = token
  },
  deleteToken: async () => {},
  deleteTokens: async () => {},
  getTokens: async () => tokens,
}

const tell = (ends: string): void => {
  console.log(JSON.stringify({ ends, peak: process.resourceUsage().maxRSS / 1_024 }))
}

process.on("uncaughtException", (error) => {
  tell(`crash: ${error.message}`)
  process.exit(1)
})

const token = new Z.OAuthBuilder().clientId("c").clientSecret("s").refreshToken("1000.r").findUser(false).build()
const builder = await new Z.InitializeBuilder()
await builder
  .environment(Z.DataCenter.setEnvironment(origin, `${origin}/oauth/v2/token`, origin))
  .token(token)
  .store(store as never)
  .logger(new Z.LogBuilder().level(Z.Levels.OFF).build())
  .initialize()

const operations = new Z.BulkRead.BulkReadOperations()

/** What the answer was made into, and whether it is the job that was asked for. */
const look = async (): Promise<string> => {
  const answer = await operations.getBulkReadJobDetails(BigInt(jobId))
  const made = answer.getObject() as unknown as Z.BulkRead.ResponseWrapper | Z.BulkRead.APIException | null
  if (made === null) return "nothing"
  if (!("getData" in made)) return made.constructor.name
  const id = String(made.getData()[0]?.getId())
  return id === jobId ? "ok" : `ok, with job ${id}`
}

/** Reads the result to its end, as bytes: the SDK has no more to do with it. */
const download = async (): Promise<string> => {
  const answer = await operations.downloadResult(BigInt(jobId))
  const made = answer.getObject() as unknown as Z.BulkRead.FileBodyWrapper | Z.BulkRead.APIException | null
  if (made === null) return "nothing"
  if (!("getFile" in made)) return made.constructor.name
  const content: unknown = made.getFile().getStream()
  return `ok, ${content instanceof Uint8Array ? `${content.byteLength} bytes` : "not held in memory"}`
}

try {
  tell(await (asked === "result" ? download() : look()))
} catch (error) {
  tell(error instanceof Error ? error.constructor.name : String(error))
}
process.exit(0)
