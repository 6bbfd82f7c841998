// `npm run check`: what a person runs before every commit. Types, lint, format, dead code, architecture, unit tests; under two minutes.
import { checks, runAll } from './run.ts'

process.exitCode = await runAll([...checks, { title: 'unit and architecture', command: 'vitest', args: ['run', '--project', 'unit'] }])
