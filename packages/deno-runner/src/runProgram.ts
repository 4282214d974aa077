import type { ProgramCall, ProgramEnd } from "@zoho-bulk/core/cli"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

/** As many bytes of what it says are kept. */
const mostSaid = 65_536

const concat = (pieces: ReadonlyArray<Uint8Array>): Uint8Array => {
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

/** Reads the beginning of what a stream gives, and then no more. */
const readBeginning = async (stream: ReadableStream<Uint8Array>, most: number): Promise<string> => {
  const pieces: Array<Uint8Array> = []
  let length = 0
  for await (const piece of stream) {
    pieces.push(piece)
    length += piece.length
    if (length > most) break
  }
  return new TextDecoder().decode(concat(pieces))
}

/** Reads all that a stream gives, and keeps the end of it. */
const readEnd = async (stream: ReadableStream<Uint8Array>): Promise<string> => {
  let bytes = new Uint8Array()
  for await (const piece of stream) bytes = concat([bytes, piece]).slice(-mostSaid)
  return new TextDecoder().decode(bytes)
}

const write = async (stream: WritableStream<Uint8Array>, text: string): Promise<void> => {
  const writer = stream.getWriter()
  await writer.write(new TextEncoder().encode(text))
  await writer.close()
}

const notRun = (error: unknown): ProgramEnd =>
  error instanceof Deno.errors.NotFound
    ? { _tag: "NotFound" }
    : error instanceof Deno.errors.NotCapable
      ? { _tag: "NotPermitted" }
      : { _tag: "NotStarted", problem: error instanceof Error ? error.message : "it cannot be run" }

/** Sends a signal to what may have ended. */
const signal = (child: Deno.ChildProcess, name: Deno.Signal): void => {
  try {
    child.kill(name)
  } catch {
    // It has ended.
  }
}

/** Stops a program, and waits until it has ended. */
const stop = (child: Deno.ChildProcess, { stopBy }: ProgramCall) =>
  Effect.gen(function* () {
    if (stopBy !== undefined) yield* runProgram(stopBy(child.pid))
    signal(child, stopBy === undefined ? "SIGTERM" : "SIGKILL")
    const isOver = yield* Effect.timeoutOption(
      Effect.promise(() => child.status),
      "1 second",
    )
    if (isOver._tag === "None") signal(child, "SIGKILL")
  })

const isPermitted = (command: string): boolean =>
  Deno.permissions.querySync({ name: "run", command }).state === "granted"

/** Runs a program of this machine. `node:child_process` would read all variables, and Deno ask for each. */
export const runProgram = (call: ProgramCall): Effect.Effect<ProgramEnd> =>
  Effect.callback<ProgramEnd>((resume) => {
    const { args, input, isAttended = false, mostRead = Infinity, program } = call
    if (!isPermitted(program)) {
      resume(Effect.succeed({ _tag: "NotPermitted" }))
      return
    }
    let child: Deno.ChildProcess
    try {
      child = new Deno.Command(program, {
        args: [...args],
        detached: !isAttended,
        stdin: input !== undefined ? "piped" : isAttended ? "inherit" : "null",
        stdout: "piped",
        stderr: isAttended ? "inherit" : "piped",
      }).spawn()
    } catch (error) {
      resume(Effect.succeed(notRun(error)))
      return
    }
    const end = async (): Promise<ProgramEnd> => {
      const [printed, said, { code }] = await Promise.all([
        readBeginning(child.stdout, mostRead),
        isAttended ? "" : readEnd(child.stderr),
        child.status,
        // A program that ends before it has read all is no fault.
        input === undefined ? undefined : write(child.stdin, Redacted.value(input)).catch(() => {}),
      ])
      return { _tag: "Ended", exitCode: code, printed, said }
    }
    end().then(
      (ended) => resume(Effect.succeed(ended)),
      (error) => resume(Effect.succeed(notRun(error))),
    )
    return stop(child, call)
  })
