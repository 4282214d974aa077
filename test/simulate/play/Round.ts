import type { RowOutcome } from "@zoho-bulk/core"
import { JourneyFinished, type LeavingOpen } from "@zoho-bulk/core/Failure"
import { Cause, Exit } from "effect"
import { makeFileSystem } from "../disk/fileSystem.ts"
import type { Given } from "../journeys/Given.ts"
import { type Harvest, journeyFolder, program } from "../journeys/program.ts"
import { makeHttpClient } from "../network/httpClient.ts"
import type { Network } from "../network/Network.ts"
import type { Machine } from "../world/Machine.ts"
import type { World } from "../world/World.ts"
import type { Ending, PlayedProcess } from "./Played.ts"
import type { Scenario, Start } from "./Scenario.ts"

/** What is needed to start a process. */
export interface Stage {
  readonly scenario: Scenario
  readonly given: Given
  readonly world: World
  readonly network: Network
}

/** A process that was started. */
interface Running {
  readonly machine: Machine
  readonly isSpared: boolean
  readonly told: ReadonlyArray<RowOutcome>
  ending: Ending | undefined
  endedAt: number
  written: string
  readonly left: () => PlayedProcess["left"]
}

const endingOf = (exit: Exit.Exit<Harvest, unknown>): Ending => {
  if (Exit.isSuccess(exit)) return { how: "finished", harvest: exit.value }
  const { cause } = exit
  const failure = cause.reasons.find(Cause.isFailReason)?.error
  if (failure instanceof JourneyFinished) return { how: "over", finishedAt: failure.finishedAt }
  if (typeof failure === "object" && failure !== null) {
    const { _tag: tag = "?", unaccounted }: { readonly _tag?: string } & LeavingOpen = failure
    return { how: "failed", tag, text: `${String(failure)} ${JSON.stringify(failure)}`, unaccounted }
  }
  return Cause.hasInterruptsOnly(cause) ? { how: "interrupted" } : { how: "broke", text: Cause.pretty(cause) }
}

/** The most virtual time that a round may take: Zoho is slow, and asks for patience, but not for a day. */
const longestRound = 6 * 3_600_000

/** How long a program that has ended is watched for what it may have left behind, in milliseconds. */
const afterlife = 120_000

/** Processes that work on one folder at the same time, until each has ended or was killed. */
export class Round {
  readonly #stage: Stage
  readonly #isSpared: boolean
  readonly #running: Array<Running> = []
  #expected = 0

  constructor(stage: Stage, isSpared: boolean) {
    this.#stage = stage
    this.#isSpared = isSpared
  }

  /** How many live. */
  get living(): number {
    return this.#running.filter(({ ending, machine }) => ending === undefined && machine.state !== "dead").length
  }

  start(name: () => string, { after, beginsAnew, clockAhead }: Start & { readonly beginsAnew: boolean }): void {
    this.#expected++
    this.#stage.world.timeline.after(after, () => this.#begin(name(), clockAhead, beginsAnew))
  }

  #begin(name: string, clockAhead: number, beginsAnew: boolean): void {
    const { given, network, scenario, world } = this.#stage
    const machine = world.start(name, clockAhead)
    machine.isSpared = this.#isSpared
    const disk = makeFileSystem(world, machine)
    const http = makeHttpClient(world, network, machine)
    const told: Array<RowOutcome> = []
    const running: Running = {
      machine,
      told,
      isSpared: this.#isSpared,
      ending: undefined,
      endedAt: Infinity,
      written: "",
      left: () => ({
        files: disk.opened(),
        answers: http.opened(),
        sleepers: machine.sleepers,
        acts: machine.actsAfterEnd,
      }),
    }
    this.#running.push(running)
    const surroundings = { fileSystem: disk.fileSystem, httpClient: http.httpClient }
    const attempt = { beginsAnew, timeout: this.#isSpared ? undefined : scenario.timeout }
    machine.run(program(scenario, given, surroundings, attempt, told), (exit) => {
      running.ending = endingOf(exit)
      running.endedAt = world.timeline.now
      running.written = world.disk.textIn(journeyFolder)
      machine.hasEnded = true
      const { ending } = running
      world.tell(name, "text" in ending ? `${ending.how}: ${ending.text}` : ending.how)
    })
    world.tell(name, "starts")
  }

  /** Lets them work; succeeds with how each ended, and with what went on where one did not. */
  async play(): Promise<{ readonly processes: ReadonlyArray<PlayedProcess>; readonly stuck: string | undefined }> {
    const { timeline } = this.#stage.world
    const isOver = () => this.#running.length === this.#expected && this.living === 0
    const how = await timeline.pass(isOver, timeline.now + longestRound)
    const late = this.#running.filter(({ ending, machine }) => ending === undefined && machine.state !== "dead")
    await this.#stage.world.pass(afterlife)
    const processes = this.#running.map(({ ending, endedAt, isSpared, left, machine, told, written }) => ({
      name: machine.name,
      ending: ending ?? { how: "killed" as const },
      endedAt,
      written,
      told,
      isSpared,
      met: machine.met,
      left: left(),
    }))
    for (const { machine } of this.#running) machine.kill()
    const names = late.map(({ machine }) => machine.name).join(", ")
    const stuck = how === "over" ? undefined : how === "idle" ? `${names} waits for nothing` : `${names} takes too long`
    return { processes, stuck }
  }
}
