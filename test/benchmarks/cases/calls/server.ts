/** Answers every request with the recorded job at once, in a process of its own; says its address first. */
import { createServer } from "node:http"
import { jobHeaders, jobText } from "./recordedJob.ts"

const token = { access_token: "1000.5ec2e75ec2e75ec2e7.70cea70cea70cea7", api_domain: "", expires_in: 3_600 }

const server = createServer((request, response) => {
  request.resume()
  const isOfToken = request.url?.startsWith("/oauth/") === true
  response.writeHead(200, isOfToken ? { "content-type": "application/json" } : jobHeaders)
  response.end(isOfToken ? JSON.stringify(token) : jobText)
})
server.keepAliveTimeout = 60_000
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object") console.log(`http://127.0.0.1:${address?.port}`)
})
