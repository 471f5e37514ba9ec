import type { MailExample } from '../../../../src/domain/relevance/rule.ts';
import type { Category } from '../../../../src/domain/verdict.ts';

/** A made-up mail and the category it must get, thread aside. */
export type Animal = MailExample & { readonly what: string; readonly is: Category };

export const RUST_LIST = 'Rust <rust-for-linux@vger.kernel.org>';
export const ROBOT = 'kernel test robot <lkp@intel.com>';
