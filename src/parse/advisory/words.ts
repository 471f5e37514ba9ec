import { toTitle } from './bounds.ts';

/** With it every description of the kernel's CVE team begins. */
const PREFACE = 'In the Linux kernel, the following vulnerability has been resolved:';

/** The title that a description begins with: its first line behind the preface. */
export function titleOf(description: string): string {
  const start = description.trimStart();
  const rest = start.startsWith(PREFACE) ? start.slice(PREFACE.length).trimStart() : start;
  return toTitle(rest.split('\n', 1)[0]);
}

/** The page of the CVE program about it. */
export function urlOf(id: string): string {
  return `https://www.cve.org/CVERecord?id=${id}`;
}
