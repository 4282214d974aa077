import { own } from "../../domain/own.ts"
import { isColoured, widthOf } from "../output/screen.ts"
import { readFamiliarWords } from "./familiarWords.ts"
import { formatHelp } from "./formatHelp.ts"
import { type HelpPage, startOfReady } from "./HelpPage.ts"
import type { RuntimeName } from "./RuntimeName.ts"
import { versionLine } from "./versionLine.ts"

/**
 * What help depends on, in addition to the arguments.
 *
 * **Example** (For a file, on Node)
 *
 * ```ts
 * import type { HelpSurroundings } from "@zoho-bulk/core/help"
 *
 * export const surroundings: HelpSurroundings = {
 *   startedAs: "zoho-bulk",
 *   runtime: { name: "node", version: "24.0.0" },
 *   read: () => undefined,
 *   screen: () => ({ isTerminal: false, columns: 0 }),
 * }
 * ```
 *
 * @category running
 */
export interface HelpSurroundings {
  /** What the reader types to start the command. */
  readonly startedAs: string
  /** The runtime of the command, for `--version`. */
  readonly runtime: RuntimeName
  /** Returns the value of a variable, or `undefined` if it is not set or may not be read. */
  readonly read: (variable: string) => string | undefined
  /** Returns whether stdout is a terminal, and how many columns it has; 0 if unknown. */
  readonly screen: () => { readonly isTerminal: boolean; readonly columns: number }
}

const isFlag =
  (...names: ReadonlyArray<string>) =>
  (word: string | undefined): boolean =>
    word !== undefined && names.includes(word)

const isHelp = isFlag("--help", "-h")
const isVersion = isFlag("--version", "-v")

/** The words of the command whose help is requested, if nothing else is. */
const askedFor = (words: ReadonlyArray<string>): ReadonlyArray<string> | undefined =>
  isHelp(words.at(-1)) ? words.slice(0, -1) : words.length === 0 ? words : undefined

/** The page of a command; none if the words do not name a command. */
const pageAt = async (path: ReadonlyArray<string>): Promise<HelpPage | undefined> => {
  if (!path.every((word) => /^\S+$/.test(word))) return undefined
  const { readyPages } = await import("./readyPages.ts")
  const found = own(readyPages, path.join(" "))
  return found === undefined ? undefined : JSON.parse(found)
}

/**
 * Returns the text for a plain call for help or for the version, if it was prepared when the command was built; returns
 * nothing if `runCommand` must answer, as it does when run from the sources and for all other calls.
 *
 * **Example** (What a runner asks first, on Node)
 *
 * ```ts
 * import { type HelpSurroundings, readyHelp } from "@zoho-bulk/core/help"
 *
 * export const isReady = async (args: ReadonlyArray<string>, surroundings: HelpSurroundings) =>
 *   (await readyHelp(args, surroundings)) !== undefined
 * ```
 *
 * @category running
 */
export const readyHelp = async (
  args: ReadonlyArray<string>,
  { read, runtime, screen, startedAs }: HelpSurroundings,
): Promise<string | undefined> => {
  // A home that is no absolute path is told of by `runCommand`.
  if (startedAs !== startOfReady || read("HOME")?.startsWith("/") === false) return undefined
  const words = readFamiliarWords(args)
  if (words.length === 1 && isVersion(words[0])) return versionLine(runtime)
  const path = askedFor(words)
  const page = path && (await pageAt(path))
  if (page === undefined) return undefined
  const shownOn = screen()
  return formatHelp(page, { isColoured: isColoured(read, shownOn.isTerminal), width: widthOf(shownOn) })
}
