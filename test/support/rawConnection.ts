import { connect } from "node:net"

/** A connection to this machine that says what no client would, and what came over it. */
export interface RawConnection extends Disposable {
  /** All that has been answered so far. */
  readonly heard: () => string
  /** Resolves with the first of an answer, or once there will be none. */
  readonly answered: Promise<void>
  /** Resolves once the other side has ended it. */
  readonly ended: Promise<void>
  /** Says the same piece again and again, until so many bytes are out or nobody listens any more; gives how many went out. */
  readonly pour: (piece: Uint8Array, atMost: number) => Promise<number>
}

/** Connects to a port of this machine, and says something. */
export const rawConnection = (origin: string, said: string): Promise<RawConnection> =>
  new Promise((succeed, reject) => {
    const socket = connect(Number(new URL(origin).port), "127.0.0.1")
    const heard: Array<string> = []
    const ended = new Promise<void>((resolve) => socket.on("close", () => resolve()))
    const begun = new Promise<void>((resolve) => socket.once("data", () => resolve()))
    const answered = Promise.race([begun, ended])
    socket.setEncoding("utf8").on("data", (text: string) => void heard.push(text))
    socket.on("error", reject)
    const pour = async (piece: Uint8Array, atMost: number): Promise<number> => {
      let sent = 0
      while (sent < atMost && socket.writable && heard.length === 0) {
        const taken = new Promise<void>((resolve) => socket.write(piece, () => resolve()))
        sent += piece.byteLength
        await Promise.race([answered, taken])
      }
      return sent
    }
    socket.on("connect", () => {
      socket.write(said)
      succeed({ heard: () => heard.join(""), answered, ended, pour, [Symbol.dispose]: () => void socket.destroy() })
    })
  })
