import { RequestError } from '@couveuse/shared/contract/problem'
import { describe, expect, it } from 'vitest'
import { checkRole, fileOf, readConfig } from './config.ts'

const refusal = (env: Record<string, string>): string => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof RequestError) return `${error.code} ${error.path}: ${error.message}`
    throw error
  }
  return 'accepted'
}

describe('settings', () => {
  it('need nothing: loopback, a file of our own, captured mail, the embedded queue', () => {
    const config = readConfig({})
    expect(config).toMatchObject({ port: 4400, host: '127.0.0.1', resendPolicy: 'hold', isDemoLoaded: true })
    expect(config.databasePath.endsWith('/data/couveuse.db')).toBe(true)
    expect([config.queueUrl, config.smtpUrl, config.sms, config.secret]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('take an empty variable as unset', () => {
    expect(readConfig({ PORT: '', SMTP_URL: '', HOST: '' })).toMatchObject({
      port: 4400,
      smtpUrl: undefined,
      host: '127.0.0.1',
    })
  })

  it('put the database into the data folder, unless DATABASE_URL says where', () => {
    expect(readConfig({ COUVEUSE_DATA: '/srv/nurture' }).databasePath).toBe('/srv/nurture/couveuse.db')
    expect(readConfig({ DATABASE_URL: 'file:/var/lib/a.db' }).databasePath).toBe('/var/lib/a.db')
    expect(readConfig({ DATABASE_URL: 'file:///var/lib/b%20c.db' }).databasePath).toBe('/var/lib/b c.db')
  })

  it('keep the workspace in PostgreSQL where DATABASE_URL says so', () => {
    expect(readConfig({ DATABASE_URL: 'postgres://me:secret@db.example/nurture' })).toMatchObject({
      postgresUrl: 'postgres://me:secret@db.example/nurture',
      role: 'all',
    })
    expect(readConfig({ DATABASE_URL: 'file:a.db' }).postgresUrl).toBeUndefined()
  })

  it('say what a file command cannot do for a workspace in PostgreSQL, and the way out', () => {
    const config = readConfig({ DATABASE_URL: 'postgres://me:hunter2@db.example/nurture' })
    expect(() => fileOf(config, 'backup', 'use pg_dump.')).toThrow(
      'couveuse backup is for workspaces kept in a file, and DATABASE_URL names a PostgreSQL database: use pg_dump.',
    )
    expect(fileOf(readConfig({ DATABASE_URL: 'file:/srv/a.db' }), 'backup', '')).toBe('/srv/a.db')
  })

  it('let parts of the product run apart only where they can meet', () => {
    const shared = { DATABASE_URL: 'postgres://db.example/nurture', QUEUE_URL: 'redis://queue.example' }
    expect(() => checkRole(readConfig({ COUVEUSE_ROLE: 'worker' }))).toThrow(/^The role worker needs a database that/)
    expect(() => checkRole(readConfig({ ...shared, QUEUE_URL: '', COUVEUSE_ROLE: 'api' }))).toThrow(
      /^The role api needs a queue that/,
    )
    for (const role of ['all', 'api', 'worker'])
      expect(() => checkRole(readConfig({ ...shared, COUVEUSE_ROLE: role }))).not.toThrow()
    expect(() => checkRole(readConfig({}))).not.toThrow()
  })

  it.each([
    [{ PORT: 'eighty' }, 'PORT=eighty cannot be used: it takes a whole number from 0 to 65535'],
    [{ PORT: '70000' }, 'PORT=70000'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL cannot be used: it takes file: and a path'],
    [
      { DATABASE_URL: 'postgres://a b:99999999/c' },
      'DATABASE_URL cannot be used: it takes an address such as postgres://',
    ],
    [{ COUVEUSE_ROLE: 'boss' }, 'COUVEUSE_ROLE=boss cannot be used: it takes all, api or worker'],
    [{ QUEUE_URL: 'amqp://x' }, 'QUEUE_URL cannot be used: it takes redis://'],
    [{ SMTP_URL: 'localhost:25' }, 'SMTP_URL cannot be used: it takes smtp://'],
    [{ MAIL_FROM: 'nobody' }, 'MAIL_FROM=nobody cannot be used: it takes an address'],
    [{ PUBLIC_URL: 'nurture.example.com' }, 'PUBLIC_URL cannot be used'],
    [{ RESEND_POLICY: 'maybe' }, 'RESEND_POLICY=maybe cannot be used: it takes hold or resend'],
    [
      { ALERT_EMAIL: 'ops@example.com, nobody' },
      'ALERT_EMAIL=ops@example.com, nobody cannot be used: it takes an address',
    ],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN cannot be used: it takes at least 16 characters'],
    [{ DRAIN_DELAY_SECONDS: '-1' }, 'DRAIN_DELAY_SECONDS=-1 cannot be used: it takes a whole number from 0 to 300'],
    [{ COUVEUSE_SECRET: 'short' }, 'COUVEUSE_SECRET cannot be used: it takes at least 16 characters'],
    [{ COUVEUSE_CRASH_AT: 'lunch' }, 'COUVEUSE_CRASH_AT=lunch'],
    [{ SMS_ACCOUNT: 'AC1' }, 'SMS_TOKEN is missing'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL=loud'],
  ])('name what is wrong: %o', (env, message) => {
    expect(refusal(env)).toContain(`wrong_setting ${message.split(/[= ]/)[0]}: ${message}`)
  })

  it('never repeat a secret in the message that refuses it', () => {
    expect(refusal({ COUVEUSE_SECRET: 'hunter2' })).not.toContain('hunter2')
    expect(refusal({ SMTP_URL: 'smpt://me:hunter2@host' })).not.toContain('hunter2')
  })

  it('read links, senders and lists as they are used', () => {
    const config = readConfig({
      PUBLIC_URL: 'https://nurture.example.com/',
      WEBHOOK_ALLOW: ' hooks.internal, 10.0.0.0/8 ,',
      SMS_ACCOUNT: 'AC1',
      SMS_TOKEN: 't',
      SMS_FROM: '+33644630000',
      COUVEUSE_CRASH_AT: 'accepted:17',
    })
    expect(config.publicUrl).toBe('https://nurture.example.com')
    expect(config.webhookAllow).toEqual(['hooks.internal', '10.0.0.0/8'])
    expect(config.sms).toEqual({ baseUrl: 'https://api.twilio.com', account: 'AC1', token: 't', from: '+33644630000' })
    expect(config.crashAt).toEqual({ point: 'accepted', nth: 17 })
  })
})
