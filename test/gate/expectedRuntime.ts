/**
 * Makes a run that is said to be on Deno fail when its tests in fact run on Node, and the other way round.
 */
const actual = "Deno" in globalThis ? "deno" : "node"
const expected = process.env["GATE_RUNTIME"] ?? actual

if (actual !== expected) throw new Error(`These tests should run on ${expected}, and run on ${actual}`)
