import { rolldown } from "rolldown"
import { writeFileSync } from "node:fs"
import { gzipSync } from "node:zlib"
const root = process.argv[2]
const b = await rolldown({
  input: root + "/test/benchmarks/size/ours.ts",
  platform: "neutral",
  resolve: { conditionNames: ["zoho-bulk-source", "import", "default"] },
})
const { output } = await b.generate({ format: "esm", minify: true })
const out = {}
for (const f of output)
  if (f.type === "chunk") {
    for (const [m, r] of Object.entries(f.modules))
      out[
        m
          .replace(/.*node_modules\/effect\/dist/, "effect")
          .replace(root, "")
          .replace("/packages/core/src/", "")
      ] = r.renderedLength
    console.log(gzipSync(f.code, { level: 9 }).length)
    writeFileSync(process.argv[3] + ".js", f.code)
  }
writeFileSync(process.argv[3], JSON.stringify(out))
