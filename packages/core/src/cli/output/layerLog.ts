import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { HeldSecrets, hideWords } from "./HeldSecrets.ts"
import { spelledOut } from "../../formats/jsonText.ts"

/** Writes the log to stderr, a line each, in which there is no secret, and nothing that a terminal would obey. */
export const layerLog: Layer.Layer<never> = Layer.unwrap(
  Effect.map(HeldSecrets, ({ hide }) =>
    Logger.layer([
      Logger.withConsoleError(Logger.map(Logger.formatLogFmt, (line) => spelledOut(hideWords(hide, line)))),
    ]),
  ),
)
