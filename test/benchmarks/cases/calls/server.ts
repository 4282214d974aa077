/**
 * Answers every request with the recorded job at once, in a process of its own; says its address first.
 *
 * It writes answers that were made ready, and reads no more of a request than where it ends: a server that took longer than a client would be
 * what is measured, and who waits for it gets several answers at once.
 */
import { createServer } from "node:net"
import { jobHeaders, jobText } from "./recordedJob.ts"

const token = { access_token: "1000.5ec2e75ec2e75ec2e7.70cea70cea70cea7", api_domain: "", expires_in: 3_600 }

const answer = (headers: Readonly<Record<string, string>>, body: string): Buffer => {
  const lines = Object.entries({
    ...headers,
    "Content-Length": String(Buffer.byteLength(body)),
    Connection: "keep-alive",
  })
  return Buffer.from(`HTTP/1.1 200 OK\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`)
}

const job = answer(jobHeaders, jobText)
const issued = answer({ "Content-Type": "application/json" }, JSON.stringify(token))

const server = createServer({ noDelay: true }, (socket) => {
  let text = ""
  socket.setEncoding("latin1")
  socket.on("error", () => socket.destroy())
  socket.on("data", (piece: string) => {
    text += piece
    for (let end = text.indexOf("\r\n\r\n"); end >= 0; end = text.indexOf("\r\n\r\n")) {
      const head = text.slice(0, end)
      const whole = end + 4 + Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
      if (text.length < whole) return
      text = text.slice(whole)
      socket.write(/^[A-Z]+ \/oauth\//.test(head) ? issued : job)
    }
  })
})
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object") console.log(`http://127.0.0.1:${address?.port}`)
})
