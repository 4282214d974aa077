import * as Result from "effect/Result"
import { type Comparator, comparators, type Condition, type ConditionValue } from "./Condition.ts"
import { empty } from "./field.ts"
import { own } from "./own.ts"

/**
 * Why a text is not a condition, and what to write instead. `Condition.parse` gives it.
 *
 * **Example** (A message for whoever typed the condition)
 *
 * ```ts
 * import { Condition } from "@zoho-bulk/core"
 * import { Result } from "effect"
 *
 * const message = ({ position, problem, remedy }: Condition.ConditionProblem): string =>
 *   `${position === undefined ? "" : `at ${position}: `}${problem}. ${remedy}`
 *
 * export const check = (typed: string) => Result.mapError(Condition.parse(typed), message)
 * ```
 *
 * @category models
 */
export interface ConditionProblem {
  /** Which character of the text it is about, counted from 1; absent if that is not known. */
  readonly position?: number
  /** What is wrong, in one line. */
  readonly problem: string
  /** What to write instead. */
  readonly remedy: string
}

const comparatorOf: Readonly<Record<string, Comparator>> = {
  "=": "equal",
  "==": "equal",
  "!=": "not_equal",
  "<>": "not_equal",
  "<": "less_than",
  "<=": "less_equal",
  ">": "greater_than",
  ">=": "greater_equal",
  ...Object.fromEntries(comparators.map((name) => [name, name])),
}

interface Token {
  readonly text: string
  readonly isQuoted: boolean
  readonly at: number
}

const tokenPattern = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([()[\],])|([<>=!]{1,2})|([^\s()[\],<>=!"']+))/y

const problemAt = (at: number, problem: string): ConditionProblem => ({
  position: at + 1,
  problem,
  remedy: `Write it as 'Last_Name starts_with "P" and (Amount > 100 or Stage in ["New", "Won"])', or as Zoho's criteria in JSON.`,
})

/** Leaves the parser with what is wrong. */
class Unreadable extends Error {
  readonly found: ConditionProblem

  constructor(found: ConditionProblem) {
    super(found.problem)
    this.found = found
  }
}

const tokensOf = (text: string): ReadonlyArray<Token> => {
  const tokens: Array<Token> = []
  tokenPattern.lastIndex = 0
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const from = tokenPattern.lastIndex
    const at = from + text.slice(from).search(/\S/)
    const found = tokenPattern.exec(text)
    if (found === null) throw new Unreadable(problemAt(at, "a quotation mark is not closed"))
    const quoted = found[1] ?? found[2]
    const bare = found[3] ?? found[4] ?? found[5] ?? ""
    tokens.push({ text: quoted?.replaceAll(/\\(.)/g, "$1") ?? bare, isQuoted: quoted !== undefined, at })
  }
  return tokens
}

/** Digits that a number keeps: at most 15, and none that only an id or a telephone number would begin with. */
const keepsDigits = /^-?(?=(?:\d\.?){1,15}$)(?:0|[1-9]\d*)(?:\.\d+)?$/

const scalar = ({ isQuoted, text }: Token): string | number | boolean => {
  if (isQuoted) return text
  if (text === "true" || text === "false") return text === "true"
  return keepsDigits.test(text) ? Number(text) : text
}

const useOneOf = `use one of ${Object.keys(comparatorOf).join(" ")}`

const noNot = "not is not known here; use a comparator that says it: != not_equal not_in not_contains not_between"

/** Tells what goes on after a comparison, and so is no comparator. */
const isJoin = ({ isQuoted, text }: Token): boolean => !isQuoted && ["and", "or", ")"].includes(text.toLowerCase())

/** How deep parentheses may nest: deeper than 25 comparisons need. */
const deepest = 32

class Parser {
  private next = 0
  private depth = 0
  private readonly end: number
  private readonly tokens: ReadonlyArray<Token>

  constructor(end: number, tokens: ReadonlyArray<Token>) {
    this.end = end
    this.tokens = tokens
  }

  private fail(problem: string): never {
    throw new Unreadable(problemAt(this.tokens[this.next]?.at ?? this.end, problem))
  }

  private isNext(word: string): boolean {
    const token = this.tokens[this.next]
    return token !== undefined && !token.isQuoted && token.text.toLowerCase() === word
  }

  private takeIf(word: string): boolean {
    const isIt = this.isNext(word)
    if (isIt) this.next++
    return isIt
  }

  private take(what: string): Token {
    const token = this.tokens[this.next]
    if (token === undefined) this.fail(`${what} is missing`)
    this.next++
    return token
  }

  private expect(word: string): void {
    if (!this.takeIf(word)) this.fail(`"${word}" is missing`)
  }

  private list(close: string): ReadonlyArray<string | number> {
    const values: Array<string | number> = []
    do {
      const value = scalar(this.take("a value"))
      values.push(typeof value === "boolean" ? String(value) : value)
    } while (this.takeIf(","))
    this.expect(close)
    return values
  }

  private value(): ConditionValue {
    if (this.takeIf("[")) return this.list("]")
    return this.takeIf("(") ? this.list(")") : scalar(this.take("a value"))
  }

  private comparison(): Condition {
    if (this.isNext("not")) this.fail(noNot)
    const field = this.take("a field").text
    if (this.takeIf("is")) {
      const comparator = this.takeIf("not") ? "not_equal" : "equal"
      this.expect("empty")
      return { field, comparator, value: empty }
    }
    const written = this.tokens[this.next]
    if (written === undefined || isJoin(written)) this.fail(`after ${field} a comparator is missing; ${useOneOf}`)
    const word = written.text.toLowerCase()
    const comparator = own(comparatorOf, word)
    if (comparator === undefined) this.fail(word === "not" ? noNot : `"${written.text}" is no comparator; ${useOneOf}`)
    this.next++
    return { field, comparator, value: this.value() }
  }

  private term(): Condition {
    if (!this.takeIf("(")) return this.comparison()
    if (++this.depth > deepest) this.fail(`parentheses nest deeper than ${deepest} levels`)
    const inner = this.joined("or")
    this.expect(")")
    this.depth--
    return inner
  }

  private joined(operator: "and" | "or"): Condition {
    const operand = (): Condition => (operator === "or" ? this.joined("and") : this.term())
    const conditions = [operand()]
    while (this.takeIf(operator)) conditions.push(operand())
    const [only] = conditions
    return conditions.length === 1 && only !== undefined ? only : { operator, conditions }
  }

  whole(): Condition {
    const condition = this.joined("or")
    if (this.next < this.tokens.length) this.fail("the end was expected, or and, or or")
    return condition
  }
}

/** Reads a condition as people write it: `Field comparator value` with `and`, `or` and parentheses. */
export const parseCondition = (text: string): Result.Result<Condition, ConditionProblem> =>
  Result.try({
    try: () => new Parser(text.length, tokensOf(text)).whole(),
    catch: (error) => {
      if (error instanceof Unreadable) return error.found
      throw error
    },
  })
