// `npm run check`: what a person runs before every commit. Types, lint, format, dead code, architecture, unit tests; under two minutes.
import { run, runChecks } from './run.ts'

const checked = await runChecks()
process.exitCode = checked === 0 ? await run('unit and architecture', 'vitest', ['run', '--project', 'unit']) : checked
