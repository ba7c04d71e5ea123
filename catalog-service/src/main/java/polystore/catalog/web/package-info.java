/// What every resource of the catalog answers alike: preconditions, limits, problems.
@NullMarked
package polystore.catalog.web;

import org.jspecify.annotations.NullMarked;
