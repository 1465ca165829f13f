package dev.almanac.local.sample;

/** The categories of the sample. */
enum SampleCategory {
    WORK("Work", "#3b82f6"),
    MEETING("Meeting", "#0ea5e9"),
    LEARNING("Learning", "#8b5cf6"),
    HEALTH("Health", "#ef4444"),
    FITNESS("Fitness", "#10b981"),
    FAMILY("Family", "#f59e0b"),
    SOCIAL("Social", "#ec4899"),
    TRAVEL("Travel", "#14b8a6");

    final String title;
    final String color;

    SampleCategory(String title, String color) {
        this.title = title;
        this.color = color;
    }
}
