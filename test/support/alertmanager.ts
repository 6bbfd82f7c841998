// Debian's Prometheus Alertmanager, started with a web hook that points wherever a test says.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const binaries = ['/usr/bin/prometheus-alertmanager', '/usr/local/bin/alertmanager', '/usr/bin/alertmanager']

export const alertmanagerBinary = binaries.find((path) => existsSync(path))

export const alertmanagerMissing = `not tried: no ${binaries.join(', no ')} (Debian’s package prometheus-alertmanager)`

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

export type Posted = {
  labels: Record<string, string>
  annotations?: Record<string, string>
  startsAt?: string
  endsAt?: string
  generatorURL?: string
}

export type Alertmanager = { url: string; post: (alerts: readonly Posted[]) => Promise<void>; stop: () => Promise<void> }

/** `receiver`: the YAML of its receiver, as the set-up text of an integration prints it. */
export async function startAlertmanager(binary: string, hookUrl: string | null): Promise<Alertmanager> {
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-alertmanager-'))
  mkdirSync(join(directory, 'data'))
  const hooks = hookUrl === null ? '' : `\n    webhook_configs:\n      - url: '${hookUrl}'\n        send_resolved: true`
  writeFileSync(
    join(directory, 'alertmanager.yml'),
    `route:\n  receiver: tickmark\n  group_by: ['...']\n  group_wait: 200ms\n  group_interval: 500ms\n  repeat_interval: 4h\nreceivers:\n  - name: tickmark${hooks}\n`,
  )
  const port = await freePort()
  const child = spawn(
    binary,
    [
      `--config.file=${join(directory, 'alertmanager.yml')}`,
      `--storage.path=${join(directory, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  )
  const url = `http://127.0.0.1:${port}`
  for (let attempt = 0; ; attempt++) {
    const ready = await fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) break
    if (attempt > 600 || child.exitCode !== null) throw new Error('Alertmanager did not start')
    await pause(50)
  }
  return {
    url,
    post: async (alerts) => {
      const answer = await fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      })
      if (!answer.ok) throw new Error(`Alertmanager answered ${answer.status}: ${await answer.text()}`)
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
