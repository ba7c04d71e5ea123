/// The operator's way to parked announcements, over HTTP.
@NullMarked
package polystore.orders.outbox.web;

import org.jspecify.annotations.NullMarked;
