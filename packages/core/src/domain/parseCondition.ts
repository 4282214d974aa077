import * as Arr from "effect/Array"
import * as Result from "effect/Result"
import { type Comparator, comparators, type Condition, type ConditionValue } from "./Condition.ts"
import { comparatorWords } from "./conditionGrammar.ts"
import type { ConditionProblem } from "./ConditionProblem.ts"
import { empty } from "./field.ts"
import { own } from "./own.ts"
import { isFromNow } from "./readTime.ts"

const comparatorOf: Readonly<Record<string, Comparator>> = {
  ...Object.fromEntries(comparators.flatMap((name) => comparatorWords[name].signs.map((sign) => [sign, name]))),
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

/** A number of at most 15 digits that is written as JavaScript writes it: none is lost, and none that only an id or a telephone number would have. */
const keepsDigits = (text: string): boolean => /^-?(?:\d\.?){1,15}$/.test(text) && String(Number(text)) === text

const scalar = ({ isQuoted, text }: Token): string | number | boolean => {
  if (isQuoted) return text
  if (text === "true" || text === "false") return text === "true"
  return keepsDigits(text) ? Number(text) : text
}

/** The words of a time that takes several of them, such as `2 days ago` or `2026-01-31 09:00`: how many they are. */
const wordsOfTime = (words: ReadonlyArray<string>): number => {
  const [first = "", second = ""] = words
  if (/^\d{4}-\d{2}-\d{2}$/.test(first) && /^\d{2}:\d{2}/.test(second)) return 2
  const isAgo = (count: number) =>
    words[count - 1]?.toLowerCase() === "ago" && isFromNow(words.slice(0, count).join(" "))
  return [3, 2].find(isAgo) ?? 1
}

const useOneOf = `use one of ${Object.keys(comparatorOf).join(" ")}`

const noNot = '"not" is not supported; use a negative comparator: != not_equal not_in not_contains not_between'

/** Words that follow a comparison, and so are not a comparator. */
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

  private scalar(): string | number | boolean {
    const bare = Arr.takeWhile(this.tokens.slice(this.next, this.next + 3), ({ isQuoted }) => !isQuoted)
    const words = wordsOfTime(bare.map(({ text }) => text))
    if (words === 1) return scalar(this.take("a value"))
    this.next += words
    return bare
      .slice(0, words)
      .map(({ text }) => text)
      .join(" ")
  }

  private list(close: string): ReadonlyArray<string | number> {
    const values: Array<string | number> = []
    do {
      const value = this.scalar()
      values.push(typeof value === "boolean" ? String(value) : value)
    } while (this.takeIf(","))
    this.expect(close)
    return values
  }

  private value(comparator: Comparator): ConditionValue {
    const { takes } = comparatorWords[comparator]
    const from = this.next
    const value = this.takeIf("[") ? this.list("]") : this.takeIf("(") ? this.list(")") : this.scalar()
    const count = Array.isArray(value) ? value.length : 1
    const isRange = takes === "range" && count !== 2
    if (!isRange && (takes !== "value" || !Array.isArray(value))) return value
    this.next = from
    if (isRange) this.fail(`${comparator} needs both ends of a range, such as [1, 9]`)
    this.fail(`${comparator} takes one value; in and not_in take many`)
  }

  private field(): string {
    const token = this.take("a field")
    if (token.isQuoted || !/^[()[\],<>=!]/.test(token.text)) return token.text
    this.next--
    return this.fail(`a field is missing before ${token.text}`)
  }

  private comparison(): Condition {
    if (this.isNext("not")) this.fail(noNot)
    const field = this.field()
    if (this.takeIf("is")) {
      const comparator = this.takeIf("not") ? "not_equal" : "equal"
      this.expect("empty")
      return { field, comparator, value: empty }
    }
    const written = this.tokens[this.next]
    if (written === undefined || isJoin(written)) this.fail(`a comparator is missing after ${field}; ${useOneOf}`)
    const word = written.text.toLowerCase()
    const comparator = own(comparatorOf, word)
    if (comparator === undefined)
      this.fail(word === "not" ? noNot : `"${written.text}" is not a comparator; ${useOneOf}`)
    this.next++
    return { field, comparator, value: this.value(comparator) }
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
    if (this.next < this.tokens.length) this.fail('expected the end, "and" or "or"')
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
