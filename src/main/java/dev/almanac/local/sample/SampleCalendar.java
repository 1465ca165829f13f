package dev.almanac.local.sample;

/** The calendars of the sample, in the person's order. */
enum SampleCalendar {
    WORK("Work", "#3b82f6", "Meetings, visits and conferences."),
    PERSONAL("Personal", "#10b981", "Sport, evenings, health and journeys."),
    FAMILY("Family", "#f59e0b", "Everything that all of us should know."),
    TEAM("Team", "#8b5cf6", "Who is on call, and what the team does together."),
    HOLIDAYS("Holidays", "#ef4444", "Public holidays."),
    BIRTHDAYS("Birthdays", "#ec4899", "Of family and friends.");

    final String title;
    final String color;
    final String description;

    SampleCalendar(String title, String color, String description) {
        this.title = title;
        this.color = color;
        this.description = description;
    }
}
