import * as Effect from "effect/Effect"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { ofModuleNamed } from "../../metadata/ofModuleNamed.ts"
import type { MetadataFailure, MetadataOptions } from "../../metadata/MetadataOptions.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { root } from "../flags/root.ts"
import type { ListName } from "../output/DocumentOf.ts"
import { listPresenter } from "../output/present.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"
import { rehearseOfModule } from "./rehearseOfModule.ts"

/** A command of this kind: which list it shows, for which module, and whether it asks Zoho again for what is known. */
interface OfModule<Name extends ListName> {
  readonly list: Name
  readonly module: string
  readonly refresh: boolean
}

/** Lists something of a module that is named by its API name or its label; with `--explain`, shows the requests of `questions`, and nothing comes of it. */
export const listOfModule = Effect.fnUntraced(function* <Name extends ListName, A, B>(
  { list, module, refresh }: OfModule<Name>,
  questions: (apiName: string) => Effect.Effect<B, MetadataFailure, ZohoConnection>,
  ask: (apiName: string, options: MetadataOptions) => Effect.Effect<A, MetadataFailure, ZohoConnection>,
) {
  const { emulator, explain } = yield* root
  if (explain) {
    const settings = yield* settingsOfRun(emulator)
    yield* presentRequests(yield* rehearseOfModule(module, questions, settings))
    return undefined
  }
  const present = yield* listPresenter(list)
  const options = { refresh }
  const found = yield* Effect.provide(
    ofModuleNamed(module, (apiName) => ask(apiName, options), options),
    layerConnection,
  )
  return { found, present }
})
