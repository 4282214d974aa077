import type { LoopbackServer } from "@zoho-bulk/core/cli"
import type { Effect, Scope } from "effect"

/** A Zoho on a port of this machine, and what it has been asked. */
export interface Served {
  readonly origin: string
  readonly asked: Effect.Effect<ReadonlyArray<string>>
}

/** One call of the command. In words, `{origin}`, `{port}`, `{home}` and `{journey}` stand for what each way has of its own. */
export interface Step {
  readonly args: ReadonlyArray<string>
  readonly exitCode: number
  /** Variables to set; an empty one is as good as none. */
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
  /** Ends it by a signal as soon as stderr has said this. */
  readonly stop?: { readonly when: string; readonly signal: "SIGINT" | "SIGTERM" }
}

/** What somebody does, call by call, in a home that is empty at first. */
export interface Case {
  readonly title: string
  /** Variables that are set for all of its steps. */
  readonly env?: Readonly<Record<string, string>>
  /** Files in the folder in which the command is called. */
  readonly files?: Readonly<Record<string, string>>
  /** Serves a Zoho that nobody has asked anything yet; without it, nobody listens at `{origin}`. */
  readonly zoho?: Effect.Effect<Served, never, Scope.Scope | LoopbackServer>
  readonly steps: ReadonlyArray<Step>
}
