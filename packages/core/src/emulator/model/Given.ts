import type * as Schema from "effect/Schema"

/** Metadata as somebody described it, key by key in Zoho's spelling. */
export type Given = Readonly<Record<string, Schema.Json>>
