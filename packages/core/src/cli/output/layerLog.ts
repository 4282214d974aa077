import type * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { spelledOut } from "../../formats/jsonText.ts"

/** Writes the log to stderr, a line each, in which a terminal finds nothing to obey. */
export const layerLog: Layer.Layer<never> = Logger.layer([
  Logger.withConsoleError(Logger.map(Logger.formatLogFmt, spelledOut)),
])
