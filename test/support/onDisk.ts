import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Context, Effect, type FileSystem, Layer, type Scope } from "effect"
import { HttpClient } from "effect/http"
import { type Run, zohoBulk } from "./commandLine.ts"
import { temporaryFolder } from "./temporaryFolder.ts"

/** A machine with a folder of its own and an emulated Zoho beyond its network. */
export interface Machine {
  readonly run: (args: ReadonlyArray<string>, more?: More) => Effect.Effect<Run>
  readonly path: (name: string) => string
  readonly write: (name: string, text: string | Uint8Array) => string
  readonly read: (name: string) => string
  readonly emulator: Emulator.Emulator["Service"]
}

/** What a run meets beside the files of the machine. */
export interface More {
  readonly terminal?: "stdout" | "stderr" | "both"
  readonly stdin?: string | ReadonlyArray<string>
  readonly typed?: ReadonlyArray<string>
  readonly columns?: number
  readonly heard?: (text: string) => Effect.Effect<void>
  readonly env?: Readonly<Record<string, string>>
  readonly readable?: ReadonlyArray<string>
  readonly mayRead?: (path: string) => boolean
  readonly user?: number
  readonly programsIn?: string
  readonly platform?: string
  readonly stdoutFault?: "ENOSPC" | "EPIPE"
}

/** What stands between the command and the disk, such as one that fails. */
type Files = (files: FileSystem.FileSystem) => FileSystem.FileSystem

/** What stands between the machine and Zoho, such as a proxy that answers in its place. */
type Between = (zoho: HttpClient.HttpClient) => HttpClient.HttpClient

/** Sets up a machine whose command meets files, keeps journals, and reaches an emulated Zoho. */
export const machine = (
  options: Emulator.EmulatorOptions = {},
  between: Between = (zoho) => zoho,
  files: Files = (own) => own,
): Effect.Effect<Machine, never, Scope.Scope> =>
  Effect.gen(function* () {
    const folder = yield* temporaryFolder
    const context = yield* Layer.build(Layer.orDie(Emulator.layer({ jobDuration: 0, ...options })))
    const emulator = Context.get(context, Emulator.Emulator)
    const http = Layer.succeed(HttpClient.HttpClient, between(emulator.httpClient))
    const path = (name: string): string => join(folder, name)
    return {
      path,
      emulator,
      run: (args, { env = {}, ...more } = {}) =>
        zohoBulk(args, {
          ...more,
          http,
          onDisk: true,
          files,
          env: {
            ZOHO_ACCESS_TOKEN: "emulator",
            XDG_STATE_HOME: path("state"),
            XDG_CONFIG_HOME: path("config"),
            ...env,
          },
        }),
      write: (name, text) => {
        writeFileSync(path(name), text)
        return path(name)
      },
      read: (name) => readFileSync(path(name), "utf8"),
    }
  })

/** How many requests of an operation the emulator has seen. */
export const countOf = ({ emulator }: Pick<Machine, "emulator">, operation: string): Effect.Effect<number> =>
  Effect.map(emulator.report, ({ requests }) => requests.filter((each) => each.operation === operation).length)
