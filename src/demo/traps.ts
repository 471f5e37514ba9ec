import type { Category } from '../domain/verdict.ts';
import { DAY } from './calendar.ts';
import type { FileChange } from './diff.ts';
import { diffstat, diffText, edit } from './diff.ts';
import type { Mailbag } from './mailbag.ts';
import { addressOf, post } from './mailbag.ts';
import type { PersonKey } from './people.ts';
import { signature } from './people.ts';
import { answer } from './reply.ts';
import type { Draft, ListName } from './types.ts';

type Trap = {
  by: PersonKey;
  at: number;
  subject: string;
  body: string;
  change?: FileChange;
  category?: Category;
  lists?: ListName[];
  kind?: Draft['kind'];
};

/** Mails that hold the letters r, u, s, t and are not about Rust; or only in passing. */
const traps: Trap[] = [
  {
    by: 'rusty',
    at: 6.3,
    subject: '[PATCH] modpost: make the symbol table more robust',
    body: 'A truncated table was trusted blindly. Check its length first.',
    change: edit(
      'scripts/mod/modpost.c',
      1203,
      'static void read_table(struct elf_info *info)',
      ' 	const char *end = info->strtab + info->size;\n \n+	if (info->size < sizeof(Elf_Sym))\n+		fatal("%s: table is truncated\\n", info->name);\n 	while (p < end)\n 		p = next_symbol(p);\n',
    ),
  },
  {
    by: 'philip',
    at: 5.5,
    subject: '[PATCH v2] scripts: kernel-doc: print .RS and .RE in man pages',
    body: 'Nested lists need the troff macros .RS and .RE, otherwise the indentation of\nthe second level is lost.',
    change: edit(
      'scripts/kdoc/kdoc_output.py',
      702,
      'class ManFormat(OutputFormat)',
      "         self.data += f'.IP \"{name}\" 12\\n'\n+        self.data += '.RS\\n'\n         self.output_highlight(text)\n+        self.data += '.RE\\n'\n \n",
    ),
  },
  {
    by: 'nikhil',
    at: 4.9,
    subject: '[PATCH] usb: thrustmaster: keep the trusted descriptor',
    body: 'The force feedback of the Thrustmaster wheel is lost after resume.',
    change: edit(
      'drivers/hid/hid-thrustmaster.c',
      184,
      'static void thrustmaster_interrupts(struct hid_device *hdev)',
      ' 	struct usb_interface *usbif = to_usb_interface(hdev->dev.parent);\n+	struct thrust_state *st = hid_get_drvdata(hdev);\n \n-	send_buf->rs = 0;\n+	st->rs = send_buf->rs;\n 	b_ep = ep->desc.bEndpointAddress;\n',
    ),
  },
  {
    by: 'cuau',
    at: 3.6,
    subject: 'Re: build times on spinning rust',
    body: 'On an SSD it is 4 minutes, on the spinning rust of the build host rust-1 it is\n19. I am frustrated enough to buy a new disk. Trust me, it is not the\nMakefile.',
    kind: 'reply',
  },
  {
    by: 'faisal',
    at: 2.9,
    subject: '[PATCH] crypto: zcomp: use .rs of the request',
    body: 'req.rs is set by all callers, so the copy in the context can go.',
    change: edit(
      'crypto/zcomp.c',
      91,
      'static int zcomp_start(struct zcomp_req *req)',
      ' 	ctx->level = req->level;\n-	ctx->rs = req->rs;\n 	return zcomp_run(ctx, req->rs);\n }\n',
    ),
  },
  {
    by: 'seun',
    at: 2.2,
    subject: '[PATCH] kconfig: sort the symbols of the general setup',
    body: 'Sort the options of the general setup menu by name.',
    category: 'incidental',
    change: edit(
      'init/Kconfig',
      2012,
      'config TRACEPOINTS',
      ' 	bool\n \n+config SLAB_STATS_DEFAULT\n+	bool "Collect slab statistics by default"\n+\n config RUST\n 	bool "Rust support"\n 	depends on HAVE_RUST\n',
    ),
  },
  {
    by: 'ravindu',
    at: 1.4,
    subject: '[PATCH v3] keys: trusted: let TPM users wait',
    body: 'The trusted keyring asks the TPM too early.',
    change: edit(
      'security/keys/trusted-keys/trusted_tpm2.c',
      302,
      'int tpm2_seal_trusted(struct tpm_chip *chip)',
      ' 	int rc;\n \n+	tpm_wait_ready(chip);\n 	rc = tpm_try_get_ops(chip);\n 	if (rc)\n 		return rc;\n',
    ),
  },
  {
    by: 'tiberiu',
    at: 8.8,
    subject: '[PATCH] samples: robust list: fix the Makefile',
    body: 'set_robust_list() needs -lpthread on old systems.',
    change: edit(
      'samples/futex/Makefile',
      3,
      '',
      ' userprogs-always-y += robust-list\n+robust-list-userldlibs := -lpthread\n userccflags += -I usr/include\n',
    ),
  },
  {
    by: 'rusty',
    at: 14.1,
    subject: 'Re: [PATCH] modpost: make the symbol table more robust',
    body: 'Thanks for testing. As for your question: the other Rusty wrote that code, not me.',
    kind: 'reply',
  },
  {
    by: 'leopold',
    at: 3.0,
    subject: 'Tree for this week',
    body: 'Merged since last week: kbuild, kconfig, deb-pkg, rust-next, clang-fixes.\n\nBuild failures: none.\nConflicts: kbuild against docs (MAINTAINERS), trivial.',
    category: 'incidental',
    kind: 'other',
  },
  {
    by: 'margit',
    at: 10.5,
    subject: '[RFC] what to do about slow header checks',
    body: 'Headers are compiled one by one. Other projects (LLVM, Firefox, Rust, GCC) use a\nprecompiled prefix. Would that be worth a try?',
    category: 'incidental',
    kind: 'other',
  },
];

