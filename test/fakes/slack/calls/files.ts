import { readContent } from '../content.ts';
import { post } from '../posts.ts';
import { isObject } from '../schema.ts';
import type { World } from '../world.ts';
import { authorOf, type Call, knownChannel, NOT_FOUND } from './call.ts';

const announce: Call = (world, args, { team }) => {
  const id = world.id('F');
  const alt = args.alt_txt ?? args.alt_text;
  world.files.set(id, {
    id,
    team: team.id,
    name: String(args.filename),
    alt: typeof alt === 'string' ? alt : '',
    length: Number(args.length),
    bytes: Buffer.alloc(0),
    completed: false,
    url: `https://files.slack.com/files-pri/${team.id}-${id}/${encodeURIComponent(String(args.filename))}`,
  });
  return { ok: { upload_url: `${world.url}/upload/v1/${id}`, file_id: id } };
};

/** What came to an upload address; an HTTP status and a body. */
export async function takeUpload(
  world: World,
  id: string,
  type: string,
  body: Buffer,
): Promise<{ readonly status: number; readonly body: string }> {
  const file = world.files.get(id);
  if (!file || file.bytes.length > 0) return { status: 404, body: 'no such upload' };
  const bytes = type.startsWith('multipart/form-data') ? await firstPart(type, body) : body;
  if (bytes.length !== file.length) {
    world.violate('upload', `${bytes.length} bytes came, ${file.length} were announced`);
    return { status: 400, body: 'length mismatch' };
  }
  world.files.set(id, { ...file, bytes });
  world.changed();
  return { status: 200, body: `OK - ${bytes.length}` };
}

async function firstPart(type: string, body: Buffer): Promise<Buffer> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  for (const [, value] of form) {
    if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}

const complete: Call = (world, args, caller) => {
  const list = Array.isArray(args.files) ? args.files.filter(isObject) : [];
  const files = list.map(({ id }) => world.files.get(String(id)));
  if (list.length === 0 || files.some((file) => file?.team !== caller.team.id || file.bytes.length === 0)) {
    return { error: 'file_not_found' };
  }
  const channel = args.channel_id === undefined ? undefined : knownChannel(caller, args.channel_id);
  if (args.channel_id !== undefined && !channel) return NOT_FOUND;
  if (channel && !channel.members.has(caller.bot.user)) return { error: 'not_in_channel' };
  for (const file of files) if (file) world.files.set(file.id, { ...file, completed: true });
  if (channel) {
    const names = files.map((file) => `(file: ${file?.name ?? ''})`).join(' ');
    const content = readContent(world, caller.team.id, {
      text: `${String(args.initial_comment ?? '')} ${names}`.trim(),
    });
    if ('error' in content) return content;
    const thread = typeof args.thread_ts === 'string' ? args.thread_ts : undefined;
    post(world, {
      ...content,
      team: caller.team.id,
      channel: channel.id,
      author: authorOf(caller),
      own: true,
      thread,
    });
  }
  world.changed();
  return { ok: { files: files.map((file) => ({ id: file?.id, title: file?.name })) } };
};

export const FILES: Readonly<Record<string, Call>> = {
  'files.getUploadURLExternal': announce,
  'files.completeUploadExternal': complete,
};
