import { assert, describe, it } from "@effect/vitest"
import { LoopbackServer } from "@zoho-bulk/core/cli"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer } from "effect"
import { type Certificate, companyAuthority } from "../../support/certificates.ts"
import { companyProxy, serveSecurely, zohoHosts } from "../../support/companyProxy.ts"
import { checksOf, doctor, faultsOf, firstFault } from "../../support/doctor.ts"
import { exampleFolder } from "../../support/examples.ts"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { commandWords } from "../../support/scripts.ts"
import { runner } from "../../support/runner.ts"

/** Each test starts several processes, one after the other. */
const patience = 120_000

/** The script's words; Deno may go to hosts that are not Zoho's. */
const command = commandWords(thisRuntime).map((word) => (word.startsWith("--allow-net") ? "--allow-net" : word))

/** Runs the doctor as a process of its own, with these variables and a folder for its files. */
const examined = Effect.fnUntraced(function* (
  variables: Readonly<Record<string, string>>,
  args: ReadonlyArray<string> = [],
) {
  const folder = yield* exampleFolder({})
  const env = { HOME: folder, ZOHO_ACCESS_TOKEN: "emulator", ...variables }
  return yield* Effect.promise(() => runProcess(thisRuntime, [...doctor, ...args], { command, env }))
})

const grant = {
  ZOHO_ACCESS_TOKEN: "",
  ZOHO_CLIENT_ID: "emulator",
  ZOHO_CLIENT_SECRET: "emulator",
  ZOHO_REFRESH_TOKEN: "emulator",
}

/** The variable that trusts a CA, as a remedy names it for a runtime. */
const trusted = (remedy: string, caFile: string): Readonly<Record<string, string>> => {
  const named = new RegExp(`(\\w+)=ca\\.pem on ${thisRuntime}\\b`, "i").exec(remedy)?.[1] ?? "NONE"
  return { [named]: caFile }
}

/** The variable that trusts what the system trusts, as a remedy names it for a runtime. */
const asTheSystem = (remedy: string): Readonly<Record<string, string>> => {
  const [, name = "NONE", value = ""] = new RegExp(`(\\w+)=(1|system) on ${thisRuntime}\\b`, "i").exec(remedy) ?? []
  return { [name]: value }
}

const inspecting = Effect.fnUntraced(function* (certificate: Certificate) {
  return yield* companyProxy({ leadsTo: yield* serveSecurely(certificate) })
})

