#!/usr/bin/env -S node --min-semi-space-size=8 --max-semi-space-size=8
// Written for every Node that there is, so that one that is too old can say so.
var needed = [22, 19]
var found = process.versions.node.split(".").map(Number)

if (found[0] > needed[0] || (found[0] === needed[0] && found[1] >= needed[1])) {
  var start = require("./start.cjs")
  start()
} else {
  var problem = "zoho-bulk needs Node " + needed.join(".") + " or newer, and this is Node " + process.versions.node
  process.stderr.write(problem + ".\n")
  process.exitCode = 2
}
