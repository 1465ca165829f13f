/** The rules that the code keeps about itself. */
@NullMarked
package dev.almanac.architecture;

import org.jspecify.annotations.NullMarked;
