/** People in PostgreSQL. */
@NullMarked
package dev.almanac.account.postgres;

import org.jspecify.annotations.NullMarked;
