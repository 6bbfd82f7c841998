// The commands as a person runs them: what is written, what is printed, and that one bad file spoils no other.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { paragraph, wordFile } from '../../test/support/zipOf.ts'
import { Refusal } from '../core/kernel/refusal.ts'
import { convertFile } from './import/convertFile.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'tickmark-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function tickmark(...args: readonly string[]) {
  return spawnSync(process.execPath, [join(root, 'bin', 'tickmark.mjs'), ...args], { cwd: folder, encoding: 'utf8' })
}

const vague = '# Leaked key runbook\n\n## Contain\n\n1. Revoke the exposed credentials.\n2. Isolate affected systems.\n'

describe('tickmark import', () => {
  test('writes Markdown, prints what the linter thinks of it as it is, and goes on past a file that it refuses', async () => {
    writeFileSync(join(folder, 'key.md'), vague)
    writeFileSync(
      join(folder, 'plan.docx'),
      await wordFile(`${paragraph('Disk full runbook', 'Heading1')}${paragraph('Remove images with docker system prune.', 'step')}`),
    )
    writeFileSync(join(folder, 'old.pdf'), '%PDF-1.7')
    const { status, stdout, stderr } = tickmark('import', 'key.md', 'old.pdf', 'plan.docx', '--out', 'docs')
    expect(status).toBe(2)
    expect(stderr).toMatch(/^old\.pdf: not imported \(unsupported_media_type\)\. It is a PDF/)
    expect(readdirSync(join(folder, 'docs', 'runbooks')).sort()).toEqual(['disk-full-runbook.md', 'leaked-key-runbook.md'])
    expect(readFileSync(join(folder, 'docs', 'runbooks', 'leaked-key-runbook.md'), 'utf8')).toBe(
      `---\nkind: runbook\nid: leaked-key-runbook\ntitle: "Leaked key runbook"\nimported_from: "key.md"\n---\n\n${vague}`,
    )
    expect(stdout).toContain('“Revoke the exposed credentials”')
    expect(stdout).toContain('Nothing in their words was changed.')
    const again = tickmark('import', 'key.md', '--out', 'docs')
    expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('there already')])
    expect(tickmark('import', 'key.md', '--out', 'docs', '--force').status).toBe(0)
  })
  test('says what it wants when it is not told', () => {
    expect(tickmark('import').status).toBe(2)
    expect(tickmark('import', 'absent.md', '--out', 'docs').stderr).toContain('There is no such file.')
  })
  test('gives a file up that takes too long or is too large', async () => {
    const path = join(folder, 'slow.html')
    writeFileSync(path, `<html><body>${'<p>words</p>'.repeat(6_000)}</body></html>`)
    const codeOf = (limits: { fileBytes: number; seconds: number; heapMegabytes: number }) =>
      convertFile(path, limits).then(
        () => 'converted',
        (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
      )
    expect(await codeOf({ fileBytes: 1e6, seconds: 0.001, heapMegabytes: 256 })).toBe('request_timeout')
    expect(await codeOf({ fileBytes: 1_000, seconds: 60, heapMegabytes: 256 })).toBe('payload_too_large')
    expect(await codeOf({ fileBytes: 1e6, seconds: 60, heapMegabytes: 8 })).toBe('payload_too_large')
    expect(await codeOf({ fileBytes: 1e6, seconds: 60, heapMegabytes: 256 })).toBe('converted')
  })
})

describe('tickmark setup', () => {
  test('writes documents for the tools it was told, keeps the answers, and lints without an error', () => {
    writeFileSync(
      join(folder, 'answers.yaml'),
      'tools: { cloud: google-cloud, identity: entra, pager: opsgenie }\nnames: { gcp-project: acme-production }\nplaces: { company: Acme Ltd }\n',
    )
    const { status, stdout } = tickmark('setup', '--out', 'ours', '--answers', 'answers.yaml')
    expect(status).toBe(0)
    expect(stdout).toContain('left out: It is written for AWS, and you have Google Cloud.')
    const text = readFileSync(join(folder, 'ours', 'runbooks', 'ransomware.md'), 'utf8')
    expect(text).toContain('Update-MgUser -UserId <email> -AccountEnabled:$false')
    expect(readFileSync(join(folder, 'ours', 'policies', 'escalation.yaml'), 'utf8')).toContain('mechanism: opsgenie')
    expect(readFileSync(join(folder, 'ours', 'policies', 'incident-response.md'), 'utf8')).toContain('works for\nAcme Ltd')
    const linted = tickmark('lint', 'ours', '--format', 'json')
    const { documents } = JSON.parse(linted.stdout) as { documents: { findings: { level: string; rule: string }[] }[] }
    const findings = documents.flatMap(({ findings: all }) => all)
    expect(findings.filter(({ level }) => level === 'error')).toEqual([])
    expect(findings.filter(({ rule }) => rule === 'document/placeholder').length).toBeGreaterThan(50)
    expect(tickmark('setup', '--out', 'ours', '--answers', 'ours/setup.yaml').stderr).toContain('there already')
    expect(tickmark('setup', '--out', 'ours', '--answers', 'ours/setup.yaml', '--force').status).toBe(0)
    expect(readFileSync(join(folder, 'ours', 'runbooks', 'ransomware.md'), 'utf8')).toBe(text)
    writeFileSync(
      join(folder, 'ours', 'runbooks', 'ransomware.md'),
      text.replace('Ask everybody to leave', 'Grace asks everybody to leave'),
    )
    writeFileSync(join(folder, 'answers.yaml'), 'tools: { identity: okta }\n')
    expect(tickmark('setup', '--out', 'ours', '--answers', 'answers.yaml', '--again').status).toBe(0)
    const again = readFileSync(join(folder, 'ours', 'runbooks', 'ransomware.md'), 'utf8')
    expect([
      again.includes('Grace asks everybody to leave'),
      again.includes('/lifecycle/suspend'),
      again.includes('Update-MgUser'),
    ]).toEqual([true, true, false])
  })
  test('refuses an answer that it cannot use by its name, and writes nothing', () => {
    writeFileSync(join(folder, 'wrong.yaml'), 'tools: { identity: ldap }\n')
    const { status, stderr } = tickmark('setup', '--out', 'none', '--answers', 'wrong.yaml')
    expect([status, readdirSync(folder).includes('none')]).toEqual([2, false])
    expect(stderr).toContain('/tools/identity: “ldap” is not known; known are')
  })
  test('asks nobody where nobody sits', () => {
    expect(tickmark('setup', '--out', 'none').stderr).toContain('Nobody can be asked here')
  })
})
