import type * as HelpDoc from "effect/cli/HelpDoc"

/** A name and what it is for. */
export type Entry = readonly [name: string, meaning: string]

/** What stands under a title of its own: text, names with their meanings, or calls that can be copied. */
export type Section = { readonly title: string } & (
  | { readonly text: string }
  | { readonly entries: ReadonlyArray<Entry> }
  | { readonly examples: ReadonlyArray<HelpDoc.ExampleDoc> }
)

/** The help of a command before it is laid out: the same for every terminal, and nothing but data, so that it can be kept. */
export interface HelpPage {
  readonly sections: ReadonlyArray<Section>
  /** What is said at the end. */
  readonly note: string
}

/** How the reader of a page that was made ready starts the command. */
export const startOfReady = "zoho-bulk"
