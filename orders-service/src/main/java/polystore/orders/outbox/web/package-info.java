/// What an operator may do about announcements that Kafka refused.
@NullMarked
package polystore.orders.outbox.web;

import org.jspecify.annotations.NullMarked;
