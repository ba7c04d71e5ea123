/** A plot of series over time that zooms by dragging; a double click shows all again. */
import uPlot from './lib/uPlot.esm.js';
import { html, useEffect, useRef } from './lib/standalone.module.js';

const DARK = matchMedia('(prefers-color-scheme: dark)');
const COLOURS = {
  light: ['#1f5fbf', '#b3400a', '#1b7a43', '#8a3ab9', '#a3195b', '#0f7285', '#7a5c00', '#4d4d4d'],
  dark: ['#7fb2ff', '#ffab7a', '#6fd89b', '#d3a1f5', '#ff9cc6', '#6fd5e6', '#e6c85c', '#cfcfcf'],
};
const HEIGHT = 260;

/**
 * @param times seconds since 1970, ascending
 * @param series {label, values}, a value for each time, null for none
 * @param zone IANA time zone of the axis
 */
export function Plot({ title, times, series, zone }) {
  const frame = useRef();
  useEffect(() => draw(frame.current, { times, series, zone }), [times, series, zone]);
  return html`<figure><figcaption>${title}</figcaption>
    <div ref=${frame} class="plot" role="img" aria-label=${summary(title, times, series)}></div></figure>`;
}

/** What the plot shows, for those who do not see it; the table below it has every figure. */
function summary(title, times, series) {
  const values = series.flatMap((one) => one.values).filter((value) => value !== null);
  const range = values.length > 0 ? `, from ${Math.min(...values)} to ${Math.max(...values)}` : '';
  return `${title}: ${series.length} series of ${times.length} points${range}. The table has the same figures.`;
}

function draw(frame, data) {
  let plot;
  const again = () => {
    if (plot) plot.destroy();
    plot = new uPlot(options(frame, data), [data.times, ...data.series.map((one) => one.values)], frame);
  };
  const resized = new ResizeObserver(() => plot.setSize({ width: frame.clientWidth, height: HEIGHT }));
  again();
  resized.observe(frame);
  DARK.addEventListener('change', again);
  return () => {
    resized.disconnect();
    DARK.removeEventListener('change', again);
    plot.destroy();
  };
}

function options(frame, { series, zone }) {
  const colours = DARK.matches ? COLOURS.dark : COLOURS.light;
  const ink = DARK.matches ? '#d8dde5' : '#333a45';
  const axis = { stroke: ink, grid: { stroke: DARK.matches ? '#39414d' : '#e3e6ea', width: 1 } };
  return {
    width: frame.clientWidth,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
    // A single point is shown in the middle of a day.
    scales: { x: { range: (_, from, to) => (from === to ? [from - 43200, to + 43200] : [from, to]) } },
    axes: [axis, { ...axis, size: 70 }],
    series: [{}, ...series.map((one, i) => ({
      label: one.label,
      stroke: colours[i % colours.length],
      width: 2,
      spanGaps: true,
      points: { show: one.values.length < 100 },
    }))],
  };
}
