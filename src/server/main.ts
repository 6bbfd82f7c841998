// The server as a process: from the environment to a running server, until it is told to stop.
import { type RunningServer, startServer } from './app.ts'
import { type Config, ConfigProblems, readConfig } from './config.ts'

/** What went wrong at the start, where it is the operator's to mend: a sentence instead of a stack. */
function startProblem(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  if (code === 'EADDRINUSE') return `Port ${port} on ${address} is in use. Stop what uses it, or set TICKMARK_PORT.`
  if (code === 'EACCES')
    return `This user may not do that: ${error.message}. Ports below 1024 need a privilege; directories must be the user’s own.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `This machine has no such address: ${error.message}. Set TICKMARK_HOST.`
  return ['DatabaseUnavailable', 'DirectoryInUse'].includes(error.name) ? error.message : undefined
}

function untilToldToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        // Asked twice: whoever asks does not want to wait.
        process.once(signal, () => process.exit(1))
        resolve(signal)
      })
    }
  })
}

/** A promise nobody waits for has failed: a defect, and the state is unknown. The log has it; a fresh process is better than this one. */
function endOnDefect({ services }: RunningServer) {
  const end = (error: unknown) => {
    services.log.fatal({ err: error }, 'A defect outside of any request; the server ends')
    process.exit(1)
  }
  process.once('unhandledRejection', end)
  process.once('uncaughtException', end)
}

function greet({ services, setupUrl }: RunningServer) {
  console.log(`Tickmark is at ${services.config.publicUrl}`)
  if (setupUrl) console.log(`Open this once, within a day, to make an organization and its first admin:\n\n  ${setupUrl}\n`)
}

/** Answers the exit code, once the server has stopped. */
export async function runServer(environment: NodeJS.ProcessEnv, options: { anotherOrganization?: boolean } = {}): Promise<number> {
  let config: Config
  try {
    config = readConfig(environment)
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error
    console.error(error.message)
    return 1
  }
  let server: RunningServer
  try {
    server = await startServer(config, options)
  } catch (error) {
    console.error(startProblem(error) ?? error)
    return 1
  }
  endOnDefect(server)
  greet(server)
  const signal = await untilToldToStop()
  server.services.log.info({ signal }, 'Stopping')
  await server.close()
  return 0
}
