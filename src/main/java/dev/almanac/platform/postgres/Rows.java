package dev.almanac.platform.postgres;

import io.r2dbc.spi.Row;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads columns by their index, counted from 0. */
public final class Rows {

    private Rows() {}

    /** A column that is NOT NULL. */
    public static <T> T required(Row row, int index, Class<T> type) {
        return Objects.requireNonNull(row.get(index, type), () -> "column " + index + " is null");
    }

    public static <T> @Nullable T optional(Row row, int index, Class<T> type) {
        return row.get(index, type);
    }
}
