/** What the user can mend: the message names the thing and the way out. Exit code 1. */
export class UserError extends Error {
  override name = 'UserError';
}

/** An archive cannot be read, through no fault of the mails in it. */
export class ArchiveError extends UserError {
  override name = 'ArchiveError';
}

/** The store cannot be opened or written: full disk, read-only folder, newer than the program. */
export class StoreError extends UserError {
  override name = 'StoreError';
}
