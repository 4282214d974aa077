import { Effect } from "effect"
import { peakMemory } from "../../support/peakMemory.ts"
import { scriptWords } from "../../support/scripts.ts"
import { startWorker } from "../../support/startWorker.ts"

/** What a runner has said of itself last. */
interface Said {
  readonly statements: number
  readonly cpuSeconds: number
}

const saidIn = (text: string): Said | undefined => {
  const line = text
    .split("\n")
    .filter((each) => each.startsWith("{"))
    .at(-1)
  return line === undefined ? undefined : JSON.parse(line)
}

/** Node with the flags of the command that is shipped. */
const words = scriptWords("zoho-bulk").filter((word) => !word.endsWith(".ts"))

/** Starts a runner that is measured, and waits until it runs. */
export const measuredRunner = Effect.fnUntraced(function* (args: ReadonlyArray<string>) {
  let said: Said = { statements: 0, cpuSeconds: 0 }
  const worker = yield* startWorker("test/benchmarks/durable/worker.ts", args, {
    words,
    onStdout: (text) => void (said = saidIn(text) ?? said),
  })
  if (!(yield* worker.isUp)) {
    const { stderr, stdout } = yield* worker.ended
    return yield* Effect.die(new Error(`The runner has ended: ${stdout}${stderr}`))
  }
  return {
    ...worker,
    said: () => said,
    /** The most memory that it has held so far, in MiB. */
    peak: Effect.map(worker.pid, peakMemory),
  }
})

/** A runner that is measured. */
export type MeasuredRunner = Effect.Success<ReturnType<typeof measuredRunner>>

/** What a runner does in a second, over a time. */
export const perSecond = Effect.fnUntraced(function* (runner: MeasuredRunner, seconds: number) {
  const before = runner.said()
  yield* Effect.sleep(seconds * 1_000)
  const after = runner.said()
  return {
    statements: (after.statements - before.statements) / seconds,
    cpuShare: (after.cpuSeconds - before.cpuSeconds) / seconds,
  }
})
