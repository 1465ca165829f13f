package dev.almanac.event.graphql;

/** The schema's type of this name. */
record EventCategory(String name, String color) {}
