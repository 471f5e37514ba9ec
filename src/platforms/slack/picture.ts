import type { Call } from './client.ts';
import type { SlackPicture } from './render/message.ts';

const TYPE = 'image/png';
const TIMEOUT = 8000;

export type PictureDeps = {
  readonly call: Call;
  /** Draws SVG as PNG. */
  readonly draw: (svg: string) => Promise<Uint8Array>;
  readonly signal: AbortSignal;
};

/**
 * Draws a picture and uploads it to Slack, where messages can show it by its id. undefined where that does not work for
 * whatever reason: nothing is worth less with its chart in letters.
 */
export async function bringPicture(
  { call, draw, signal }: PictureDeps,
  { svg, name, alt }: { readonly svg: string; readonly name: string; readonly alt: string },
): Promise<SlackPicture | undefined> {
  try {
    const bytes = await draw(svg);
    const filename = `${name}.png`;
    const place = await call(
      (client) => client.files.getUploadURLExternal({ filename, length: bytes.length, alt_text: alt }),
      signal,
    );
    if ('trouble' in place) return undefined;
    const { upload_url: url, file_id: id } = place.value;
    if (url === undefined || id === undefined || !(await upload(url, bytes, signal))) return undefined;
    const done = await call(
      (client) => client.files.completeUploadExternal({ files: [{ id, title: name }] }),
      signal,
    );
    return 'trouble' in done ? undefined : { id, alt };
  } catch {
    return undefined;
  }
}

/** The address is a secret that lives for minutes: no token goes with it. */
async function upload(url: string, bytes: Uint8Array, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': TYPE },
    body: new Uint8Array(bytes),
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
  });
  await response.body?.cancel();
  return response.ok;
}
