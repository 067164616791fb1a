import type { Mailbox } from '@couveuse/runtime/testing/mailbox'

/** The mails one person has got, first to last, as their mail program reads them. */
export async function mailsOf(mailbox: Mailbox, address: string) {
  return Promise.all(mailbox.mails.filter(({ to }) => to.includes(address)).map((mail) => mailbox.parse(mail)))
}

/** The subjects of all of them. */
export async function subjectsOf(mailbox: Mailbox, address: string): Promise<readonly (string | undefined)[]> {
  return (await mailsOf(mailbox, address)).map(({ subject }) => subject)
}
