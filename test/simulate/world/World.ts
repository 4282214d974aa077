import { Disk } from "../disk/Disk.ts"
import { type Chance, chanceOf } from "./Chance.ts"
import { Machine } from "./Machine.ts"
import { Timeline } from "./Timeline.ts"
import type { Point, Trouble, Troubles } from "./Trouble.ts"

/** Something that happened, for who reads a run that failed. */
export interface Happening {
  readonly at: number
  readonly who: string
  readonly text: string
  readonly trouble?: Trouble
}

/** What an operation does to the world. */
export interface Operation<A> {
  /** Does it, and says what came of it: at once or later. */
  readonly whole: (answer: (result: A) => void) => void
  /** Does a part of it, where it can be cut short. */
  readonly part?: (share: number) => void
  /** Does it the way a trouble has it; absent where that trouble is not of this operation. */
  readonly troubled?: (trouble: Trouble) => ((answer: (result: A) => void) => void) | undefined
}

const show = ({ kind, what }: Point): string => `${kind} ${what}`

/** Processes, the disk that they share, and what happens to them. */
export class World {
  readonly timeline = new Timeline()
  readonly disk = new Disk(() => this.timeline.now)
  readonly history: Array<Happening> = []
  readonly machines: Array<Machine> = []
  readonly troubles: Troubles
  /** Told of every process that is frozen, and for how long. */
  onFrozen: (machine: Machine, millis: number) => void = () => undefined
  /** Told when the power is cut, before the disk loses anything. */
  onPowerCut: (chance: Chance) => void = () => undefined
  readonly #seed: number
  readonly #chance: Chance

  constructor(seed: number, troubles: Troubles) {
    this.#seed = seed
    this.#chance = chanceOf(seed, "world")
    this.troubles = troubles
  }

  /** Starts a process on this machine. */
  start(name: string, clockAhead = 0): Machine {
    const machine = new Machine(name, this.timeline, chanceOf(this.#seed, name), clockAhead)
    this.machines.push(machine)
    return machine
  }

  tell(who: string, text: string, trouble?: Trouble): void {
    this.history.push({ at: this.timeline.now, who, text, ...(trouble === undefined ? {} : { trouble }) })
  }

  /** Lets a process do something, which takes a moment and in which it may meet trouble. */
  operate<A>(machine: Machine, point: Point, operation: Operation<A>, answer: (result: A) => void): void {
    const posted = (result: A) => machine.post(() => answer(result))
    machine.whileRunning(() => {
      if (machine.hasEnded) machine.actsAfterEnd++
      const trouble = machine.isSpared ? undefined : this.troubles.meet(point)
      if (trouble !== undefined) machine.met.push({ point, trouble })
      this.tell(machine.name, show(point), trouble)
      const act = (trouble === undefined ? undefined : operation.troubled?.(trouble)) ?? operation.whole
      this.timeline.after(this.#chance.between(0.05, 1), () => {
        if (machine.state === "dead") return
        if (trouble === undefined || !this.#strikes(trouble, machine, operation, posted)) act(posted)
      })
    })
  }

  /** Lets a process do something that takes no time, so that it cannot be asleep in it. It may be dead afterwards; it is thrown what fails. */
  act(
    machine: Machine,
    point: Point,
    whole: () => void,
    failures: Partial<Record<Trouble["does"], () => Error>>,
  ): void {
    if (machine.hasEnded) machine.actsAfterEnd++
    const trouble = machine.isSpared ? undefined : this.troubles.meet(point)
    if (trouble !== undefined) machine.met.push({ point, trouble })
    this.tell(machine.name, show(point), trouble)
    const failure = trouble === undefined ? undefined : failures[trouble.does]
    if (failure !== undefined) throw failure()
    const isStruck =
      trouble !== undefined && this.#strikes(trouble, machine, { whole: (answer) => answer(whole()) }, () => undefined)
    if (!isStruck) whole()
  }

  /** Lets a trouble of the process have its way; tells whether it was one. */
  #strikes<A>(trouble: Trouble, machine: Machine, { part, whole }: Operation<A>, answer: (result: A) => void): boolean {
    const end = (when: "before" | "middle" | "after", share: number, kill: () => void) => {
      if (when === "middle") part?.(share)
      if (when === "after") whole(answer)
      kill()
    }
    switch (trouble.does) {
      case "kill":
        end(trouble.when, trouble.share, () => machine.kill())
        return true
      case "power-cut":
        end(trouble.when, trouble.share, () => this.cutPower())
        return true
      case "freeze":
        if (trouble.when === "after") whole(answer)
        this.#freeze(machine, trouble.millis)
        if (trouble.when === "before") machine.whileRunning(() => whole(answer))
        return true
      case "interrupt":
        machine.interrupt()
        return false
      case "set-clock":
        machine.clockAhead = trouble.millis
        return false
      default:
        return false
    }
  }

  #freeze(machine: Machine, millis: number): void {
    machine.freeze()
    this.timeline.after(millis, () => {
      if (machine.state !== "frozen") return
      this.tell(machine.name, "goes on")
      machine.thaw()
    })
    this.onFrozen(machine, millis)
  }

  /** Lets so much time pass. */
  async pass(millis: number): Promise<void> {
    let isOver = false
    this.timeline.after(millis, () => (isOver = true))
    await this.timeline.pass(() => isOver, Infinity)
  }

  /** Ends every process, and loses what the disk need not have kept. */
  cutPower(): void {
    for (const machine of this.machines) machine.kill()
    this.onPowerCut(this.#chance)
    this.disk.cutPower(this.#chance)
  }
}
