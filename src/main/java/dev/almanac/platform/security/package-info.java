/** Who is calling: bearer tokens, the identity they carry, and the refusal of everyone else. */
@NullMarked
package dev.almanac.platform.security;

import org.jspecify.annotations.NullMarked;
