/** The same request by `node:http` with kept connections, and its answer parsed. */
import { Agent, get } from "node:http"
import { requestHeaders } from "./memory.ts"
import { jobPath, printCallCost } from "./served.ts"

const agent = new Agent({ keepAlive: true })

await printCallCost(
  async (origin) => () =>
    new Promise((resolve, reject) => {
      const request = get(origin + jobPath, { agent, headers: requestHeaders }, (response) => {
        response.setEncoding("utf8")
        let text = ""
        response.on("data", (piece: string) => (text += piece))
        response.on("end", () => resolve(JSON.parse(text)))
      })
      request.on("error", reject)
    }),
)
