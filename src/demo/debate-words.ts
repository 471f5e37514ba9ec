import type { PersonKey } from './people.ts';

/** One mail of a discussion: who, hours after the start, in answer to which (0 is the cover, n the n-th turn). */
export type Turn = { by: PersonKey; at: number; to: number; say: string };

const turn = (by: PersonKey, at: number, to: number, say: string): Turn => ({ by, at, to, say });

/** Forty mails about the lifetime of a buffer. Nobody in it is real. */
export const turns: Turn[] = [
  turn(
    'cuthbert',
    3,
    0,
    "NAK.\n\nI have kept this API for eighteen years and it is fine. If a driver frees its buffers in remove(), as\nit must, there is no problem that needs two solutions. I don't want the lifetime rules of another\nlanguage in the DMA layer.",
  ),
  turn(
    'tanvi',
    5,
    1,
    "Nothing changes in the DMA layer: the patches add files under `rust/` and do not touch a line of yours.\n\nI don't claim that C drivers are wrong. I claim that 31 of them were fixed for exactly this since 6.6,\nand that I would rather not write number 32.",
  ),
  turn('cuthbert', 6.2, 2, 'And who gets the bug report when your file breaks because I change mine?'),
  turn(
    'mireille',
    7,
    3,
    'We do. That has been the rule from the first day: the Rust side follows the C side. You may break it,\nwe mend it.',
  ),
  turn(
    'cuthbert',
    8.1,
    4,
    'That is what is said on the list. In practice linux-next breaks, and whoever merges it that day mails *me*.',
  ),
  turn(
    'ghislain',
    9,
    5,
    'In two years I have had three such mails for the driver core, all fixed within a day by the people who\nown the Rust code. I do not see it as a burden.',
  ),
  turn(
    'laleh',
    9.5,
    0,
    'As a user of this: please, the first variant. In the GPU driver every revocable access is a branch on\na hot path, and worse, an error path that can never be tested.',
  ),
  turn(
    'wenbo',
    11,
    7,
    "Seconded. But how do I store a `Buffer<'bound>` in the private data of the driver? It borrows from the\npool that lives in the same struct.",
  ),
  turn('tanvi', 13, 8, "You do not, the pool moves into the binding's own scope. I can post an example."),
  turn(
    'jorn',
    14,
    9,
    "With pin-init it can be self-referential: the pool is pinned anyway. We would need a `#[borrows]`\nattribute on fields, which I've had half done since summer.",
  ),
  turn('wenbo', 15, 10, 'I would use that today.'),
  turn(
    'cuthbert',
    20,
    6,
    "Fine for you. My objection isn't about who answers mails.\n\nIt is that an API with two type systems around it can only be changed by people who know both. That is\nfive people. I am not one of them and at my age I do not plan to be.",
  ),
  turn('obinna', 21, 12, 'I count forty-one authors under rust/kernel/ in the last release.'),
  turn(
    'cuthbert',
    22,
    13,
    'And how many of them have ever debugged an IOMMU fault on a machine without a console?',
  ),
  turn('kofi', 22.5, 14, 'One, at least. On a Saturday. The bug was a pool freed too early, in C.'),
  turn('aroha', 23, 15, 'Folks. This used to be a thread about a lifetime parameter.'),
  turn(
    'ghislain',
    24,
    12,
    'Cuthbert, let me try to put it as a question: if the signature of dma_pool_alloc() changes, what do you\nneed from the Rust side so that it does not slow you down? Then we can see whether we can give it.',
  ),
  turn(
    'cuthbert',
    26,
    17,
    'That I can ignore it. Really ignore it: no build failure in the configurations that I test, no Cc, no\ndiscussion.',
  ),
  turn(
    'mireille',
    27,
    18,
    'CONFIG_RUST is not set in any of your configurations, so the build is as you wish. For the Cc: get_maintainer\nwill list us, not you, for the new file. I can add an N: line to make sure.',
  ),
  turn(
    'cuthbert',
    30,
    19,
    'Then put that in writing, in the file itself and not in a mail that nobody finds in three years.',
  ),
  turn(
    'tanvi',
    32,
    20,
    'I will add to the top of the file and to MAINTAINERS:\n\n    The C side may change at any time without regard to this file.\n\nIs that what you want?',
  ),
  turn(
    'cuthbert',
    45,
    21,
    "Yes. I still don't like it. But it's not NAKed by me any more, if that sentence is there.",
  ),
  turn('mireille', 46, 22, 'Thank you. I know that this was not easy.'),
  turn(
    'haruto',
    30.5,
    9,
    'About the scope: what happens with a threaded interrupt handler that still holds a buffer when the scope\nends?',
  ),
  turn(
    'tanvi',
    33,
    24,
    'The registration of the handler borrows from the same scope, so it has to be gone first. The order of\nfields gives the order of destruction, and the compiler checks it.',
  ),
  turn('haruto', 34, 25, 'But the order of fields is top to bottom, and people will sort them by name.'),
  turn('jorn', 35, 26, 'Then it does not build. That is the point of it :)'),
  turn(
    'dana',
    36,
    27,
    "It does not build with an error of sixty lines, I've just tried. Could the macro say what is wrong?",
  ),
  turn('jorn', 38, 28, '`#[diagnostic::on_unimplemented]` gets it down to four. I will look.'),
  turn(
    'philip',
    40,
    16,
    'I only read this list because my surname brings me here, but this is better than television.',
  ),
  turn(
    'anneli',
    50,
    0,
    'I measured both variants with the fake NIC driver, 64 byte packets:\n\n    lifetime (patch 2):    14.21 Mpps\n    revocable (patch 3):   13.47 Mpps\n    C driver:              14.23 Mpps\n\nSo 5 % for the checks.',
  ),
  turn('laleh', 52, 31, 'Thanks! That settles it for me.'),
  turn('bogumil', 54, 31, 'On which machine? On an in-order core I would expect more.'),
  turn('anneli', 56, 33, 'Server class, out of order. On the little board: 1.92 against 1.61, so 16 %.'),
  turn('cuthbert', 60, 34, 'Those are honest numbers. I had expected worse from the first variant.'),
  turn(
    'zuzana',
    62,
    25,
    'One more corner: hibernation. The pool is torn down and comes back at another address while the driver\nstays bound.',
  ),
  turn(
    'tanvi',
    64,
    36,
    'Ugh. In C this is handled by the driver in thaw(). Here the buffers would have to be handed in and\nallocated again. Let me think about it over the weekend.',
  ),
  turn(
    'ghislain',
    66,
    37,
    'No driver that we have in Rust supports hibernation. I would document it and go on.',
  ),
  turn(
    'tanvi',
    70,
    38,
    'Agreed. So for v2:\n\n - only the lifetime variant, patch 3 goes\n - the sentence for Cuthbert, in the file and in MAINTAINERS\n - better messages from the macro (Jørn)\n - hibernation documented as not supported\n\nThanks, everybody. It was worth it.',
  ),
  turn('mireille', 73, 39, 'Sounds good to me. Take your time.'),
];