describe(`\`zoho-bulk doctor\` as a process, on ${thisRuntime},`, () => {
  it.live(
    "finds a host that nobody knows, and naming another heals it",
    () =>
      Effect.gen(function* () {
        const checked = yield* examined({}, ["--api-domain", "https://zoho.invalid"])
        assert.strictEqual(checked.exitCode, 6, checked.stderr)
        assert.deepInclude(firstFault(checked), {
          name: "Name resolution",
          found: "zoho.invalid: host not found",
          remedy: "Correct --api-domain (ZOHO_API_DOMAIN): Zoho's is www.zohoapis.com.",
        })
        const { app } = yield* Emulator.Emulator
        const { port } = yield* (yield* LoopbackServer).serve(app, 0)
        const healed = yield* examined({}, ["--api-domain", `http://127.0.0.1:${port}`])
        assert.strictEqual(healed.exitCode, 0, healed.stdout)
      }).pipe(Effect.provide(Layer.mergeAll(Emulator.layer(), runner.layerLoopbackServer)), Effect.scoped),
    patience,
  )

  it.live(
    "finds a host that speaks no TLS, and naming it with http:// heals it",
    () =>
      Effect.gen(function* () {
        const { app } = yield* Emulator.Emulator
        const { port } = yield* (yield* LoopbackServer).serve(app, 0)
        const checked = yield* examined({ ZOHO_API_DOMAIN: `https://127.0.0.1:${port}` })
        assert.strictEqual(checked.exitCode, 6, checked.stderr)
        assert.deepInclude(firstFault(checked), { name: "TLS", found: `127.0.0.1:${port} does not use TLS` })
        const [address = ""] = /http:\/\/[\d.:]+/.exec(firstFault(checked)?.remedy ?? "") ?? []
        const healed = yield* examined({ ZOHO_API_DOMAIN: address })
        assert.strictEqual(healed.exitCode, 0, healed.stdout)
      }).pipe(Effect.provide(Layer.mergeAll(Emulator.layer(), runner.layerLoopbackServer)), Effect.scoped),
    patience,
  )

  it.live(
    "finds a proxy that is not there, refuses, or wants a password, and never shows one",
    () =>
      Effect.gen(function* () {
        const { sign, caFile } = yield* companyAuthority
        const leadsTo = yield* serveSecurely(sign(zohoHosts))
        const ca = { NODE_EXTRA_CA_CERTS: caFile, DENO_CERT: caFile }
        const open = yield* companyProxy({ leadsTo })
        const closed = yield* companyProxy({ leadsTo, refusesWith: "502 Bad Gateway" })
        const guarded = yield* companyProxy({ leadsTo, credentials: "me:right" })
        const cases = [
          { address: "http://me:secret@127.0.0.1:9", found: "nothing listens at 127.0.0.1:9, which HTTPS_PROXY names" },
          {
            address: "http://me:secret@proxy.invalid:8080",
            found: "proxy.invalid:8080, which HTTPS_PROXY names, is not found",
          },
          { address: closed.origin, found: "which HTTPS_PROXY names, refuses to connect to www.zohoapis.com" },
          { address: guarded.origin, found: "which HTTPS_PROXY names, requires a name and password (HTTP 407)" },
          { address: `http://me:secret@${guarded.host}`, found: "requires another name and password (HTTP 407)" },
        ]
        for (const { address, found } of cases) {
          const checked = yield* examined({ ...ca, HTTPS_PROXY: address })
          assert.strictEqual(checked.exitCode, 6, checked.stderr)
          assert.deepStrictEqual(
            faultsOf(checked).map(({ name }) => name),
            ["Proxy"],
            checked.stdout,
          )
          assert.include(firstFault(checked)?.found, found)
          assert.include(firstFault(checked)?.remedy, "HTTPS_PROXY")
          assert.notInclude(checked.stdout + checked.stderr, "secret")
        }
        for (const address of [open.origin, `http://me:right@${guarded.host}`]) {
          const healed = yield* examined({ ...ca, HTTPS_PROXY: address })
          assert.strictEqual(healed.exitCode, 0, healed.stdout)
          assert.notInclude(healed.stdout + healed.stderr, "right")
        }
      }).pipe(Effect.scoped),
    patience,
  )

  it.live(
    "finds a company's own CA, and trusting it as the remedy says heals it",
    () =>
      Effect.gen(function* () {
        const { caFile, sign } = yield* companyAuthority
        const { asked, origin } = yield* inspecting(sign(zohoHosts))
        const checked = yield* examined({ ...grant, HTTPS_PROXY: origin })
        assert.strictEqual(checked.exitCode, 6, checked.stderr)
        const fault = firstFault(checked)
        assert.deepInclude(fault, {
          name: "TLS",
          found: "the certificate of www.zohoapis.com is signed by a CA that this machine does not know",
        })
        const remedies = [
          trusted(fault?.remedy ?? "", caFile),
          { ...asTheSystem(fault?.remedy ?? ""), SSL_CERT_FILE: caFile },
        ]
        for (const remedy of remedies) {
          const healed = yield* examined({ ...grant, HTTPS_PROXY: origin, ...remedy })
          assert.strictEqual(healed.exitCode, 0, healed.stdout)
          assert.strictEqual(checksOf(healed).find(({ name }) => name === "TLS")?.state, "ok")
        }
        assert.deepStrictEqual([...new Set(asked)].toSorted(), [
          "accounts.zoho.com:443",
          "content.zohoapis.com:443",
          "www.zohoapis.com:443",
        ])
      }).pipe(Effect.scoped),
    patience,
  )

  it.live(
    "tells an expired certificate, one of another host and one that signed itself apart",
    () =>
      Effect.gen(function* () {
        const { caFile, sign, signedByItself } = yield* companyAuthority
        const own = thisRuntime === "node" ? "is self-signed" : "is signed by a CA that this machine does not know"
        const cases = [
          { certificate: sign(zohoHosts, -1), found: "is not valid at this machine's time" },
          { certificate: sign(["other.example"]), found: "has the certificate of another host" },
          { certificate: signedByItself(zohoHosts), found: own },
        ]
        for (const { certificate, found } of cases) {
          const { origin } = yield* inspecting(certificate)
          const checked = yield* examined({ HTTPS_PROXY: origin, NODE_EXTRA_CA_CERTS: caFile, DENO_CERT: caFile })
          assert.strictEqual(checked.exitCode, 6, checked.stderr)
          assert.strictEqual(firstFault(checked)?.name, "TLS")
          assert.include(firstFault(checked)?.found, found)
        }
      }).pipe(Effect.scoped),
    patience,
  )
})
