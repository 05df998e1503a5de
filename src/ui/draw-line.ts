import { clipText } from './fold-text.ts';
import type { Terminal } from './terminal.ts';
import { characterWidth, textWidth } from './text-width.ts';

/** What the line editor holds; `cursor` counts UTF-16 units. */
export interface EditedLine {
  readonly value: string;
  readonly cursor: number;
}

/** With less room for the line itself, what stands before it is left out. */
const leastRoom = 10;
const bare = { text: '', width: 0 };

/** One row on the terminal that shows a line being typed, scrolled sideways so that it never leaves the row. */
export function drawLine(terminal: Terminal, lead: { readonly text: string; readonly width: number }) {
  let columns = terminal.columns();
  let line: EditedLine = { value: '', cursor: 0 };
  const redraw = () => {
    const { text, width } = columns - lead.width < leastRoom ? bare : lead;
    const room = Math.max(4, columns - width - 2);
    const before = clipStart(line.value.slice(0, line.cursor), room);
    const after = clipText(line.value.slice(line.cursor), room - textWidth(before));
    const back = textWidth(after);
    terminal.write(`\r\x1b[K${text}${before}${after}${back === 0 ? '' : `\x1b[${back}D`}`);
  };
  return {
    draw(edited: EditedLine) {
      line = { value: edited.value, cursor: edited.cursor };
      redraw();
    },
    redraw,
    /** A narrower terminal may have broken the row in two: begin a new one and touch nothing above. */
    resize() {
      const before = columns;
      columns = terminal.columns();
      if (columns < before) terminal.write('\n');
      redraw();
    },
  };
}

/** The longest end of a text that takes at most `width` columns. */
function clipStart(text: string, width: number): string {
  const characters = [...text];
  let used = 0;
  let from = characters.length;
  while (from > 0) {
    used += characterWidth(characters[from - 1] ?? '');
    if (used > width) break;
    from -= 1;
  }
  return characters.slice(from).join('');
}
