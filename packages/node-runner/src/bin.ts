#!/usr/bin/env -S node --heap-growing-percent=10 --min-semi-space-size=8 --max-semi-space-size=8
import { enableCompileCache } from "node:module"

enableCompileCache()
await import("./main.ts")
