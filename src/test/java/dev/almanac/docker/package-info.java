/** What the files under {@code docker/} name, compared with what there is. */
@NullMarked
package dev.almanac.docker;

import org.jspecify.annotations.NullMarked;
