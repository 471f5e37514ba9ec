import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Pictures are shown at half their size on most screens. */
const WIDTH = 1440;
const LONGEST_SVG = 1_000_000;
const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];

/**
 * Draws SVG of our own making as PNG, 1440 pixels wide, with the font that comes with the program: the same bytes on
 * every machine. Loaded when the first picture is drawn. Rejects where there is no picture to be had on this machine.
 */
export async function drawPicture(svg: string): Promise<Uint8Array> {
  if (svg.length > LONGEST_SVG) throw new Error('the picture is too large to be drawn');
  const { renderAsync } = await import('@resvg/resvg-js');
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')),
    'ttf',
  );
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: WIDTH },
    font: {
      loadSystemFonts: false,
      fontFiles: FONTS.map((name) => join(folder, name)),
      defaultFontFamily: 'DejaVu Sans',
    },
  });
  return image.asPng();
}
