import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as PlatformError from "effect/PlatformError"
import type * as Sink from "effect/Sink"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import type * as Terminal from "effect/Terminal"
import { errorWords } from "../../transport/transportFault.ts"
import { canMoveCursor, styleOfRun } from "./display.ts"
import { OutputFailed } from "../failure/OutputFailed.ts"
import { pour, type WhenUnread } from "./pour.ts"
import type { Style } from "./Style.ts"
import { printable, type Words, wrapped } from "./Words.ts"
import { jsonText } from "../../formats/jsonText.ts"
import { changeTexts } from "../../wire/excerpt.ts"
import type { Hide } from "../../failure/hideSecrets.ts"
import { HeldSecrets, hideWords } from "./HeldSecrets.ts"
import { InJson } from "./inJson.ts"

/**
 * Where words go, and the only way out for them: data to stdout, talk to stderr, each styled for what it is attached to. No secret that the run holds
 * gets out by it, and nothing that a terminal would obey; but for the bytes of a result, which are what they are.
 */
export class Output extends Context.Service<
  Output,
  {
    readonly data: (words: (style: Style) => Words | InJson) => Effect.Effect<void, OutputFailed>
    readonly talk: (words: (style: Style) => Words | InJson) => Effect.Effect<void>
    /** Writes the bytes of a result to stdout as they come, whatever they are, and tells whether they were read to their end. */
    readonly bytes: <E, R>(
      bytes: Stream.Stream<Uint8Array, E, R>,
      whenUnread?: WhenUnread,
    ) => Effect.Effect<boolean, E | OutputFailed, R>
    /** Shows lines that the next ones replace, where stderr is a terminal; an empty one takes them away. */
    readonly status: (lines: string | ReadonlyArray<string>) => Effect.Effect<void>
    /** Whether somebody can see such a line. */
    readonly isLive: boolean
    /** Shows a piece of a prompt on stderr, as it is. */
    readonly prompt: (text: string) => Effect.Effect<void>
    readonly talkStyle: Style
  }
>()("@zoho-bulk/core/cli/Output") {}

type Target = () => Sink.Sink<void, string | Uint8Array, never, PlatformError.PlatformError>

const reasonOf = (words: string): string => /\bE[A-Z]{3,}\b/.exec(words)?.[0] ?? "the stream broke"

const outputFailed = (error: unknown): OutputFailed => new OutputFailed({ reason: reasonOf(errorWords(error)) })

const isSystemFault = (defect: unknown): boolean => defect instanceof Error && "code" in defect

/** Deno throws where Node fails: a write that the system refuses is no bug there either. */
const failOnSystemFault = <A, E, R>(writing: Effect.Effect<A, E, R>): Effect.Effect<A, E | OutputFailed, R> =>
  Effect.catchDefect(writing, (defect: unknown) =>
    isSystemFault(defect) ? Effect.fail(outputFailed(defect)) : Effect.die(defect),
  )

const isGone = (failure: unknown): boolean => failure instanceof OutputFailed && failure.reason === "EPIPE"

/**
 * Writes a piece to its end, and returns whether anybody reads it. A reader that has gone away (`| head`) is not an
 * error.
 */
const writePiece = (target: Target, piece: string | Uint8Array): Effect.Effect<boolean, OutputFailed> =>
  Stream.run(Stream.succeed(piece), target()).pipe(
    Effect.mapError(outputFailed),
    failOnSystemFault,
    Effect.as(true),
    Effect.catchIf(isGone, () => Effect.succeed(false)),
  )

/** The text of words or of a document, without a secret, and without anything that a terminal would obey. */
const shown = (hide: Hide, words: Words | InJson): string =>
  words instanceof InJson ? jsonText(changeTexts(words.document, hide), words.indent) : hideWords(hide, words.text)

const writer =
  (target: Target, style: Style, hide: Hide) =>
  (words: (style: Style) => Words | InJson): Effect.Effect<void, OutputFailed> =>
    Effect.asVoid(writePiece(target, `${shown(hide, words(style))}\n`))

const clearLine = "\r\u001b[2K"

/** Takes the line of the cursor away, and all below it. */
const clearLines = `${clearLine}\u001b[J`

/**
 * A line that can be taken away again: cut off at the edge of a narrow window, so that nothing of it runs on below, and with the
 * cursor before it, where the `^C` of a terminal comes up.
 */
const liveLine = (text: string): string => `${clearLine}\u001b[?7l${printable(text)}\u001b[?7h\r`

/** Several such lines, with the cursor before the first of them. */
const liveLines = (texts: ReadonlyArray<string>): string =>
  `${clearLines}\u001b[?7l${texts.map(printable).join("\r\n")}\u001b[?7h${texts.length > 1 ? `\u001b[${texts.length - 1}A` : ""}\r`

/** Talk is for people, and is broken between its words; what programs read stays as it is. */
const wrappedTalk = (style: Style, words: Words | InJson): Words | InJson =>
  words instanceof InJson ? words : wrapped(style, words)

/** Writes through the runtime's standard streams. */
export const layerOutput: Layer.Layer<Output, never, Stdio.Stdio | Terminal.Terminal> = Layer.effect(
  Output,
  Effect.gen(function* () {
    const stdio = yield* Stdio.Stdio
    const { hide } = yield* HeldSecrets
    const styleFor = yield* styleOfRun
    const isLive = (yield* stdio.stderrIsTerminal) && (yield* canMoveCursor)
    const talkStyle = styleFor(yield* stdio.stderrIsTerminal)
    const talk = writer(() => stdio.stderr(), talkStyle, hide)
    const show = (text: string): Effect.Effect<void> =>
      Effect.ignore(failOnSystemFault(Stream.run(Stream.succeed(text), stdio.stderr())))
    const stdoutIsTerminal = yield* stdio.stdoutIsTerminal
    let shown = ""
    let isTaken = false
    const status = (lines: string | ReadonlyArray<string>): Effect.Effect<void> =>
      Effect.suspend(() => {
        const texts = [lines].flat()
        const text = texts.join("\n")
        if (!isLive || isTaken || text === shown) return Effect.void
        const hadSeveral = shown.includes("\n")
        shown = text
        if (text === "") return show(hadSeveral ? clearLines : clearLine)
        const hidden = texts.map((each) => hideWords(hide, each))
        return show(hidden.length > 1 || hadSeveral ? liveLines(hidden) : liveLine(hidden[0] ?? ""))
      })
    /** Leaves a terminal to the rows that come up on it. */
    const giveWay = Effect.andThen(
      status(""),
      Effect.sync(() => void (isTaken = true)),
    )
    return {
      data: writer(() => stdio.stdout(), styleFor(stdoutIsTerminal), hide),
      talk: (words) => Effect.andThen(status(""), Effect.ignore(talk((style) => wrappedTalk(style, words(style))))),
      bytes: (bytes, whenUnread) =>
        pour(
          stdoutIsTerminal ? Stream.tap(bytes, () => giveWay) : bytes,
          (piece) => writePiece(() => stdio.stdout(), piece),
          whenUnread,
        ),
      status,
      isLive,
      prompt: show,
      talkStyle,
    }
  }),
)
