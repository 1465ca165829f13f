package dev.almanac.event.edit;

import dev.almanac.account.AccountService;
import dev.almanac.account.Preferences;
import dev.almanac.account.Reminder;
import dev.almanac.calendar.Membership;
import dev.almanac.platform.security.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The reminders of an event that names none: its calendar's, or else the person's. */
@Component
class DefaultReminders {

    private final AccountService accounts;

    DefaultReminders(AccountService accounts) {
        this.accounts = accounts;
    }

    /** Those that are wanted, or with null the defaults. */
    Mono<List<Reminder>> orElse(Viewer viewer, Membership membership, @Nullable List<Reminder> wanted) {
        if (wanted != null) {
            return Mono.just(wanted);
        }
        var defaults = membership.calendar().defaultReminders();
        return defaults != null
                ? Mono.just(defaults)
                : accounts.preferences(viewer).map(Preferences::defaultReminders);
    }
}
