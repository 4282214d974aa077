import * as CliOutput from "effect/cli/CliOutput"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Output } from "./Output.ts"
import { styled } from "./Style.ts"

/** Writes help and version as data; what could not be parsed is reported with all other failures. */
export const layerHelp: Layer.Layer<never, never, Output> = Layer.effect(
  CliOutput.Presenter,
  Effect.map(Output, ({ data }) => ({
    present: (event) => {
      if (event._tag === "InvalidInvocation") return Effect.void
      const shown = data((style) => {
        const formatter = CliOutput.defaultFormatter({ colors: style === styled })
        return event._tag === "Help"
          ? formatter.formatHelpDoc(event.helpDoc).trim()
          : formatter.formatVersion(event.name, event.version)
      })
      return Effect.ignore(shown)
    },
  })),
)
