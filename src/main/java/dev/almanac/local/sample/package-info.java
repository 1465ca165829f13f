/** What a first start shows: the calendars of a person who does not exist, around whatever day it is. */
@NullMarked
package dev.almanac.local.sample;

import org.jspecify.annotations.NullMarked;
