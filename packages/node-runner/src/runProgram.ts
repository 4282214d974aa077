import { type ChildProcess, spawn } from "node:child_process"
import { constants } from "node:os"
import type { Readable } from "node:stream"
import { mostRead, type ProgramCall, type ProgramEnd } from "@zoho-bulk/core/cli"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

/** Keeps what a stream gives: the beginning of it and then no more, or the end of it. */
const keep = (stream: Readable | null, kept: "beginning" | "end"): (() => string) => {
  let bytes = Buffer.alloc(0)
  stream?.on("data", (piece: Buffer) => {
    bytes = Buffer.concat([bytes, piece])
    if (kept === "end") bytes = bytes.subarray(-mostRead)
    else if (bytes.length > mostRead) stream.destroy()
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
    const { args, input, isAttended = false, program } = call
    const stdin = input !== undefined ? "pipe" : isAttended ? "inherit" : "ignore"
    let child: ChildProcess
    try {
      child = spawn(program, args, { detached: !isAttended, stdio: [stdin, "pipe", isAttended ? "inherit" : "pipe"] })
    } catch (error) {
      resume(Effect.succeed(notRun(error)))
      return
    }
    const printed = keep(child.stdout, "beginning")
    const said = keep(child.stderr, "end")
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
