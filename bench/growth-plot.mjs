// Draws what grows as one picture: a row a subject, time at the left and memory at the right, both axes logarithmic.

const plot = { width: 330, height: 170, left: 56, top: 34, gap: 470, row: 262 };
const colours = [
  ['#0b6bb0', '#5fb0ec'],
  ['#c2500a', '#f29a5c'],
  ['#007a59', '#3fc79b'],
  ['#a8437f', '#e591bd'],
  ['#8a6a00', '#e0be4a'],
  ['#5b4bb5', '#a99bf0'],
  ['#5c6670', '#b3bcc5'],
];

const style = `
text { font: 12px system-ui, sans-serif; fill: #1c2024; }
.paper { fill: #ffffff; } .grid { stroke: #e3e6e9; } .frame { stroke: #8b949e; fill: none; }
.title { font-weight: 600; font-size: 14px; } .quiet { fill: #59636e; font-size: 11px; }
.straight { stroke: #8b949e; stroke-dasharray: 4 4; }
.line { fill: none; stroke-width: 1.8; }
${colours.map(([light], n) => `.s${n} { stroke: ${light}; } .d${n} { fill: ${light}; }`).join('\n')}
@media (prefers-color-scheme: dark) {
text { fill: #e6e9ec; } .paper { fill: #14181c; } .grid { stroke: #2a3138; } .quiet { fill: #9aa4ae; }
${colours.map(([, dark], n) => `.s${n} { stroke: ${dark}; } .d${n} { fill: ${dark}; }`).join('\n')}
}`;

/** The picture as SVG. Each subject: a title, what is counted, and series of points `{ count, seconds, memory }`. */
export function plotGrowth(subjects, caption) {
  const width = 2 * plot.gap;
  const height = 40 + subjects.length * plot.row;
  const rows = subjects.flatMap(({ title, counted, series }, row) => {
    const y = 40 + row * plot.row + plot.top;
    const axes = [
      { field: 'seconds', label: `${title}: seconds` },
      { field: 'memory', label: `${title}: MiB at most` },
    ];
    return axes.map((axis, column) =>
      panel({ ...axis, counted, series }, { x: plot.left + column * plot.gap, y }),
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="How time and memory grow">
<style>${style}</style>
<rect class="paper" width="${width}" height="${height}"/>
<text class="quiet" x="${plot.left}" y="24">${escapeText(caption)}</text>
${rows.join('\n')}
</svg>
`;
}

function panel({ field, label, counted, series }, { x, y }) {
  const points = series.flatMap(({ points }) => points);
  const counts = points.map(({ count }) => count);
  const values = points.map((point) => point[field]);
  const across = scale(counts, plot.width, Math.max(...counts));
  const up = scale(values, plot.height, 10 ** Math.ceil(Math.log10(Math.max(...values))));
  const put = ({ count, value }) => [across.at(count), plot.height - up.at(value)].map((n) => n.toFixed(1));
  const lines = series.map(({ points }, n) => {
    const places = points.map((point) => put({ count: point.count, value: point[field] }));
    const dots = places.map(([cx, cy]) => `<circle class="d${n}" cx="${cx}" cy="${cy}" r="3"/>`);
    return `<polyline class="line s${n}" points="${places.map((place) => place.join(',')).join(' ')}"/>${dots.join('')}`;
  });
  const grid = [
    ...across.ticks.map(
      (tick) =>
        `<line class="grid" x1="${across.at(tick)}" x2="${across.at(tick)}" y1="0" y2="${plot.height}"/><text class="quiet" text-anchor="middle" x="${across.at(tick)}" y="${plot.height + 16}">${tell(tick)}</text>`,
    ),
    ...up.ticks.map((tick) => {
      const at = plot.height - up.at(tick);
      return `<line class="grid" x1="0" x2="${plot.width}" y1="${at}" y2="${at}"/><text class="quiet" text-anchor="end" x="-6" y="${at + 4}">${tell(tick)}</text>`;
    }),
  ];
  return `<g transform="translate(${x} ${y})">
<text class="title" y="-12">${escapeText(label)}</text>
${grid.join('')}
<rect class="frame" width="${plot.width}" height="${plot.height}"/>
${straight(series, field, across, up)}
${lines.join('\n')}
${endLabels(series, field, up)}
<text class="quiet" x="${plot.width}" y="${plot.height + 32}" text-anchor="end">${escapeText(counted)}</text>
</g>`;
}

/** Where the highest line would run if it were in proportion to what is counted. */
function straight(series, field, across, up) {
  const last = series.map(({ points }) => points.at(-1)).sort((a, b) => b[field] - a[field])[0];
  const least = Math.max(across.least, (up.least * last.count) / last[field]);
  const value = (last[field] * least) / last.count;
  const [x1, x2] = [across.at(least), across.at(last.count)];
  const [y1, y2] = [plot.height - up.at(value), plot.height - up.at(last[field])];
  return `<line class="straight" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
}

/** Names behind the ends of the lines, none on another. */
function endLabels(series, field, up) {
  const labels = series.map(({ name, points }, n) => {
    return { name, n, y: plot.height - up.at(points.at(-1)[field]) };
  });
  labels.sort((a, b) => a.y - b.y);
  for (const [index, label] of labels.entries()) {
    const above = labels[index - 1];
    if (above !== undefined && label.y < above.y + 13) label.y = above.y + 13;
  }
  const over = Math.max(0, (labels.at(-1)?.y ?? 0) - plot.height);
  return labels
    .map(
      ({ name, n, y }) =>
        `<text class="d${n}" x="${plot.width + 8}" y="${y - over + 4}">${escapeText(name)}</text>`,
    )
    .join('');
}

/** A logarithmic scale, in pixels, with a tick a decade and at its end, `most`; it begins with a whole decade. */
function scale(values, length, most) {
  const least = 10 ** Math.floor(Math.log10(Math.min(...values)));
  const decades = Math.log10(most / least);
  const ticks = Array.from({ length: Math.floor(decades + 0.001) + 1 }, (_, n) => least * 10 ** n);
  if (ticks.at(-1) < most / 2) ticks.push(most);
  const at = (value) => Number(((Math.log10(value / least) / decades) * length).toFixed(1));
  return { least, ticks, at };
}

const tell = (number) => Number(number.toPrecision(2)).toLocaleString('en');
const escapeText = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
