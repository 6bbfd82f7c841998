// `npm run bench -- <name>`: measurements, printed as ratios against a peer or a limit measured in the same run.
type Bench = { says: string; load: () => Promise<(args: readonly string[]) => Promise<void>> }

const benches: Record<string, Bench> = {
  intake: {
    says: 'deliveries a second and their answer times, beside pgbench and Alertmanager',
    load: async () => (await import('../bench/intake.ts')).benchIntake,
  },
  lists: {
    says: 'lists, searches and counts at 400,000 alerts',
    load: async () => (await import('../bench/lists.ts')).benchLists,
  },
  documents: {
    says: '10,000 runbooks pushed, listed and read by the linter; 10,000 incidents held against a policy',
    load: async () => (await import('../bench/documents.ts')).benchDocuments,
  },
  crash: {
    says: 'the server killed 25 times and PostgreSQL 5 times under load, and 15 times during an incident: nothing lost, nothing doubled',
    load: async () => (await import('../bench/crash.ts')).benchCrash,
  },
  seal: {
    says: 'entries sealed a second, on both engines',
    load: async () => (await import('../bench/seal.ts')).benchSeal,
  },
  ledger: {
    says: 'leaves hashed and headers checked a second, beside plain SHA-256',
    load: async () => (await import('../bench/ledger.ts')).benchLedger,
  },
  queue: {
    says: 'frame gaps of the alert queue with 10,000 unreviewed alerts, in Chromium',
    load: async () => (await import('../bench/queue.ts')).benchQueue,
  },
  package: {
    says: 'building and verifying a package of 400,000 alerts and 2 million entries',
    load: async () => (await import('../bench/package.ts')).benchPackage,
  },
  lint: {
    says: 'agreement with an expert over a labelled folder, and documents a second beside markdownlint-cli2',
    load: async () => (await import('../bench/lint.ts')).benchLint,
  },
  upload: {
    says: '2 GB into the store alone with the connection cut twice: MB/s beside sha256sum, and memory',
    load: async () => (await import('../bench/upload.ts')).benchUpload,
  },
  evidence: {
    says: '2 GB to the endpoint of a whole server with the connection cut twice: hashes on both ends, and its memory',
    load: async () => (await import('../bench/evidence.ts')).benchEvidence,
  },
}

async function main(name: string | undefined, args: readonly string[]): Promise<number> {
  const chosen = name === undefined ? undefined : benches[name]
  if (!chosen) {
    console.log('npm run bench -- <name>\n')
    for (const [each, bench] of Object.entries(benches)) console.log(`  ${each.padEnd(10)} ${bench.says}`)
    return name === undefined ? 0 : 2
  }
  const work = await chosen.load()
  await work(args)
  return 0
}

process.exitCode = await main(process.argv[2], process.argv.slice(3))
