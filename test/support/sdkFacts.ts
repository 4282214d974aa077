/**
 * A program of its own: Zoho's SDK makes a call, and twenty at once when its token has run out, and fetches a result that lies on the other of two origins. It
 * writes what it knows of data centres as JSON; what it sent, the servers have seen.
 */
import * as Z from "@zohocrm/typescript-sdk-8.0"
import { startSdk } from "./zohoSdk.ts"

const [, , origin = "", elsewhere = ""] = process.argv

await startSdk(origin)

const look = () => new Z.BulkRead.BulkReadOperations().getBulkReadJobDetails(4150868000005376042n)

await look()
await fetch(`${origin}/mark`)
await Promise.all(Array.from({ length: 20 }, look))
await fetch(`${origin}/mark`)

const refused = await new Z.BulkRead.BulkReadOperations().getBulkReadJobDetails(1n)

await new Z.BulkWrite.BulkWriteOperations().downloadBulkWriteResult(`${elsewhere}/1.zip`).catch(() => undefined)

process.stdout.write(
  JSON.stringify({
    dataCenters: Object.keys(Z).filter((name) => /^[A-Z]{2}DataCenter$/.test(name)).length,
    refusal: refused.getObject().constructor.name,
  }),
)
