/** The same request by the runtime's own fetch, and its answer parsed. */
import { requestHeaders } from "./memory.ts"
import { jobPath, printCallCost } from "./served.ts"

await printCallCost(async (origin) => async () => {
  const response = await fetch(origin + jobPath, { headers: requestHeaders })
  return response.json()
})
