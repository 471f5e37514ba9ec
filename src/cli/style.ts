type Paint = (text: string) => string;

/** ANSI styles, or none. */
export type Style = { readonly bold: Paint; readonly dim: Paint; readonly red: Paint; readonly green: Paint };

function wrap(on: boolean, open: number, close: number): Paint {
  return (text) => (on ? `\u001b[${open}m${text}\u001b[${close}m` : text);
}

export function createStyle(on: boolean): Style {
  return { bold: wrap(on, 1, 22), dim: wrap(on, 2, 22), red: wrap(on, 31, 39), green: wrap(on, 32, 39) };
}
