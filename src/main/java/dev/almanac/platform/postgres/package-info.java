/** Where the database is, and how it is reached: one address for R2DBC and JDBC alike. */
@NullMarked
package dev.almanac.platform.postgres;

import org.jspecify.annotations.NullMarked;
