import { type ChildProcess, spawn } from "node:child_process"
import { constants } from "node:os"
import type { Readable } from "node:stream"
import type { ProgramCall, ProgramEnd } from "@zoho-bulk/core/cli"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

/** As many bytes of what it says are kept. */
const mostSaid = 65_536

/** Keeps the beginning of what a stream gives, and then listens no more. */
const keepBeginning = (stream: Readable | null, most: number): (() => string) => {
  const pieces: Array<Buffer> = []
  let length = 0
  stream?.on("data", (piece: Buffer) => {
    pieces.push(piece)
    length += piece.length
    if (length > most) stream.destroy()
  })
  return () => Buffer.concat(pieces).toString()
}

/** Keeps the end of what a stream gives. */
const keepEnd = (stream: Readable | null): (() => string) => {
  let bytes = Buffer.alloc(0)
  stream?.on("data", (piece: Buffer) => {
    bytes = Buffer.concat([bytes, piece]).subarray(-mostSaid)
  })
  return () => bytes.toString()
}

const notRun = (error: unknown): ProgramEnd => {
  const { code, message } = error as NodeJS.ErrnoException
  return code === "ENOENT" ? { _tag: "NotFound" } : { _tag: "NotStarted", problem: code ?? message }
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => {
        child.once("exit", () => done())
        child.once("error", () => done())
      })

/** Stops a program, and waits until it has ended. */
const stop = (child: ChildProcess, { stopBy }: ProgramCall) =>
  Effect.gen(function* () {
    if (child.pid !== undefined && stopBy !== undefined) yield* runProgram(stopBy(child.pid))
    child.kill(stopBy === undefined ? "SIGTERM" : "SIGKILL")
    const isOver = yield* Effect.timeoutOption(
      Effect.promise(() => ended(child)),
      "1 second",
    )
    if (isOver._tag === "None") child.kill("SIGKILL")
    for (const stream of child.stdio) stream?.destroy()
  })

/** Runs a program of this machine. */
export const runProgram = (call: ProgramCall): Effect.Effect<ProgramEnd> =>
  Effect.callback<ProgramEnd>((resume) => {
    const { args, input, isAttended = false, mostRead = Infinity, program } = call
    const stdin = input !== undefined ? "pipe" : isAttended ? "inherit" : "ignore"
    let child: ChildProcess
    try {
      child = spawn(program, args, { detached: !isAttended, stdio: [stdin, "pipe", isAttended ? "inherit" : "pipe"] })
    } catch (error) {
      resume(Effect.succeed(notRun(error)))
      return
    }
    const printed = keepBeginning(child.stdout, mostRead)
    const said = keepEnd(child.stderr)
    child.on("error", (error) => resume(Effect.succeed(notRun(error))))
    child.on("close", (exitCode, signal) =>
      resume(
        Effect.succeed({
          _tag: "Ended",
          exitCode: exitCode ?? 128 + constants.signals[signal ?? "SIGKILL"],
          printed: printed(),
          said: said(),
        }),
      ),
    )
    // A program that ends before it has read all is no fault.
    child.stdin?.on("error", () => {}).end(input === undefined ? "" : Redacted.value(input))
    return stop(child, call)
  })
