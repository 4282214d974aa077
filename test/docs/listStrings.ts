/**
 * Lists every string that a user can meet: the texts of help, failures, remedies, findings, progress and notes, and those of the emulator's page.
 * What is said is written in the sources, so that they are read by the compiler: a string is a text if it has words with blanks between them.
 */
import { relative, resolve } from "node:path"
import { type Node, type SourceFile } from "typescript/unstable/ast"
import * as Is from "typescript/unstable/ast/is"
import { API } from "typescript/unstable/sync"
import { root } from "../gate/tree.ts"

/** A text, and where it is written. */
export interface Text {
  readonly file: string
  readonly line: number
  /** With `…` where something is put in. */
  readonly text: string
}

/** Words of a sentence, and neither a pattern, nor a statement for a database, nor a rule of a style sheet. */
const isText = (text: string): boolean =>
  /[A-Za-z…][,.:;)]* +\(?[a-z…"'`]/.test(text) &&
  /[a-z]{2}/.test(text) &&
  !/^\s*(?:select|insert into|update \S+ set|delete from|create|drop|alter|begin|pragma|with) /i.test(text) &&
  !/[{;]\s*$|^\s*</.test(text)

/** Where texts go that nobody meets: the statements for databases, and what is thrown at programmers. */
const isDefect = (node: Node): boolean =>
  Is.isNewExpression(node) && Is.isIdentifier(node.expression) && node.expression.text === "Error"

const textsOf = (source: SourceFile, file: string): ReadonlyArray<Text> => {
  const texts: Array<Text> = []
  const tell = (node: Node, text: string): void => {
    if (!isText(text)) return
    const line = source.text.slice(0, node.getStart(source)).split("\n").length
    texts.push({ file, line, text: text.replaceAll(/\s*\n\s*/g, " ") })
  }
  const look = (node: Node): void => {
    if (Is.isImportDeclaration(node) || Is.isLiteralTypeNode(node) || isDefect(node)) return
    if (Is.isStringLiteral(node) || Is.isNoSubstitutionTemplateLiteral(node)) tell(node, node.text)
    if (Is.isTemplateExpression(node)) {
      tell(node, node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join(""))
    }
    node.forEachChild(look)
  }
  source.forEachChild(look)
  return texts
}

/** Every text in the sources of the packages, in the order of files and lines. */
export const listTexts = (): ReadonlyArray<Text> => {
  const compiler = new API({ cwd: root })
  try {
    return ["core", "node-runner", "deno-runner"].flatMap((name) => {
      const config = resolve(root, "packages", name, "tsconfig.json")
      const project = compiler.updateSnapshot({ openProjects: [config] }).getProject(config)
      if (project === undefined) throw new Error(`the compiler knows no ${config}`)
      return project.program.getSourceFileNames().flatMap((path) => {
        const file = relative(root, path)
        const source = file.startsWith(`packages/${name}/src/`) ? project.program.getSourceFile(path) : undefined
        return source === undefined ? [] : textsOf(source, file)
      })
    })
  } finally {
    compiler.close()
  }
}

if (import.meta.main) {
  const texts = listTexts().toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
  for (const { file, line, text } of texts) console.log(`${file}:${line}: ${text}`)
  console.error(`${texts.length} texts`)
}
