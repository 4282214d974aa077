import { Zlib } from "@zoho-bulk/core/runtime"
import { Effect } from "effect"
import { runner } from "../support/runner.ts"

const found = await Effect.runPromise(Effect.provide(Zlib, runner.layerHttpClient))
if (found === undefined) throw new Error("the runner brings no zlib along, and archives would be read in one way alone")

/** What the runner of this runtime unpacks archives with. */
export const machineZlib = found
