import xterm from '@xterm/headless';

/** What a terminal shows after `text` was written to it: its rows, scrolled-away ones included, without trailing blanks. */
export async function showOnScreen(
  text: string,
  size: { readonly cols: number; readonly rows?: number } = { cols: 80 },
): Promise<readonly string[]> {
  const { rows } = await readScreen(text, size);
  const last = rows.findLastIndex((row) => row !== '');
  return rows.slice(0, last + 1);
}

export interface ScreenReading {
  readonly rows: readonly string[];
  /** Rows that are there only because the one before was too long. */
  readonly wrapped: number;
  readonly title: string;
  readonly bells: number;
  readonly alternate: boolean;
}

/** The same with what else the text did to the terminal. A newline also returns the carriage, as in a terminal's cooked mode. */
export async function readScreen(
  text: string,
  size: { readonly cols: number; readonly rows?: number },
): Promise<ScreenReading> {
  const options = { cols: size.cols, rows: size.rows ?? 24, scrollback: 200_000, convertEol: true };
  const terminal = new xterm.Terminal({ ...options, allowProposedApi: true });
  let title = '';
  let bells = 0;
  terminal.onTitleChange((changed) => {
    title = changed;
  });
  terminal.onBell(() => {
    bells += 1;
  });
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  const buffer = terminal.buffer.active;
  const lines = Array.from({ length: buffer.length }, (_, row) => buffer.getLine(row));
  const reading = {
    rows: lines.map((line) => line?.translateToString(true) ?? ''),
    wrapped: lines.filter((line) => line?.isWrapped).length,
    title,
    bells,
    alternate: buffer.type === 'alternate',
  };
  terminal.dispose();
  return reading;
}
