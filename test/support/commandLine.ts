import { join } from "node:path"
import * as NodeFileSystem from "@effect/platform-node-shared/NodeFileSystem"
import { layerVariables, MayRead } from "@zoho-bulk/core/runtime"
import {
  CurrentUser,
  environmentVariables,
  Gzip,
  LoopbackServer,
  PortUnavailable,
  Programs,
  runCommand,
  StartedAs,
} from "@zoho-bulk/core/cli"
import {
  type Cause,
  Effect,
  FileSystem,
  Layer,
  Option,
  Path,
  PlatformError,
  Queue,
  Sink,
  Stdio,
  Stream,
  Terminal,
} from "effect"
import { HttpClient } from "effect/http"
import { gzip } from "../../packages/node-runner/src/gzip.ts"
import { thisRuntime } from "./runtime.ts"

/** How the runner of this runtime runs programs. */
const { runProgram }: typeof import("../../packages/node-runner/src/runProgram.ts") = await import(
  `../../packages/${thisRuntime}-runner/src/runProgram.ts`
)

/** What a run of the command left behind. */
export interface Run {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

interface Surroundings {
  readonly env?: Readonly<Record<string, string>>
  /** The variables that the runtime lets it read, as Deno does; all by default. */
  readonly readable?: ReadonlyArray<string>
  readonly http?: Layer.Layer<HttpClient.HttpClient>
  readonly terminal?: "stdout" | "stderr" | "both"
  /** How wide the terminal is; 80 columns by default. */
  readonly columns?: number
  /** What keeps stdout from being written, as an operating system names it. */
  readonly stdoutFault?: "ENOSPC" | "EPIPE"
  /** Is told of what it writes to stderr as it comes. */
  readonly heard?: (text: string) => Effect.Effect<void>
  /** What it reads from stdin, in one piece or in several that come at once. */
  readonly stdin?: string | ReadonlyArray<string>
  /** What a person types at the prompts, each answer ended by Enter; stdin is a terminal then. */
  readonly typed?: ReadonlyArray<string>
  /** Whether the command meets the files of this machine; it meets none otherwise. */
  readonly onDisk?: boolean
  /** What it meets in place of the files of this machine, such as a disk that fails. */
  readonly files?: (files: FileSystem.FileSystem) => FileSystem.FileSystem
  /** What the runtime lets it look at, as Deno does; all by default. */
  readonly mayRead?: (path: string) => boolean
  /** As which user the command runs, by number; nobody knows otherwise. */
  readonly user?: number
  /** The folder in which it finds programs other than the shell; none, where it finds those of the machine. */
  readonly programsIn?: string | undefined
  /** The system that it takes this for. */
  readonly platform?: string
  /** What somebody types to start the command, where that is not its name. */
  readonly startedAs?: string
}

const collect = (into: Array<string>, heard: (text: string) => Effect.Effect<void> = () => Effect.void) =>
  Sink.forEach((chunk: string | Uint8Array) => {
    const text = typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk)
    return Effect.andThen(
      Effect.sync(() => into.push(text)),
      heard(text),
    )
  })

const broken = (code: string) =>
  Sink.fail(
    PlatformError.systemError({
      _tag: "Unknown",
      module: "Stdio",
      method: "stdout",
      cause: Object.assign(new Error(`write ${code}`), { code }),
    }),
  )

const unused = Effect.die(new Error("the command does not use it"))

const keyFor = (char: string): Terminal.UserInput => ({
  input: Option.some(char),
  key: { name: char === "\r" ? "return" : char, ctrl: false, meta: false, shift: false },
})

/** A terminal at which somebody types. */
const terminalFor = (typed: ReadonlyArray<string>, columns: number) => {
  const answers = [...typed]
  return Terminal.make({
    columns: Effect.succeed(columns),
    rows: Effect.succeed(24),
    size: unused,
    readInput: Effect.gen(function* () {
      const keys = yield* Queue.unbounded<Terminal.UserInput, Cause.Done>()
      for (const char of `${answers.shift() ?? ""}\r`) yield* Queue.offer(keys, keyFor(char))
      return keys
    }),
    readLine: unused,
    display: () => unused,
  })
}

/** Fails the test that would send anything: most runs stay on the built-in emulator or stop before a request. */
const nothingIsSent = Layer.succeed(
  HttpClient.HttpClient,
  HttpClient.make((request) => Effect.die(new Error(`sent ${request.method} ${request.url}`))),
)

const filesOfMachine = (change: (files: FileSystem.FileSystem) => FileSystem.FileSystem) =>
  Layer.provide(Layer.effect(FileSystem.FileSystem, Effect.map(FileSystem.FileSystem, change)), NodeFileSystem.layer)

/** Runs `zoho-bulk` in this process, with its streams, variables and network replaced. */
export const zohoBulk = Effect.fnUntraced(function* (
  args: ReadonlyArray<string>,
  {
    columns = 80,
    env = {},
    files = (own) => own,
    heard,
    mayRead = () => true,
    http = nothingIsSent,
    onDisk = false,
    platform = "linux",
    programsIn,
    readable,
    startedAs,
    stdin,
    stdoutFault,
    terminal: attached,
    typed,
    user,
  }: Surroundings = {},
): Effect.fn.Return<Run> {
  const stdout: Array<string> = []
  const stderr: Array<string> = []
  const stdio = Stdio.layerTest({
    args: Effect.succeed(args),
    stdinIsTerminal: Effect.succeed(typed !== undefined),
    stdoutIsTerminal: Effect.succeed(attached === "stdout" || attached === "both"),
    stderrIsTerminal: Effect.succeed(attached === "stderr" || attached === "both"),
    ...(stdin === undefined ? {} : { stdin: Stream.encodeText(Stream.fromArray([stdin].flat())) }),
    stdout: () => (stdoutFault === undefined ? collect(stdout) : broken(stdoutFault)),
    stderr: () => collect(stderr, heard),
  })
  const isReadable = (name: string): boolean => readable?.includes(name) ?? true
  const surroundings = Layer.mergeAll(
    stdio,
    onDisk ? filesOfMachine(files) : FileSystem.layerNoop({}),
    Path.layer,
    Layer.succeed(Terminal.Terminal, terminalFor(typed ?? [], columns)),
    Layer.succeed(LoopbackServer, { serve: (_app, port) => Effect.fail(new PortUnavailable({ port })) }),
    Layer.succeed(CurrentUser, user),
    Layer.succeed(MayRead, mayRead),
    Layer.succeed(Gzip, gzip),
    Layer.succeed(Programs, {
      run: (call) =>
        runProgram(
          programsIn === undefined || call.program === "sh"
            ? call
            : { ...call, program: join(programsIn, call.program) },
        ),
      platform,
    }),
    layerVariables(environmentVariables, {
      read: (name) => (isReadable(name) ? env[name] || undefined : undefined),
      isReadable,
    }),
  )
  const run = runCommand(http, { name: thisRuntime, version: "0" })
  const named = startedAs === undefined ? run : Effect.provideService(run, StartedAs, startedAs)
  const exitCode = yield* Effect.provide(named, surroundings)
  return { exitCode, stdout: stdout.join(""), stderr: stderr.join("") }
})

/** The one JSON document that a stream holds. */
export const document = (stream: string): Record<string, unknown> => JSON.parse(stream)
