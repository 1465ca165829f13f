package dev.almanac.account.graphql;

import dev.almanac.account.User;
import dev.almanac.platform.id.TypedId;
import org.jspecify.annotations.Nullable;

/** The schema's {@code User}. */
record UserNode(String id, @Nullable String email, String name) {

    static final String PREFIX = "usr";

    static UserNode of(User user) {
        return new UserNode(TypedId.format(PREFIX, user.id()), user.email(), user.name());
    }
}
