/** Categories in PostgreSQL. */
@NullMarked
package dev.almanac.category.postgres;

import org.jspecify.annotations.NullMarked;
