import { createServer, type AddressInfo, type Socket } from "node:net"
import { type Asked, goodAnswers, type HostileAnswer } from "./answers.ts"

/** A Zoho on this machine that has one hostile answer. */
export interface HostileServer {
  readonly origin: string
  /** Comes when the hostile answer, or the last of the good ones, is asked for. */
  readonly asked: Promise<void>
  readonly close: () => void
}

const askedBy = (path: string): Asked => {
  if (path.startsWith("/oauth/")) return "token"
  if (path.endsWith("/org")) return "organization"
  return path.endsWith("/result") ? "result" : "details"
}

/** Serves one hostile answer, or none, in place of the good one; it closes each connection after an answer. */
export const serveHostile = (hostile?: HostileAnswer): Promise<HostileServer> =>
  new Promise((resolve) => {
    const sockets = new Set<Socket>()
    const asking = Promise.withResolvers<void>()
    const server = createServer((socket) => {
      sockets.add(socket)
      let asked = ""
      socket.on("error", () => {}).on("close", () => sockets.delete(socket))
      socket.on("data", (bytes) => {
        const isNew = !asked.includes("\r\n\r\n")
        asked += bytes.toString("latin1")
        if (!isNew || !asked.includes("\r\n\r\n")) return
        const to = askedBy(asked.split(" ")[1]?.split("?")[0] ?? "")
        if (to === (hostile?.to ?? "details")) asking.resolve()
        const send = hostile?.to === to ? hostile.send : goodAnswers[to]
        void send(socket)
      })
    })
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo
      const close = (): void => {
        for (const socket of sockets) socket.destroy()
        server.close()
      }
      resolve({ origin: `http://127.0.0.1:${port}`, asked: asking.promise, close })
    })
  })
