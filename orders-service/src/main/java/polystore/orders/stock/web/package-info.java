/// Stock and its ledger over HTTP.
@NullMarked
package polystore.orders.stock.web;

import org.jspecify.annotations.NullMarked;
