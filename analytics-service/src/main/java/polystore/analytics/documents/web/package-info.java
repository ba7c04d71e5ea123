/// Order documents over HTTP.
@NullMarked
package polystore.analytics.documents.web;

import org.jspecify.annotations.NullMarked;
