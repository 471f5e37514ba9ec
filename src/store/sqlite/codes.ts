import { MAIL_KINDS, type MailKind } from '../../domain/message.ts';
import { CATEGORIES, type Category } from '../../domain/verdict.ts';

const CATEGORY_CODES = new Map(CATEGORIES.map((category, code) => [category, code]));
const KIND_CODES = new Map(MAIL_KINDS.map((kind, code) => [kind, code]));

export function categoryCode(category: Category): number {
  return CATEGORY_CODES.get(category) ?? CATEGORIES.length - 1;
}

export function categoryOf(code: number): Category {
  return CATEGORIES[code] ?? 'none';
}

export function kindCode(kind: MailKind): number {
  return KIND_CODES.get(kind) ?? MAIL_KINDS.length - 1;
}

export function kindOf(code: number): MailKind {
  return MAIL_KINDS[code] ?? 'other';
}
