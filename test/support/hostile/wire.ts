/** What a server writes to a connection that has asked it something, beyond what any HTTP server would let it write. */
import type { Socket } from "node:net"

/** Writes an answer, or something in its place. It may go on until the connection is closed. */
export type Send = (socket: Socket) => void | Promise<void>

const isOpen = (socket: Socket): boolean => !socket.destroyed && socket.writable

/** Waits until there is room for more, or nobody takes it any more. */
const roomIn = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      socket.off("drain", end).off("close", end)
      resolve()
    }
    socket.on("drain", end).on("close", end)
  })

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))

/** Lets everything else have its turn: who takes bytes as fast as they are written would leave none. */
const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Writes the same bytes so often, or until nobody takes them any more. */
export const repeat = async (socket: Socket, bytes: Uint8Array | string, times = Infinity): Promise<void> => {
  for (let n = 0; n < times && isOpen(socket); n++) {
    if (!socket.write(bytes)) await roomIn(socket)
    if (n % 16 === 0) await othersTurn()
  }
}

/** Writes bytes one by one. */
export const drip = async (socket: Socket, bytes: Iterable<number>, millis: number): Promise<void> => {
  for (const byte of bytes) {
    if (!isOpen(socket)) return
    socket.write(Uint8Array.of(byte))
    await pause(millis)
  }
}

/** The same bytes for ever. */
export function* forever(bytes: Uint8Array): Generator<number> {
  while (true) yield* bytes
}

/** The head of an answer. */
export const head = (headers: Readonly<Record<string, string | number>> = {}, status = 200): string =>
  [`HTTP/1.1 ${status} Whatever`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), "", ""].join(
    "\r\n",
  )

/** A whole answer. */
export const answer =
  (
    body: Uint8Array | string,
    {
      headers = {},
      status = 200,
    }: { readonly headers?: Readonly<Record<string, string>>; readonly status?: number } = {},
  ): Send =>
  (socket) => {
    socket.write(head({ "content-length": Buffer.byteLength(body), ...headers }, status))
    socket.end(body)
  }

/** An answer whose body ends where the connection does, with the last of these written again and again. */
export const endless =
  (
    headers: Readonly<Record<string, string>>,
    beginning: Uint8Array | string,
    more: Uint8Array | string,
    status = 200,
  ): Send =>
  async (socket) => {
    socket.write(head(headers, status))
    socket.write(beginning)
    await repeat(socket, more)
  }
