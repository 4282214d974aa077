import { Cause, Exit } from "effect"
import type { Databases } from "../disk/Databases.ts"
import { makeFileSystem } from "../disk/fileSystem.ts"
import { makeHttpClient } from "../network/httpClient.ts"
import type { Network } from "../network/Network.ts"
import type { Machine } from "../world/Machine.ts"
import type { World } from "../world/World.ts"
import type { MirrorEnding } from "./MirrorPlayed.ts"
import type { MirrorScenario, Night } from "./MirrorScenario.ts"
import { type MirrorSurroundings, mirrorProgram } from "./program.ts"

/** What processes work on. */
export interface MirrorStage {
  readonly scenario: MirrorScenario
  readonly world: World
  readonly network: Network
  readonly databases: Databases
}

/** A process that was started. */
export interface MirrorProcess {
  readonly machine: Machine
  ending: MirrorEnding | undefined
  readonly left: () => { readonly files: number; readonly answers: number; readonly sleepers: number }
}

const endingOf = (exit: Exit.Exit<Extract<MirrorEnding, { how: "finished" }>["outcomes"], unknown>): MirrorEnding => {
  if (Exit.isSuccess(exit)) return { how: "finished", outcomes: exit.value }
  const { cause } = exit
  const failure = cause.reasons.find(Cause.isFailReason)?.error
  if (failure !== undefined) return { how: "failed", text: `${String(failure)} ${JSON.stringify(failure)}` }
  return Cause.hasInterruptsOnly(cause) ? { how: "interrupted" } : { how: "broke", text: Cause.pretty(cause) }
}

const longestRound = 6 * 3_600_000
const afterlife = 60_000

/** Processes that mirror into one folder at the same time, until each has ended or was killed. */
export class MirrorRound {
  readonly processes: Array<MirrorProcess> = []
  readonly #stage: MirrorStage
  readonly #isSpared: boolean
  readonly #onEnd: (process: MirrorProcess) => void
  #expected = 0

  constructor(stage: MirrorStage, isSpared: boolean, onEnd: (process: MirrorProcess) => void) {
    this.#stage = stage
    this.#isSpared = isSpared
    this.#onEnd = onEnd
  }

  start({ after, clockAhead, waits }: Night["starts"][number], options: Night["options"]): void {
    this.#expected++
    this.#stage.world.timeline.after(after, () => this.#begin(clockAhead, waits, options))
  }

  #begin(clockAhead: number, waits: boolean, options: Night["options"]): void {
    const { databases, network, scenario, world } = this.#stage
    const machine = world.start(`process ${world.machines.length + 1}`, clockAhead)
    machine.isSpared = this.#isSpared
    const disk = makeFileSystem(world, machine)
    const http = makeHttpClient(world, network, machine)
    const { opened, openSqlite } = databases.openedBy(machine)
    const surroundings: MirrorSurroundings = {
      fileSystem: disk.fileSystem,
      httpClient: http.httpClient,
      openSqlite,
    }
    const running: MirrorProcess = {
      machine,
      ending: undefined,
      left: () => ({ files: disk.opened() + opened(), answers: http.opened(), sleepers: machine.sleepers }),
    }
    this.processes.push(running)
    world.tell(machine.name, "starts")
    machine.run(mirrorProgram(scenario, options, surroundings, waits), (exit) => {
      const ending = endingOf(exit)
      running.ending = ending
      machine.hasEnded = true
      world.tell(machine.name, "text" in ending ? `${ending.how}: ${ending.text}` : ending.how)
      this.#onEnd(running)
    })
  }

  get #living(): ReadonlyArray<MirrorProcess> {
    return this.processes.filter(({ ending, machine }) => ending === undefined && machine.state !== "dead")
  }

  /** Lets them work; succeeds with what goes on where one does not end. */
  async play(): Promise<string | undefined> {
    const { world } = this.#stage
    const isOver = () => this.processes.length === this.#expected && this.#living.length === 0
    const how = await world.timeline.pass(isOver, world.timeline.now + longestRound)
    const late = this.#living.map(({ machine }) => machine.name).join(", ")
    await world.pass(afterlife)
    for (const process of this.processes) process.ending ??= { how: "killed" }
    for (const { machine } of this.processes) machine.kill()
    return how === "over" ? undefined : `${late} takes too long`
  }
}
