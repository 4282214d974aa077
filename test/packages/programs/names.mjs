const names = {}
for (const door of process.argv.slice(2)) names[door] = Object.keys(await import(door))
console.log(JSON.stringify(names))
