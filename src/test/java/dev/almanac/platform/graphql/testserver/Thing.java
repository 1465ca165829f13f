package dev.almanac.platform.graphql.testserver;

/** What the test schema is about. */
public record Thing(String id, String name) {}
