import type { Mail } from './message.ts';

/** What a mail says became of a patch. First cut: the state, the tree and the words that say so. */
export type Outcome = {
  readonly state: 'applied' | 'merged';
  /** The tree, as the mail names it; '' where it names none. */
  readonly tree: string;
  readonly quote: string;
};

const MAX_QUOTE = 160;
const MAX_LINES = 200;
const MAX_LINE = 400;
/** Without one of these words nothing was done, nor listed. */
const SAYS = /\b(?:applied|queued|pushed|picked|merged|taken)\b|^\s*\[\d{1,4}\/\d{1,4}\] \S/im;
const VERB = '(?:applied|queued|pushed|picked|merged|taken)(?: up)?(?: and (?:applied|queued|pushed))?';
const NUMBER = '#?\\d{1,4}(?:\\/\\d{1,4})?';
// Every repetition is bounded and starts with what cannot end the one before: the patterns stay linear.
const PARTS = `(?:${NUMBER}(?:(?: ?[-,&] ?| and | to )${NUMBER}){0,8})`;
const OBJECT = `(?:(?:(?:(?:this|these|the|whole|full|your|first|last|two|of|only|${NUMBER}),? (?:[-&] |and )?){0,6}(?:series|set|patch(?:es|set)?|one|ones|them|fix|fixes|change|changes)(?: ${PARTS})?|both|all|this|these|it|everything|${PARTS}|\\([^)]{1,30}\\)|\\[\\d{1,4}\\])(?: (?:up|now|as well|too))?)`;
/** "Applied ...", at the start of a sentence: the one who does it speaks. */
const DONE = new RegExp(
  `^(?:(?:thanks?(?: you)?(?: \\w+| all| everyone)?|ok(?:ay)?|great|so|now|and|both|all|series|${OBJECT})[,.!:]* ){0,3}${VERB}\\b(?<rest>.*)$`,
  'i',
);
/** "I've queued this for ...", "This one was applied to ...": testers say that too, so a tree must follow. */
const TOLD = new RegExp(
  `(?:\\bI(?:'ve| have)?(?: (?:just|now|already|have))* ${VERB}(?: ${OBJECT})?|^${OBJECT} (?:was|were|is|are|has been|have been)(?: now| already)? ${VERB})(?<rest>,? thank.*| (?:to|into?|on|onto|for) .*)$`,
  'i',
);
const TO_TREE = new RegExp(
  `^ ?(?:${OBJECT} |(?:early|now|up|via|and pushed|and queued),? )*(?:to|in|into|for|on|onto) (?:the )?(?:branch )?(?:[\`'"](?<marked>[^\`'"\\s]{2,80})[\`'"]|(?<plain>[\\w./-]{2,80}))`,
  'i',
);
/** Nothing that needs a tree follows: the sentence ends, or says how it was applied. */
const ALONE =
  /^[\s,.:;!-]*(?:$|thank|thx|cheers|with\b|now\b|but\b|as is\b|manually\b|both\b|all\b|\(|after (?:fix|adjust|edit|tweak|drop|reword))/i;
const TREE_LINK = /https?:\/\/\S+?\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?(?:[\s,]|$)/;
const NO_TREE =
  /^(?:https?|my|the|your|a|an|this|that|it|me|all|both|with|top|wrong|right|same|other|local|latest|current|v?\d+\.\d+(?:[.-][^/]*)?)$/i;
const LIKE_TREE = /[-/]|^(?:mainline|staging|tip|mm|net|bpf|drm)$|\.git$/i;
const NOT_YET =
  /\b(?:should|could|can|will|would|shall|may|might|please|not|isn't|wasn't|if|once|when|until|before|cannot)\b/i;
/** b4 thanks with a list: the title, and below it the commit. */
const LISTED = /^\s*\[\d{1,4}\/\d{1,4}\] \S/;
const COMMIT = /^\s*(?:commit: [0-9a-f]{8,40}|https?:\/\/\S*\/c\/[0-9a-f]{8,40})\s*$/;

/**
 * What the sender's own words say became of the patch they answer: "Applied to `rust-next`, thanks!",
 * b4's list of commits, patchwork-bot's "was applied to", tip-bot's "merged into the X branch of tip",
 * pr-tracker-bot's "merged into torvalds/linux.git". Wishes, plans and tests are no outcome. `own` has
 * no quotes in it.
 */
export function readOutcome(mail: Pick<Mail, 'kind'>, own: string): Outcome | undefined {
  if (mail.kind === 'notice') return noticeOutcome(own);
  return mail.kind === 'reply' ? replyOutcome(own) : undefined;
}

const NOTICES: readonly {
  readonly says: RegExp;
  readonly outcome: (name: string) => Omit<Outcome, 'quote'>;
}[] = [
  {
    says: /has been merged into (torvalds\/linux)\.git/i,
    outcome: () => ({ state: 'merged', tree: 'mainline' }),
  },
  {
    says: /merged into the (\S+) branch of tip/i,
    outcome: (branch) => ({ state: 'applied', tree: `tip ${branch}` }),
  },
  {
    says: /(?:was applied to|been (?:applied|queued|added|merged) (?:in)?to|added the patch titled .{1,300}? to) (?:the )?(\S+)/i,
    outcome: (tree) => ({ state: 'applied', tree }),
  },
];

function noticeOutcome(own: string): Outcome | undefined {
  const text = own.slice(0, 20_000).replace(/\s+/g, ' ');
  for (const { says, outcome } of NOTICES) {
    const found = says.exec(text);
    if (!found) continue;
    const start = quoteStart(text, found.index);
    return { ...outcome(tidyTree(found[1] ?? '')), quote: text.slice(start, start + MAX_QUOTE).trim() };
  }
  return undefined;
}

/** A few words before what a robot says; pr-tracker's "has been merged" needs none. */
function quoteStart(text: string, at: number): number {
  if (text.startsWith('has been merged', at)) return at;
  return text.lastIndexOf(' ', Math.max(0, at - 40)) + 1;
}

function replyOutcome(own: string): Outcome | undefined {
  if (!SAYS.test(own)) return undefined;
  const lines = own.split('\n', MAX_LINES + 1).map((line) => line.slice(0, MAX_LINE).trim());
  for (let i = 0; i < Math.min(lines.length, MAX_LINES); i++) {
    const line = lines[i] ?? '';
    if (!SAYS.test(line)) continue;
    const tree = readLine(line, lines[i - 1] ?? '', lines[i + 1] ?? '');
    if (tree !== undefined) return { state: 'applied', tree, quote: line.slice(0, MAX_QUOTE) };
  }
  return undefined;
}

/** The tree that the line says it was applied to, '' for an unnamed one; undefined where it says no such thing. */
function readLine(line: string, before: string, after: string): string | undefined {
  if (LISTED.test(line) && COMMIT.test(after)) return '';
  const done = startsSentence(line, before) ? DONE.exec(line) : null;
  const found = done ?? TOLD.exec(line);
  const rest = found?.groups?.rest;
  if (!found || rest === undefined) return undefined;
  const upTo = line.slice(0, line.length - rest.length);
  if (NOT_YET.test(upTo) || /^[^.!]{0,60}\?/.test(rest)) return undefined;
  const tree = treeIn(/[.!]$/.test(line) ? rest : `${rest} ${after}`.trimEnd());
  if (done) return tree !== '' || ALONE.test(rest) || /^ to (?:my )?local\b/i.test(rest) ? tree : undefined;
  return LIKE_TREE.test(tree) || /^,? thank/i.test(rest) ? tree : undefined;
}

/** A line that starts small goes on with the sentence above, unless that one ended. */
function startsSentence(line: string, before: string): boolean {
  return /^[^a-z]/.test(line) || /^(?:hi|hello|hey|dear|thank|$)/i.test(before) || /[.!?:;,)>]$/.test(before);
}

function treeIn(rest: string): string {
  const named = TO_TREE.exec(rest)?.groups;
  if (named?.marked !== undefined) return tidyTree(named.marked);
  const plain = tidyTree(named?.plain ?? '');
  if (plain !== '' && !NO_TREE.test(plain)) return plain;
  // `queued for v6.19` is a promise, `applied to v6.19` is a test.
  if (plain !== '' && /^[^.]*\bfor v?\d/.test(rest)) return plain;
  return shortLink(TREE_LINK.exec(rest)?.[1] ?? '');
}

/** `broonie/spi` says more than `spi`, and `kbuild/linux` much more than `linux`. */
function shortLink(path: string): string {
  return tidyTree(path.replace(/\.git$/, ''));
}

function tidyTree(tree: string): string {
  return tree.replace(/[.,:;!)`'"]+$/, '').slice(0, 60);
}
