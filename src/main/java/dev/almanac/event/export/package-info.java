/** Events read whole, with all that belongs to them, for whoever takes them along. */
@NamedInterface("export")
@NullMarked
package dev.almanac.event.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
