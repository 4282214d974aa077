import { type Tracer } from "effect"

/** A span by its name, what it says of Zoho, and the spans within it, in the order in which they began. */
export interface SpanTree {
  readonly name: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly within: ReadonlyArray<SpanTree>
}

const parentOf = ({ parent }: Tracer.NativeSpan): string | undefined =>
  parent._tag === "Some" ? parent.value.spanId : undefined

const treeOf = (spans: ReadonlyArray<Tracer.NativeSpan>, span: Tracer.NativeSpan): SpanTree => ({
  name: span.name,
  attributes: Object.fromEntries(span.attributes),
  within: spans.filter((each) => parentOf(each) === span.spanId).map((each) => treeOf(spans, each)),
})

/** The spans that lie within no other. */
export const spanTrees = (spans: ReadonlyArray<Tracer.NativeSpan>): ReadonlyArray<SpanTree> =>
  spans.filter((span) => !spans.some(({ spanId }) => spanId === parentOf(span))).map((span) => treeOf(spans, span))

/** The names of spans, each within its parent's by two spaces. */
export const outline = (trees: ReadonlyArray<SpanTree>, indent = ""): ReadonlyArray<string> =>
  trees.flatMap(({ name, within }) => [
    `${indent}${name.replace(/^zoho-bulk\./, "")}`,
    ...outline(within, `${indent}  `),
  ])

/** All spans of a name, however deep they lie. */
export const spansNamed = (trees: ReadonlyArray<SpanTree>, name: string): ReadonlyArray<SpanTree> =>
  trees.flatMap((tree) => [...(tree.name === name ? [tree] : []), ...spansNamed(tree.within, name)])
