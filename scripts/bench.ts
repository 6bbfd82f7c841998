// `npm run bench -- <name>`: measurements, printed as ratios against a peer or a limit measured in the same run.
type Bench = { says: string; load: () => Promise<() => Promise<void>> }

const benches: Record<string, Bench> = {}

async function main(name: string | undefined): Promise<number> {
  const chosen = name === undefined ? undefined : benches[name]
  if (!chosen) {
    console.log('npm run bench -- <name>\n')
    for (const [each, bench] of Object.entries(benches)) console.log(`  ${each.padEnd(10)} ${bench.says}`)
    return name === undefined ? 0 : 2
  }
  const work = await chosen.load()
  await work()
  return 0
}

process.exitCode = await main(process.argv[2])
