import fc from 'fast-check';

/** What people write who mean harm, or write in their own language. */
export const HOSTILE = [
  '<!channel> <@123456789012345678> <@&123456789012345678> <#123456789012345678>',
  '@everyone @here\u200d@everyone <@!1> \\@everyone',
  '</b> </lorewatch search:123456789012345678> <id:customize> <t:1700000000:R>',
  '<:smile:123456789012345678> <a:wave:123456789012345678> :smile:',
  '`a` ``b`` ```c``` ` \\` \\',
  '```\n@everyone\n```',
  '**bold** __under__ _it_ ~~gone~~ ||spoiler|| ***x***',
  '# heading',
  '-# small',
  '- item',
  '1. one',
  '12) twelve',
  '> quote',
  '>>> all of it',
  '[label](https://evil.example.org) [a](<b>) ![i](https://evil.example.org/i.png)',
  '](https://evil.example.org) [ ]( [[ ]]',
  'https://evil.example.org/x www.evil.example.org discord.gg/abc discord.com/invite/abc',
  '<https://evil.example.org> steam://run/1 discord://-/x',
  '\u202eevil\u202c \u2066x\u2069 \u200f\u200e\u200b\ufeff\u00ad',
  '\ud800 lone \udc00',
  '\u{1f980}\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466} \u{1f1e9}\u{1f1ea} e\u0301\u0301\u0301\u0301\u0301',
  '\u05e2\u05d1\u05e8\u05d9\u05ea \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u65e5\u672c\u8a9e\u306e\u4ef6\u540d',
  'x'.repeat(2000),
  '*'.repeat(2000),
  '\u{1f980}'.repeat(1000),
  '\u{1f468}\u200d'.repeat(400),
  '[a](b)'.repeat(300),
  '\u0000\u0007\u001b[31mred\u001b[0m',
  '',
  ' ',
  '\u200b',
  'rust_binder __init__ a_b_c',
];

export const hostileWords: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc
    .array(fc.constantFrom(...HOSTILE.filter((words) => words.length < 200), 'rust:', 'add'), {
      maxLength: 6,
    })
    .map((all) => all.join(' ')),
  fc.string({ unit: fc.constantFrom(...'\\`*_~|[]()<>#@:/-.1 a\n\u200b'), maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 80 }),
);

/** Some strings of a value replaced by others, never its times. */
export function sprinkle<Value>(value: Value, words: readonly string[], every: number): Value {
  let count = 0;
  return JSON.parse(JSON.stringify(value), (key, each: unknown) => {
    if (typeof each !== 'string' || KEPT.has(key)) return each;
    count++;
    return count % every === 0 ? (words[count % words.length] ?? each) : each;
  });
}

const KEPT: ReadonlySet<string> = new Set([
  'since',
  'until',
  'kind',
  'category',
  'word',
  'unit',
  'significance',
  'what',
  'tone',
  'measure',
  'command',
  'style',
]);
