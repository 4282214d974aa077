import { Result } from "effect"
import { parseJson } from "../../../packages/core/src/wire/Json.ts"
import type { Chance } from "../../simulate/world/Chance.ts"
import { type Case, holds, type Target } from "../Target.ts"

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

const digits = (chance: Chance): string =>
  String(chance.below(10)).repeat(chance.below(12)) + String(chance.below(1_000_000))

const drawn = (chance: Chance): string => {
  const whole = chance.happens(0.3) ? "0" : digits(chance).replace(/^0+(?=\d)/, "")
  const fraction = chance.happens(0.4) ? `.${digits(chance)}` : ""
  const exponent = chance.happens(0.2)
    ? `${chance.pick(["e", "E"])}${chance.pick(["", "+", "-"])}${chance.below(400)}`
    : ""
  return `${chance.happens(0.3) ? "-" : ""}${whole}${fraction}${exponent}`
}

const texts = (numbers: Case): ReadonlyArray<string> => [
  `[${numbers.join(",")}]`,
  `{${numbers.map((each, at) => `"k${at}":{"v":[${each},"${each}"]}`).join(",")}}`,
]

/** Numbers as others write them: each goes out as it came in, to the last digit. */
export const jsonDigits: Target = {
  name: "json-digits",
  draw: (chance) => Array.from({ length: 1 + chance.below(5) }, () => drawn(chance)),
  check: (given) => {
    for (const text of texts(given.filter((each) => number.test(each)))) {
      const parsed = parseJson(text)
      holds(Result.isSuccess(parsed), "it is not read")
      if (Result.isSuccess(parsed)) holds(JSON.stringify(parsed.success) === text, "it is written as another number")
    }
  },
}
