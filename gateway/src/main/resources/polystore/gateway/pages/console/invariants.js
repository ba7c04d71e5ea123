/** The audit of the running system: what has to hold between stock, orders, events and money. */
import { html } from './lib/standalone.module.js';
import { get } from './api.js';
import { Badge, Failure, Table, Time, useChange } from './widgets.js';

/** `stockIsNotNegative` as words. */
function words(name) {
  const lower = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

export function InvariantsPage() {
  const audit = useChange();
  const run = () => audit.run(async () => (await get('/v1/admin/invariants')).value);
  return html`<div><h1>Invariants</h1>
    <p>An audit reads whole tables in one snapshot, from the replica where there is one. One runs at a time.</p>
    <p><button type="button" disabled=${audit.busy} onClick=${run}>${audit.busy ? 'Running…' : 'Run the audit'}</button></p>
    ${audit.problem && html`<${Failure} problem=${audit.problem} />`}
    ${audit.done && html`<${Audit} of=${audit.done} />`}</div>`;
}

function Audit({ of: { asOf, ok, invariants } }) {
  const violations = invariants.flatMap((one) => one.violations.map((it) => ({ ...it, invariant: one.name })));
  return html`<div>
    <p class=${ok ? 'message' : 'message failed'} role="status">${ok ? 'Every invariant holds.' : 'Not every invariant holds.'}
      ${' '}As of <${Time} at=${asOf} />.</p>
    <${Table} caption="Invariants" rows=${invariants} columns=${[
      { title: 'Invariant', cell: (one) => words(one.name) },
      { title: 'Result', cell: (one) => html`<${Badge} text=${one.violations.length === 0 ? 'holds' : 'violated'} tone=${one.violations.length === 0 ? 'good' : 'bad'} />` },
      { title: 'Violations', number: true, cell: (one) => (one.violations.length === 20 ? '20 or more' : one.violations.length) },
    ]} />
    ${violations.length > 0 && html`<${Table} caption="Violations, at most twenty of each" rows=${violations} columns=${[
      { title: 'Invariant', cell: (it) => words(it.invariant) },
      { title: 'SKU or order', cell: (it) => html`<code>${it.subject}</code>` },
      { title: 'Fault', cell: (it) => it.detail },
    ]} />`}</div>`;
}