const fieldC = edit(
  'drivers/base/faux.c',
  118,
  'struct faux_device *faux_device_create(const char *name)',
  ' 	struct faux_object *faux_obj;\n \n-	faux_obj = kzalloc(sizeof(*faux_obj), GFP_KERNEL);\n+	faux_obj = kzalloc_obj(*faux_obj);\n 	if (!faux_obj)\n 		return NULL;\n',
);

/** C patches that are sent to the Rust list because a script said so. */
const copied: Trap[] = [
  {
    by: 'aroha',
    at: 5.05,
    subject: '[PATCH 07/19] faux: use kzalloc_obj()',
    body: 'Convert the last user in this directory.',
    change: fieldC,
  },
  {
    by: 'aroha',
    at: 26.2,
    subject: '[PATCH v2 04/11] irq: name the domain of the test',
    body: 'It shows up in debugfs without a name.',
    change: edit(
      'kernel/irq/irq_test.c',
      64,
      'static void irq_test_setup(struct kunit *test)',
      ' 	fwnode = irq_domain_alloc_fwnode(NULL);\n+	irq_domain_set_name(domain, "test");\n 	KUNIT_ASSERT_NOT_NULL(test, domain);\n \n',
    ),
  },
  {
    by: 'seoyeon',
    at: 3.75,
    subject: '[PATCH] gpiolib: shorten the name of a local variable',
    body: 'No functional change.',
    change: edit(
      'drivers/gpio/gpiolib.c',
      2480,
      'int gpiod_direction_input(struct gpio_desc *desc)',
      ' {\n-	int return_value;\n+	int ret;\n \n 	VALIDATE_DESC(desc);\n',
    ),
  },
];

function postTrap(bag: Mailbag, trap: Trap, lists: ListName[], category: Category): Draft {
  const { change } = trap;
  const body =
    change === undefined
      ? `${trap.body}\n`
      : `${trap.body}\n\nSigned-off-by: ${signature(trap.by)}\n---\n${diffstat([change])}\n\n${diffText([change])}\n-- \n2.51.0\n\n`;
  return post(bag, {
    by: trap.by,
    date: bag.end - trap.at * DAY,
    mailer: change === undefined ? 'mutt' : 'git',
    subject: trap.subject,
    body,
    lists,
    cc: [addressOf('philip'), addressOf('rusty'), 'linux-kernel@vger.kernel.org'],
    category,
    kind: trap.kind ?? 'patch',
  });
}

export function postTraps(bag: Mailbag): void {
  for (const trap of traps) postTrap(bag, trap, trap.lists ?? ['linux-kbuild'], trap.category ?? 'none');
  for (const trap of copied) {
    const draft = postTrap(bag, trap, ['rust-for-linux'], 'cc-only');
    answer(bag, draft, { by: 'ghislain', date: draft.date + DAY / 3, say: 'Fine with me.', tag: 'Acked-by' });
  }
}
