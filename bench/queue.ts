// How smooth the alert queue is with 10,000 unreviewed alerts: frame gaps and long tasks while it is scrolled, loaded and worked by key.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { apiPrefix } from '../src/contract/endpoint.ts'
import { type RunningServer, startServer } from '../src/server/app.ts'
import { readConfig } from '../src/server/config.ts'
import { findChromium, launchChromium } from '../test/support/chromium.ts'

const alerts = Number(process.env.BENCH_ALERTS ?? 10_000)
const perDelivery = 50
const perFrame = 160
const presses = 300

type Frames = {
  frames: number
  seconds: number
  p50: number
  p95: number
  worst: number
  over50: number
  longTasks: number
  longest: number
}

async function signIn({ url, setupUrl }: RunningServer): Promise<string> {
  const body = {
    token: new URL(String(setupUrl)).hash.slice(1),
    organization_name: 'Bench',
    time_zone: 'UTC',
    name: 'Bench',
    email: 'bench@example.com',
    password: 'a sentence that is long',
  }
  const answer = await fetch(`${url}${apiPrefix}/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(body),
  })
  if (answer.status !== 201) throw new Error(`setting up was answered ${answer.status}: ${await answer.text()}`)
  return answer.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
}

async function fill({ url }: RunningServer, cookie: string): Promise<void> {
  const answer = await fetch(`${url}${apiPrefix}/sources`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ integration: 'generic', name: 'Bench' }),
  })
  const { hook_url } = (await answer.json()) as { hook_url: string }
  const words = ['latency', 'errors', 'disk', 'memory', 'certificate', 'backup', 'replication']
  for (let at = 0; at < alerts; at += perDelivery) {
    const some = Array.from({ length: perDelivery }, (_, n) => ({
      fingerprint: `${at + n}`,
      title: `Too much ${words[(at + n) % words.length]} on host-${at + n}.example.com`,
      severity: ['critical', 'warning', 'info'][n % 3],
    }))
    await fetch(`${url}${new URL(hook_url).pathname}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ alerts: some }),
    })
  }
}

/** Runs in the page: moves the list once per frame until `goOn` says no, and notes what the frames cost. */
function scrollInPage({ step, most }: { step: number; most: number }): Promise<Frames> {
  const grid = document.querySelector<HTMLElement>('[data-grid]')
  if (!grid) throw new Error('there is no list')
  const long: number[] = []
  const observer = new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration)))
  observer.observe({ entryTypes: ['longtask'] })
  const gaps: number[] = []
  const began = performance.now()
  let before = began
  let still = 0
  return new Promise((resolve) => {
    const frame = (now: number) => {
      gaps.push(now - before)
      before = now
      const top = grid.scrollTop
      grid.scrollTop += step
      still = grid.scrollTop === top ? still + 1 : 0
      if (still < 60 && now - began < most) return requestAnimationFrame(frame)
      observer.disconnect()
      const moving = gaps.slice(1, gaps.length - still).sort((left, right) => left - right)
      const at = (part: number) => moving[Math.min(moving.length - 1, Math.floor(moving.length * part))] ?? 0
      resolve({
        frames: moving.length,
        seconds: (now - began) / 1000,
        p50: at(0.5),
        p95: at(0.95),
        worst: moving.at(-1) ?? 0,
        over50: moving.filter((gap) => gap > 50).length,
        longTasks: long.length,
        longest: Math.max(0, ...long),
      })
    }
    requestAnimationFrame(frame)
  })
}

/** What the page's own thread worked, which a busy machine does not change as it changes the clock. */
async function withWork(page: Page, step: number, most: number): Promise<Frames & { work: number }> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const read = async () =>
    (await session.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0
  const before = await read()
  const frames = await page.evaluate(scrollInPage, { step, most })
  const work = ((await read()) - before) * 1000
  await session.detach()
  return { ...frames, work: work / Math.max(1, frames.frames) }
}

const ms = (value: number) => `${value.toFixed(1)} ms`.padStart(9)

function report(what: string, { frames, seconds, p50, p95, worst, over50, longTasks, longest, work }: Frames & { work: number }): void {
  console.log(
    `  ${what.padEnd(38)} ${String(frames).padStart(5)} frames in ${seconds.toFixed(1).padStart(5)} s   p50 ${ms(p50)}  p95 ${ms(p95)}  worst ${ms(worst)}`,
  )
  console.log(
    `  ${''.padEnd(38)} ${work.toFixed(1)} ms of work per frame, ${over50} gaps above 50 ms, ${longTasks} long tasks, the longest ${ms(longest).trim()}`,
  )
}

/** From the key to the frame that shows it. */
async function pressKeys(page: Page): Promise<number[]> {
  await page.locator('[data-grid]').evaluate((grid) => {
    grid.scrollTop = 0
  })
  return await page.evaluate(async (count) => {
    const took: number[] = []
    for (let at = 0; at < count; at += 1) {
      const from = performance.now()
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true, cancelable: true }))
      await new Promise((resolve) => requestAnimationFrame(resolve))
      took.push(performance.now() - from)
    }
    return took.sort((left, right) => left - right)
  }, presses)
}

export async function benchQueue(): Promise<void> {
  const chromium = findChromium()
  if ('missing' in chromium) return
  const root = fileURLToPath(new URL('..', import.meta.url))
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: 'inherit' })
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-bench-'))
  const server = await startServer(readConfig({ TICKMARK_PORT: '0', TICKMARK_DATA_DIR: directory, TICKMARK_LOG_LEVEL: 'warn' }))
  const browser = await launchChromium(chromium)
  try {
    const cookie = await signIn(server)
    await fill(server, cookie)
    console.log(
      `The queue with ${alerts.toLocaleString('en')} unreviewed alerts, 1440×900, ${chromium.version}, ${cpus().length} × ${cpus()[0]?.model}, no GPU`,
    )
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: server.url }])
    const page = await context.newPage()
    const from = performance.now()
    await page.goto(`${server.url}/alerts?review=unreviewed`)
    await page.locator('[data-grid] [role=row]').nth(5).waitFor()
    console.log(`  ${'from the address to the first rows'.padEnd(38)} ${Math.round(performance.now() - from)} ms`)
    report('scrolled to the end, loading', await withWork(page, perFrame, 120_000))
    report('scrolled back to the top', await withWork(page, -perFrame, 60_000))
    report('thrown to the end', await withWork(page, 4_000, 60_000))
    const took = await pressKeys(page)
    console.log(
      `  ${`${presses} × j, key to frame`.padEnd(38)} p50 ${ms(took[Math.floor(presses / 2)] ?? 0)}  p95 ${ms(took[Math.floor(presses * 0.95)] ?? 0)}  worst ${ms(took.at(-1) ?? 0)}`,
    )
  } finally {
    await browser.close()
    await server.close()
    rmSync(directory, { recursive: true, force: true })
  }
}
