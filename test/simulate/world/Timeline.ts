import { setImmediate as afterPromises } from "node:timers/promises"

interface Appointment {
  readonly at: number
  /** Tells apart what is due at the same moment: who asked first comes first. */
  readonly number: number
  readonly run: () => void
  isCancelled: boolean
}

const isBefore = (one: Appointment, other: Appointment): boolean =>
  one.at < other.at || (one.at === other.at && one.number < other.number)

/**
 * The virtual time of a world: it stands still while anything is to be done, and then goes on to the next appointment.
 *
 * What is to be done now lies in one queue, and promises are let come to rest in between, so that a run depends on its seed alone.
 */
export class Timeline {
  /** Milliseconds since the world began. */
  now = 0
  #heap: Array<Appointment> = []
  #ready: Array<() => void> = []
  #number = 0

  /** Does something as soon as what was asked for before is done. */
  soon(run: () => void): void {
    this.#ready.push(run)
  }

  /** Does something when so many milliseconds have passed, unless it is cancelled. */
  after(millis: number, run: () => void): () => void {
    const appointment = { at: this.now + Math.max(0, millis), number: this.#number++, run, isCancelled: false }
    this.#push(appointment)
    return () => void (appointment.isCancelled = true)
  }

  /** Lets time pass until it is over, or nothing is left that could happen, or so much of it has passed; tells which. */
  async pass(isOver: () => boolean, limit: number): Promise<"over" | "idle" | "late"> {
    while (true) {
      this.#runReady()
      await afterPromises()
      if (this.#ready.length > 0) continue
      if (isOver()) return "over"
      const next = this.#pop()
      if (next === undefined) return "idle"
      if (next.at > limit) return "late"
      this.now = next.at
      next.run()
    }
  }

  #runReady(): void {
    while (this.#ready.length > 0) {
      const ready = this.#ready
      this.#ready = []
      for (const run of ready) run()
    }
  }

  #push(appointment: Appointment): void {
    const heap = this.#heap
    let at = heap.push(appointment) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isBefore(heap[at]!, heap[parent]!)) break
      ;[heap[at], heap[parent]] = [heap[parent]!, heap[at]!]
      at = parent
    }
  }

  #pop(): Appointment | undefined {
    while (this.#heap.length > 0) {
      const first = this.#takeFirst()
      if (!first.isCancelled) return first
    }
    return undefined
  }

  #takeFirst(): Appointment {
    const heap = this.#heap
    const first = heap[0]!
    const last = heap.pop()!
    if (heap.length > 0) {
      heap[0] = last
      for (let at = 0; ;) {
        const [left, right] = [2 * at + 1, 2 * at + 2]
        let least = at
        if (left < heap.length && isBefore(heap[left]!, heap[least]!)) least = left
        if (right < heap.length && isBefore(heap[right]!, heap[least]!)) least = right
        if (least === at) break
        ;[heap[at], heap[least]] = [heap[least]!, heap[at]!]
        at = least
      }
    }
    return first
  }
}
