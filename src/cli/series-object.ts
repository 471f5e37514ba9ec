import type { MessageId } from '../domain/ids.ts';
import type { LandingStep, Objection, Revision, Series, StateEvidence } from '../domain/series/series.ts';

/** One series: the public form. */
export function seriesObject(series: Series, url: string): object {
  const { id, title, author, areas, category, state, evidence, revisions, landing, objections } = series;
  return {
    id,
    title,
    author: { name: author.name, email: author.email },
    areas,
    category,
    state,
    state_evidence: evidence ? evidenceObject(evidence) : null,
    revisions: revisions.map(revisionObject),
    landing: landing.map(landingObject),
    objections: objections.map(objectionObject),
    last_active: new Date(series.lastActive).toISOString(),
    url,
  };
}

function revisionObject(one: Revision): object {
  return {
    revision: one.revision,
    minor: one.minor,
    rfc: one.rfc,
    resend: one.resend,
    title: one.title,
    author: { name: one.author.name, email: one.author.email },
    cover: one.cover ?? null,
    first: one.first,
    date: new Date(one.date).toISOString(),
    total: one.total,
    parts: Object.fromEntries(one.parts) satisfies Record<string, MessageId>,
    lists: one.lists,
    link: one.link ?? null,
    tags: Object.fromEntries(one.tags),
    carried_tags: Object.fromEntries(one.carried),
    replies: one.replies,
  };
}

function evidenceObject({ messageId, by, quote, date, commit, release }: StateEvidence): object {
  const shown = { message_id: messageId, by, quote, date: new Date(date).toISOString() };
  return { ...shown, ...(commit && { commit }), ...(release && { release }) };
}

function landingObject(step: LandingStep): object {
  const { state, tree, pulled, approximate } = step;
  return { state, tree, pulled, ...(approximate && { approximate }), ...evidenceObject(step) };
}

function objectionObject(objection: Objection): object {
  return { what: objection.what, revision: objection.revision, ...evidenceObject(objection) };
}
