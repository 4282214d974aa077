/** The same request by undici's `request`, and its answer parsed. */
import { requestHeaders } from "./memory.ts"
import { jobPath, printCallCost } from "./served.ts"

type Request = (url: string, options: object) => Promise<{ readonly body: { readonly json: () => Promise<unknown> } }>

const peer = new URL("../../peers/node_modules/undici/index.js", import.meta.url)
const { request } = ((await import(peer.href)) as { readonly default: { readonly request: Request } }).default

await printCallCost(async (origin) => async () => {
  const { body } = await request(origin + jobPath, { headers: requestHeaders })
  return body.json()
})
