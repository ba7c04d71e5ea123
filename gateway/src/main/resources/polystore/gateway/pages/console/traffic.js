/** Rate, 99th percentile and errors by service, from two readings of the gateway's histograms. */
import { html, useRef, useState, useEffect } from './lib/standalone.module.js';
import { get } from './api.js';
import { Table, useEvery } from './widgets.js';

const EVERY_MS = 5000;
const REQUESTS = /^polystore_gateway_requests_seconds_(count|bucket)\{(.*)\} ([0-9.eE+]+)$/;
const LABEL = /([a-z]+)="([^"]*)"/g;
const PERCENTILE = 0.99;

/** Sums by service: requests, those with a status 5xx, and those up to each limit in seconds. */
function sums(text) {
  const services = new Map();
  for (const line of text.split('\n')) {
    const found = REQUESTS.exec(line);
    if (!found) continue;
    const labels = Object.fromEntries([...found[2].matchAll(LABEL)].map(([, name, value]) => [name, value]));
    const name = labels.route.split('.')[0];
    if (!services.has(name)) services.set(name, { count: 0, failed: 0, upTo: new Map() });
    const service = services.get(name);
    const value = Number(found[3]);
    if (found[1] === 'bucket') {
      const limit = labels.le === '+Inf' ? Infinity : Number(labels.le);
      service.upTo.set(limit, (service.upTo.get(limit) || 0) + value);
    } else {
      service.count += value;
      if (labels.status.startsWith('5')) service.failed += value;
    }
  }
  return services;
}

/** What came between two readings; a service that was not seen before began at 0. */
function between(before, after, seconds) {
  return [...after.entries()].map(([name, now]) => {
    const then = before.get(name) || { count: 0, failed: 0, upTo: new Map() };
    const count = now.count - then.count;
    const limits = [...now.upTo.keys()].sort((a, b) => a - b);
    const limit = limits.find((it) => now.upTo.get(it) - (then.upTo.get(it) || 0) >= PERCENTILE * count);
    return { name, rate: count / seconds, limit: count > 0 ? limit : undefined, failed: now.failed - then.failed, count };
  }).sort((a, b) => a.name.localeCompare(b.name));
}

export const within = (row) => (row.limit === undefined ? '' : row.limit === Infinity ? 'longer than measured' : `${row.limit * 1000} ms`);
export const failed = (row) => (row.count > 0 ? `${((100 * row.failed) / row.count).toFixed(1)} %` : '');

const COLUMNS = [
  { title: 'Routes of', cell: (row) => row.name },
  { title: 'Requests a second', number: true, cell: (row) => row.rate.toFixed(1) },
  { title: '99 % within', number: true, cell: within },
  { title: 'Failed (5xx)', number: true, cell: failed },
];

/** The rows by service, measured again every five seconds; none at first. */
export function useTraffic() {
  const [rows, setRows] = useState([]);
  const last = useRef(null);
  const read = async () => {
    try {
      const { text } = await get('/q/metrics', { accept: 'text/plain' });
      const now = { at: performance.now(), services: sums(text) };
      if (last.current) setRows(between(last.current.services, now.services, (now.at - last.current.at) / 1000));
      last.current = now;
    } catch {
      last.current = null;
      setRows([]);
    }
  };
  useEffect(() => { read(); }, []);
  useEvery(EVERY_MS, read);
  return rows;
}

export function Traffic({ rows }) {
  return html`<div><h2>Requests at the gateway</h2>${rows.length === 0
    ? html`<p class="quiet" role="status">Measured over ${EVERY_MS / 1000} s: the first figures follow.</p>`
    : html`<${Table} caption="The last ${EVERY_MS / 1000} s; 99 % of requests ended within the time" columns=${COLUMNS} rows=${rows} />`}</div>`;
}
