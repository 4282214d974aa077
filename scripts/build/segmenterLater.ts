import type { Plugin } from "rolldown"

const made = /const graphemeSegmenter = \/\*#__PURE__\*\/\s*(new Intl\.Segmenter\([^)]*\))/

const used = "graphemeSegmenter.segment("

/** Lets Effect's command line make its segmenter when it measures a text: it reads the names of all locales, which no run but for help needs. */
export const segmenterLater: Plugin = {
  name: "segmenter-later",
  transform: (code, id) => {
    if (!/\/effect\/(?:dist|src)\/cli\/CliOutput\.[jt]s$/.test(id)) return undefined
    if (!made.test(code) || !code.includes(used)) throw new Error(`There is no segmenter in ${id}`)
    return code
      .replace(made, "let ownSegmenter\nconst graphemeSegmenter = () => (ownSegmenter ??= $1)")
      .replaceAll(used, "graphemeSegmenter().segment(")
  },
}
