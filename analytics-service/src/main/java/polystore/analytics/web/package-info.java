/// What the resources of this service read from a request in the same way.
@NullMarked
package polystore.analytics.web;

import org.jspecify.annotations.NullMarked;
