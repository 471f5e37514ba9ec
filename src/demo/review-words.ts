/** What reviewers of Rust patches ask for. */
export const requests = [
  'The safety comment says *what* is called but not *why* it is sound. Please spell out which\ninvariant guarantees that the pointer outlives the call.',
  'Could this take `&Device<Bound>` instead of `&Device`? Then the lookup cannot race with unbind and\nyou can drop the check below.',
  'Nit: "Returns" rather than "Return", and please wrap the comment at 100 columns.\n\nAlso, `#[inline]` on these one-line forwarders, otherwise they end up as real calls in modules.',
  'Please avoid the `as` cast here. `u32::from()` cannot truncate silently, and clippy will start to\ncomplain about this one with the next toolchain anyway.',
  'I think this leaks the reference when `try_pin_init!` fails after this point. Could you use a\n`ScopeGuard`, or let `ARef` do the counting?',
  'Why `unsafe impl Sync`? The C side takes a mutex in two of the four functions only.',
  'Could you add an example to the docs? It will be run as a KUnit test, so it also pays for itself.',
  'Hmm, returning `Option` hides the errno. The C function distinguishes -EPROBE_DEFER from -ENOENT and\ndrivers do need that. `Result` please, and let the caller decide.',
  'This wants a `# Panics` section, or better: no panic. `checked_add()` and return `EOVERFLOW`.',
  'Can you split the helper into its own patch? It has to go through the other tree.',
  'Please do not expose `as_raw()` outside of the crate; `pub(crate)` is enough for all users that I can\nsee in this series.',
];

export const yieldings = [
  'Good catch. Will fix in the next version.',
  'Ack, done locally. The comment was written for v1, where the lock was still held.',
  'Right, that was left over from an earlier design. Dropped.',
  'Agreed. I kept it close to the C side at first, but your version reads better.',
  'Makes sense, will change. I will also add the missing `// INVARIANT:` comment while at it.',
  'You are right, and the doctest would even have caught it had I enabled it. Fixed.',
];

export const questions = [
  'Out of curiosity: is there a user for this in flight? I would like to see the driver side before the\nAPI is set in stone.',
  'How does this behave when the callback runs in atomic context? The `Mutex` would be a problem there.',
  'Have you looked at what the generated code looks like on arm64? The C version is a single load.',
  'Is there a reason not to build this on `Devres`?',
  'Does this need to handle the case where the firmware node goes away, as in the overlay tests?',
];

export const answers = [
  'Yes, the driver is here [1], it just needs one more dependency before I can post it.\n\n[1] https://git.example.org/rust-drivers/log/?h=wip',
  'It is only ever called from process context; I will say so in the documentation and add a\n`might_sleep()`.',
  'I checked: identical, apart from the order of two instructions. LTO is not even needed.',
  '`Devres` would work, but then every access pays for the revocation check. The bound reference\ngives us the same for free.',
  'It is handled by the C side, which takes a reference. I have added a sentence about it.',
];

export const praise = [
  'Looks good to me, thanks!',
  'Nice, this is much easier to follow than the previous version.',
  'One nit above, but feel free to keep it:',
  'Booted on the board and in QEMU, no splats, lockdep is quiet.',
  'The safety comments are exemplary. Thanks for the patience.',
  'With the typo fixed:',
];

/** What reviewers of other patches ask for: nothing here is about Rust, whatever letters the words have. */
export const cRequests = [
  'Please do not hide the assignment in the condition. It makes the error path hard to follow.',
  'This breaks `make O=...` builds: $(obj) is relative here, $(srctree) is not. Did you test out of tree?',
  'Why is this needed? The variable is exported by the top Makefile already.',
  'I would rather have this as a hidden symbol that is selected than one more question for everybody.',
  'The quoting is not robust against paths with spaces. I know that nobody should do that. They do.',
  'Missing Fixes: tag?',
  'Can this go after the merge window please, I do not trust it enough for rc7.',
  'Please use $(call if_changed,...) so that it is rebuilt when the command line changes.',
  'The help text should say when somebody wants this, not what the code does.',
];

export const cYieldings = [
  'OK, will do in v2.',
  'Indeed. I only tested in-tree builds, sorry.',
  'You are right, it is not needed. Please drop this patch, the rest is independent.',
  'Fair enough.',
  'Sure. I was a bit frustrated with the old script and got carried away.',
  'Will add. It goes back to the first import, as far as I can tell.',
];
