/** What a reader may ask of a rendering; a format ignores what it has no use for. */
export type RenderOptions = {
  /** Columns of a line of text; 72 unless told, never less than 40. */
  readonly width?: number;
  /** Say under each entry why it is there. HTML has it folded away unless told otherwise. */
  readonly why?: boolean;
  /** ANSI colours, for a terminal. */
  readonly color?: boolean;
};
