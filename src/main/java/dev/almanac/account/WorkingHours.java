package dev.almanac.account;

import dev.almanac.platform.time.TimeOfDay;
import java.time.DayOfWeek;

/** A stretch of working time on one day of each week; ends after it starts, at the latest at 24:00. */
public record WorkingHours(DayOfWeek day, TimeOfDay start, TimeOfDay end) {}
