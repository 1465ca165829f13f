/** The schema as a contract: mapped, described, and kept from one release to the next; and the documents that lean on it. */
@NullMarked
package dev.almanac.schema;

import org.jspecify.annotations.NullMarked;
