import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const COLORS = 256;

/**
 * A picture of text as PNG of at most 256 colours: a third of the bytes. Takes what Chromium makes: 8 bits a channel,
 * RGB or RGBA, not interlaced. Colours that are not among the most frequent ones become the nearest of those.
 */
export function shrinkPng(png: Uint8Array): Uint8Array {
  const { width, height, pixels } = readPixels(Buffer.from(png));
  const palette = mostFrequent(pixels);
  const nearest = new Map<number, number>(palette.map((color, at) => [color, at]));
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const color = pixels[y * width + x] ?? 0;
      const index = nearest.get(color) ?? findNearest(palette, color);
      nearest.set(color, index);
      rows[y * (width + 1) + 1 + x] = index;
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colors = Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', colors),
    chunk('IDAT', data),
    chunk('IEND'),
  ]);
}

type Pixels = { readonly width: number; readonly height: number; readonly pixels: Uint32Array };

function readPixels(png: Buffer): Pixels {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const size = png[25] === 6 ? 4 : 3;
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const rows = inflateSync(Buffer.concat(data));
  const stride = width * size;
  const pixels = new Uint32Array(width * height);
  let before = Buffer.alloc(stride);
  for (let y = 0; y < height; y++) {
    const begin = y * (stride + 1);
    const row = Buffer.from(rows.subarray(begin + 1, begin + 1 + stride));
    unfilter(row, before, rows[begin] ?? 0, size);
    for (let x = 0; x < width; x++)
      pixels[y * width + x] =
        ((row[x * size] ?? 0) << 16) | ((row[x * size + 1] ?? 0) << 8) | (row[x * size + 2] ?? 0);
    before = row;
  }
  return { width, height, pixels };
}

/** Of the PNG specification, section 9. */
function unfilter(row: Buffer, above: Buffer, filter: number, size: number): void {
  for (let at = 0; at < row.length; at++) {
    const left = at < size ? 0 : (row[at - size] ?? 0);
    const up = above[at] ?? 0;
    const corner = at < size ? 0 : (above[at - size] ?? 0);
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    row[at] = ((row[at] ?? 0) + guess) & 255;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function mostFrequent(pixels: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
  return [...counts]
    .sort(([a, many], [b, few]) => few - many || a - b)
    .slice(0, COLORS)
    .map(([color]) => color);
}

function findNearest(palette: readonly number[], color: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [at, other] of palette.entries()) {
    const distance = [16, 8, 0].reduce(
      (sum, bit) => sum + (((color >> bit) & 255) - ((other >> bit) & 255)) ** 2,
      0,
    );
    if (distance < least) [best, least] = [at, distance];
  }
  return best;
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
