/// Measures over HTTP, as JSON, CSV or NDJSON.
@NullMarked
package polystore.analytics.sales.web;

import org.jspecify.annotations.NullMarked;
