import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { compiledWithFile } from "../../../scripts/build/compiledWithFile.ts"
import { inAscii } from "../../../scripts/build/inAscii.ts"

const file = "bundle.js"

/** Where the parts of a text begin. */
const placesOf = (code: string, parts: ReadonlyArray<string>): ReadonlySet<number> =>
  new Set(parts.map((part) => code.indexOf(part)))

const evaluated = (code: string) =>
  Effect.promise(() => import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`))

describe("functions that are compiled with their file", () => {
  it("stand in parentheses, each where its value is", () => {
    const code = "const add=a=>b=>a+b,twice=function(n){return n*2};export{add,twice};"
    assert.strictEqual(
      compiledWithFile(file, code, placesOf(code, ["a=>b", "b=>a", "function(n)"])),
      "const add=(a=>(b=>a+b)),twice=(function(n){return n*2});export{add,twice};",
    )
    assert.strictEqual(
      compiledWithFile(file, code, placesOf(code, ["b=>a"])),
      "const add=a=>(b=>a+b),twice=function(n){return n*2};export{add,twice};",
    )
    assert.strictEqual(compiledWithFile(file, code, new Set()), code)
  })

  it("are there before the file runs, where the file declares them", () => {
    const code = 'import a from"a";const x=f();async function*g(){yield(()=>1)()}function f(){return f.name}'
    assert.strictEqual(
      compiledWithFile(file, code, placesOf(code, ["async function", "()=>1", "function f"])),
      'import a from"a";\nvar g=(async function*(){yield((()=>1))()}),f=(function(){return f.name});const x=f();',
    )
  })

  it("stay methods where they are methods", () => {
    const code = "const o={get a(){return 1},b(){return 2},c:()=>3,d:function(){return 4}};class C{e(){return 5}}"
    const all = placesOf(code, [
      "(){return 1}",
      "b(){",
      "(){return 2}",
      "()=>3",
      "function(){return 4}",
      "(){return 5}",
    ])
    assert.strictEqual(
      compiledWithFile(file, code, all),
      "const o={get a(){return 1},b(){return 2},c:(()=>3),d:(function(){return 4})};class C{e(){return 5}}",
    )
  })

  it.effect("do what they did, and have their names", () =>
    Effect.gen(function* () {
      const code = [
        "export const early=late(2);",
        "function late(n){return n===0?[]:[n,...late(n-1)]}",
        "const f=()=>f.name,o={g:()=>o.g.name};",
        "export const names=[late.name,f(),o.g()],arity=late.length;",
      ].join("")
      const begun = placesOf(code, ["function late", "()=>f", "()=>o"])
      const { arity, early, names } = yield* evaluated(compiledWithFile(file, code, begun))
      assert.deepStrictEqual({ arity, early, names }, { arity: 1, early: [2, 1], names: ["late", "f", "g"] })
    }),
  )
})

describe("files in ASCII", () => {
  it.effect("say what they said", () =>
    Effect.gen(function* () {
      const code = [
        'export const texts=["é…",`a${"ü"}陽`,String.raw`\\ñ`,"\\\\é","😀"];',
        "export const found=[/[Ç-é]/.test('è'),/^😀$/u.test('😀'),/\\é/.test('é')];",
      ].join("")
      const escaped = inAscii(file, code)
      const given = yield* evaluated(escaped)
      assert.deepStrictEqual(given.texts, ["é…", "aü陽", "\\ñ", "\\é", "😀"])
      assert.deepStrictEqual(given.found, [true, true, true])
      assert.deepStrictEqual(escaped.match(/[^\0-\u007f]/g), ["ñ", "é", "é"])
    }),
  )

  it("are left as they are where they are in ASCII", () => {
    assert.strictEqual(inAscii(file, 'const a="b"'), 'const a="b"')
  })
})
