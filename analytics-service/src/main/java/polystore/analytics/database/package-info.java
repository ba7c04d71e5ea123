/// Ways to PostgreSQL, and what to answer when there is none.
@NullMarked
package polystore.analytics.database;

import org.jspecify.annotations.NullMarked;
