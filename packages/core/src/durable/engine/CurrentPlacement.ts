import * as Context from "effect/Context"

/** Where the journeys of an organisation are carried. */
export interface Placement {
  /** Whether it is this runner that carries them now. */
  readonly isHere: (organization: string) => boolean
  /** Names an execution so that it runs where all of its organisation do. */
  readonly executionOf: (organization: string, execution: string) => string
}

/** How an engine spreads journeys over runners. By default there is one runner, and all are here. */
export const CurrentPlacement = Context.Reference<Placement>("@zoho-bulk/core/durable/CurrentPlacement", {
  defaultValue: () => ({ isHere: () => true, executionOf: (_organization, execution) => execution }),
})
