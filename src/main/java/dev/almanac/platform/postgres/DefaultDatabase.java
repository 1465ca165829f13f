package dev.almanac.platform.postgres;

/** The database that is used where none is configured. */
@FunctionalInterface
public interface DefaultDatabase {

    /** Starts the database if need be; called at most once, and only where no address is configured. */
    DatabaseUrl url();
}
