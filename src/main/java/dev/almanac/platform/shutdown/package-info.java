/** How the server goes: told to stop, it first says that it does. */
@NullMarked
package dev.almanac.platform.shutdown;

import org.jspecify.annotations.NullMarked;
