package dev.almanac.category;

import java.util.Map;

/** The colours that names of categories have for those who have not chosen their own. */
public final class Palette {

    private static final String OTHER = "#6b7280";

    private static final Map<String, String> COLORS = Map.ofEntries(
            Map.entry("Work", "#3b82f6"),
            Map.entry("Personal", "#10b981"),
            Map.entry("Health", "#ef4444"),
            Map.entry("Learning", "#8b5cf6"),
            Map.entry("Social", "#f59e0b"),
            Map.entry("Meeting", "#0ea5e9"),
            Map.entry("Appointment", "#06b6d4"),
            Map.entry("Task", "#84cc16"),
            Map.entry("Reminder", "#f97316"),
            Map.entry("Event", "#a855f7"),
            Map.entry("Family", "#f59e0b"),
            Map.entry("Fitness", "#10b981"));

    private Palette() {}

    public static String color(String name) {
        return COLORS.getOrDefault(name, OTHER);
    }
}
