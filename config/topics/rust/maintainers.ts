/**
 * People whose word decides about Rust in the kernel, by the addresses they write from: Linus, and those whom
 * the kernel's MAINTAINERS names with `M:` in its RUST entries. Others are known by their pull requests.
 */
export const MAINTAINERS: readonly string[] = [
  'torvalds@linux-foundation.org',
  'ojeda@kernel.org',
  'miguel.ojeda.sandonis@gmail.com',
  'dakr@kernel.org',
  'a.hindborg@kernel.org',
  'lossin@kernel.org',
  'aliceryhl@google.com',
  'gary@garyguo.net',
  'boqun@kernel.org',
  'boqun.feng@gmail.com',
  'gregkh@linuxfoundation.org',
];
