import type { Machine } from "../world/Machine.ts"
import type { Trouble } from "../world/Trouble.ts"
import type { Operation, World } from "../world/World.ts"
import { Correspondence } from "./Correspondence.ts"
import { flawed } from "./flawed.ts"
import { repacked } from "./repacked.ts"
import { connectionFault, failing, maintenancePage, redirectTo, throttled, type WireAnswer } from "./answers.ts"
import { operationOf } from "./operationOf.ts"
import type { WireRequest, Zoho } from "./Zoho.ts"

/** What came of a request: an answer, or the fault of a connection. */
export type Reply = WireAnswer | Error

/** A request that Zoho carried out, and what it said. */
export interface CarriedOut {
  readonly at: number
  readonly who: string
  readonly operation: string
  readonly request: WireRequest
  readonly answer: WireAnswer
}

const firstId = /"id"\s*:\s*"(\d+)"/

/** The id in an answer of Zoho's to an order. */
export const idIn = ({ bytes }: WireAnswer): string | undefined => firstId.exec(new TextDecoder().decode(bytes))?.[1]

/** The way between processes and Zoho, which keeps what Zoho carried out. */
export class Network {
  readonly carriedOut: Array<CarriedOut> = []
  readonly correspondence = new Correspondence()
  /** How many requests are at Zoho or on their way there. */
  underWay = 0
  /** Told of every request before Zoho carries it out. */
  onArrival: (operation: string) => void = () => undefined
  readonly #world: World
  readonly #zoho: Zoho
  readonly #forgotten = new Set<string>()

  constructor(world: World, zoho: Zoho) {
    this.#world = world
    this.#zoho = zoho
  }

  /** Sends a request of a process, which has what comes of it. */
  send(machine: Machine, request: WireRequest, answer: (reply: Reply) => void): void {
    const operation = operationOf(request.method, request.url)
    const arrive = (arriving: WireRequest, said: (answer: WireAnswer) => void): void => {
      this.underWay++
      this.onArrival(operation)
      this.#zoho.serve(this.#withoutForgotten(operation, arriving), (reply) => {
        this.carriedOut.push({
          at: this.#world.timeline.now,
          who: machine.name,
          operation,
          request: arriving,
          answer: reply,
        })
        this.#world.tell("Zoho", `${operation}: HTTP ${reply.status}${this.#idOf(operation, reply)}`)
        this.underWay--
        said(reply)
      })
    }
    const steps: Operation<Reply> = {
      whole: (said) => arrive(request, said),
      troubled: (trouble) => this.#troubled(trouble, operation, request, arrive),
    }
    this.#world.operate(machine, { kind: "request", what: operation }, steps, answer)
  }

  #idOf(operation: string, answer: WireAnswer): string {
    return operation.startsWith("create") ? `, job ${idIn(answer) ?? "none"}` : ""
  }

  /** Makes a request about a job about another one of the same kind, as a cache would that mixes them up. */
  #aboutAnotherJob(operation: string, request: WireRequest): WireRequest {
    const order = operation === "getReadJob" ? "createReadJob" : "createWriteJob"
    const own = request.url.pathname.split("/").at(-1) ?? ""
    const other = this.carriedOut
      .filter((each) => each.operation === order && each.answer.status === 201)
      .map(({ answer }) => idIn(answer) ?? own)
      .find((id) => id !== own)
    return { ...request, url: new URL(request.url.href.replace(own, other ?? own)) }
  }

  /** Once Zoho has forgotten a file, it knows nothing of it for good. */
  #withoutForgotten(operation: string, request: WireRequest): WireRequest {
    if (operation !== "createWriteJob" || this.#forgotten.size === 0) return request
    let text = new TextDecoder().decode(request.body)
    for (const file of this.#forgotten) text = text.replaceAll(file, "4150868000008999999")
    return { ...request, body: new TextEncoder().encode(text) }
  }

  #troubled(
    trouble: Trouble,
    operation: string,
    request: WireRequest,
    arrive: (request: WireRequest, said: (answer: WireAnswer) => void) => void,
  ): ((said: (reply: Reply) => void) => void) | undefined {
    const afterwards = (isCarriedOut: boolean, reply: Reply | undefined) => (said: (reply: Reply) => void) => {
      const end = () => reply !== undefined && said(reply)
      if (isCarriedOut) arrive(request, end)
      else end()
    }
    switch (trouble.does) {
      case "refused":
        return (said) => said(connectionFault("ECONNREFUSED", "connect"))
      case "reset":
        return afterwards(trouble.isCarriedOut, connectionFault("ECONNRESET", "read"))
      case "hang":
        return afterwards(trouble.isCarriedOut, undefined)
      case "slow":
        return (said) => arrive(request, (reply) => void this.#world.timeline.after(trouble.millis, () => said(reply)))
      case "throttled":
        return (said) => said(throttled(trouble.retryAfter))
      case "failing":
        return afterwards(trouble.isCarriedOut, failing(trouble.status))
      case "page":
        return afterwards(trouble.isCarriedOut, maintenancePage)
      case "redirected":
        return (said) => said(redirectTo(request.url))
      case "other-job":
        return (said) => arrive(this.#aboutAnotherJob(operation, request), said)
      case "no-count":
      case "no-word-of-more":
      case "no-token":
      case "old-token":
        return (said) =>
          arrive(request, (reply) => {
            const before = this.carriedOut.filter((each) => each.operation === operation).map(({ answer }) => answer)
            said(flawed(reply, trouble.does, before))
          })
      case "repacked":
        return (said) => arrive(request, (reply) => said(repacked(operation, reply)))
      case "file-forgotten":
        return (said) => {
          const file = /"file_id"\s*:\s*"(\d+)"/.exec(new TextDecoder().decode(request.body))?.[1]
          if (file !== undefined) this.#forgotten.add(file)
          arrive(request, said)
        }
      default:
        return undefined
    }
  }
}
