package dev.almanac.event.graphql;

/** The schema's type of this name: an occurrence that its event no longer has. */
record Gone(String id, EventNode event) {}
