/**
 * Brings the database to the schema that this server needs, or says in one sentence why not.
 *
 * <p>A migration touches one table, and adds before a later one takes away, so that servers of the version before go on while it
 * runs and after it. One that older servers cannot bear names the first schema whose servers can, at the end of its file's name:
 * {@code V9__drop_old_titles_serves_from_8.sql}.
 */
@NullMarked
package dev.almanac.platform.postgres.migration;

import org.jspecify.annotations.NullMarked;
