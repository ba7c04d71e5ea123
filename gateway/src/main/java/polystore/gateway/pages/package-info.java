/// The pages for people: the console and the API explorer, as static files.
@NullMarked
package polystore.gateway.pages;

import org.jspecify.annotations.NullMarked;
