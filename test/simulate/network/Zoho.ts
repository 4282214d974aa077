import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Exit } from "effect"
import { HttpBody, HttpClientRequest } from "effect/http"
import { chanceOf } from "../world/Chance.ts"
import { Machine } from "../world/Machine.ts"
import type { Timeline } from "../world/Timeline.ts"
import type { WireAnswer } from "./answers.ts"

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

type Ended<A> = (value: A) => void

/** The emulated Zoho of a world: on a machine of its own, which no trouble of ours ever reaches. */
export class Zoho {
  readonly machine: Machine
  #emulator: Emulator.Emulator["Service"] | undefined

  constructor(timeline: Timeline, seed: number) {
    this.machine = new Machine("Zoho", timeline, chanceOf(seed, "Zoho"))
  }

  /** Opens it; to be called once, before anything is asked. */
  open(options: Emulator.EmulatorOptions, isOpen: () => void): void {
    this.#run(Effect.provide(Effect.service(Emulator.Emulator), Emulator.layerHttpClient(options)), (emulator) => {
      this.#emulator = emulator
      isOpen()
    })
  }

  #run<A, E>(program: Effect.Effect<A, E>, ended: Ended<A>): void {
    this.machine.run(program, (exit) => {
      if (Exit.isFailure(exit)) throw new Error(`the emulator failed: ${String(exit.cause)}`)
      ended(exit.value)
    })
  }

  get #open(): Emulator.Emulator["Service"] {
    if (this.#emulator === undefined) throw new Error("the emulator is not open yet")
    return this.#emulator
  }

  /** Lets somebody edit the organisation at once. */
  edit(edits: ReadonlyArray<Emulator.Edit>, done: Ended<void>): void {
    this.#run(this.#open.edit(edits), done)
  }

  /** The records of a module as they are now. */
  records(module: string, told: Ended<ReadonlyArray<Readonly<Record<string, string>>>>): void {
    this.#run(this.#open.records(module), told)
  }

  /** Carries a request out, and gives the whole answer. */
  serve({ body, headers, method, url }: WireRequest, answer: Ended<WireAnswer>): void {
    const request = HttpClientRequest.make(method === "POST" ? "POST" : "GET")(url, {
      headers,
      ...(body.length === 0 ? {} : { body: HttpBody.uint8Array(body, headers["content-type"]) }),
    })
    this.#run(
      Effect.flatMap(this.#open.httpClient.execute(request), (response) =>
        Effect.map(response.arrayBuffer, (bytes) => ({
          status: response.status,
          headers: { ...response.headers },
          bytes: new Uint8Array(bytes),
        })),
      ),
      answer,
    )
  }
}
