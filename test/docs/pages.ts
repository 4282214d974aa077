/**
 * The pages of the documentation: what they link to, and whether a reader who begins at the index finds all of them.
 */
import { posix } from "node:path"

/** Where the reader begins. */
export const index = "docs/README.md"

/** What a page has without its code, which may look like links. */
const proseOf = (markdown: string): string =>
  markdown.replaceAll(/^( *)(```+)[^]*?^\1\2$/gm, "").replaceAll(/`[^`\n]*(?:\n[^`\n]+)?`/g, "")

/** Makes what gives each heading of a page its anchor, as GitHub does: the second of a name ends in `-1`. */
export const anchorMaker = (): ((title: string) => string) => {
  const taken = new Set<string>()
  return (title) => {
    const name = title
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- _]/gu, "")
      .replaceAll(" ", "-")
    let anchor = name
    for (let again = 1; taken.has(anchor); again++) anchor = `${name}-${again}`
    taken.add(anchor)
    return anchor
  }
}

const anchorsOf = (markdown: string): ReadonlySet<string> => {
  const text = markdown.replaceAll(/^( *)(```+)[^]*?^\1\2$/gm, "")
  const anchorOf = anchorMaker()
  return new Set([...text.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, title = ""]) => anchorOf(title)))
}

const linksOf = (markdown: string): ReadonlyArray<string> => {
  const prose = proseOf(markdown)
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)]
  const defined = [...prose.matchAll(/^ *\[[^\]]+\]: +<?(\S+?)>?$/gm)]
  return [...inline, ...defined].map(([, target = ""]) => target)
}

const isElsewhere = (target: string): boolean => /^[a-z][a-z+.-]*:/i.test(target)

/** The files of a repository: the text of its pages, and whether there is another file or folder. */
export interface Pages {
  readonly texts: ReadonlyMap<string, string>
  readonly exists: (path: string) => boolean
}

interface Link {
  readonly target: string
  readonly path: string
  readonly anchor: string | undefined
}

const linksFrom = ({ texts }: Pages, page: string): ReadonlyArray<Link> =>
  linksOf(texts.get(page) ?? "")
    .filter((target) => !isElsewhere(target))
    .map((target) => {
      const [file = "", anchor] = target.split("#")
      return { target, anchor, path: file === "" ? page : posix.join(posix.dirname(page), file) }
    })

/** Finds links that lead to no file, or to no heading of a page. */
export const deadLinks = (pages: Pages): ReadonlyArray<string> =>
  [...pages.texts.keys()].flatMap((page) =>
    linksFrom(pages, page).flatMap(({ anchor, path, target }) => {
      if (!pages.exists(path)) return [`${page}: there is nothing at ${target}`]
      if (anchor === undefined) return []
      const text = pages.texts.get(path)
      return text !== undefined && anchorsOf(text).has(anchor) ? [] : [`${page}: there is no heading for ${target}`]
    }),
  )

/** Finds pages of `docs` that nobody reaches who follows the links of the index. */
export const unreachable = (pages: Pages): ReadonlyArray<string> => {
  const reached = new Set([index])
  for (const page of reached) {
    for (const { path } of linksFrom(pages, page)) if (pages.texts.has(path)) reached.add(path)
  }
  return [...pages.texts.keys()]
    .filter((page) => page.startsWith("docs/") && !reached.has(page))
    .map((page) => `${page}: no way leads there from ${index}`)
}

/** Finds pages that a source or a script speaks of, such as `docs/where.md`, and that are not there. */
export const deadMentions = (sources: ReadonlyMap<string, string>, exists: Pages["exists"]): ReadonlyArray<string> =>
  [...sources].flatMap(([file, text]) =>
    [...new Set(text.match(/\bdocs\/[\w./-]+\.(?:md|json)\b/g))]
      .filter((page) => !exists(page))
      .map((page) => `${file}: there is no ${page}`),
  )

/** Finds files and folders of the repository that a page names as code, such as `test/gate/rooms.ts`, and that are not there; what is `your-…` a reader makes. */
export const deadPaths = ({ exists, texts }: Pages): ReadonlyArray<string> =>
  [...texts].flatMap(([page, text]) =>
    [
      ...new Set(
        [...text.matchAll(/`((?:docs|packages|scripts|test|tools)\/[\w./-]+\w)`/g)].map(([, path = ""]) => path),
      ),
    ]
      .filter((path) => !path.includes("/your-") && !exists(path))
      .map((path) => `${page}: there is no ${path}`),
  )
