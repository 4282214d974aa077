import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { OutgoingRequest } from "../../transport/OutgoingRequest.ts"
import type { DocumentOf } from "../output/DocumentOf.ts"
import { presenter } from "../output/present.ts"
import { settingsOfRun } from "../run/connect.ts"
import { hiddenVariables, wordsOfHidden } from "../run/hiddenVariables.ts"
import { root } from "../flags/root.ts"
import type { Style } from "../output/Style.ts"
import { nameAndValue } from "../output/Table.ts"
import { joined, paragraphs, type Part, say } from "../output/Words.ts"
import { quoteForShell } from "./curlLine.ts"
import { type Access, denoFlags } from "./denoFlags.ts"
import { explain, explanationText } from "./Explanation.ts"

interface More {
  /** What the run meets beside the hosts of its requests. */
  readonly access?: Partial<Access>
  /** What must be said first. */
  readonly words?: (style: Style) => Part
  /** What separates two requests, if they do not simply follow each other. */
  readonly between?: string
  /** What the document contains in addition to the requests. */
  readonly document?: Pick<DocumentOf<"explain">, "scopes">
}

const nothingIsSent = "Sends nothing to Zoho."

/** Shows what a run would send, at what price and with which permissions; nothing is sent, and nothing changed. */
export const presentRequests = Effect.fnUntraced(function* (
  outgoing: ReadonlyArray<OutgoingRequest>,
  { access = {}, between, document = {}, words }: More = {},
) {
  const present = yield* presenter("explain")
  const { emulator } = yield* root
  const requests = outgoing.map(explain)
  const hosts = [...outgoing.map(({ url }) => url.host), ...(access.hosts ?? [])]
  const flags = yield* denoFlags({ ...access, hosts: emulator ? [] : hosts })
  const hidden = hosts.length === 0 ? [] : yield* hiddenVariables
  const settings = hidden.length === 0 ? Option.none() : yield* Effect.option(settingsOfRun(emulator))
  const unread = Option.isNone(settings) ? {} : { unreadVariables: hidden }
  yield* present({ ...document, requests, denoFlags: flags, ...unread }, (style) =>
    paragraphs([
      ...(words === undefined ? [] : [words(style)]),
      requests.length === 0
        ? nothingIsSent
        : joined(
            requests.map((each) => explanationText(style, each)),
            between === undefined ? say`\n\n` : say`\n\n${between}\n\n`,
          ),
      nameAndValue(style, [["On Deno", flags.length === 0 ? "no permission" : flags.map(quoteForShell).join(" ")]]),
      ...Option.match(settings, {
        onNone: () => [],
        onSome: ({ hosts: { api } }) => [style.warning(wordsOfHidden(hidden, api.origin))],
      }),
    ]),
  )
})
