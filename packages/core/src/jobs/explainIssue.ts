import * as Predicate from "effect/Predicate"
import * as SchemaIssue from "effect/SchemaIssue"
import { describeValue } from "../failure/describeValue.ts"
import { didYouMean } from "../domain/didYouMean.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import { formatPath } from "../wire/WireCodec.ts"
import { own } from "../domain/own.ts"

/** What is checked: its name in a sentence, such as `the request`, its keys, and what to do about other keys. */
export interface Form {
  readonly name: string
  readonly keys: ReadonlyArray<string>
  readonly remedy?: string | undefined
}

type Path = ReadonlyArray<string | number>

/** One thing that is wrong, and where. */
interface Wrong {
  readonly path: Path
  readonly issue: SchemaIssue.Issue
}

const allWrong = (issue: SchemaIssue.Issue, path: Path = []): ReadonlyArray<Wrong> => {
  if (issue._tag === "Pointer") {
    const steps = issue.path.map((step) => (typeof step === "number" ? step : String(step)))
    return allWrong(issue.issue, [...path, ...steps])
  }
  const parts = issue._tag === "Composite" || issue._tag === "AnyOf" ? issue.issues : []
  return parts.length === 0 ? [{ path, issue }] : parts.flatMap((part) => allWrong(part, path))
}

/** A missing key explains less than a wrong value, and an extra key least: both may belong to another form. */
const rank = ({ issue }: Wrong): number => ["MissingKey", "UnexpectedKey"].indexOf(issue._tag)

/** Of the issues with each member of a union, the deepest explains most: the others are of another form altogether. */
const mostTelling = (issue: SchemaIssue.Issue): Wrong =>
  allWrong(issue).toSorted((a, b) => b.path.length - a.path.length || rank(a) - rank(b))[0] ?? { path: [], issue }

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (part, step) =>
      Predicate.isObjectKeyword(part) ? own(part as Readonly<Record<string, unknown>>, `${step}`) : undefined,
    value,
  )

const words: Readonly<Record<string, string>> = {
  array: "an array",
  boolean: "true or false",
  number: "a number",
  object: "an object",
  string: "a string",
  "a value with a length of at least 1": "text that is not empty",
}

const format = SchemaIssue.makeFormatterStandardSchemaV1()

/** What a schema would have taken, as people say it; that a key may also be left out goes without saying. */
const expectedBy = (issue: SchemaIssue.Issue): string => {
  const message = format(issue).issues[0]?.message ?? ""
  const choices = message.replace(/^Expected /, "").split(" | ")
  const named = choices.filter((choice) => choice !== "undefined").map((choice) => own(words, choice) ?? choice)
  return [named.slice(0, -1).join(", "), ...named.slice(-1)].filter((part) => part !== "").join(" or ")
}

const capitalized = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

/** Explains what is wrong with a program's input, where, and what is accepted instead. */
export const explainIssue = (
  { keys, name, remedy }: Form,
  value: unknown,
  whole: SchemaIssue.Issue,
): InvalidRequest => {
  const { issue, path } = mostTelling(whole)
  const known = remedy ?? `${capitalized(name)} accepts ${keys.join(", ")}.`
  const where = `${formatPath(path)} of ${name}`
  const found = valueAt(value, path)
  const say = (problem: string, remedy: string) => new InvalidRequest({ problem, remedy })
  if (path.length === 0) return say(`${capitalized(name)} is ${describeValue(value)}`, known)
  if (issue._tag === "UnexpectedKey") {
    const key = String(path[0])
    return path.length === 1
      ? say(`${capitalized(name)} has no key ${key}`, `${didYouMean(key, keys)}${known}`)
      : say(`${where} is not known`, "Check how it is spelled, or leave it out.")
  }
  if (issue._tag === "MissingKey") return say(`${where} is missing`, path.length === 1 ? known : "Give it.")
  return say(
    found === undefined ? `${where} is missing` : `${where} is ${describeValue(found)}`,
    `It must be ${expectedBy(issue)}.`,
  )
}
