package dev.almanac.platform.graphql.page;

/** A page of a list whose length is known; the schema's connection types with {@code totalCount}. */
public final class CountedConnection<T> extends Connection<T> {

    private final int totalCount;

    CountedConnection(Connection<T> page, int totalCount) {
        super(page);
        this.totalCount = totalCount;
    }

    public int totalCount() {
        return totalCount;
    }
}
